"""`SlideText`: the text of a slide, in one language or in several."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import Field, model_validator

from scenes._kit.parameters.base import Parameters, parameter
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.title import LocalizedText, text_in_language, texts_by_language
from scenes._kit.text.reading import reading_time

MAX_LENGTH = 600
MAX_LINES = 12
MAX_SECONDS = 600
_BULLET = "- "

Seconds = Annotated[float, Field(gt=0, le=MAX_SECONDS)]


@dataclass(frozen=True)
class Line:
    """A line of a slide: its words; `gap`: whether an empty line stands before it."""

    words: str
    is_heading: bool = False
    is_bullet: bool = False
    gap: bool = False


class SlideText(Parameters):
    """A slide: its first line is the heading, and lines that begin with "- " are bullets.

    A text that begins with an empty line has no heading. Every character stands for itself.
    """

    slide: LocalizedText = parameter("TEXT", "The text of a slide; its first line is the heading.")
    seconds: Seconds | None = parameter("SECONDS", "How long it stands at least.", None)

    def lines_in(self, language: str) -> list[Line]:
        """Its lines in a language, from the top."""
        return lines(text_in_language(self.slide, language))

    def spoken_in(self, language: str) -> str:
        """Its text in a language as one sentence."""
        return " ".join(line.words for line in self.lines_in(language))

    @property
    def least_seconds(self) -> float:
        """The seconds for which it stands at least: it can be read in each of its languages."""
        reading = reading_time(
            {each: self.spoken_in(each) for each in texts_by_language(self.slide)}
        )
        return max(reading, self.seconds or 0.0)

    @model_validator(mode="after")
    def _can_be_shown(self) -> Self:
        for text in texts_by_language(self.slide).values():
            if not lines(text):
                raise ParameterError("slide", "has no text")
            if len(text) > MAX_LENGTH or text.count("\n") >= MAX_LINES + 2:
                message = f"takes at most {MAX_LENGTH} characters in {MAX_LINES} lines; make it two"
                raise ParameterError("slide", message)
            if not "".join(text.split()).isprintable():
                raise ParameterError("slide", "takes printable characters")
        return self


def lines(text: str) -> list[Line]:
    """The lines of a slide's text."""
    rows = [row.strip() for row in text.rstrip().split("\n")]
    found: list[Line] = []
    for k, row in enumerate(rows):
        if row:
            gap = bool(found) and not rows[k - 1]
            is_bullet = row.startswith(_BULLET)
            words = row.removeprefix(_BULLET).strip() if is_bullet else row
            found.append(Line(words, k == 0 and not is_bullet, is_bullet, gap))
    return found
