"""What stands in a node of a tree of derivatives: the source of its formula in a form."""

from __future__ import annotations

from functools import lru_cache

from calclib.tree.nodes import Node
from calclib.typesetting.formulas import (
    to_inline_typst,
    to_two_lines,
    to_typst,
    ways_to_break,
)
from calclib.typesetting.typesetter import Label
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes.figures.derivatives.tree_stages import Path

_LINE_GAP, _GAP_OF_FRACTIONS = 0.2, 0.5
"""Between the two lines of a formula, in em; and where one of them has a fraction, lest what is
above and below be read as one."""
SYMBOL, LINE, INLINE, BROKEN = "symbol", "line", "inline", "broken"
"""The forms of a node: f_x; f_x = x/y with an upright fraction; with a slash; in two lines, broken
between its terms or factors."""
_TREES_REMEMBERED, _FORMULAS_REMEMBERED = 16, 256


def source(path: Path, tree: Node, form: str, label: Label | None = None) -> str:
    """The source of a node's formula in a form; `tree` is the derivative."""
    symbol, label = derivatives.subscripted(path), label or notation.labels()
    if form == SYMBOL:
        return symbol
    if form == BROKEN:
        first, second = to_two_lines(tree, _first_line(tree), label)
        lines = f"display({symbol} = {first}), display(quad {second})"
        gap = _GAP_OF_FRACTIONS if "frac(" in lines else _LINE_GAP
        return f"vec(delim: #none, align: #left, gap: #{gap}em, {lines})"
    typeset = to_inline_typst if form == INLINE else to_typst
    formula = typeset(tree, label)
    return f"{symbol} = {formula}"


@lru_cache(_TREES_REMEMBERED)
def _first_line(tree: Node) -> int:
    """How many of its terms or factors the first of two lines of a formula has: the lines are about
    equal."""

    def longest(count: int) -> float:
        lines = to_two_lines(tree, count, notation.labels())
        return max(Formula(line).width for line in lines)

    return min(ways_to_break(tree), key=longest)


@lru_cache(_FORMULAS_REMEMBERED)
def measured(written: str) -> tuple[float, float]:
    """The width and height of a formula."""
    formula = Formula(written)
    return formula.width, formula.height
