"""Texts in a lecture file, each one text or a text for each language."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from pydantic import BeforeValidator

from scenes._kit.parameters.slide import MAX_LENGTH
from scenes._kit.parameters.title import LocalizedText
from scenes._kit.text.languages import LANGUAGES

MAX_TITLE = 60
_MAX_SENTENCE = 1000


def _validated(value: Any, max_length: int) -> Any:
    """A text, or one for each language; none empty, too long or unprintable."""
    texts = list(value.values()) if isinstance(value, dict) else [value]
    known = not isinstance(value, dict) or value.keys() <= LANGUAGES.keys()
    if not (texts and known and all(isinstance(each, str) for each in texts)):
        table = ", ".join(f'{code} = "..."' for code in LANGUAGES)
        raise ValueError(f"takes a text, or a table {{ {table} }}")
    for each in texts:
        if not each.strip() or len(each) > max_length or not _is_printable(each, max_length):
            raise ValueError(f"takes 1 to {max_length} printable characters")
    return value


def _is_printable(text: str, max_length: int) -> bool:
    """Whether the text is printable; sentences may have line breaks, titles not."""
    return (" ".join(text.split()) if max_length > MAX_TITLE else text).isprintable()


Title = Annotated[LocalizedText, BeforeValidator(partial(_validated, max_length=MAX_TITLE))]
Sentence = Annotated[LocalizedText, BeforeValidator(partial(_validated, max_length=_MAX_SENTENCE))]
SlideWords = Annotated[LocalizedText, BeforeValidator(partial(_validated, max_length=MAX_LENGTH))]
