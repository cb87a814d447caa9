"""A mapping's rule, and below it what it makes of marked inputs: (1, 1) |-> (2, 0); where something
is rounded, f : (x, y) |-> ..., and below it f(1, 1) ≈ (0.54, 1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import product

from calclib import Mapping, Number
from calclib.arrays import Interval
from calclib.framing.mapping_values import Domain
from calclib.typesetting.coordinates import fraction_text
from scenes._kit import theme
from scenes._kit.layout.columns import Column
from scenes._kit.layout.slots import Slot
from scenes._kit.names import function_name
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import in_lines, rule, sizes_between

_RULE_SHARE = 0.7
"""Of the height of the notes, for the rule at most."""
_GAP_SHARE = 1 / 15
"""Between the rows of the notes at most, as a share of their height."""

Numbers = Sequence[float]
Results = Sequence[Number]
Pieces = list[str]
"""Sources of a line, between which it may be broken."""


def rule_and_pairs(
    mapping: Mapping,
    marks: Sequence[Numbers],
    outputs: Sequence[Results],
    slot: Slot,
    remarks: Sequence[Formula] = (),
) -> tuple[Formula, list[Formula]]:
    """The rule, and for each mark its inputs and outputs in its colour, placed in a slot; below
    them the remarks.

    The pairs have one font size and one form, the largest in which all of them fit; where the slot
    does not hold them all, the last ones are left out.
    """
    pairs = list(zip(marks, outputs, strict=True))
    named = any(rounded_sign(*pair) for pair in pairs)
    for count in range(len(pairs), 0, -1):
        for written, made in _attempts(mapping, pairs[:count], slot, named):
            column = _column(written, slot)
            if column.holds([*made, *remarks]):
                placed = [column.put(each) for each in (*made, *remarks)]
                return written, placed[: len(made)]
    written = _rule(mapping, slot, theme.RULE, named)
    column = _column(written, slot)
    for remark in remarks:
        column.put(remark)
    return written, []


def _attempts(
    mapping: Mapping, pairs: Sequence[tuple[Numbers, Results]], slot: Slot, named: bool
) -> Iterator[tuple[Formula, list[Formula]]]:
    """The rule and the pairs, each on a line or broken, the largest first, and in all forms."""
    sizes, forms = sizes_between(theme.RULE, theme.LARGE), (_upright, _in_line, _broken)
    for set_row, size in product((_on_a_line, in_lines), sizes):
        written = _rule(mapping, slot, size, named)
        lane = _column(written, slot).slot
        for form in forms:
            rows = [form(k, *pair, named) for k, pair in enumerate(pairs)]
            yield written, [set_row(row, lane, min(size, theme.FORMULA)) for row in rows]


def _rule(mapping: Mapping, slot: Slot, size: float, named: bool) -> Formula:
    head = f"{function_name()} :" if named else ""
    room = slot.lane(0) if slot.holds_two else slot.rows(_RULE_SHARE)[0]  # pairs beside, or below
    return rule(mapping, room, size, head)


def _on_a_line(pieces: Pieces, _slot: Slot, font_size: float) -> Formula:
    return Formula(" ".join(pieces), font_size=font_size)


def _column(written: Formula, slot: Slot) -> Column:
    """A column in a slot with the rule as its first row."""
    column = Column(slot.holding(written), min(1.5 * theme.GAP, _GAP_SHARE * slot.height))
    column.put(written)
    return column


def _upright(k: int, inputs: Numbers, outputs: Results, named: bool) -> Pieces:
    return _pair(k, inputs, outputs, named, notation.display_coordinate)


def _in_line(k: int, inputs: Numbers, outputs: Results, named: bool) -> Pieces:
    return _pair(k, inputs, outputs, named, notation.coordinate)


def _pair(
    k: int, inputs: Numbers, outputs: Results, named: bool, shown: Callable[[float], str]
) -> Pieces:
    """The inputs; an arrow or a sign, and the outputs."""
    start = _start([*map(shown, inputs)], named)
    end = notation.tuple_of([shown(each.value) for each in outputs])
    end = f"{_relation(inputs, outputs, named)} {end}"
    return [notation.part(f"mark{k}", source) for source in (start, end)]


def _broken(k: int, inputs: Numbers, outputs: Results, named: bool) -> Pieces:
    """The inputs; an arrow or a sign, and the first output; the others one by one."""
    start = _start([*map(notation.coordinate, inputs)], named)
    ends = [notation.coordinate(each.value) for each in outputs]
    first, *others = notation.tuple_in_pieces(ends)
    first = f"{_relation(inputs, outputs, named)} {first}"
    return [notation.part(f"mark{k}", source) for source in (start, first, *others)]


def _start(inputs: Sequence[str], named: bool) -> str:
    """Inputs; `named`: f of them."""
    return f"{function_name()} {notation.vector(inputs)}" if named else notation.tuple_of(inputs)


def _relation(inputs: Numbers, outputs: Results, named: bool) -> str:
    """What stands between inputs and outputs: an arrow; after f of the inputs, = or ≈."""
    return (rounded_sign(inputs, outputs) or "=") if named else "|->"


def rounded_sign(inputs: Numbers, outputs: Results) -> str:
    """The sign ≈, to stand before outputs of which one, or one of the inputs, is rounded where it
    is printed as a coordinate; else nothing."""
    others = [each for each in outputs if fraction_text(each.value) is None]
    return "≈" if notation.equals_sign(others, inputs) == "≈" else ""


def ranges_of_inputs(names: Sequence[str], domain: Domain) -> str:
    """Typst markup of -2 <= x, y, z <= 2; inputs with other intervals one after another, and lines
    are broken between them alone."""
    together: dict[Interval, list[str]] = {}
    for name, interval in zip(names, domain, strict=True):
        together.setdefault(interval, []).append(notation.symbol(name))
    return ", ".join(
        f"#box(${notation.coordinate(low)} <= {notation.comma_separated(among)} <= "
        f"{notation.coordinate(high)}$)"
        for (low, high), among in together.items()
    )
