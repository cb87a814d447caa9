"""The pages in `docs` and the README: their blocks of code, by language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.project_sources import ROOT

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))


def blocks(page: Path, language: str) -> Iterator[str]:
    """The text of a page's blocks in a language."""
    for found, text in _BLOCK.findall(page.read_text("utf-8")):
        if found == language:
            yield text
