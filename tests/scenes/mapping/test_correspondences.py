"""A mapping's pairs of inputs and outputs: in the frame, in one font size; and tables."""

from __future__ import annotations

from math import pi

import pytest

from calclib import Mapping, readings
from scenes._kit import theme
from scenes._kit.layout.slots import figure_and_notes
from scenes._kit.text.table import Table
from scenes.figures.mapping.correspondences import ranges_of_inputs, rounded_sign, rule_and_pairs

TORUS = "((2+cos(u))*cos(v), (2+cos(u))*sin(v), sin(u))"
BALL = "f(r,s,t) = (r*sin(s)*cos(t), r*sin(s)*sin(t), r*cos(s))"
MAPPINGS = [
    (TORUS, ((0.785398163397448, 1.0471975511965976), (3.14, 3.14), (4.71238898038469, 4.7))),
    (BALL, ((2, 1.04719755, 0.78539816), (1.5, 3.14159265, 1.57079632), (2, 4.7123, 2.356))),
    ("(cos(3t), sin(3t), t/2)", ((1,), (0.5,), (1.5,))),
    ("(1e7*x*y, x^2/1e7, x-y/3)", ((1 / 7, 1 / 3), (-1.5, -1.5), (2.25, 1.17))),
]


@pytest.mark.parametrize(("text", "marks"), MAPPINGS, ids=[row[0] for row in MAPPINGS])
def test_the_pairs_are_inside_apart_and_of_one_size(text: str, marks) -> None:
    mapping, (_, slot) = Mapping.parse(text), figure_and_notes(overlap=False)
    outputs = [[readings.value_at(f, mark) for f in mapping.components] for mark in marks]
    written, pairs = rule_and_pairs(mapping, marks, outputs, slot)
    rows = [written, *pairs]
    assert len(pairs) >= 2
    assert {round(pair.font_size, 3) for pair in pairs} == {round(pairs[0].font_size, 3)}
    assert pairs[0].font_size >= theme.RULE - 1e-6
    for above, row in zip([None, *rows], rows, strict=False):
        assert slot.inset(-0.02, -0.02).contains(row.get_all_points()).all()
        assert above is None or row.get_top()[1] < above.get_bottom()[1]


@pytest.mark.parametrize(
    ("text", "mark", "sign"),
    [
        ("(x^2 + y^2, x^2 - y^2)", (1, 1), ""),
        ("(x + pi/4, y)", (0, 1), ""),
        ("(sin(x), cos(y))", (0.7853981633974483, 0), "≈"),
        ("(x, y/8)", (1.23456, 1), "≈"),
        ("(5000/(1+exp(-x)), y)", (40, 1), "≈"),
    ],
)
def test_rounded_images_are_told_from_exact_ones(text: str, mark, sign: str) -> None:
    mapping = Mapping.parse(text)
    outputs = [readings.value_at(f, mark) for f in mapping.components]
    assert rounded_sign(mark, outputs) == sign


@pytest.mark.parametrize(
    ("text", "marks", "named"),
    [("(x*y, x/y)", ((1, 2), (2, 1)), False), ("(x*cos(y), y)", ((1, 1), (1, 0)), True)],
)
def test_the_function_is_named_where_an_image_is_rounded(text: str, marks, named: bool) -> None:
    mapping, (_, slot) = Mapping.parse(text), figure_and_notes(overlap=False)
    outputs = [[readings.value_at(f, mark) for f in mapping.components] for mark in marks]
    written, pairs = rule_and_pairs(mapping, marks, outputs, slot)
    assert ("f :" in written.markup) == named
    for inputs, results, row in zip(marks, outputs, pairs, strict=True):
        sign = (rounded_sign(inputs, results) or "=") if named else "|->"
        assert ("f (" in row.markup, f", {sign} " in row.markup) == (named, True)


TABLES = [
    [("h", "f"), *((f"{h}", f"-3.04{k} times 10^(-6)") for k, h in enumerate((50, 25, 5, 0.5)))],
    [("h", "f"), *((f"1.25 times 10^(-{k})", "-3.047 times 10^(-6)") for k in range(10, 17))],
    [("h = Delta x", "Delta f \\/ Delta x"), *((str(k), "27.19") for k in range(8))],
]


@pytest.mark.parametrize("rows", TABLES)
def test_columns_and_rows_of_tables_do_not_meet(rows: list[tuple[str, str]]) -> None:
    _, slot = figure_and_notes(overlap=False)
    slot = slot.rows(0.75)[1]
    table = Table(slot, rows)
    left, right = zip(*((row[0], row[1]) for row in (table.head, *table.rows)), strict=True)
    assert max(each.get_right()[0] for each in left) < min(each.get_left()[0] for each in right)
    assert max(each.get_right()[0] for each in right) <= slot.right + 1e-6
    assert min(each.get_left()[0] for each in left) >= slot.left - 1e-6
    rule = table.head[-1].get_y()
    assert min(each.get_bottom()[1] for each in table.head[:-1]) > rule
    assert max(each.get_top()[1] for each in table.rows[0]) < rule


def test_the_ranges_of_inputs_are_said_once_for_those_that_share_one() -> None:
    domain = ((-2.0, 2.0), (0.0, 2 * pi), (-2.0, 2.0))
    said = ranges_of_inputs(("r", "t", "s"), domain)
    assert said.replace('part("s", s)', "s") == (
        '#box($−2 <= r, s <= 2$), #box($0 <= part("t", t) <= 2π$)'
    )
