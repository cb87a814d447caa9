"""Sentences as they are spoken, in pieces that have a caption each."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scenes._kit.speech.english import English
from scenes._kit.speech.korean import Korean
from scenes._kit.speech.reader import read_aloud
from scenes._kit.speech.tokens import LETTER
from scenes._kit.speech.tongue import ATTACHED, Tongue
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import fill

TONGUES: Mapping[str, Tongue] = {"en": English(), "ko": Korean()}
"""How each language is spoken, by its code."""
_LETTER_FACT = re.compile(r"[^\W\d_](?:[₀-₉]+|_\w+)?")
_NO_SPEECH = re.compile(r"[^\w\s.,?!:;']|_")
"""What no voice is given: signs that are left."""


def spoken(sentence: str, facts: Mapping[str, str], language: str) -> str:
    """What is said of a sentence of the narration, or of an author's own, with its facts.

    It has letters, spaces and punctuation only: no digit and no sign. Raises NarrationError.
    """
    letters = {name: _marked(text) for name, text in facts.items()}
    return said(fill(sentence, letters), language)


def said(text: str, language: str) -> str:
    """What is said of a text as it is written."""
    words = read_aloud(text, TONGUES[language])
    words = re.sub(rf"\s*{ATTACHED}\s*", "", words)
    finished = LANGUAGES[language].finish(_closed_up(words))
    return _closed_up(_NO_SPEECH.sub(" ", finished))


def _marked(fact: str) -> str:
    """A fact that is a letter is no word."""
    return LETTER + fact if _LETTER_FACT.fullmatch(fact) else fact


def _closed_up(words: str) -> str:
    """Single spaces, none before punctuation; one sign of punctuation at a place, none first."""
    text = " ".join(words.split())
    text = re.sub(r"\s+(?=[.,?!:;])", "", text)
    text = re.sub(r"[,;:]+(?=[.?!])|(?<=[.,?!:;])[,;:]+|(?<=[.?!])\.+", "", text)
    return text.lstrip(".,;: ")
