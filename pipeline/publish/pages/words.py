"""The words of the pages: one TOML file a language in `pipeline/publish/words`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

PACKAGE = "pipeline.publish"


@cache
def words(language: str) -> dict[str, str]:
    """The words in a language, by key."""
    text = files(PACKAGE).joinpath("words", f"{language}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
