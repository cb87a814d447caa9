"""A TOML parser with bounded cost.

The memory that Python's own parser takes for a key grows with the square of its parts: 20,000 of
them, in a file of 40 kB, take 1.7 GB.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

MAX_PARTS = 20
"""The most parts of a dotted key; lectures use three (`narration.cut.en`)."""
_TEXTS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+",
    re.DOTALL,
)
"""Strings and comments (TOML 1.0.0); an unterminated one extends to the end of its line or file."""
_DOTTED = re.compile(r"[\w.\- \t]+")
"""A dotted key or a number."""


def parse(text: str) -> dict[str, Any]:
    """The content of a TOML text. Raises ValueError, in one line, if it is invalid or too deep."""
    bare = _TEXTS.sub(lambda found: "\n" * found.group().count("\n"), text)
    for run in _DOTTED.finditer(bare):
        if run.group().count(".") >= MAX_PARTS:
            line = bare.count("\n", 0, run.start()) + 1
            raise ValueError(f"a key in line {line} has more than {MAX_PARTS} parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("too many nested brackets") from None
