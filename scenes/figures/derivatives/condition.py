"""`condition_below`: where the formulas of trees do not hold: (x, y) != (0, 0)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, VGroup

from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Node, Pieces, walk
from scenes._kit import theme
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.derivatives.derivative_tree import DerivativeTree, Path

_CLEAR = 0.08
"""Between the condition and a box beside or above it."""
_BESIDE = 0.0137
"""So far from a point a formula is tried that has no value at it."""


def first_undefined(tree: DerivativeTree, point: Sequence[float]) -> Path | None:
    """The first node whose formula has no value at a point, and does not say so; or None."""
    for path, formula in tree.trees.items():
        says_so = any(isinstance(node, Pieces) for node in walk(formula))
        if not says_so and not _has_value(tree, formula, point):
            return path
    return None


def condition_below(trees: Sequence[DerivativeTree], path: Path, point: Sequence[float]) -> Formula:
    """x != 0; x, y != 0; or (x, y) != (0, 0), for the formula of a node; in the corner of the
    trees' slot below the root, in two lines where one is too wide to stand beside the boxes."""
    left, right = _condition(trees[0], path, point)
    lines = f"vec(delim: #none, align: #left, {left}, != {right})"
    made = _in_corner(trees, f"{left} != {right}")
    return made if _is_clear(trees, made) else _in_corner(trees, lines)


def _in_corner(trees: Sequence[DerivativeTree], source: str) -> Formula:
    made = trees[0].slot.place(Formula(source, font_size=theme.LABEL), DOWN)
    return made.align_to(VGroup(*(tree.everything for tree in trees)), LEFT)


def _is_clear(trees: Sequence[DerivativeTree], made: Formula) -> bool:
    """Whether a formula in the corner is clear of all boxes."""
    return all(
        box.get_left()[0] > made.get_right()[0] + _CLEAR
        or box.get_bottom()[1] > made.get_top()[1] + _CLEAR
        for tree in trees
        for box in tree.boxes.values()
    )


def _condition(tree: DerivativeTree, path: Path, point: Sequence[float]) -> tuple[str, str]:
    """The two sides of a condition: x and 0; x, y and 0; or (x, y) and (0, 0)."""
    places = dict(zip(tree.field.variables, point, strict=True))
    along = {}
    for name, number in places.items():
        beside = [a if n == name else a + _BESIDE for n, a in places.items()]
        if not _has_value(tree, tree.trees[path], beside):  # it has none all along the line
            along[notation.symbol(name)] = notation.coordinate(number)
    if not along:
        return notation.vector([*map(notation.symbol, places)]), notation.point(point)
    *before, (last, number) = along.items()
    sides = [name if value == number else f"{name} != {value}" for name, value in before]
    return f"{''.join(f'{side} comma thin ' for side in sides)}{last}", number


def _has_value(tree: DerivativeTree, formula: Node, point: Sequence[float]) -> bool:
    inputs = dict(zip(tree.field.variables, map(np.asarray, point), strict=True))
    return bool(np.isfinite(evaluate(formula, inputs)))
