"""The pages of a PDF, read back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pypdf import PageObject, PdfReader


@dataclass(frozen=True)
class Page:
    """A page: its text without spaces, its size in points, how many pictures it draws."""

    text: str
    size: tuple[float, float]
    pictures: int


def pages(path: Path) -> list[Page]:
    """The pages of a file, in their order."""
    return [_page(page) for page in PdfReader(path).pages]


def _page(page: PageObject) -> Page:
    contents = page.get_contents()
    drawn = [operator for _, operator in contents.operations] if contents is not None else []
    return Page(
        text="".join(page.extract_text().split()),
        size=(float(page.mediabox.width), float(page.mediabox.height)),
        pictures=drawn.count(b"Do"),
    )
