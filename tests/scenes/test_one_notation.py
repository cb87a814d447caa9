"""The notation in the scenes: names, ratios, signs, powers of ten, as they are shown and said."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.space.viewpoint import FLAT
from scenes._kit.text.formula import Formula
from scenes.figures.differential.label_room import LabelRoom
from scenes.figures.differential.rise_brace import rise_brace

DryRun = Callable[..., Any]
SCENES = ["slicing", "tangent_line", "total_differential", "gradient_field", "second_partials"]
LONG = re.compile(r"0\.0000|\d{7}|-0\b|−0(?![.\d])")
"""What a power of ten stands for, and a zero with a sign."""


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources of all formulas that are made."""
    sources: list[str] = []
    make = Formula.__init__

    def record(self: Formula, source: str, **style: Any) -> None:
        sources.append(source)
        make(self, source, **style)

    monkeypatch.setattr(Formula, "__init__", record)
    return sources


def said(lesson: Lesson[Any], language: str = "en") -> str:
    return " ".join(beat.narration[language] for beat in lesson.played)


@pytest.mark.parametrize("function", ["1e-5*x^2*y", "3e7*x*y"])
@pytest.mark.parametrize("scene", SCENES)
def test_large_and_small_numbers_are_powers_of_ten(
    dry_run: DryRun, shown: list[str], scene: str, function: str
) -> None:
    lesson = dry_run(scene, function=function, at="3,2")
    assert shown
    assert [text for text in shown if LONG.search(text)] == []
    assert not LONG.search(said(lesson) + said(lesson, "ko"))


def test_the_numbers_of_d6(dry_run: DryRun) -> None:
    lesson = dry_run("total_differential", function="1e-5*x^2*y", at="3,2", step="0.1,0.1")
    for fragment in ("df = 2.1×10⁻⁵", "2.181×10⁻⁵", "8.1×10⁻⁷", "2.0125×10⁻⁷"):
        assert fragment in said(lesson)


def test_a_rounded_number_has_no_equals_sign_on_the_way(dry_run: DryRun) -> None:
    lesson = dry_run("total_differential", function="x^2/(1+y^2)", at="sqrt(2),1")
    assert re.search(r"df ≈ -?\d", said(lesson))
    assert re.search(r"df ≈ -?\d", said(lesson, "ko"))
    assert "= 1.414" not in said(dry_run("tangent_line", function="x*y", at="sqrt(2),1"))
    assert "x ≈ 1.414" in said(dry_run("tangent_line", function="x*y", at="sqrt(2),1"))


@pytest.mark.parametrize(("scene", "last"), [("slicing", "nudge"), ("tangent_line", None)])
def test_the_rise_has_one_name_and_no_finite_ratio_is_a_derivative(
    dry_run: DryRun, shown: list[str], scene: str, last: str | None
) -> None:
    dry_run(scene, last=last, function="x*y + x^3", at="-1,1")
    text = " ".join(shown)
    assert "Delta f" in text
    assert "lim_" in text
    assert "Delta z" not in text
    assert "dif f" not in text


def test_where_the_slope_does_not_exist_too(dry_run: DryRun, shown: list[str]) -> None:
    dry_run("slicing", function="max(x*y, 1) + 0*x", at="1,1", variable="y")
    text = " ".join(shown)
    assert 'max(part("held", 1) dot.op part("y", y), 1)' in text
    assert "dif f" not in text


def test_the_ratio_counts_with_the_secant(dry_run: DryRun) -> None:
    figure = dry_run("slicing", last="lay_flat").first
    for h, shown in ((1.0, "= −1"), (0.3, "= −1.7"), (0.01234567, "≈ −1.988")):
        figure.secant.h.set_value(h)
        sign, number = shown.split()
        assert figure.ratio().endswith(f'{sign} part("value", {number})')


@pytest.mark.parametrize("variable", ["x", "y"])
def test_the_axes_that_are_carried_along_arrive_where_the_plot_has_them(
    dry_run: DryRun, variable: str
) -> None:
    lesson = dry_run("slicing", last="cut", variable=variable, function="x*y - x^3", at="0.5,1")
    figure, camera = lesson.first, lesson.camera
    _, texts = figure.axes_in_space()
    figure.front.apply_to(camera)
    places = camera.project_points(np.array([text.get_center() for text in texts]))
    FLAT.apply_to(camera)
    expected = [text.get_center() for text in figure.plot.texts]
    assert places[:, :2] == pytest.approx(np.array(expected)[:, :2], abs=0.02)


def test_a_brace_names_df_along_the_rise_on_the_plane(dry_run: DryRun) -> None:
    lesson = dry_run("total_differential", last="steps")
    lesson.staircase.view(lesson.camera, lesson.stage).apply_to(lesson.camera)
    corner, sources = lesson.notes.slot, ["dif f = 0.6", "dif f"]
    room = LabelRoom(lesson.camera, lesson.stage, replace(corner, x=corner.x + corner.width / 2))
    *dashed, brace, label = rise_brace(lesson.staircase, sources, room)
    foot = np.array([*lesson.staircase.end[:2], lesson.staircase.start[2]])
    ends = lesson.staircase.space.place_of([foot, lesson.staircase.end])
    rise = np.ptp(lesson.camera.project_points(ends)[:, 1])
    assert brace.height == pytest.approx(rise, rel=0.05)
    assert label.get_left()[0] > brace.get_right()[0]
    sheet = lesson.camera.project_points(lesson.staircase.sheet.grid.reshape(-1, 3))
    assert dashed
    assert brace.get_left()[0] > sheet[:, 0].max()  # beside all of the plane
    beside = Slot(label.get_x() + 3 * theme.GAP, 0, 0.2, 8)
    *_, name = rise_brace(lesson.staircase, sources, replace(room, notes=beside))
    assert name.width < label.width / 2  # the number is in the notes
