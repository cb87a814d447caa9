"""Formulas of the total differential: as a sum of terms, and as a dot product."""

from __future__ import annotations

from collections.abc import Sequence

from calclib import Number
from calclib.typesetting.decimals import decimals_shown, is_exact
from scenes._kit.text import notation


def term(variable: str) -> str:
    """f_x dx"""
    return f"{notation.subscripted(variable)} {notation.differential(variable)}"


def step(variables: Sequence[str]) -> str:
    """(dx, dy)"""
    return notation.vector([notation.differential(name) for name in variables])


def growing_sum(variables: Sequence[str]) -> list[str]:
    """df = f_x dx, then df = f_x dx + f_y dy."""
    terms = [term(name) for name in variables]
    return [f"dif f = {' + '.join(terms[: k + 1])}" for k in range(len(terms))]


def total(terms: Sequence[Number], shown: Sequence[str]) -> str:
    """0.2 + 0.4, after = or, where a term is rounded, after the sign for about."""
    sources = [notation.factor(*pair) for pair in zip(values(terms), shown, strict=True)]
    return f"{relation(terms)} {shown[0]} + {' + '.join(sources[1:])}"


def dot_product(variables: Sequence[str]) -> str:
    """df = (f_x, f_y) . (dx, dy), both as columns."""
    slopes = notation.column([f"f_{name}" for name in variables])
    steps = notation.column([notation.differential(name) for name in variables])
    return f"dif f = {notation.part('gradient', slopes)} dot {steps}"


def dot_product_at(
    slopes: Sequence[Number], shown: Sequence[str], variables: Sequence[str], step: Sequence[float]
) -> str:
    """(2, 4) . (0.1, 0.1), after = or the sign for about."""
    gradient = notation.part("gradient", notation.column(shown))
    moves = [
        notation.part(name, notation.value(h)) for name, h in zip(variables, step, strict=True)
    ]
    return f"{relation(slopes)} {gradient} dot {notation.column(moves)}"


def relation(numbers: Sequence[Number]) -> str:
    """= where all of the numbers are shown as they are, else the sign for about."""
    exact = all(is_exact(value, decimals_shown(value)) for value in values(numbers))
    return "=" if exact else "approx"


def values(numbers: Sequence[Number]) -> list[float]:
    """The numbers' values."""
    return [number.value for number in numbers]
