"""A mapping's rule, and below it what it makes of marked inputs: (1, 1) |-> (2, 0)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from calclib import Mapping, Number
from calclib.typesetting.coordinates import fraction_text
from scenes._kit import theme
from scenes._kit.layout.columns import Column
from scenes._kit.layout.slots import Slot
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import in_lines, rule, sizes_between

_RULE_SHARE = 0.64
"""Of the height of the notes, for the rule at most."""
_GAP_SHARE = 1 / 15
"""Between the rows of the notes at most, as a share of their height."""

Numbers = Sequence[float]
Results = Sequence[Number]
Pieces = list[str]
"""Sources of a line, between which it may be broken."""


def rule_and_pairs(
    mapping: Mapping, marks: Sequence[Numbers], outputs: Sequence[Results], slot: Slot
) -> tuple[Formula, list[Formula]]:
    """The rule, and for each mark its inputs and outputs in its colour, placed in a slot.

    The pairs have one font size and one form, the largest in which all of them fit; where the slot
    does not hold them all, the last ones are left out.
    """
    pairs = list(zip(marks, outputs, strict=True))
    for count in range(len(pairs), 0, -1):
        for written, made in _attempts(mapping, pairs[:count], slot):
            column = _column(written, slot)
            if column.holds(made):
                return written, [column.put(each) for each in made]
    written = rule(mapping, slot.rows(_RULE_SHARE)[0], theme.RULE)
    _column(written, slot)
    return written, []


def _attempts(
    mapping: Mapping, pairs: Sequence[tuple[Numbers, Results]], slot: Slot
) -> Iterator[tuple[Formula, list[Formula]]]:
    """The rule and the pairs, each on a line or broken, the largest first, and in all forms."""
    sizes, forms = sizes_between(theme.RULE, theme.LARGE), (_upright, _in_line, _broken)
    for set_row, size in product((_on_a_line, in_lines), sizes):
        written = rule(mapping, slot.rows(_RULE_SHARE)[0], size)
        lane = _column(written, slot).slot
        for form in forms:
            rows = [form(k, *pair) for k, pair in enumerate(pairs)]
            yield written, [set_row(row, lane, min(size, theme.FORMULA)) for row in rows]


def _on_a_line(pieces: Pieces, _slot: Slot, font_size: float) -> Formula:
    return Formula(" ".join(pieces), font_size=font_size)


def _column(written: Formula, slot: Slot) -> Column:
    """A column in a slot with the rule as its first row."""
    column = Column(slot.holding(written), min(1.5 * theme.GAP, _GAP_SHARE * slot.height))
    column.put(written)
    return column


def _upright(k: int, inputs: Numbers, outputs: Results) -> Pieces:
    return _pair(k, inputs, outputs, notation.display_coordinate)


def _in_line(k: int, inputs: Numbers, outputs: Results) -> Pieces:
    return _pair(k, inputs, outputs, notation.coordinate)


def _pair(k: int, inputs: Numbers, outputs: Results, shown: Callable[[float], str]) -> Pieces:
    """The inputs; an arrow and the outputs."""
    start = notation.tuple_of([*map(shown, inputs)])
    end = notation.tuple_of([shown(each.value) for each in outputs])
    end = f"{_arrow(inputs, outputs)} {end}"
    return [notation.part(f"mark{k}", source) for source in (start, end)]


def _broken(k: int, inputs: Numbers, outputs: Results) -> Pieces:
    """The inputs; an arrow and the first output; the others one by one."""
    start = notation.tuple_of([*map(notation.coordinate, inputs)])
    ends = [notation.coordinate(each.value) for each in outputs]
    first, *others = notation.tuple_in_pieces(ends)
    first = f"{_arrow(inputs, outputs)} {first}"
    return [notation.part(f"mark{k}", source) for source in (start, first, *others)]


def _arrow(inputs: Numbers, outputs: Results) -> str:
    """An arrow, and ≈ where what follows is rounded."""
    sign = rounded_sign(inputs, outputs)
    return f"|-> thin {sign}" if sign else "|->"


def rounded_sign(inputs: Numbers, outputs: Results) -> str:
    """The sign ≈, to stand before outputs of which one, or one of the inputs, is rounded where it
    is printed as a coordinate; else nothing."""
    others = [each for each in outputs if fraction_text(each.value) is None]
    return "≈" if notation.equals_sign(others, inputs) == "≈" else ""
