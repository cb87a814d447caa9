"""Formulas of the total differential: as a sum of terms, and as a dot product."""

from __future__ import annotations

from collections.abc import Sequence

from calclib import Number
from scenes._kit.text import derivatives, notation


def term(variable: str) -> str:
    """f_x dx"""
    return f"{derivatives.subscripted([variable])} {derivatives.differential(variable)}"


def change() -> str:
    """Delta f, the change on the surface, in the colour of outputs."""
    return notation.part("output", derivatives.change())


def change_to(source: str, *, exact: bool) -> str:
    """Delta f = 0.62, with ≈ if the number is rounded."""
    return f"{change()} {'=' if exact else '≈'} {notation.part('value', source)}"


def gap() -> str:
    """Delta f - df: the height of the surface over the tangent plane."""
    return f"{derivatives.change()} - {derivatives.total()}"


def step(variables: Sequence[str]) -> str:
    """(dx, dy)"""
    return notation.vector([derivatives.differential(name) for name in variables])


def partial_sums(variables: Sequence[str]) -> list[str]:
    """df =, df = f_x dx and df = f_x dx + f_y dy: the partial sums."""
    terms = [term(name) for name in variables]
    return [f"{derivatives.total()} = {' + '.join(terms[:k])}" for k in range(len(terms) + 1)]


def total(terms: Sequence[Number], shown: Sequence[str], decimals: Sequence[int]) -> list[str]:
    """= 0.2 and + 0.4, or - 0.4, with ≈ if a term is rounded to its decimals."""
    equals = notation.equals_sign(terms, decimals=decimals)
    return [f"{equals} {shown[0]}", *map(_added, shown[1:])]


def _added(source: str) -> str:
    """A number as a later term of a sum, with its sign: + 0.2, or − 0.2."""
    sign, size = ("−", source[1:]) if source.startswith("−") else ("+", source)
    return f"{sign} {size}"


def dot_product(variables: Sequence[str]) -> str:
    """df = (f_x, f_y) . (dx, dy), both as columns."""
    slopes = notation.column([derivatives.subscripted((name,)) for name in variables])
    steps = notation.column([derivatives.differential(name) for name in variables])
    return f"{derivatives.total()} = {notation.part('gradient', slopes)} dot {steps}"


def dot_product_at(
    slopes: Sequence[Number],
    shown: Sequence[str],
    variables: Sequence[str],
    step: Sequence[float],
    decimals: Sequence[int],
) -> list[str]:
    """= (2, 4) and . (0.1, 0.1), with ≈ if one of these numbers is rounded, a slope to its
    decimals."""
    gradient = notation.part("gradient", notation.column(shown))
    moves = [
        notation.colored(name, notation.value(h)) for name, h in zip(variables, step, strict=True)
    ]
    equals = notation.equals_sign([*slopes, *step], decimals=decimals)
    return [f"{equals} {gradient}", f"dot {notation.column(moves)}"]
