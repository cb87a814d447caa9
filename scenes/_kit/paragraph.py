"""Formulas too long for one line: broken between the terms of their sums, as print does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calclib import ScalarField
from calclib.tree import Node
from calclib.typesetting import to_typst_terms
from scenes._kit import notation, theme
from scenes._kit.formula import Formula, words
from scenes._kit.slots import Slot

_SIZES = (theme.FORMULA, theme.RULE, theme.TICK)
_LEADING, _CLOSE = 0.5, 0.25
"""Between lines of words, and between those of one formula, in em."""


def terms(tree: Node, held: Sequence[str] = ()) -> list[str]:
    """The sources of a tree's terms; what holds none but held variables is grey."""
    label = notation.constants(held) if held else notation.labels()
    first, *others = to_typst_terms(tree, label)
    # at the start of a formula of its own a sign would stand as close as that of -1
    return [first, *(f"{term[0]} med {term[2:]}" for term in others)]


def largest(make: Callable[[float], Formula], slot: Slot) -> Formula | None:
    """What is made at the largest font size at which the slot holds it; None where none does."""
    for size in _SIZES:
        formula = make(size)
        if formula.width <= slot.width and formula.height <= slot.height:
            return formula
    return None


def paragraph(head: str, sources: Sequence[str], slot: Slot) -> Formula | None:
    """`head` and then the terms in as many lines as it takes; None where they do not fit."""
    pieces = " ".join(map(_unbroken, (head, *sources)))
    return largest(lambda size: wrapped(pieces, slot, font_size=size, leading=_CLOSE), slot)


def definition(field: ScalarField, slot: Slot) -> Formula:
    """f(x, y) = ..., in as many lines as it takes; the left side alone where that is too long."""
    head = f"f{notation.vector([notation.symbol(name) for name in field.variables])}"
    return paragraph(f"{head} =", terms(field.tree), slot) or Formula(head)


def wrapped(
    markup: str, slot: Slot, font_size: float = theme.TEXT, leading: float = _LEADING
) -> Formula:
    """Words in as many lines as the slot's width asks for."""
    width = slot.width / (font_size / 96)
    rules = f"#set par(leading: {leading}em, justify: false);"
    return words(f"#box(width: {width:.3f}em)[{rules} {markup}]", font_size=font_size)


def _unbroken(source: str) -> str:
    """A formula that is not broken, however wide, and takes all of its height.

    Typst lets inline formulas reach into the leading above and below: so theirs is 0.
    """
    body = f"{{ set par(leading: 0em); $display({source})$ }}"
    return f"#context {{ let it = {body}; box(width: measure(it).width + 0.1pt, it) }}"
