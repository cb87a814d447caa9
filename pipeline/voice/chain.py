"""`Chain`: several voices, asked in their order until one speaks."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from functools import cached_property

from pipeline.store.shelf import Shelf
from pipeline.voice.choices import NONE, Choice, choices
from pipeline.voice.engines.base import Engine
from pipeline.voice.engines.table import engine
from pipeline.voice.errors import VoiceError
from pipeline.voice.sentence import Sentence
from pipeline.voice.spoken import Take
from pipeline.voice.takes import take
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.languages import LANGUAGES

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chain:
    """The voices that a text asks for, for a video in a language.

    Where one cannot speak a sentence, the next is asked, with a warning. Where nobody can, that is
    an error, unless the last one is `none` or it is the sentence of another language than the
    video's: then it stays silent.
    """

    text: str
    language: str

    @cached_property
    def engines(self) -> list[Engine]:
        """The engines in their order."""
        return [engine(each, self.language) for each in self._choices if each.kind != NONE]

    @property
    def languages(self) -> list[str]:
        """The codes of the languages that are spoken, that of the video first."""
        spoken = {code for each in self.engines for code in each.languages}
        return sorted(spoken & LANGUAGES.keys(), key=lambda code: (code != self.language, code))

    def check(self) -> None:
        """Raises ParameterError where nobody speaks; warns of those who cannot."""
        faults: list[str] = []
        for each in self.engines:
            try:
                each.check()
            except VoiceError as fault:
                faults.append(str(fault))
        if not self.engines:
            return
        if len(faults) == len(self.engines) and not self._may_be_silent:
            raise ParameterError("voice", faults[0])
        if self.language not in self.languages and not self._may_be_silent:
            names = ", ".join(LANGUAGES[code].name for code in self.languages)
            message = f"speaks {names}, not {LANGUAGES[self.language].name}; add a voice that does"
            raise ParameterError("voice", message)
        for fault in faults:
            _log.warning("%s; going on without it", fault)

    def speak(self, sentence: Sentence, shelf: Shelf) -> Take | None:
        """The take of a sentence; None if it stays silent. Raises VoiceError."""
        faults: list[str] = []
        for each in self.engines:
            if sentence.language not in each.languages or not each.has(sentence):
                continue
            try:
                found = take(shelf, each, sentence)
            except VoiceError as fault:
                faults.append(str(fault))
                continue
            self._warn(sentence, faults, f"spoken by {each.name}")
            return found
        if not self._may_be_silent:
            faults = faults or [self._unrecorded(sentence)]
            if sentence.language == self.language:
                raise VoiceError(faults[0])
        self._warn(sentence, faults, "it stays silent")
        return None

    def _warn(self, sentence: Sentence, faults: list[str], instead: str) -> None:
        for fault in faults:
            _log.warning("%s/%s: %s; %s", sentence.language, sentence.name, fault, instead)

    @property
    def _choices(self) -> tuple[Choice, ...]:
        return choices(self.text)

    @property
    def _may_be_silent(self) -> bool:
        return self._choices[-1].kind == NONE

    def _unrecorded(self, sentence: Sentence) -> str:
        what = f"no recording of {sentence.language}/{sentence.name}"
        return f"{what}; record it, or name a second voice, such as {self.text},espeak"
