"""Fields of requests that take a name out of a few, or a number; their errors say which."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import AfterValidator, BeforeValidator

from pipeline.catalog import unknown
from pipeline.messages import shortened
from pipeline.voice.choices import choices


def one_of(kind: str, names: Iterable[str]) -> Any:
    """A field that takes one of a few names."""
    known = tuple(names)

    def check(name: str) -> str:
        if name not in known:
            raise ValueError(unknown(kind, name, known))
        return name

    return AfterValidator(check)


def either(*words: str) -> Any:
    """A field that takes one of a few words."""

    def check(word: str) -> str:
        if word not in words:
            takes = f"{', '.join(words[:-1])} or {words[-1]}"
            raise ValueError(f"takes {takes}, not {shortened(word)!r}")
        return word

    return AfterValidator(check)


def number(read: Callable[[str], Any], is_valid: Callable[[Any], bool], takes: str) -> Any:
    """A field that takes a number, also as a text; `takes` describes valid ones."""

    def check(given: Any) -> Any:
        try:
            value = read(str(given).strip())
        except ValueError:
            value = math.nan
        if not is_valid(value):
            raise ValueError(f"takes {takes}, not {shortened(str(given))!r}")
        return value

    return BeforeValidator(check)


moment = number(float, lambda time: 0 <= time < math.inf, "seconds from the start of the clip")
"""A field that takes a moment of a clip."""


def _bytes(text: str) -> int:
    """The number of bytes of `500MB`, `5 GB` or `1000000`."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMGT]?)B?", text.upper())
    if found is None:
        raise ValueError(text)
    return int(float(found[1]) * 1000 ** " KMGT".index(found[2] or " "))


amount = number(_bytes, lambda size: 0 <= size < 1e18, "a size such as 500MB or 5GB")
"""A field that takes a number of bytes."""


def _scheduler(address: str) -> str:
    found = re.fullmatch(r"(tcp|tls)://[^\s/]+:(\d{1,5})", address)
    if found is None or not 0 < int(found[2]) < 65_536:
        takes = "the address of a scheduler such as tcp://host:8786 or tls://host:8786"
        raise ValueError(f"takes {takes}, not {shortened(address)!r}")
    return address


scheduler = AfterValidator(_scheduler)
"""A field that takes the address of a Dask scheduler."""


def _web_address(address: str) -> str:
    if re.fullmatch(r"https?://[^\s/?#\"'<>]+(/[^\s?#\"'<>]*)?", address) is None:
        takes = "a web address such as https://example.org/calculus"
        raise ValueError(f"takes {takes}, not {shortened(address)!r}")
    return address.rstrip("/")


web_address = AfterValidator(_web_address)
"""A field that takes the address of a folder on the web, without a query."""


def _voices(text: str) -> str:
    choices(text)
    return text


voices = AfterValidator(_voices)
"""A field that takes one voice or several (`pipeline.voice.choices`)."""


def whole(low: int, high: int) -> Any:
    """A field that takes a whole number in a range."""
    takes = f"a whole number from {low} to {high}"
    return number(int, lambda value: low <= value <= high, takes)
