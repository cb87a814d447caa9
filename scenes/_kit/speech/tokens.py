"""The tokens of a written sentence: numbers, names, what is above and below them, words, signs."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LETTER = "\ue000"
"""Before a letter that stands for a number: `a` is no article then (a private character)."""
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+−n")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_ALPHABET = "A-Za-zÀ-ÖØ-öø-ÿ\u0370-\u03ff"
_TOKENS = re.compile(
    rf"""
    (?P<words>[가-힣]*\([가-힣]\)[가-힣]* | [가-힣]+)      # also both forms of a particle
    | (?P<number>\d{{1,3}}(?:,\d{{3}})+(?!\d)(?:\.\d+)? | \d+(?:\.\d+)? | \.\d+)
    | (?P<above>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹ⁿ]+)
    | (?P<below>[₀-₉]+ | _\{{[A-Za-z0-9]+\}} | _[A-Za-z0-9]+)
    | (?P<name>{LETTER}?[{_ALPHABET}]+(?:['’][a-z]+)?)
    | (?P<space>\s+)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Token:
    """A piece of a sentence: `number`, `name` (Latin or Greek), `words` (Hangul), `above` and
    `below` (superscript, subscript), `space`, `sign`, or `end`."""

    kind: str
    text: str

    @property
    def is_letter(self) -> bool:
        """Whether it is the name of a number or function: one letter."""
        return self.kind == "name" and len(self.text.removeprefix(LETTER)) == 1


END = Token("end", "")


def tokens(sentence: str) -> list[Token]:
    """The tokens of a sentence, the last of them `END`."""
    found = [
        Token(str(match.lastgroup), _usual(str(match.lastgroup), match.group()))
        for match in _TOKENS.finditer(_composed(sentence))
    ]
    return [*found, END]


def _composed(sentence: str) -> str:
    """The sentence in composed characters (NFC); compatible digits and signs as the usual ones, but
    for superscripts and subscripts."""
    text = unicodedata.normalize("NFC", sentence)
    return "".join(_plain(each) for each in text)


def _plain(character: str) -> str:
    """A full-width or mathematical letter, digit or sign as the usual one; ½ as 1/2."""
    if character in "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ₀₁₂₃₄₅₆₇₈₉" or character.isascii():
        return character
    form = unicodedata.normalize("NFKC", character)
    if "⁄" in form:  # the slash of ½
        return f" {form.replace('⁄', '/')}"
    return form if form.strip() else " "


def _usual(kind: str, text: str) -> str:
    if kind == "above":
        return text.translate(_SUPERSCRIPTS)
    if kind == "below":
        return text.translate(_SUBSCRIPTS).strip("_{}")
    return text
