"""How large the glyphs of a formula are: scripts are recognised by their outlines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from scenes._kit.text.formula import Formula

_GLYPHS = (*"abcdefghijklmnopqrstuvwxyzABCDEFGHKLMNPRSTUVW0123456789+-", "pi", "partial", "Delta")
_SCALES = (1.0, 0.7, 0.5)
"""Of a glyph, its script, and the script of that, in em: what Typst does with its math font."""


@dataclass(frozen=True)
class Sizes:
    """The largest and the smallest font size in a formula, in scene units."""

    em: float
    smallest: float


def sizes(formula: Formula) -> Sizes:
    """The formula's em, and the font size of its smallest glyph as far as its glyphs are known."""
    known = _known()
    found = [formula.em]
    for glyph in formula.submobjects:
        shape = _shape(glyph.points)
        if shape in known:
            found.append(_extent(glyph.points) * known[shape])
    return Sizes(formula.em, min(found))


@cache
def _known() -> dict[bytes, float]:
    """For the shapes of glyphs, font size over extent."""
    table: dict[bytes, float] = {}
    for level, scale in enumerate(_SCALES):
        glyphs = " ".join(_raised(glyph, level) for glyph in _GLYPHS)
        formula = Formula(glyphs)
        wanted = formula.submobjects[level :: level + 1]
        for glyph in wanted:
            table.setdefault(_shape(glyph.points), scale * formula.em / _extent(glyph.points))
    return table


def _raised(glyph: str, level: int) -> str:
    """The glyph as an exponent of an exponent ... of dots, so many levels up."""
    return glyph if level == 0 else f"dot^({_raised(glyph, level - 1)})"


def _extent(points: np.ndarray) -> float:
    return max(float(np.ptp(points[:, k])) for k in (0, 1))


def _shape(points: np.ndarray) -> bytes:
    """The outline up to place and size; coarse, since the same glyph is rounded anew each time."""
    if len(points) < 4:
        return b""
    flat = points[:, :2]
    size = max(_extent(flat), 1e-9)
    return (np.round((flat - flat.mean(axis=0)) / size, 1) + 0.0).tobytes()  # never -0
