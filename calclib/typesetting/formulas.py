"""Trees as Typst math, set as a textbook sets them, with named parts to colour and to move."""

from __future__ import annotations

from fractions import Fraction

from calclib.tree.literals import literal
from calclib.tree.nodes import Node, Numeral, walk
from calclib.typesetting.decimals import decimals_shown
from calclib.typesetting.typesetter import Label, Typesetter

_SHORT = 6
"""The most characters of a number that is written exactly."""


def _no_parts(_node: Node) -> None:
    return None


def to_typst(node: Node, label: Label = _no_parts) -> str:
    """Typst math source of a tree.

    Every node that `label` names becomes `part("name", ...)`, for a Typst function of the caller's
    preamble. The author's order and decimals are kept; brackets stand where they are needed.
    """
    return Typesetter(label).set(node).text


def to_typst_terms(node: Node, label: Label = _no_parts) -> list[str]:
    """The terms of a sum as sources, each with its sign, to be broken into lines between them.

    Any other tree is one term; `label` as for `to_typst`.
    """
    return Typesetter(label).terms(node)


def with_held_number(node: Node, name: str, value: float, label: Label = _no_parts) -> list[str]:
    """The terms with a number in the place of one variable, as the part "held".

    The number is written exactly where that is short (1, 0.5, pi/3), else rounded.
    """
    return Typesetter(label, {name: _short(value)}).terms(node)


def _short(value: float) -> Node:
    exact = literal(value)
    if all(len(str(each.value)) <= _SHORT for each in walk(exact) if isinstance(each, Numeral)):
        return exact
    return Numeral(Fraction(f"{value:.{decimals_shown(value)}f}"))
