"""SecondPartials: its numbers against closed forms, and its sentences for special cases."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import DR, UL, tempconfig

from calclib import ScalarField
from calclib.typesetting.formulas import to_typst
from pipeline.catalog import find
from scenes._kit import theme
from scenes._kit.layout.slots import diagram_and_line, safe_area
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.derivatives import quotient_at
from scenes._kit.text.formula import Formula, words
from scenes.figures.derivatives.derivative_tree import DerivativeTree
from scenes.figures.derivatives.workbench import Workbench
from scenes.second_partials import SecondPartials

DryRun = Callable[..., Lesson]
PEANO = "x*y*(x^2-y^2)/(x^2+y^2)"

KINDS = [
    ({}, {"number": (2.0, 2.0)}, "by x, then y, it is 2"),
    ({"function": PEANO, "at": "0,0"}, {"root": (0.0,), "number": (-1.0, 1.0)}, "but the other"),
    ({"function": "abs(x)*y", "at": "0,1"}, {"second": (0.0, 0.0)}, "does not exist there"),
    (
        {"function": "abs(x) + y^2", "at": "0,1"},
        {"second": (0.0, 0.0, 0.0, 2.0), "number": (0.0,)},
        "does not exist there",
    ),
    (
        {"function": "sin(x)/x*y", "at": "0,1"},
        {"root": (1.0,), "second": (0.0,), "number": (0.0, 0.0)},
        "fill",
    ),
    (
        {"function": "x^2*y^2/(x^2+y^2)", "at": "0,0"},
        {"root": (0.0,), "number": (0.0, 0.0)},
        "the theorem does not say so",
    ),
    (
        {"function": "x^3*y^3/(x^2+y^2)", "at": "0,0"},
        {"root": (0.0,), "number": (0.0, 0.0)},
        "They are equal. This is the theorem",
    ),
    (
        {"function": "3"},
        {"first": (0.0,) * 2, "second": (0.0,) * 4, "number": (0.0,) * 2},
        "Schwarz",
    ),
]


@pytest.mark.parametrize(("given", "numbers", "fragment"), KINDS, ids=[str(k[0]) for k in KINDS])
def test_numbers_and_sentences(
    dry_run: DryRun, given: dict[str, Any], numbers: dict[str, tuple], fragment: str
) -> None:
    lesson = dry_run("second_partials", **given)
    shown = {beat.name: tuple(n.value for n in beat.values) for beat in lesson.played}
    assert {name: values for name, values in shown.items() if values} == {
        name: pytest.approx(values, abs=1e-12) for name, values in numbers.items() if values
    }
    narration = " ".join(beat.narration["en"] for beat in lesson.played)
    assert fragment in narration.replace("By x, then by y", "by x, then y")
    assert "{" not in narration


def test_the_last_line_stays_until_it_can_be_read(dry_run: DryRun) -> None:
    lesson = dry_run("second_partials")
    assert lesson.readable_at > 0
    assert lesson.played[-1].end / 15 >= lesson.readable_at - 1 / 15


def test_only_a_removable_hole_is_filled() -> None:
    second = find("second_partials")
    assert second.parameters({"function": PEANO, "at": "0,0"}).fills
    with pytest.raises(ParameterError, match="undefined"):
        second.parameters({"function": "x*y/(x^2+y^2)", "at": "0,0"})
    with pytest.raises(ParameterError, match="undefined"):
        find("total_differential").parameters({"function": PEANO, "at": "0,0"})


@pytest.mark.parametrize(
    ("text", "abbreviated"),
    [
        ("sin(x)*y^2", set()),
        ("(x^2+y-11)^2+(x+y^2-7)^2", {"", "x", "y", "xx", "yy"}),
        ("x*y/(x^2+y^2)", set()),
        ("ln(sqrt(x^2+y^2))", set()),
        ("abs(x)^3*y^2", set()),
        ("exp(-x^2+cos(2y))*sin(x*y)/(1+x^2+y^2)", {"", "x", "y", "xx", "xy", "yx", "yy"}),
    ],
)
def test_the_tree_fits_its_slot(text: str, abbreviated: set[str]) -> None:
    slot = safe_area().rows(0.74)[0]
    tree = DerivativeTree(slot, ScalarField.parse(text))
    assert {"".join(path) for path in tree.abbreviated} <= abbreviated
    assert bool(tree.abbreviated) == bool(abbreviated)
    assert tree.everything.width <= slot.width + 1e-6
    assert tree.everything.height <= slot.height + 1e-6
    assert min(formula.em for formula in tree.formulas.values()) >= 8 / 30 * (1 - 1e-6)
    upper, lower = (tree.boxes[path] for path in tree.mixed)
    assert math.isclose(upper.get_left()[0], lower.get_left()[0])


@pytest.mark.parametrize(
    "text", ["exp(-x*y)*cos(x+y)", "x^3*y^2 + x^2*y^3 - x^5*y^4 + 7x^6*y^6 + sin(x*y)*exp(x)"]
)
def test_mixed_derivatives_too_long_for_the_tree_stand_below(text: str) -> None:
    above, below = diagram_and_line()
    tree = DerivativeTree(above, ScalarField.parse(text))
    assert set(tree.mixed) <= tree.abbreviated
    theorem = words("mixed partial derivatives that are continuous are equal")
    stated = Workbench(below, tree).statement_of_mixed(agree=True, below=theorem)
    assert stated.font_size >= theme.RULE - 1e-6
    assert stated.width > 8.0
    assert stated.height + theorem.height < below.height


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1/sqrt(x^2 + y^2)", "3,4"),
        ("exp(-x^2)*cos(3*y)", "0,0"),
        ("x^3*y/(x^2 + y^2)", "0,0"),
        ("x*y*sqrt(x + y)", "1,3"),
    ],
)
def test_the_function_is_seen_where_it_is_spoken_of(dry_run: DryRun, text: str, at: str) -> None:
    lesson = dry_run("second_partials", function=text, at=at)
    assert isinstance(lesson, SecondPartials)
    assert not lesson.early.abbreviated
    assert lesson.late.abbreviated.isdisjoint({(), *lesson.late.mixed})
    for tree in (lesson.early, lesson.tree, lesson.late):
        assert tree.everything.width <= tree.slot.width + 1e-6
        assert min(formula.em for formula in tree.formulas.values()) >= 8 / 30 * (1 - 1e-6)


def test_formulas_of_leaves_that_the_tree_cannot_hold_stand_below(dry_run: DryRun) -> None:
    text = "exp(-x*y)*cos(x+y)"
    lesson = dry_run("second_partials", function=text, at="1,1")
    assert isinstance(lesson, SecondPartials)
    assert set(lesson.tree.mixed) <= lesson.tree.abbreviated
    missing = Workbench(lesson.below, lesson.tree).missing_leaves()
    assert missing is not None
    assert lesson.below.fits(missing)
    assert all(isinstance(row, Formula) and row.em >= 8 / 30 * (1 - 1e-6) for row in missing)


def test_a_hole_is_told_below_the_function() -> None:
    _, below = diagram_and_line()
    tree = DerivativeTree(below, ScalarField.parse("x^3*y/(x^2 + y^2)"))
    bench, note = Workbench(below, tree), words("a hole")
    formula = bench.shown
    moved, _ = bench.add_note(note)
    assert [*bench.shown] == [formula, note]
    animation = moved.build()
    animation.begin()
    animation.finish()
    assert formula.get_bottom()[1] > note.get_top()[1]
    assert below.contains(np.array([formula.get_corner(UL), note.get_corner(DR)])).all()


@pytest.mark.parametrize(
    "text", ["cos(x)^2*sin(2*y)", "sqrt(x*y) + cbrt(x)", "x^2*exp(x*y)", "sin(x)*y^2"]
)
@pytest.mark.parametrize("frame_width", [8 * 16 / 9, 8.0])
def test_labels_of_arrows_are_clear_of_all_boxes(text: str, frame_width: float) -> None:
    with tempconfig({"frame_width": frame_width, "frame_height": 8.0}):
        above, _ = diagram_and_line()
    tree = DerivativeTree(above, ScalarField.parse(text))
    for _, label in tree.edges.values():
        for box in tree.boxes.values():
            gaps = np.abs(label.get_center() - box.get_center())[:2]
            reach = np.array([label.width + box.width, label.height + box.height]) / 2
            assert (gaps > reach).any()


@pytest.mark.parametrize(
    ("text", "at", "path", "says"),
    [
        ("abs(x - y^2)", (1, 1), ("x", "y"), "x != y^2"),
        ("max(x, y)", (1, 1), ("y", "x"), "x != y"),
        ("abs(x)*y", (0, 1), ("x", "x"), "x != 0"),
        ("abs(x)*y", (1, 1), ("x", "x"), ""),
        ("abs(x)*y", (0, 1), ("y", "y"), ""),
    ],
)
def test_a_derivative_says_that_it_is_not_at_the_kink(
    text: str, at: tuple[float, float], path: tuple[str, str], says: str
) -> None:
    above, _ = diagram_and_line()
    tree = DerivativeTree(above, ScalarField.parse(text), at)
    assert to_typst(tree.trees[path]).split("quad")[1:] == [f" ({says})"] * bool(says)


def test_all_derivatives_that_do_not_exist_are_named(dry_run: DryRun) -> None:
    lesson = dry_run("second_partials", function="abs(x - y^2)", at="1,1")
    assert isinstance(lesson, SecondPartials)
    assert {("x",), ("y",), ("x", "y")} <= set(lesson.missing)


def test_a_number_by_a_limit_says_of_which_quotient() -> None:
    quotient = quotient_at(("x", "y"), ("x", "y"), (0.0, 2.0))
    unlabelled = re.sub(r'part\("\w+", (\w+)\)', r"\1", quotient)
    assert unlabelled == r"(f_(x)(0, 2 + h) - f_(x)(0, 2)) \/ h"


@pytest.mark.parametrize(
    "text",
    ["exp(-x^2)*sin(5*y)", "5000*exp(-0.1*x)*y", "x^2*cos(3*y)*exp(x)"],
)
def test_long_derivatives_are_broken_between_factors(text: str) -> None:
    above, _ = diagram_and_line()
    tree = DerivativeTree(above, ScalarField.parse(text))
    assert not tree.abbreviated & {*tree.mixed, *tree.levels[1]}
    assert tree.everything.width <= above.width + 1e-6
    boxes = [tree.boxes[path] for path in tree.leaves]
    for upper, lower in itertools.pairwise(boxes):
        assert upper.get_bottom()[1] > lower.get_top()[1]


@pytest.mark.parametrize("text", ["sqrt(1 + x*y^2)", "arctan((x + y)/(1 - x*y))", "x*ln(x*y)/y"])
def test_all_derivatives_are_written_out_where_they_fit(text: str) -> None:
    above, _ = diagram_and_line()
    tree = DerivativeTree(above, ScalarField.parse(text))
    assert tree.abbreviated <= {()}
    assert min(each.font_size for each in tree.formulas.values()) >= theme.LABEL - 1e-6
    boxes = [tree.boxes[path] for path in tree.leaves]
    for upper, lower in itertools.pairwise(boxes):
        assert upper.get_bottom()[1] > lower.get_top()[1]
