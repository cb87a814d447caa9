"""The pages of a PDF, read back."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pypdf import PageObject, PdfReader


@dataclass(frozen=True)
class Page:
    """A page: its text without spaces, its size in points, how many pictures it draws, and how
    wide the widest is."""

    text: str
    size: tuple[float, float]
    pictures: int
    widest: float


def pages(path: Path) -> list[Page]:
    """The pages of a file, in their order."""
    return [_page(page) for page in PdfReader(path).pages]


def _page(page: PageObject) -> Page:
    contents = page.get_contents()
    drawn = contents.operations if contents is not None else []
    pictures = [k for k, (_, operator) in enumerate(drawn) if operator == b"Do"]
    widths = [float(drawn[k - 1][0][0]) for k in pictures]  # of the matrix before it
    return Page(
        text="".join(page.extract_text().split()),
        size=(float(page.mediabox.width), float(page.mediabox.height)),
        pictures=len(pictures),
        widest=max(widths, default=0.0),
    )
