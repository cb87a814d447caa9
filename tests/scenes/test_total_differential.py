"""TotalDifferential: its sentences for every kind of step, its numbers, refused steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
import pytest
from manim import ManimColor, tempconfig
from mpmath import mp

from calclib import ScalarField, readings
from calclib.typesetting.decimals import decimal_text
from engine.mobjects.curve import Curve3D
from engine.mobjects.surface import SurfaceMesh
from pipeline.catalog import find
from pipeline.rendering.quality import QUALITIES
from scenes._kit import theme
from scenes._kit.layout.slots import figure_and_notes
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import line_of
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.space.tilt import openness, unit_normals
from scenes._kit.text.formula import Formula
from scenes.figures.differential.step_numbers import StepNumbers

DryRun = Callable[..., Lesson]

KINDS = [
    ({}, "from 0.02 to 0.005: about a quarter"),
    ({"function": "x"}, "no gap at all"),
    ({"function": "x*y^2", "at": "0,0"}, "here it is not"),
    ({"function": "abs(x) + y", "at": "0,0"}, "no slope in one direction"),
    ({"function": "(x*y)^(1/3)", "at": "0,0"}, "Both partial derivatives exist"),
    ({"at": "1,2", "step": "0,-0.1"}, "step along x, dx = 0, changes"),
]


def surfaces(lesson: Any) -> list[str]:
    """The colours of the surfaces that are shown."""
    shown = lesson.get_mobject_family_members()
    return [each.color.to_hex() for each in shown if isinstance(each, SurfaceMesh)]


def test_a_plane_is_its_own_tangent_plane(dry_run: DryRun) -> None:
    """One surface in one place, and the border of the other."""
    lesson: Any = dry_run(
        "total_differential", function="2x + 3y - 1", last="plane_against_surface"
    )
    assert surfaces(lesson) == [ManimColor(theme.OUTPUT).to_hex()]
    assert lesson.staircase.rim in lesson.get_mobject_family_members()


@pytest.mark.parametrize(("given", "fragment"), KINDS, ids=[str(row[0]) for row in KINDS])
def test_every_kind_of_step_has_its_sentence(
    dry_run: DryRun, given: dict[str, Any], fragment: str
) -> None:
    lesson = dry_run("total_differential", **given)
    narration = " ".join(beat.narration["en"] for beat in lesson.played)
    assert fragment in narration
    assert "{" not in narration


def test_the_storyboard_s_numbers(dry_run: DryRun) -> None:
    lesson = dry_run("total_differential", last="plane_against_surface")
    shown = [number.value for beat in lesson.played for number in beat.values]
    assert shown == pytest.approx([5, 2, 0.2, 4, 0.4, 0.2, 0.4, 0.6, 0.62, 0.02])


def test_the_sum_of_terms_the_true_change_and_the_gap_are_shown_together(dry_run: DryRun) -> None:
    lesson: Any = dry_run("total_differential", last="formula")
    total, change = lesson.notes.rows[-2:]
    assert total.get_bottom()[1] > change.get_top()[1]
    shown = [number.value for number in lesson.played[-1].values]
    assert shown[-3:] == pytest.approx([0.6, 0.62, 0.02])


def test_a_long_dot_product_is_broken_rather_than_small(dry_run: DryRun) -> None:
    given = {"function": "2*pi*sqrt((6371+x)^3/y)", "at": "400,398600"}
    lesson: Any = dry_run("total_differential", **given)
    assert min(row.font_size for row in lesson.notes.rows) >= theme.RULE - 1e-6


def test_a_surface_that_is_not_told_from_the_plane_is_not_shown_with_the_formula(
    dry_run: DryRun,
) -> None:
    given = {"function": "40*x^2/(y^2+x^2)", "at": "3,2"}
    lesson = dry_run("total_differential", last="formula", **given)
    assert surfaces(lesson) == [ManimColor(theme.SECANT).to_hex()]


def test_the_name_of_the_gap_is_not_tied_to_it_along_an_arrow(dry_run: DryRun) -> None:
    given = {"function": "sin(x)*cos(y)", "at": "pi/4,pi/3"}
    lesson: Any = dry_run("total_differential", last="formula", **given)
    assert "0.009455" in lesson.notes.rows[-1].markup
    assert all("0.009455" not in each[0].markup for each in lesson.labels)


def test_without_a_tangent_plane_its_beats_are_not_played(dry_run: DryRun) -> None:
    lesson = dry_run("total_differential", function="abs(x) + y", at="0,0")
    assert [beat.name for beat in lesson.played] == ["surface", "steps"]


@pytest.mark.parametrize("step", ["0.1,-0.2", "0,0.3", "1e-5,1e-5"])
@pytest.mark.parametrize("text", ["x^2*y + sin(y)", "exp(-x^2 + cos(2y))", "sqrt(9-x^2-y^2)"])
def test_the_gap_is_taylors_integral_remainder(text: str, step: str) -> None:
    """Taylor's remainder as an integral over the step, against the difference of two changes."""
    field, start = ScalarField.parse(text), (0.5, 1.0)
    given = {"function": text, "at": "0.5,1", "step": step}
    h = find("total_differential").parameters(given).used_step
    gap = readings.linearisation_error(field, start, h).value

    def integrand(t: Any) -> float:
        hessian = field.hessian().at([a + float(t) * d for a, d in zip(start, h, strict=True)])
        return (1 - t) * sum(h[i] * h[j] * hessian[i][j] for i in (0, 1) for j in (0, 1))

    assert gap == pytest.approx(float(cast(Any, mp.quad(integrand, [0, 1]))), rel=1e-5)


REFUSED = [
    ({"step": "0,0"}, "step"),
    ({"step": "1"}, "step"),
    ({"step": "1e-20,0"}, "step"),
    ({"step": "a,b"}, "step"),
    ({"function": "log(x)*y", "at": "1,1", "step": "-2,0"}, "step"),
    ({"function": "sqrt(-x^2-y^2)", "at": "0,0"}, "at"),
]


@pytest.mark.parametrize(("given", "option"), REFUSED, ids=[str(row[0]) for row in REFUSED])
def test_an_invalid_step_is_refused(given: dict[str, Any], option: str) -> None:
    with pytest.raises(ParameterError, match=option):
        find("total_differential").parameters(given)


def test_the_terms_of_the_formula_stand_beside_their_arrows(dry_run: DryRun) -> None:
    lesson: Any = dry_run("total_differential", last="formula")
    places = [label.get_center() for pair in lesson.step_labels() for label in pair]
    shown = np.array([mobject.get_center() for mobject in lesson.mobjects])
    assert len(places) == 4
    assert all(np.linalg.norm(shown - place, axis=1).min() < 1e-6 for place in places)


def test_the_printed_change_is_the_sum_of_df_and_gap(dry_run: DryRun) -> None:
    given = {"function": "5*x^2 + y^2", "at": "1,2", "step": "0.05,0.1"}
    lesson: Any = dry_run("total_differential", last="plane_against_surface", **given)
    assert lesson.numbers.change_digits == 4
    assert lesson.numbers.change_is_exact


@pytest.mark.parametrize(
    ("function", "at", "shown"),
    [
        ("pi*x^2*y/3", (1.5, 4), ["1.25664", "0.23562", "1.49226", "1.56661", "0.07435"]),
        ("sqrt(x*y+1)", (3, 5), ["0.0625", "0.0375", "0.1", "0.1", "0"]),
        ("ln(2x-y)", (1, 1.5), ["0.4", "−0.2", "0.2", "0.182", "−0.018"]),
        ("5*x^2 + y^2", (1, 2), ["1", "0.4", "1.4", "1.46", "0.06"]),
        ("x^2*y + sin(y)", (-1, 1), ["−0.2", "0.154", "−0.046", "−0.059", "−0.013"]),
    ],
)
def test_all_numbers_of_a_step_add_up_as_they_are_printed(function, at, shown) -> None:
    numbers = StepNumbers(ScalarField.parse(function), at, (0.1, 0.1))
    parts = [*zip(numbers.terms, numbers.digits.terms, strict=True)]
    parts += [(numbers.df, numbers.digits.total), (numbers.change, numbers.change_digits)]
    parts.append((numbers.gap, numbers.digits_of(numbers.gap)))
    assert [decimal_text(number.value, digits) for number, digits in parts] == shown


@pytest.mark.parametrize("given", [{}, {"function": "x*y/(x+y)"}, {"function": "sqrt(16-x^2-y^2)"}])
@pytest.mark.parametrize("aspect", ["16:9", "9:16"])
def test_the_gap_is_seen_whole_close_up(dry_run: DryRun, given: dict, aspect: str) -> None:
    """Nothing of it, nor of plane and surface beside it, is cut off or over the notes."""
    width, height = QUALITIES["low"].shaped(aspect).frame
    with tempconfig({"frame_width": width, "frame_height": height}):
        lesson: Any = dry_run("total_differential", last="plane_against_surface", **given)
        parts = [part for each in lesson.mobjects for part in each.get_family()]
        sheets = [part for part in parts if isinstance(part, (SurfaceMesh, Curve3D))]
        assert len(sheets) >= 3
        slot = lesson.stage.left_of(lesson.notes.slot).inset(-0.01, -0.01)
        for sheet in sheets:
            assert slot.contains(lesson.camera.project_points(np.array(sheet.points))).all()
        ends = lesson.camera.project_points(lesson.staircase.ends[0].points)
        assert slot.contains(ends).all()


@pytest.mark.parametrize("at", ["4,2.5", "9,4", "1,3"])
def test_the_name_of_the_gap_leaves_plane_and_surface_room(dry_run: DryRun, at: str) -> None:
    given = {"function": "sqrt(x)/(y-sqrt(x))", "at": at}
    lesson: Any = dry_run("total_differential", last="plane_against_surface", **given)
    parts = [part for each in lesson.mobjects for part in each.get_family()]
    places = np.vstack([part.points for part in parts if isinstance(part, SurfaceMesh)])
    seen = np.ptp(lesson.camera.project_points(places)[:, 0])
    assert seen >= 0.5 * lesson.stage.left_of(lesson.notes.slot).width


@pytest.mark.parametrize("at", ["-1,-2", "-1,2", "1,-2"])
def test_labels_stand_at_their_arrows_without_long_leader_lines(dry_run: DryRun, at: str) -> None:
    """Where the number has no room there, the name alone does."""
    given = {"function": "sqrt(36 - x^2 - 2*y^2)", "at": at, "step": "0.1,0.1"}
    lesson: Any = dry_run("total_differential", last="steps", **given)
    leaders = [line for label in lesson.labels for line in label[1:]]
    assert all(line.get_length() < 0.8 for line in leaders)


def test_the_height_at_a_point_of_long_numbers_is_broken_rather_than_small(dry_run: DryRun) -> None:
    given = {"function": "x/sqrt(1-y^2/9e16)", "at": "9.1e-31,1.2e8"}
    lesson: Any = dry_run("total_differential", last="surface", **given)
    assert round(min(row.font_size for row in lesson.notes.rows), 9) >= theme.SMALLEST


@pytest.mark.parametrize("last", ["plane_against_surface", "formula"])
def test_a_sum_of_very_small_numbers_is_broken_before_its_terms(dry_run: DryRun, last: str) -> None:
    """Of a line capacitance: each number takes about half a row."""
    small = {"function": "2*pi*8.854e-12/ln(x/y)", "at": "5,2"}
    lesson: Any = dry_run("total_differential", last=last, **small)
    assert round(min(row.font_size for row in lesson.notes.rows), 9) >= theme.SMALLEST


@pytest.mark.parametrize(
    ("function", "at"), [("x*exp(-0.693*y/5.27)", "80,3"), ("x^3/(y^2-1)", "2,3")]
)
def test_a_surface_that_rises_to_the_front_is_turned(
    dry_run: DryRun, function: str, at: str
) -> None:
    """Its high corner would point at the viewer, who would see all of it edge-on."""
    lesson: Any = dry_run("total_differential", last="surface", function=function, at=at)
    view = lesson.camera.get_phi(), lesson.camera.get_theta()
    assert openness(unit_normals(lesson.space, lesson.field), *view) > 0.6


@pytest.mark.parametrize(
    "parts", [("upright(d) f", "≈ 0.0076790", "− 0.0015358", "= 0.0061432"), ("f_x", "≈ 12345.67")]
)
def test_a_name_does_not_stand_alone_in_its_line(parts: tuple[str, ...]) -> None:
    slot = figure_and_notes()[1]
    line, name = line_of(parts, slot), Formula(parts[0])
    assert line
    assert line.font_size >= theme.RULE
    left, first = line.get_left()[0], line.get_top()[1] - line.em
    beside = [glyph for glyph in line.submobjects if glyph.get_center()[1] > first]
    assert max(glyph.get_right()[0] for glyph in beside) - left > 2 * name.width
