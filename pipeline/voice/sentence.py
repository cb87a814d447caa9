"""`Sentence`: what is said in a beat, as it is written and as it is spoken."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from scenes._kit.speech.sentences import spoken
from scenes._kit.text.narration import fill, parted

_ENDS = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class Piece:
    """A part of a sentence that is spoken by itself; the `mark` that it begins with, or ""."""

    written: str
    spoken: str
    mark: str = ""

    def joined(self, following: Piece) -> Piece:
        """This piece and the one that follows, as one."""
        written = f"{self.written} {following.written}"
        return Piece(written, f"{self.spoken} {following.spoken}", self.mark)


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
    def stretches(self) -> tuple[Piece, ...]:
        """Its pieces, joined from mark to mark."""
        found: list[Piece] = []
        for piece in self.pieces:
            if found and not piece.mark:
                found.append(found.pop().joined(piece))
            else:
                found.append(piece)
        return tuple(found)

    @property
    def marks(self) -> tuple[str, ...]:
        """Its marks."""
        return tuple(piece.mark for piece in self.pieces if piece.mark)

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
    scene: str,
    beat: str,
    language: str,
    text: str,
    facts: dict[str, str],
    written: str,
    marks: Collection[str] = (),
) -> Sentence:
    """The sentence of a beat: its text with {placeholders} and `marks`, the facts, and what was
    written of it.

    Its pieces are its sentences, at whose ends a speaker breathes, and what stands between marks.
    """
    pieces: list[Piece] = []
    for mark, part in parted(text, marks):
        for each in _ENDS.split(part.strip()):
            said = spoken(each, facts, language)
            if said.strip():
                pieces.append(Piece(fill(each, facts), said, mark))
                mark = ""
    return Sentence(scene, beat, language, written, tuple(pieces))
