"""Words of a title, in one language or in all."""

from __future__ import annotations

from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, model_validator

from scenes._kit.parameters.base import Parameters, parameter
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.languages import LANGUAGES, require_language

LanguageCode = Annotated[str, AfterValidator(require_language)]
Words: TypeAlias = str | dict[LanguageCode, str]
"""A text, or one for each language."""
_LONGEST = 60


class TitleText(Parameters):
    """A title and what stands below it, each one text or a text for each language."""

    title: Words = parameter("TEXT", "The title.")
    below: Words = parameter("TEXT", "What stands below it.", "")

    def title_in(self, language: str) -> str:
        """The title in a language."""
        return in_language(self.title, language)

    def below_in(self, language: str) -> str:
        """What stands below it."""
        return in_language(self.below, language)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for name, words in (("title", self.title), ("below", self.below)):
            for text in every_language(words).values():
                if len(text) > _LONGEST or not text.isprintable():
                    message = f"takes at most {_LONGEST} printable characters, not {{given!r}}"
                    raise ParameterError(name, message, {"given": text[:20]})
        return self


def in_language(words: Words, language: str) -> str:
    """The text in a language, or in the first there is."""
    texts = every_language(words)
    return texts.get(language) or next(iter(texts.values()))


def every_language(words: Words) -> dict[str, str]:
    """The text by language; one text stands for all."""
    return dict.fromkeys(LANGUAGES, words) if isinstance(words, str) else words
