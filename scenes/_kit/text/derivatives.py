"""Typst sources of derivatives: difference quotients, limits, d and round d, gradients."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

import numpy as np

from calclib import Number, ScalarField, Slice
from calclib.symbolic.derivatives import derivative_formula
from calclib.symbolic.held_numbers import worked_out
from calclib.tree.decided import decided
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Node, Numeral, variables, walk
from calclib.typesetting.coordinates import is_coordinate_exact
from calclib.typesetting.formulas import (
    short_numeral,
    to_factors,
    to_typst,
    to_typst_terms,
    with_held_number,
)
from scenes._kit.names import STEPS, free_letter, function_name
from scenes._kit.text import notation

_NUMERAL = r"\d+(?:\.\d+)?"
_PUT_IN = rf'part\("point", -?{_NUMERAL}\)|-part\("point", {_NUMERAL}\)'
_LONE_NUMBER = re.compile(rf"-?{_NUMERAL}|{_PUT_IN}")
"""A number that nothing is left to be worked out of, put in or not."""


def nabla() -> str:
    """nabla f: the gradient."""
    return notation.part("gradient", f"nabla {function_name()}")


def directional() -> str:
    """The derivative in a direction u."""
    return f"D_bold(u) {function_name()}"


def change() -> str:
    """Delta f: the change of f over a finite step."""
    return f"Delta {function_name()}"


def total() -> str:
    """df: the change on the tangent plane."""
    return f"dif {function_name()}"


def rise() -> str:
    """Delta f as the rise of a secant, by this name in every scene."""
    return notation.part("rise", change())


def run(variable: str) -> str:
    """Delta x: a finite step, in the colour of its variable."""
    return notation.colored(variable, f"Delta {variable}")


def rise_over_run(variable: str, *, in_line: bool = False) -> str:
    """Delta f / Delta x: the ratio over a finite step; `in_line`: with a slash."""
    return f"{rise()} \\/ {run(variable)}" if in_line else f"frac({rise()}, {run(variable)})"


def difference_quotient(
    variables: Sequence[str], moving: str, names: Sequence[str], name: str = ""
) -> str:
    """(f(a + h, b) - f(a, b)) / h for a point named (a, b), or of another function's `name`."""
    step, name = notation.colored(moving, free_letter(*STEPS)), name or function_name()
    moved = [
        f"{place} + {step}" if v == moving else place
        for v, place in zip(variables, names, strict=True)
    ]
    return f"frac({name}{notation.vector(moved)} - {name}{notation.vector(names)}, {step})"


def quotient_at(path: Sequence[str], variables: Sequence[str], at: Sequence[float]) -> str:
    """(f_x(0, h) - f_x(0, 0)) \\/ h, the limit of which is f_xy(0, 0); on one line."""
    step, name = notation.colored(path[-1], free_letter(*STEPS)), subscripted(path[:-1])
    moved = [
        notation.part("point", notation.coordinate(a)) if v != path[-1] else _moved(a, step)
        for v, a in zip(variables, at, strict=True)
    ]
    change = f"{name}{notation.vector(moved)} - {name}{notation.point(at)}"
    return f"({change}) \\/ {step}"


def _moved(start: float, step: str) -> str:
    return f"{notation.part('point', notation.coordinate(start))} + {step}" if start else step


def limit(variable: str, source: str) -> str:
    """lim_(h -> 0) of a source."""
    return f"lim_({notation.colored(variable, free_letter(*STEPS))} -> 0) {source}"


def goal(side: str = "") -> str:
    """What a step goes to: 0; `side`: 0^- or 0^+ from one side alone."""
    return f"0^{side}" if side else "0"


def limit_of_ratio(variable: str, side: str = "", *, in_line: bool = False) -> str:
    """lim_(Delta x -> 0) Delta f / Delta x; `side`: "-" or "+" for a one-sided limit."""
    return f"lim_({run(variable)} -> {goal(side)}) {rise_over_run(variable, in_line=in_line)}"


def limit_statement(piece: Slice, a: float, value: str) -> notation.Statement:
    """dg/dx(-1), and lim_(Delta x -> 0) Delta f / Delta x = -2, in two pieces, of a slice g.

    `value`: the source of "= -2".
    """
    place = notation.part("point", notation.coordinate(a))
    return derivative_of_slice(piece, place), [limit_of_ratio(piece.variable), value]


def one_sided_limits(variable: str, slopes: Sequence[float], *, in_line: bool = False) -> list[str]:
    """lim_(Delta x -> 0-) = -1 and lim_(Delta x -> 0+) = 1, or that the limit does not exist."""
    rows = []
    for side, slope in zip("-+", slopes, strict=True):
        limit = limit_of_ratio(variable, side, in_line=in_line)
        if math.isnan(slope):
            rows.append(f"exists.not med {limit}")
            continue
        shown = notation.part("secant", notation.value(slope))
        rows.append(f"{limit} {notation.equals_sign([slope])} {shown}")
    return rows


def one_sided_limit_forms(variable: str, slopes: Sequence[float]) -> list[list[str]]:
    """The one-sided limits with their ratios upright, and in line where there is less room."""
    return [one_sided_limits(variable, slopes, in_line=in_line) for in_line in (False, True)]


def differential(variable: str) -> str:
    """dx, in the colour of its variable."""
    return notation.colored(variable, f"dif {variable}")


def slice_derivative(piece: Slice) -> Node:
    """dg/dx of a slice g, its held numbers as they are written, and worked out if rational."""
    held = {name: short_numeral(number) for name, number in piece.held.items()}
    return derivative_formula(decided(worked_out(piece.field.tree, held), {}), piece.variable)


def numbers_derived(piece: Slice) -> list[float]:
    """The numbers in the derivative of a slice, worked out from the held ones: 16 in x^2 + 16."""
    nodes = walk(slice_derivative(piece))
    return [float(node.value) for node in nodes if isinstance(node, Numeral)]


def derivative_of_slice(piece: Slice, *place: str) -> str:
    """dg/dx of a slice g, or dg/dx(a) with the source of a place."""
    name = derivative(piece.variable, partial=False, name=notation.slice_name(piece))
    return f"{name}{notation.vector(place)}" if place else name


def derivative_statements(
    piece: Slice, a: float, value: str, *, in_factors: bool = False
) -> list[notation.Statement]:
    """dg/dx = 2x of a slice g, dg/dx(-1) = 2(-1) = -2 at its place a, and df/dx = 2xy of the field.

    `in_factors`: in pieces for line breaks that are factors where there are no terms.
    `value`: the source of "= -2", not said twice where the slope is a number already, as that of a
    piece, or the place itself. The second only if the first has a variable, and a value at the
    place; neither if a held number is rounded: what is worked out with it differs from the slope.
    """
    derived, stated = slice_derivative(piece), []
    pieces = to_factors if in_factors else to_typst_terms
    if all(map(is_coordinate_exact, piece.held.values())):
        stated.append((derivative_of_slice(piece), pieces(derived, notation.labels())))
        if variables(derived) and not np.isnan(evaluate(derived, {piece.variable: a})):
            place = notation.part("point", notation.coordinate(a))
            put_in = with_held_number(
                derived, piece.variable, a, part="point", in_factors=in_factors
            )
            worked = put_in if _LONE_NUMBER.fullmatch(" ".join(put_in)) else [*put_in, value]
            stated.append((derivative_of_slice(piece, place), worked))
    whole = pieces(piece.partial.tree, notation.labels(tuple(piece.held)))
    return [*stated, (derivative(piece.variable, partial=True), whole)]


def derivative(variable: str, *, partial: bool, name: str = "") -> str:
    """df/dx, or with round d's."""
    name = name or function_name()
    d = "partial" if partial else "dif"
    return f"frac({d} {name}, {d} {notation.symbol(variable)})"


def subscripted(path: Sequence[str]) -> str:
    """f_xy: the derivative by the names in turn, each in its colour; just f without names."""
    if not path:
        return function_name()
    base, _, below = function_name().partition("_")
    names = " ".join(map(notation.symbol, path))
    return f"{base}_({below.strip('()')}, {names})" if below else f"{base}_({names})"


def partial_operator(variable: str, *, in_line: bool = False) -> str:
    """d/dx with round d's, in the colour of the variable; `in_line`: with a slash."""
    fraction = "partial \\/ partial" if in_line else "frac(partial, partial"
    return notation.colored(variable, f"{fraction} {variable}{'' if in_line else ')'}")


def gradient(field: ScalarField) -> str:
    """nabla f = (2x, 2y), a column."""
    entries = [to_typst(field.partial(name).tree, notation.labels()) for name in field.variables]
    return f"{nabla()} = {notation.column(entries)}"


def gradient_symbols(field: ScalarField) -> str:
    """nabla f = (df/dx, df/dy), a column, with round d's."""
    entries = [derivative(name, partial=True) for name in field.variables]
    return f"{nabla()} = {notation.column(entries)}"


def gradient_at(
    point: Sequence[float],
    slopes: Sequence[Number],
    shown: Sequence[str],
    *,
    in_line: bool = False,
    short: bool = False,
) -> str:
    """nabla f(-1, -2) = (-2, -4), a column of the slopes' sources, or in line; `short`: without the
    point."""
    entries = notation.tuple_of(shown) if in_line else notation.column(shown)
    called = nabla() if short else f"{nabla()}{notation.point(point)}"
    return f"{called} {notation.equals_sign(slopes, point)} {entries}"


def gradient_forms(
    point: Sequence[float], slopes: Sequence[Number], shown: Sequence[str]
) -> list[str]:
    """The gradient at a point as a column, and in line where there is less room."""
    return [gradient_at(point, slopes, shown, in_line=in_line) for in_line in (False, True)]


def gradient_length(point: Sequence[float] | None = None) -> str:
    """|nabla f|, or |nabla f(-1, -2)|."""
    return f"abs({nabla()}{'' if point is None else notation.point(point)})"


def partial_at(name: str, point: Sequence[float], shown: str | None) -> str:
    """df/dx(0, 1) and its value as shown; `shown` None: it does not exist."""
    left = f"{derivative(name, partial=True)} {notation.point(point)}"
    return f"{left} {shown}" if shown else f"exists.not med {left}"
