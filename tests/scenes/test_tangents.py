"""Tangents in plots: half-lines on their own side, below the curve, and drawn where vertical."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from manim import DL, UR

from scenes._kit.layout.labels import covers, dense_points
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text.formula import Formula

DryRun = Callable[..., Lesson]

ONE_SIDED = [
    # the point, and directions of the half-lines
    ("abs(x^2 - 4)", "2", [(-1, 4), (1, 4)]),
    ("abs(x)", "0", [(-1, 1), (1, 1)]),
    ("max(x, x^2)", "1", [(-1, -1), (1, 2)]),
    ("x^(1/3)", "0", [(0, -1), (0, 1)]),
    ("(x - 1)^(1/5)", "1", [(0, -1), (0, 1)]),
    ("sqrt(x)", "0", [(0, 1)]),
    ("sqrt(abs(x))", "0", [(0, 1)]),
    ("-sqrt(abs(x))", "0", [(0, -1)]),
    ("x*sqrt(x)", "0", [(1, 0)]),
    ("sign(x)", "0", []),
]


@pytest.mark.parametrize(("text", "at", "directions"), ONE_SIDED, ids=[r[0] for r in ONE_SIDED])
def test_a_one_sided_tangent_is_a_half_line(
    dry_run: DryRun, text: str, at: str, directions: list[tuple[int, int]]
) -> None:
    figure = _figure(dry_run, text, at)
    start = figure.plot.place_of((figure.a, figure.slice.at(figure.a)))
    found = []
    for ray in figure.tangents:
        assert np.allclose(ray.points[0], start)
        (x0, y0), (x1, y1) = (figure.window.x[0], figure.window.y[0]), _end(figure, ray)
        assert x0 - 1e-9 <= x1 <= figure.window.x[1] + 1e-9
        assert y0 - 1e-9 <= y1 <= figure.window.y[1] + 1e-9
        found.append((x1 - figure.a, y1 - figure.slice.at(figure.a)))
    assert len(found) == len(directions)
    for along, (x, y) in zip(found, directions, strict=True):
        assert np.allclose(np.array(along) / np.hypot(*along), np.array([x, y]) / np.hypot(x, y))


@pytest.mark.parametrize(("text", "at"), [("2*x + 1", "1"), ("x^2", "1"), ("abs(x)", "0")])
def test_the_curve_lies_over_wider_lines(dry_run: DryRun, text: str, at: str) -> None:
    figure = _figure(dry_run, text, at)
    curve = figure.secant.curve
    for line in (*figure.tangents, figure.secant.secant):
        assert line.get_stroke_width() >= 1.5 * curve.get_stroke_width()
        assert line.z_index < curve.z_index < figure.secant.point.z_index


@pytest.mark.parametrize(("text", "at"), [("2*x + 1", "1"), ("abs(x)", "0"), ("x^2", "1")])
def test_a_line_is_wide_where_it_coincides_with_the_curve(
    dry_run: DryRun, text: str, at: str
) -> None:
    figure = _figure(dry_run, text, at)
    curve, lines = figure.secant.curve, figure.tangents
    apart = [line.get_stroke_width() < 1.6 * curve.get_stroke_width() for line in lines]
    assert all(apart) if text == "x^2" else not any(apart)
    figure.plot.set_window(figure.closest)
    for line in lines.update():
        assert line.get_stroke_width() > 1.9 * curve.get_stroke_width()


@pytest.mark.parametrize(
    ("text", "at"), [("(x - 1)^(1/5)", "1"), ("x^(1/3)", "0"), ("sqrt(x)", "0"), ("x^2", "1")]
)
def test_the_closest_view_shows_the_curve_through_the_point(
    dry_run: DryRun, text: str, at: str
) -> None:
    figure = _figure(dry_run, text, at)
    figure.plot.set_window(figure.closest)
    places = figure.secant.curve.points
    point = figure.plot.place_of((figure.a, figure.slice.at(figure.a)))
    assert np.linalg.norm(places - point, axis=1).min() < 1e-6
    steps = np.linalg.norm(np.diff(places, axis=0), axis=1)
    assert steps.max() < 0.2  # no gap: in scene units


def _figure(dry_run: DryRun, text: str, at: str) -> Any:
    lesson: Any = dry_run("tangent_line", last="curve", function=text, at=at)
    return lesson.first


def _end(figure: Any, ray: Any) -> np.ndarray:
    """The end of a half-line, in units of the plot."""
    (x0, x1), (y0, y1) = figure.window.x, figure.window.y
    area, (x, y, _) = figure.plot.area, ray.points[-1]
    shares = (x - area.left) / area.width, (y - area.bottom) / area.height
    return np.array([x0, y0]) + np.array(shares) * [x1 - x0, y1 - y0]


def test_secants_leave_traces_until_the_zoom(dry_run: DryRun) -> None:
    lesson: Any = dry_run("tangent_line", last="shrinking")
    assert all(trace in lesson.mobjects for trace in lesson.traces)
    slopes = sorted(_slope(trace[0]) for trace in lesson.traces)
    unit = _slope(lesson.first.plot.line(lambda x: x))
    assert np.allclose(slopes, unit * np.array([-1.9, -1.5, -1]))
    zoomed: Any = dry_run("tangent_line", last="zoom")
    shown = {id(part) for each in zoomed.mobjects for part in each.get_family()}
    assert len(zoomed.traces) == 3
    assert shown.isdisjoint(id(part) for part in zoomed.traces.get_family())


@pytest.mark.parametrize(
    ("text", "at", "goals"),
    [("abs(x)", "0", [("0^+", "1"), ("0^-", "-1")]), ("sqrt(x)", "0", [("0^+", "infinity")])],
)
def test_slopes_that_differ_come_to_their_own_numbers_side_by_side(
    dry_run: DryRun, text: str, at: str, goals: list[tuple[str, str]]
) -> None:
    figure = _figure(dry_run, text, at)
    rows = figure.approach.rows(lambda number: f"{number.value:g}", lambda step: f"{step:g}")
    found = [(step, slope) for step, slope in rows if "->" in step]
    assert len(found) == len(goals)
    for (step, slope), (goal, limit) in zip(found, goals, strict=True):
        assert step.endswith(f"-> {goal}")
        assert limit in slope.replace("−", "-")
    by_side = [figure.tangents_from(each.side) for each in figure.approach.passages]
    assert [len(lines) for lines in by_side] == [1] * len(goals)
    lesson: Any = dry_run("tangent_line", last="shrinking", function=text, at=at)
    shown = {id(part) for each in lesson.mobjects for part in each.get_family()}
    assert all(id(ray) in shown for ray in lesson.first.tangents)


def _slope(line: Any) -> float:
    """The slope of a line in the frame."""
    (x0, y0, _), (x1, y1, _) = line.points[[0, -1]]
    return (y1 - y0) / (x1 - x0)


def test_the_limit_of_the_secants_is_a_line_of_its_own_colour_over_their_traces(
    dry_run: DryRun,
) -> None:
    lesson: Any = dry_run("tangent_line", last="shrinking")
    (tangent,) = lesson.first.tangents
    assert tangent in lesson.mobjects or lesson.first.tangents in lesson.mobjects
    assert lesson.first.secant.secant not in lesson.mobjects
    traces = [each[0] for each in lesson.traces]
    assert traces
    for trace in traces:
        assert tangent.get_stroke_width() >= 3 * trace.get_stroke_width()
        assert tangent.get_color() != trace.get_color()


def test_the_labels_of_a_step_leave_a_growing_secant_alone(dry_run: DryRun) -> None:
    figure = _figure(dry_run, "x^2", "1").secant
    labels, length = figure.step_labels, figure.secant.get_arc_length()
    figure.secant.clear_updaters().pointwise_become_partial(figure.secant.copy(), 0, 0.3)
    labels.update()
    assert figure.secant.get_arc_length() == pytest.approx(0.3 * length)


def test_the_plot_makes_room_for_the_rule(dry_run: DryRun) -> None:
    lesson: Any = dry_run("tangent_line", last="limit")
    plot, (stage, notes) = lesson.first.plot, lesson.rules
    assert plot.area == plot.area_in(stage) != plot.area_in(plot.slot)
    line, upright = plot.axes.lines
    corner = np.array([plot.area.right, plot.area.bottom, 0])
    assert np.allclose(line.points[-1], corner)
    assert np.allclose(upright.points[-1], [plot.area.left, plot.area.top, 0])
    across, up = plot.submobjects[1]
    assert np.linalg.norm(across.get_left() - corner) < 0.3
    assert np.linalg.norm(up.get_bottom() - upright.points[-1]) < 0.3
    assert across.get_right()[0] < notes.left
    start = (lesson.first.a, lesson.first.slice.at(lesson.first.a))
    assert np.allclose(lesson.first.secant.point.get_center(), plot.place_of(start))


@pytest.mark.parametrize(
    ("text", "at"),
    [("x^2", "1"), ("-x^2", "1"), ("abs(x)", "0"), ("-abs(x)", "0"), ("3 + 0x", "0")],
)
def test_the_factor_of_the_zoom_stands_in_a_free_corner(
    dry_run: DryRun, text: str, at: str
) -> None:
    figure = _figure(dry_run, text, at)
    label = figure.place_in_corner(Formula("times 128"))
    figure.plot.set_window(figure.closest)
    assert figure.plot.area.contains(np.array([label.get_corner(UR), label.get_corner(DL)])).all()
    for line in (figure.secant.curve, *figure.tangents):
        assert not covers(label, dense_points(line))
