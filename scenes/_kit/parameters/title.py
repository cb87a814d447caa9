"""Titles, in one language or in several."""

from __future__ import annotations

from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, model_validator

from scenes._kit.parameters.base import Parameters, parameter
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.languages import LANGUAGES, require_language

LanguageCode = Annotated[str, AfterValidator(require_language)]
LocalizedText: TypeAlias = str | dict[LanguageCode, str]
"""A text, or one for each language."""
_MAX_LENGTH = 60


class TitleText(Parameters):
    """A title and a line below it, each one text or a text for each language."""

    title: LocalizedText = parameter("TEXT", "The title.")
    below: LocalizedText = parameter("TEXT", "The line below it.", "")

    def title_in(self, language: str) -> str:
        """The title in a language."""
        return text_in_language(self.title, language)

    def below_in(self, language: str) -> str:
        """The line below it, in a language."""
        return text_in_language(self.below, language)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for name, text in (("title", self.title), ("below", self.below)):
            for each in texts_by_language(text).values():
                if len(each) > _MAX_LENGTH or not each.isprintable():
                    message = f"takes at most {_MAX_LENGTH} printable characters, not {{given!r}}"
                    raise ParameterError(name, message, {"given": each[:20]})
        return self


def text_in_language(text: LocalizedText, language: str) -> str:
    """The text in a language, or else in the first one that is given."""
    texts = texts_by_language(text)
    return texts.get(language) or next(iter(texts.values()))


def texts_by_language(text: LocalizedText) -> dict[str, str]:
    """The text by language; a single text is used for all."""
    return dict.fromkeys(LANGUAGES, text) if isinstance(text, str) else text
