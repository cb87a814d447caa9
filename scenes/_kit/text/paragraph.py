"""Formulas too long for one line: broken between the terms of their sums, as print does it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from calclib import Mapping, ScalarField
from calclib.tree.nodes import Node
from calclib.typesetting.formulas import to_typst, to_typst_terms
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula, words

_SIZES = (theme.TITLE, theme.LARGE, theme.FORMULA, theme.RULE, theme.TICK)
_LEADING, _CLOSE = 0.5, 0.25
"""Between lines of words, and between those of one formula, in em."""


def terms(tree: Node, held: Sequence[str] = ()) -> list[str]:
    """The sources of a tree's terms; what holds none but held variables is grey."""
    return _spaced(to_typst_terms(tree, notation.constants(held) if held else notation.labels()))


def largest(make: Callable[[float], Formula], slot: Slot) -> Formula | None:
    """What is made at the largest font size at which the slot holds it; None where none does."""
    found = largest_of([make], slot)
    return found[0] if found else None


def largest_of(
    makes: Sequence[Callable[[float], Formula]], slot: Slot, most: float = theme.FORMULA
) -> list[Formula] | None:
    """What is made at the largest font size at which the slot holds each of them; None where none.

    `most`: the font size to begin with.
    """
    for size in (size for size in _SIZES if size <= most):
        found = [make(size) for make in makes]
        if all(map(slot.holds_size_of, found)):
            return found
    return None


def paragraph(head: str, sources: Sequence[str], slot: Slot) -> Formula | None:
    """`head` and then the terms in as many lines as it takes; None where they do not fit."""
    return largest(_lines([[head, *sources]], slot), slot)


def rule(mapping: Mapping, slot: Slot, most: float = theme.FORMULA) -> Formula:
    """(x, y) |-> the column of the outputs; where that is too wide, each output in its own lines.

    Only the names of the outputs where there is no room for those either.
    """
    outputs = [(name, _spaced(terms)) for name, terms in notation.outputs(mapping)]
    short = notation.maps_to(mapping, notation.column([name for name, _ in outputs]))
    if len(outputs) == 1:
        makes = [_lines([[notation.maps_to(mapping), *outputs[0][1]]], slot)]
    else:
        makes = [
            lambda size: Formula(notation.rule(mapping), font_size=size),
            _lines([[short], *([f"{name} =", *terms] for name, terms in outputs)], slot),
        ]
    found = (largest_of([make], slot, most) for make in makes)
    return next((made[0] for made in found if made), None) or Formula(short)


def definition(field: ScalarField, slot: Slot) -> Formula | None:
    """f(x, y) = ..., in one line or several; None where the slot does not hold it."""
    return equation(f"{notation.of_inputs(field)} =", field, slot)


def equation(head: str, field: ScalarField, slot: Slot, held: Sequence[str] = ()) -> Formula | None:
    """`head` and a field's formula: in one line where that is large enough, else in several; what
    holds none but held variables is grey. None where the slot does not hold it."""
    made = line(head, field, theme.FORMULA, held)
    return made if slot.holds_size_of(made) else paragraph(head, terms(field.tree, held), slot)


def line(head: str, field: ScalarField, size: float, held: Sequence[str] = ()) -> Formula:
    """`head` and a field's formula in one line, at a font size."""
    return Formula(f"{head} {to_typst(field.tree, notation.constants(held))}", font_size=size)


def statements(stated: Sequence[notation.Statement], slot: Slot) -> list[Formula]:
    """Statements of one size, each in as many lines as it takes; left sides alone where the slot
    does not hold them."""
    made = largest_of([_stating(each, slot) for each in stated], slot)
    return made or [Formula(head) for head, _ in stated]


def statement(stated: notation.Statement, slot: Slot, most: float) -> Formula | None:
    """One statement, in letters of at most a font size; None where the slot does not hold it."""
    made = largest_of([_stating(stated, slot)], slot, most)
    return made[0] if made else None


def _stating(stated: notation.Statement, slot: Slot) -> Callable[[float], Formula]:
    head, sources = stated
    return _lines([[f"{head} =", *_spaced(sources)]], slot)


def _spaced(sources: Sequence[str]) -> list[str]:
    """Terms whose signs stand apart: at the start of a formula they would be as close as in -1."""
    first, *others = sources
    return [first, *(f"{term[0]} med {term[2:]}" for term in others)]


def _lines(paragraphs: Sequence[Sequence[str]], slot: Slot) -> Callable[[float], Formula]:
    """What makes, of a font size, formulas given by pieces that may be broken between those."""
    markup = " \\ ".join(" ".join(map(_unbroken, pieces)) for pieces in paragraphs)
    return lambda size: wrapped(markup, slot, font_size=size, leading=_CLOSE)


def heading(markup: str, slot: Slot, font_size: float, **style) -> Formula:
    """Words in one line where they fit so; else in lines one under another, each in the middle."""
    line = words(markup, font_size=font_size, **style)
    if line.width <= slot.width:
        return line
    centred = f"#set align(center); {markup}"
    made = largest_of(
        [lambda size: wrapped(centred, slot, font_size=size, **style)], slot, font_size
    )
    return made[0] if made else slot.fit(line)


def wrapped(
    markup: str, slot: Slot, font_size: float = theme.TEXT, leading: float = _LEADING, **style
) -> Formula:
    """Words in as many lines as the slot's width asks for."""
    width = slot.width / (font_size / 96)
    rules = f"#set par(leading: {leading}em, justify: false);"
    return words(f"#box(width: {width:.3f}em)[{rules} {markup}]", font_size=font_size, **style)


def _unbroken(source: str) -> str:
    """A formula that is not broken, however wide, and takes all of its height.

    Typst lets inline formulas reach into the leading above and below: so theirs is 0.
    """
    body = f"{{ set par(leading: 0em); $display({source})$ }}"
    return f"#context {{ let it = {body}; box(width: measure(it).width + 0.1pt, it) }}"
