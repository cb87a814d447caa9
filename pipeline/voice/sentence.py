"""`Sentence`: what is said in a beat, as it is written and as it is spoken."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from scenes._kit.speech.sentences import spoken
from scenes._kit.text.narration import fill

_ENDS = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class Piece:
    """A part of a sentence that is spoken by itself."""

    written: str
    spoken: str


@dataclass(frozen=True)
class Sentence:
    """What is said in a beat of a scene, in a language."""

    scene: str
    beat: str
    language: str
    written: str
    pieces: tuple[Piece, ...]

    @property
    def spoken(self) -> str:
        """All of it, in words."""
        return " ".join(piece.spoken for piece in self.pieces)

    @property
    def sha256(self) -> str:
        """The hash of the written text, by which a recording knows what it was spoken for."""
        text = unicodedata.normalize("NFC", " ".join(self.written.split()))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def name(self) -> str:
        """`slicing.cut`."""
        return f"{self.scene}.{self.beat}"


def sentence(
    scene: str, beat: str, language: str, text: str, facts: dict[str, str], written: str
) -> Sentence:
    """The sentence of a beat: its text with {placeholders}, the facts, and what was written of it.

    Its pieces are its sentences, at whose ends a speaker breathes.
    """
    pieces = (Piece(fill(each, facts), spoken(each, facts, language)) for each in _ENDS.split(text))
    return Sentence(scene, beat, language, written, tuple(p for p in pieces if p.spoken.strip()))
