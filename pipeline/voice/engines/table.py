"""The engines by their kinds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.voice.choices import COMMAND, FOLDER, LANG, Choice
from pipeline.voice.engines.base import Engine
from pipeline.voice.engines.command import Command
from pipeline.voice.engines.espeak import Espeak
from pipeline.voice.engines.flite import Flite
from pipeline.voice.engines.recordings import Recordings
from scenes._kit.text.languages import LANGUAGES

_MAKERS: dict[str, Callable[[Choice, str], Engine]] = {
    "espeak": lambda choice, language: Espeak(),
    "flite": lambda choice, language: Flite(),
    FOLDER: lambda choice, language: Recordings(Path(choice.text)),
    COMMAND: lambda choice, language: Command(choice, _languages(choice, language)),
}


def engine(choice: Choice, language: str) -> Engine:
    """The engine of a choice, for a video in a language."""
    return _MAKERS[choice.kind](choice, language)


def _languages(choice: Choice, language: str) -> frozenset[str]:
    """A command that is not told the language speaks that of the video."""
    return frozenset(LANGUAGES) if LANG in choice.text else frozenset({language})
