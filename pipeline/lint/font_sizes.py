"""The font sizes of a formula, read off the PDF that Typst sets it in."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

from pypdf import PdfReader
from pypdf.generic import ContentStream

from scenes._kit.text import typst_compiler
from scenes._kit.text.formula import SET_AT, Formula


def smallest_share(formula: Formula) -> float:
    """The smallest font size in a formula, in em: 0.7 where there is a script, 1 where none is."""
    return _smallest(formula.document(formula.markup)) / SET_AT


@lru_cache(maxsize=4096)
def _smallest(document: str) -> float:
    """In points. A PDF sets font and size of each run of glyphs by the operator Tf."""
    (page,) = PdfReader(BytesIO(typst_compiler.pdf(document))).pages
    operations = ContentStream(page.get_contents(), page.pdf).operations
    sizes = [float(operands[1]) for operands, operator in operations if operator == b"Tf"]
    return min(sizes, default=SET_AT)
