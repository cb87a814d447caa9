"""What is asked for as a voice, as text: engines, folders and commands, one behind the other.

    espeak              an engine by name
    takes,espeak        recordings; what was not recorded is spoken by espeak
    takes,none          recordings; what was not recorded stays silent
    say {text} {out}    a command

Free of numpy and PyAV: the command line loads it at start.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.messages import shortened

NONE = "none"
ENGINES = ("espeak", "flite")
COMMAND, FOLDER = "command", "folder"
TEXT, OUT, LANG = "{text}", "{out}", "{lang}"
_LONGEST = 500
_COMMAS = re.compile(r""",(?=(?:[^"']|"[^"]*"|'[^']*')*$)""")
"""Commas outside quotation marks."""
_TAKES = f"takes {NONE}, {', '.join(ENGINES)}, a folder of recordings, or a command with {OUT}"


@dataclass(frozen=True)
class Choice:
    """One voice: its kind (none, an engine's name, folder, command), and the folder or command."""

    kind: str
    text: str = ""

    @property
    def words(self) -> list[str]:
        """The words of a command."""
        return shlex.split(self.text)


def choices(text: str) -> tuple[Choice, ...]:
    """The voices that a text asks for, in their order. Raises ValueError, in one line."""
    if len(text) > _LONGEST or not text.isprintable():
        raise ValueError(f"takes at most {_LONGEST} printable characters")
    found = tuple(_choice(part.strip()) for part in _COMMAS.split(text))
    if any(each.kind == NONE for each in found[:-1]):
        raise ValueError(f"{NONE} stands last: after it nothing is asked any more")
    return found


def has_command(text: str) -> bool:
    """Whether a text asks for a command."""
    return any(each.kind == COMMAND for each in choices(text))


def folder_of(text: str | None) -> Path | None:
    """The folder of recordings that a text asks for; of several the first."""
    asked = choices(text) if text is not None else ()
    folders = (Path(each.text) for each in asked if each.kind == FOLDER)
    return next(folders, None)


def or_silence(text: str) -> str:
    """The same voices, where nobody need speak."""
    return text if choices(text)[-1].kind == NONE else f"{text},{NONE}"


def from_folder(text: str, folder: Path) -> str:
    """The same text, with paths that begin in a folder."""
    return ",".join(_written(each, folder) for each in choices(text))


def without_places(text: str) -> str:
    """The text as others may read it: of a folder its name, of a command only that there is one."""
    return ",".join(
        Path(each.text).name if each.kind == FOLDER else each.kind for each in choices(text)
    )


def _choice(part: str) -> Choice:
    if part == NONE or part in ENGINES:
        return Choice(part)
    if not part:
        raise ValueError(_TAKES)
    if OUT in part or TEXT in part:
        return Choice(COMMAND, _command(part))
    if part == COMMAND:  # as in what `explain` prints
        return Choice(COMMAND)
    if any(each.isspace() for each in part) and not Path(part).exists():
        raise ValueError(f"a command has {TEXT} and {OUT}, not {shortened(part)!r}")
    return Choice(FOLDER, part)


def _command(part: str) -> str:
    """A command's text, without the word `command` before it. Raises ValueError."""
    part = re.sub(rf"^{COMMAND}\s+", "", part)
    try:
        words = shlex.split(part)
    except ValueError as error:
        raise ValueError(f"the command {shortened(part)!r}: {error}") from None
    missing = [each for each in (TEXT, OUT) if not _has(words, each)]
    if missing or any(each in words[0] for each in (TEXT, OUT)):
        raise ValueError(f"a command begins with a program and has {TEXT} and {OUT}")
    return part


def _has(words: Sequence[str], place: str) -> bool:
    return any(place in each for each in words)


def _written(choice: Choice, folder: Path) -> str:
    if choice.kind != FOLDER:
        return choice.text or choice.kind
    return str(folder / choice.text)
