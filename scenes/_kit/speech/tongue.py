"""`Tongue`: how a language says numbers, names and signs."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ATTACHED = "\ue001"
"""Before words that follow the one before them without a space (a private character)."""


@dataclass(frozen=True)
class Said:
    """What is said of a number or formula; `whole`: the number, where it is a whole one."""

    words: str
    whole: int | None = None


class Tongue(ABC):
    """A language's words for what is written in mathematics.

    `signs` are those between or before others, `functions` the names of functions of several
    letters.
    """

    signs: Mapping[str, str]
    functions: Mapping[str, str]
    comma: str
    """Between the coordinates of a point."""
    partial: str
    """Before a letter, for a round d."""

    @abstractmethod
    def whole(self, number: int) -> str:
        """A whole number, not negative."""

    @abstractmethod
    def decimal(self, whole: int, digits: str) -> str:
        """A decimal: its whole part, and the digits after the point."""

    @abstractmethod
    def counted(self, number: int, what: str) -> str | None:
        """A whole number before a word, where it is said in another way than alone."""

    @abstractmethod
    def letter(self, name: str) -> str:
        """A letter, Latin or Greek, that stands for a number or a function."""

    @abstractmethod
    def word(self, name: str) -> str:
        """A word in Latin letters."""

    @abstractmethod
    def negative(self, words: str) -> str:
        """A number or formula with a minus before it."""

    @abstractmethod
    def fraction(self, top: Said, bottom: Said) -> str:
        """A fraction."""

    @abstractmethod
    def power(self, base: str, exponent: Said, *, is_negative: bool) -> str:
        """A power."""

    @abstractmethod
    def indexed(self, base: str, index: str) -> str:
        """A letter with a subscript."""

    @abstractmethod
    def call(self, function: str, inputs: Sequence[str]) -> str:
        """A function of its inputs."""

    @abstractmethod
    def prime(self, function: str) -> str:
        """A derivative, written with a prime."""

    @abstractmethod
    def root(self, words: str) -> str:
        """A square root."""

    @abstractmethod
    def size(self, words: str) -> str:
        """What stands between two bars."""

    @abstractmethod
    def group(self, words: str) -> str:
        """A formula in brackets."""

    def number(self, text: str) -> Said:
        """A number, as it is written with digits: 12, 1,234, 0.5, .5."""
        whole, _, digits = text.replace(",", "").partition(".")
        count = int(whole or "0")
        return Said(self.decimal(count, digits)) if digits else Said(self.whole(count), count)


SPELLED_DIGITS = 18
"""Numbers with more digits are said digit by digit."""


def cardinal(number: int, language: str) -> str:
    """A whole number in words, without hyphens and commas."""
    from num2words import num2words  # it loads the numbers of sixty languages

    if len(str(number)) > SPELLED_DIGITS:
        return " ".join(cardinal(int(each), language) for each in str(number))
    return str(num2words(number, lang=language)).replace("-", " ").replace(",", "")


def ordinal(number: int, language: str) -> str:
    """Which in a row, in words, without hyphens and commas."""
    from num2words import num2words

    words = num2words(number, lang=language, to="ordinal")
    return str(words).replace("-", " ").replace(",", "")
