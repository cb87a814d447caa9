"""Formulas too long for one line, broken between the terms of their sums."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from calclib import Mapping, ScalarField
from calclib.tree.nodes import Node
from calclib.typesetting.formulas import to_factors, to_typst_terms
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula, words

_SIZES = (
    *(theme.TITLE, theme.LARGE, 50.0, theme.FORMULA, 40.0),
    *(theme.RULE, theme.TICK, 29.5, theme.SMALLEST),
)
_LEADING, _CLOSE, _SPACING = 0.5, 0.25, 0.7
"""Between lines of text, and between those of one formula, and between formulas, in em."""
_TAIL, _WORTH, _START = 0.6, 0.66, 0.15
"""A last line shorter than this share of the formula is a tail; the share of its size that a
formula gives up at most to have none; how far from its left edge lines start at most, in em."""


def sizes_between(min_size: float, max_size: float) -> list[float]:
    """The font sizes tried, the largest first."""
    return [size for size in _SIZES if min_size <= size <= max_size]


def terms(tree: Node, held: Sequence[str] = (), *, in_factors: bool = False) -> list[str]:
    """The sources of a tree's terms, or finer pieces; what has only held variables is grey."""
    label = notation.constant_labels(held) if held else notation.labels()
    return _spaced((to_factors if in_factors else to_typst_terms)(tree, label))


def largest_fitting(
    make: Callable[[float], Formula],
    slot: Slot,
    max_size: float = theme.FORMULA,
    min_size: float = theme.SMALLEST,
) -> Formula | None:
    """The formula in the largest font size at which it fits the slot; None if none fits."""
    found = largest_common([make], slot, max_size, min_size)
    return found[0] if found else None


def largest_common(
    makers: Sequence[Callable[[float], Formula]],
    slot: Slot,
    max_size: float = theme.FORMULA,
    min_size: float = theme.SMALLEST,
) -> list[Formula] | None:
    """What is made at the largest font size at which the slot holds each of them; somewhat smaller,
    but not below the size of rules, where fewer of them end in a lone tail then.

    `max_size`, `min_size`: the font sizes tried. None if no size fits.
    """
    best, fewest, least = None, len(makers) + 1, min_size
    for size in sizes_between(min_size, max_size):
        found = [make(size) for make in makers] if size >= least and fewest else []
        if not found or not all(map(slot.fits, found)):
            continue
        tails = sum(map(ends_in_tail, found))
        if best is None:
            least = max(theme.RULE, _WORTH * size)
        if tails < fewest:
            best, fewest = found, tails
    return best


def ends_in_tail(formula: Formula) -> bool:
    """Whether the last of a formula's left-aligned lines is much shorter than the formula is wide,
    such as a lone last term."""
    rim = formula.get_left()[0] + _START * formula.em
    starts = [k for k, glyph in enumerate(formula.submobjects) if glyph.get_left()[0] < rim]
    last = formula.submobjects[starts[-1] :] if starts else []
    right = max((glyph.get_right()[0] for glyph in last), default=rim)
    return right - formula.get_left()[0] < _TAIL * formula.width


def stacked(sources: Sequence[str], slot: Slot, gap: float) -> list[Formula]:
    """Formulas in the largest common font size at which the slot holds them, one below another."""
    for size in sizes_between(theme.SMALLEST, theme.LARGE):
        made = [Formula(source, font_size=size) for source in sources]
        height = sum(each.height for each in made) + gap * (len(made) - 1)
        if height <= slot.height and all(each.width <= slot.width for each in made):
            return made
    return [Formula(source, font_size=theme.SMALLEST) for source in sources]


def paragraph(
    head: str, sources: Sequence[str], slot: Slot, max_size: float = theme.FORMULA
) -> Formula | None:
    """`head` and the terms in as many lines as needed; None if they do not fit.

    One line is better than several larger ones, as long as it is not small; and a head beside what
    it equals than alone on its line.
    """
    makers = [(_on_a_line([head, *sources]), theme.FORMULA)]
    if sources[0].startswith(("=", "≈")):
        together = [f"{head} {sources[0]}", *sources[1:]]
        makers.append((_lines([together], slot), theme.RULE))
    makers.append((_lines([[head, *sources]], slot), theme.SMALLEST))
    found = (largest_fitting(make, slot, max_size, least) for make, least in makers)
    return next(filter(None, found), None)


def in_lines(pieces: Sequence[str], slot: Slot, font_size: float) -> Formula:
    """A formula in as many lines as the slot's width requires, broken only between its pieces."""
    return _lines([pieces], slot)(font_size)


def in_a_line(stated: notation.Statement, slot: Slot, min_size: float) -> Formula | None:
    """A statement in one line, in `min_size` at least; None if it does not fit."""
    return largest_fitting(_whole(stated), slot, min_size=min_size)


def in_two_lines(stated: notation.Statement, slot: Slot, font_size: float) -> Formula | None:
    """A statement broken before its last term alone; None if it does not fit."""
    head, (*terms, last) = stated
    made = in_lines([f"{head} = {' '.join(terms)}", last], slot, font_size)
    return made if slot.fits(made) else None


def rule(mapping: Mapping, slot: Slot, max_size: float = theme.FORMULA, head: str = "") -> Formula:
    """(x, y) |-> the column of the outputs; if that is too wide, each output in its own lines.

    If that does not fit either, only the outputs' names. `head`: what stands before, as f :
    """
    outputs = [(name, _spaced(terms)) for name, terms in notation.output_statements(mapping)]
    short = notation.maps_to(mapping, notation.tuple_of([name for name, _ in outputs]))
    short = f"{head} {short}"
    values = notation.where(*mapping.components)
    if len(outputs) == 1:
        makers = [_lines([[f"{head} {notation.maps_to(mapping)}", *outputs[0][1], *values]], slot)]
    else:
        lines = [[f"{name} =", *terms] for name, terms in outputs]
        makers = [
            lambda size: Formula(notation.rule(mapping, head), font_size=size),
            _lines([[short], *lines, *([values] if values else [])], slot),
        ]
    found = (
        largest_common([make], slot, max_size, least)
        for least in (theme.RULE, theme.SMALLEST)
        for make in makers
    )
    return next((made[0] for made in found if made), None) or Formula(short)


def definition(field: ScalarField, slot: Slot) -> Formula | None:
    """f(x, y) = ..., in one line or several; None if it does not fit the slot."""
    return equation(f"{notation.function_call(field)} =", field, slot)


def equation(head: str, field: ScalarField, slot: Slot, held: Sequence[str] = ()) -> Formula | None:
    """`head` and a field's formula, as large as it fits, in one line or several, broken between
    factors where terms would be small; None if it does not fit. Subtrees with only held variables
    are grey."""
    found = list[Formula]()
    for in_factors in (False, True):
        sources = [*terms(field.tree, held, in_factors=in_factors), *notation.where(field)]
        found += filter(None, [paragraph(head, sources, slot, theme.LARGE)])
        if found and found[0].font_size >= theme.RULE:
            break
    return max(found, key=lambda each: each.font_size, default=None)


def statements(slot: Slot, *ways: Sequence[notation.Statement]) -> list[Formula]:
    """Statements in one font size, in as many lines as needed, in the first of one or two ways in
    which they fit, the second as small as rules; only their left sides if they do not fit."""
    made = largest_common(list(map(_whole, ways[0])), slot, theme.LARGE, theme.FORMULA)
    broken = ([_stating(each, slot) for each in stated] for stated in ways)
    sized = zip(broken, (theme.LARGE, theme.RULE), strict=False)
    tried = (largest_common(each, slot, most) for each, most in sized)
    return made or next(filter(None, tried), [Formula(head) for head, _ in ways[0]])


def statement(slot: Slot, max_size: float, *stated: notation.Statement) -> Formula | None:
    """The first statement that fits the slot legibly, in at most `max_size`; None if none does."""
    made = (largest_fitting(_stating(each, slot), slot, max_size, theme.RULE) for each in stated)
    return next(filter(None, made), None)


def _whole(stated: notation.Statement) -> Callable[[float], Formula]:
    """Maps a font size to a statement in one line."""
    return _on_a_line([f"{stated[0]} =", *stated[1]])


def _stating(stated: notation.Statement, slot: Slot) -> Callable[[float], Formula]:
    """Maps a font size to a statement, broken before its terms rather than between them."""
    head, terms = f"{stated[0]} =", _spaced(stated[1])
    together, broken = (_lines([[head, *each]], slot) for each in ([" ".join(terms)], terms))

    def make(size: float) -> Formula:
        made = together(size)
        return made if slot.fits(made) else broken(size)

    return make


def _spaced(sources: Sequence[str]) -> list[str]:
    """Terms with space after their signs, which Typst omits at the start of a formula."""
    first, *others = sources
    return [first, *(re.sub(r"^(\S) ", r"\1 med ", term) for term in others)]


def _lines(paragraphs: Sequence[Sequence[str]], slot: Slot) -> Callable[[float], Formula]:
    """Maps a font size to a formula of these paragraphs, broken only between their pieces."""
    markup = " #parbreak() ".join(" ".join(map(_unbroken, pieces)) for pieces in paragraphs)
    return lambda size: wrapped(markup, slot, font_size=size, leading=_CLOSE)


def _on_a_line(pieces: Sequence[str]) -> Callable[[float], Formula]:
    """Maps a font size to a formula of these pieces in one line."""
    return lambda size: Formula(" ".join(pieces), font_size=size)


def heading(markup: str, slot: Slot, font_size: float, **style) -> Formula:
    """Text in one line if it fits, else in several centred lines."""
    line = words(markup, font_size=font_size, **style)
    if line.width <= slot.width:
        return line
    centred = f"#set align(center); {markup}"
    lines = wrapped(centred, slot, font_size, **style)
    if slot.fits(lines):
        return lines
    made = largest_common(
        [lambda size: wrapped(centred, slot, font_size=size, **style)], slot, font_size
    )
    return made[0] if made else slot.fit(line)


def wrapped(
    markup: str, slot: Slot, font_size: float = theme.TEXT, leading: float = _LEADING, **style
) -> Formula:
    """Text in as many lines as the slot's width requires."""
    width = slot.width / (font_size / theme.POINTS)
    rules = f"#set par(leading: {leading}em, spacing: {_SPACING}em, justify: false);"
    return words(f"#box(width: {width:.3f}em)[{rules} {markup}]", font_size=font_size, **style)


def _unbroken(source: str) -> str:
    """A formula that is never broken, and gets lines of its full height.

    Typst lets inline formulas extend into the leading, so it is 0 here.
    """
    body = f"{{ set par(leading: 0em); $display({source})$ }}"
    return f"#context {{ let it = {body}; box(width: measure(it).width + 0.1pt, it) }}"
