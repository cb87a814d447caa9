"""TOML of bounded cost.

What Python's own parser needs for a key grows with the square of its parts: 20,000 of them, in a
file of 40 kB, take 1.7 GB.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

DEEPEST = 20
"""Parts of a dotted key; a lecture has three (`narration.cut.en`)."""
_TEXTS = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"""|\Z)'
    r"|'''(?:[^']|'(?!''))*+(?:'''|\Z)"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+",
    re.DOTALL,
)
"""Strings and comments (TOML 1.0.0); one that does not end reaches to the end of what it is in."""
_DOTTED = re.compile(r"[\w.\- \t]+")
"""What may be a dotted key, or a number."""


def parse(text: str) -> dict[str, Any]:
    """The content of a TOML file. Raises ValueError, in one line, where it is none, or too deep."""
    bare = _TEXTS.sub(lambda found: "\n" * found.group().count("\n"), text)
    for run in _DOTTED.finditer(bare):
        if run.group().count(".") >= DEEPEST:
            line = bare.count("\n", 0, run.start()) + 1
            raise ValueError(f"a key in line {line} has more than {DEEPEST} parts")
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ValueError("too many brackets one in another") from None
