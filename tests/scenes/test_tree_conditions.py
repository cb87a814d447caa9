"""The condition below a tree of derivatives, where formulas do not hold; and formulas' forms."""

from __future__ import annotations

import itertools

import pytest

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import diagram_and_line
from scenes.figures.derivatives.condition import condition_below, first_undefined
from scenes.figures.derivatives.derivative_tree import DerivativeTree, Path
from scenes.figures.derivatives.tree_stages import MEETING, WHOLE, Stage


@pytest.mark.parametrize(
    ("text", "at", "path"),
    [
        ("x^2*y^2/(x^2+y^2)", (0, 0), ()),
        ("x*y^3/(x^2+y^2)", (0, 0), ()),
        ("x*y*sqrt(x^2+y^2)", (0, 0), ("x",)),
        ("abs(x)*y", (0, 1), ("x",)),
        ("max(x,y)*y", (1, 1), None),  # says so itself
        ("sin(x)*y^2", (0, 0), None),
    ],
)
def test_the_first_formula_without_a_value(
    text: str, at: tuple[float, float], path: Path | None
) -> None:
    assert first_undefined(_tree(text, at), at) == path


@pytest.mark.parametrize(
    ("text", "at"),
    [("x^2*y^2/(x^2+y^2)", (0, 0)), ("x*y^3/(x^2+y^2)", (0, 0)), ("sin(x)/x*y", (0, 1))],
)
def test_a_condition_is_clear_of_all_boxes(text: str, at: tuple[float, float]) -> None:
    tree = _tree(text, at)
    made = condition_below([tree], (), at)
    assert made.font_size >= theme.LABEL - 1e-6
    assert made.get_bottom()[1] >= tree.slot.bottom - 1e-6
    for box in tree.boxes.values():
        is_beside = box.get_left()[0] > made.get_right()[0]
        assert is_beside or box.get_bottom()[1] > made.get_top()[1]


def test_a_condition_names_both_inputs_where_each_makes_a_formula_fail() -> None:
    both, one = (
        condition_below([_tree(text, (0, 0))], ("x",), (0, 0))
        for text in ("sqrt(abs(x*y))", "abs(x)*(y+1)")
    )
    assert both.width > 1.2 * one.width


@pytest.mark.parametrize(
    ("text", "path"),
    [("x*y*sin(y)", ("x",)), ("max(x,y)*y", ()), ("ln(x+y)*x", ()), ("exp(x/y)", ("x",))],
)
def test_a_formula_is_in_one_line_where_its_column_is_as_broad(text: str, path: Path) -> None:
    assert _tree(text, (1, 1)).shown.forms[path] == "line"


@pytest.mark.parametrize("text", ["exp(2*x - y^2)", "tanh(x)*y^2 + x^3/10", "sqrt(1 + x*y^2)"])
@pytest.mark.parametrize("stage", [WHOLE, MEETING])
def test_every_box_has_its_formula_where_all_can_be_legible(text: str, stage: Stage) -> None:
    above, _ = diagram_and_line()
    tree = DerivativeTree(above, ScalarField.parse(text), None, stage)
    assert not tree.abbreviated
    assert min(each.font_size for each in tree.formulas.values()) >= theme.LABEL - 1e-6
    assert tree.everything.width <= above.width + 1e-6
    assert tree.everything.height <= above.height + 1e-6
    boxes = [tree.boxes[path] for path in tree.leaves]
    for upper, lower in itertools.pairwise(boxes):
        assert upper.get_bottom()[1] > lower.get_top()[1]


@pytest.mark.parametrize("text", ["(x + 2*y)/(x - y)^2", "ln(x)/y^2", "x/(x + y)^2"])
def test_fractions_of_a_column_are_of_one_kind(text: str) -> None:
    tree = _tree(text, (3, 1))
    for level in tree.levels:
        assert len({tree.shown.forms[path] for path in level}) == 1


@pytest.mark.parametrize("text", ["x/y", "sin(x)*y^2", "(x + 2*y)/(x - y)^2"])
def test_mixed_leaves_do_not_come_near_the_other_ones(text: str) -> None:
    tree = _tree(text, (3, 1))
    above, upper, lower, below = tree.leaves
    before = _gap(tree, above, upper), _gap(tree, lower, below)
    for move in tree.join_mixed():
        move.begin()
        move.finish()
    assert _gap(tree, above, upper) >= before[0] - 1e-6
    assert _gap(tree, lower, below) >= before[1] - 1e-6


def _gap(tree: DerivativeTree, upper: Path, lower: Path) -> float:
    """The room between the boxes of two leaves."""
    return float(tree.boxes[upper].get_bottom()[1] - tree.boxes[lower].get_top()[1])


def _tree(text: str, at: tuple[float, float]) -> DerivativeTree:
    field = ScalarField.parse(text)
    above, _ = diagram_and_line()
    return DerivativeTree(above, field.extended() if field(*at) != field(*at) else field, at)
