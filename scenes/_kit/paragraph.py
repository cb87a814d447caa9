"""Formulas too long for one line: broken between the terms of their sums, as print does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calclib.tree import Node
from calclib.typesetting import to_typst_terms
from scenes._kit import notation, theme
from scenes._kit.formula import Formula, words
from scenes._kit.slots import Slot

_SIZES = (theme.FORMULA, theme.RULE, theme.TICK)
_LEADING = 0.55
"""Between the lines of one formula, in em."""


def terms(tree: Node, held: Sequence[str] = ()) -> list[str]:
    """The sources of a tree's terms; what holds none but held variables is grey."""
    return to_typst_terms(tree, notation.constants(held) if held else notation.labels())


def largest(make: Callable[[float], Formula], slot: Slot) -> Formula | None:
    """What is made at the largest font size at which the slot holds it; None where none does."""
    for size in _SIZES:
        formula = make(size)
        if formula.width <= slot.width and formula.height <= slot.height:
            return formula
    return None


def paragraph(head: str, sources: Sequence[str], slot: Slot) -> Formula | None:
    """`head` and then the terms in as many lines as it takes; None where they do not fit."""
    pieces = " ".join(f"$display({source})$" for source in (head, *sources))

    def made(size: float) -> Formula:
        width = slot.width / (size / 96)
        rules = f"#set par(leading: {_LEADING}em, justify: false);"
        return words(f"#box(width: {width:.3f}em)[{rules} {pieces}]", font_size=size)

    return largest(made, slot)
