"""How large the signs of a formula are: scripts are recognised by their outlines."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from scenes._kit.text.formula import Formula

_SIGNS = (*"abcdefghijklmnopqrstuvwxyzABCDEFGHKLMNPRSTUVW0123456789+-", "pi", "partial", "Delta")
_SCALES = (1.0, 0.7, 0.5)
"""Of a sign, its script, and the script of that, in em: what Typst does with its math font."""


@dataclass(frozen=True)
class Sizes:
    """The largest and the smallest font size in a formula, in scene units."""

    em: float
    smallest: float


def sizes(formula: Formula) -> Sizes:
    """The formula's em, and the font size of its smallest sign as far as its signs are known."""
    known = _known()
    found = [formula.em]
    for sign in formula.submobjects:
        shape = _shape(sign.points)
        if shape in known:
            found.append(_extent(sign.points) * known[shape])
    return Sizes(formula.em, min(found))


@cache
def _known() -> dict[bytes, float]:
    """For the shapes of signs, font size over extent."""
    table: dict[bytes, float] = {}
    for level, scale in enumerate(_SCALES):
        signs = " ".join(_raised(sign, level) for sign in _SIGNS)
        formula = Formula(signs)
        wanted = formula.submobjects[level :: level + 1]
        for sign in wanted:
            table.setdefault(_shape(sign.points), scale * formula.em / _extent(sign.points))
    return table


def _raised(sign: str, level: int) -> str:
    """The sign as an exponent of an exponent ... of dots, so many levels up."""
    return sign if level == 0 else f"dot^({_raised(sign, level - 1)})"


def _extent(points: np.ndarray) -> float:
    return max(float(np.ptp(points[:, k])) for k in (0, 1))


def _shape(points: np.ndarray) -> bytes:
    """The outline up to place and size; coarse, since the same sign is rounded anew each time."""
    if len(points) < 4:
        return b""
    flat = points[:, :2]
    size = max(_extent(flat), 1e-9)
    return (np.round((flat - flat.mean(axis=0)) / size, 1) + 0.0).tobytes()  # never -0
