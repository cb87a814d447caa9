"""Typst sources of derivatives: difference quotients, limits, d and round d, gradients."""

from __future__ import annotations

import math
from collections.abc import Sequence

from calclib import ScalarField, Slice
from calclib.symbolic.derivatives import derivative as derivative_tree
from calclib.typesetting.formulas import to_typst, to_typst_terms
from scenes._kit.text import notation

NABLA = notation.part("gradient", "nabla f")
DIRECTIONAL = "D_bold(u) f"
"""The derivative in a direction u."""


def rise_over_run(variable: str) -> str:
    """Delta z / h, the rise green, the run in the colour of its variable."""
    return f"frac({notation.part('output', 'Delta z')}, {notation.part(variable, 'h')})"


def difference_quotient(variables: Sequence[str], moving: str, names: Sequence[str]) -> str:
    """(f(a + h, b) - f(a, b)) / h for a point named (a, b)."""
    step = notation.part(moving, "h")
    moved = [
        f"{place} + {step}" if v == moving else place
        for v, place in zip(variables, names, strict=True)
    ]
    return f"frac(f{notation.vector(moved)} - f{notation.vector(names)}, {step})"


def limit(variable: str, source: str) -> str:
    """lim_(h -> 0) of a source."""
    return f"lim_({notation.part(variable, 'h')} -> 0) {source}"


def one_sided_limits(variable: str, slopes: Sequence[float]) -> list[str]:
    """lim_(h -> 0-) = -1 and lim_(h -> 0+) = 1, or that the limit does not exist."""
    step = notation.part(variable, "h")
    return _from_both_sides(step, rise_over_run(variable), slopes)


def one_sided_ratios(variable: str, slopes: Sequence[float]) -> list[str]:
    """lim_(dx -> 0-) df/dx = -1 and lim_(dx -> 0+) df/dx = 1, or that there is no such limit."""
    return _from_both_sides(differential(variable), differential_ratio(variable), slopes)


def _from_both_sides(step: str, quotient: str, slopes: Sequence[float]) -> list[str]:
    rows = []
    for side, slope in zip("-+", slopes, strict=True):
        limit = (
            "exists.not" if math.isnan(slope) else notation.part("secant", notation.value(slope))
        )
        rows.append(f"lim_({step} -> 0^{side}) {quotient} = {limit}")
    return rows


def differential(variable: str) -> str:
    """dx, in the colour of its variable."""
    return notation.part(variable, f"dif {variable}")


def differential_ratio(variable: str) -> str:
    """df/dx as a ratio of differentials."""
    return f"frac({notation.part('rise', 'dif f')}, {differential(variable)})"


def derivative_statements(piece: Slice) -> list[notation.Statement]:
    """d/dx f(x, 1) = 2x, and the partial derivative of the whole field."""
    variable = piece.variable
    derived = derivative_tree(piece.tree, variable)
    slice_of = notation.slice_call(piece, notation.symbol(variable))
    field = piece.partial.tree
    return [
        (
            f"frac(dif, {differential(variable)}) {slice_of}",
            to_typst_terms(derived, notation.labels()),
        ),
        (
            derivative(variable, partial=True),
            to_typst_terms(field, notation.labels(tuple(piece.held))),
        ),
    ]


def derivative(variable: str, *, partial: bool) -> str:
    """df/dx, or with round d's."""
    d = "partial" if partial else "dif"
    return f"frac({d} f, {d} {notation.symbol(variable)})"


def subscripted(path: Sequence[str], name: str = "f") -> str:
    """f_xy: the derivative by the names in turn, each in its colour; just f without names."""
    return f"{name}_({' '.join(map(notation.symbol, path))})" if path else name


def partial_operator(variable: str, *, in_line: bool = False) -> str:
    """d/dx with round d's, in the colour of the variable; `in_line`: with a slash."""
    fraction = "partial \\/ partial" if in_line else "frac(partial, partial"
    return notation.part(variable, f"{fraction} {variable}{'' if in_line else ')'}")


def gradient(field: ScalarField) -> str:
    """nabla f = (2x, 2y), a column."""
    entries = [to_typst(field.partial(name).tree, notation.labels()) for name in field.variables]
    return f"{NABLA} = {notation.column(entries)}"


def gradient_symbols(field: ScalarField) -> str:
    """nabla f = (df/dx, df/dy), a column, with round d's."""
    entries = [derivative(name, partial=True) for name in field.variables]
    return f"{NABLA} = {notation.column(entries)}"


def gradient_at(point: Sequence[float], slopes: Sequence[float], shown: Sequence[str]) -> str:
    """nabla f(-1, -2) = (-2, -4), a column of the slopes' sources."""
    return f"{NABLA}{notation.point(point)} {notation.equals_sign(slopes)} {notation.column(shown)}"


def gradient_length(point: Sequence[float] | None = None) -> str:
    """|nabla f|, or |nabla f(-1, -2)|."""
    return f"abs({NABLA}{'' if point is None else notation.point(point)})"


def partial_at(name: str, point: Sequence[float], shown: str | None) -> str:
    """df/dx(0, 1) and its value as shown; `shown` None: it does not exist."""
    left = f"{derivative(name, partial=True)} {notation.point(point)}"
    return f"{left} {shown}" if shown else f"exists.not med {left}"
