"""TotalDifferential: the name of an arrow is nearest to its own, or tied to it by a leader line."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from typing import Any, cast

import numpy as np
import pytest
from manim import VMobject

from calclib import ScalarField
from engine.camera import EngineCamera
from scenes._kit.layout.segment_labels import box_distances
from scenes._kit.layout.slots import figure_and_notes
from scenes._kit.lesson.lesson import Lesson
from scenes.figures.differential.gap_mark import gap_mark
from scenes.figures.differential.staircase import Staircase

STEPS = [
    ("x*y", "2,3", "-0.1,0.2"),
    ("x*y", "2,3", "0.1,-0.2"),
    ("x*y", "2,3", "-0.1,-0.2"),
    ("x*y", "2,3", "0.1,0.2"),
    ("x^2 + y^2", "-1,-2", "-0.1,0.1"),
    ("x^2 + y^2", "1,2", "0.001,-0.1"),
    ("x^2 - y^2", "1,1", "-0.1,0.1"),
    ("x*y", "1,1", "0,0.1"),
    ("exp(x)", "0,1", "-0.2,0.1"),
    ("-50*x - y", "0,0", "-0.1,-0.1"),
    ("sin(x)*y", "1,0.001", "0.1,-0.1"),
    ("x*exp(x*y)", "1,0", "0.1,-0.1"),
    ("0.0072*x^0.425*y^0.725", "70,175", "1,1"),
]


@pytest.fixture(params=STEPS, ids=[f"{text} {step}" for text, _, step in STEPS])
def figure(dry_run: Callable[..., Lesson], request: Any) -> tuple[list, list[np.ndarray]]:
    """The labels, in the order of the arrows, and the arrows (65, 2) in the frame."""
    text, at, step = request.param
    lesson: Any = dry_run("total_differential", last="steps", function=text, at=at, step=step)
    staircase, shares = lesson.staircase, np.linspace(0, 1, 65)[:, None]
    arrows = []
    for arrow in (a for pair in zip(staircase.runs, staircase.rises, strict=True) for a in pair):
        tail, tip = lesson.camera.project_points(arrow.points)[:, :2]
        arrows.append(tail + shares * (tip - tail))
    rim = lesson.camera.project_points(staircase.rim.points)[:, :2]
    assert all(_distance(label[0], rim) > 0.05 for label in lesson.labels)
    rows = lesson.notes.rows
    for label in (each[0] for each in lesson.labels):
        beside = label.get_right()[0] < rows.get_left()[0] - 0.5
        assert beside or label.get_top()[1] < rows.get_bottom()[1] - 0.1
    return list(lesson.labels), arrows


def test_a_label_is_nearest_to_its_own_arrow(figure: tuple[list, list[np.ndarray]]) -> None:
    labels, arrows = figure
    assert len(labels) == len(arrows) == 4
    for k, (label, *leader) in enumerate(labels):
        distances = [_distance(label, arrow) for arrow in arrows]
        if leader:
            end = leader[0].get_end()[:2]
            assert np.linalg.norm(end - arrows[k].mean(axis=0)) < 1e-6
        else:
            assert distances[k] < 0.8 * min(distances[:k] + distances[k + 1 :])


def test_no_label_covers_an_arrow_or_another_label(figure: tuple[list, list[np.ndarray]]) -> None:
    labels, arrows = figure
    texts, leaders = (
        [label[0] for label in labels],
        [line for label in labels for line in label[1:]],
    )
    assert all(_distance(text, arrow) > 0.05 for text in texts for arrow in arrows)
    for first, second in combinations(texts, 2):
        gaps = np.abs(first.get_center() - second.get_center())[:2] - _half(first) - _half(second)
        assert gaps.max() > 0
    for line in leaders:
        ends = np.array(line.get_start_and_end())[:, :2]
        way = ends[0] + np.linspace(0, 1, 65)[:, None] * (ends[1] - ends[0])
        assert all(_distance(text, way) > 0 for text in texts)


def _half(mobject: VMobject) -> np.ndarray:
    return np.array([mobject.width, mobject.height]) / 2


def _distance(label: VMobject, points: np.ndarray) -> float:
    """The distance of a label's box from points (n, 2)."""
    gaps = np.maximum(np.abs(points - label.get_center()[:2]) - _half(label), 0)
    return float(cast(float, np.linalg.norm(gaps, axis=1).min()))


@pytest.mark.parametrize(
    ("text", "at", "step"),
    [
        ("x^2 + y^2", (1, 2), (0.1, 0.1)),
        ("10*sqrt(x*y)", (400, 900), (5, -4)),
        ("x^2/y", (120, 12), (2, -0.5)),
        ("x*exp(-y)", (1, 0.5), (0.1, 0.1)),
    ],
)
def test_the_plane_is_not_seen_edge_on(
    text: str, at: tuple[float, float], step: tuple[float, float]
) -> None:
    camera, (stage, _) = EngineCamera(), figure_and_notes()
    staircase = Staircase(ScalarField.parse(text), at, step)
    staircase.view(camera, stage).apply_to(camera)
    x, y, _ = camera.project_points(staircase.rim.points).T
    area = abs(x[:-1] @ y[1:] - x[1:] @ y[:-1]) / 2
    assert area > 1.5


@pytest.mark.parametrize(("text", "at"), [("x*y/(x+y)", "40,60"), ("x*y", "2,-3")])
def test_a_name_without_its_number_is_better_than_a_long_leader_line(
    dry_run: Callable[..., Lesson], text: str, at: str
) -> None:
    lesson: Any = dry_run("total_differential", last="formula", function=text, at=at)
    assert all(len(label) == 1 for label in lesson.labels[:4])


@pytest.mark.parametrize(
    ("text", "at"), [("x*sqrt(4*y^2-x^2)/4", "6,5"), ("x*sin(y)/sin(y+0.6)", "40,pi/4")]
)
def test_the_name_of_a_rise_stands_at_its_height(
    dry_run: Callable[..., Lesson], text: str, at: str
) -> None:
    """Not above or below it, where it would read with a run, or with the plane's corner."""
    lesson: Any = dry_run("total_differential", last="steps", function=text, at=at)
    for (name, *leaders), rise in zip(lesson.labels[1::2], lesson.staircase.rises, strict=True):
        low, high = sorted(lesson.camera.project_points(rise.points)[[0, -1], 1])
        assert not leaders
        assert low < name.get_center()[1] < high
        assert any(digit in name.markup for digit in "0123456789")


@pytest.mark.parametrize(
    ("text", "at"), [("0.622*x/(y-x)", "10,100"), ("40*x^(-1.2)*y^0.8", "2,3")]
)
def test_rises_with_long_numbers_have_them_below_their_names(
    dry_run: Callable[..., Lesson], text: str, at: str
) -> None:
    lesson: Any = dry_run("total_differential", last="steps", function=text, at=at)
    names = [name.markup for name, *leaders in lesson.labels[1::2] if not leaders]
    assert len(names) == 2
    assert all(any(digit in name for digit in "0123456789") for name in names)
    assert any("\\" in name for name in names)


@pytest.mark.parametrize(("text", "at"), [("10*x - 3*y", "0,0"), ("x^2 + y^2", "1,2")])
def test_the_brace_s_number_stands_beside_the_plane(
    dry_run: Callable[..., Lesson], text: str, at: str
) -> None:
    lesson: Any = dry_run("total_differential", last="plane_against_surface", function=text, at=at)
    label, points = lesson.brace[-1], lesson.staircase.sheet.grid.reshape(-1, 3)
    camera = EngineCamera()
    lesson.staircase.view(camera, lesson.stage).apply_to(camera)
    beyond = np.abs(camera.project_points(points) - label.get_center())[:, :2]
    inside = (beyond < np.array([label.width, label.height]) / 2).all(axis=1)
    assert inside.mean() < 0.02


@pytest.mark.parametrize(
    ("text", "at"),
    [("50*x*y^2 - 3*x^2", "4,2"), ("y/(1 + x^2)", "-1,4"), ("cos(pi*x)*y^2", "0.5,3")],
)
def test_a_name_is_not_taken_for_that_of_the_point(
    dry_run: Callable[..., Lesson], text: str, at: str
) -> None:
    lesson: Any = dry_run("total_differential", last="steps", function=text, at=at)
    camera, staircase = EngineCamera(), lesson.staircase
    staircase.view(camera, lesson.stage).apply_to(camera)
    (name, *_), (arrow, *_) = lesson.labels[0], staircase.arrows
    start, end = camera.project_points(arrow.points)[[0, -1], :2]
    inner = start + np.linspace(0.2, 0.8, 33)[:, None] * (end - start)
    half, center = np.array([name.width, name.height]) / 2, name.get_center()[None, :2]
    from_point, from_arrow = (
        box_distances(center, half, places)[0] for places in (start[None], inner)
    )
    assert from_arrow <= 2 * from_point


@pytest.mark.parametrize(
    ("function", "at"), [("x*sqrt(y/(1-y))/sqrt(200)+x/10", "8,0.4"), ("x^2*exp(y/2)", "1,0.5")]
)
def test_the_gap_s_name_is_not_read_with_what_is_beside_it(dry_run, function, at) -> None:
    """Neither a level line before it, like a minus sign, nor another label close in its row."""
    lesson: Any = dry_run("total_differential", last="formula", function=function, at=at)
    others = lesson.labels[:4]
    _, named = gap_mark(lesson.staircase, "Delta f - d f = 0.000740", others, lesson.room)
    for name, *leaders in named:
        for leader in leaders:
            start, end = leader.get_start_and_end()
            assert abs(start[1] - end[1]) > 0.25 * abs(start[0] - end[0]) or start[0] < end[0]
        for text in (text for label in others for text in label):
            apart = np.abs(text.get_center() - name.get_center())[:2]
            half = np.array([text.width + name.width, text.height + name.height]) / 2
            assert (apart - half > [0.25, 0.0]).any()


@pytest.mark.parametrize(
    ("text", "at", "step", "is_written_on"),
    [
        ("x^2+y^2", "1,2", "0.1,0.1", False),
        ("x^2+y^2", "1,2", "0.001,-0.1", True),
        ("sqrt(1+x^2+y^2)", "0,0", "0.1,0.1", True),
    ],
)
def test_plane_and_surface_are_bright_unless_a_text_stands_on_them(
    dry_run, text: str, at: str, step: str, is_written_on: bool
) -> None:
    lesson: Any = dry_run("total_differential", last="steps", function=text, at=at, step=step)
    staircase, place = lesson.staircase, lesson.camera.project_points
    sheets = [place(each.points)[:, :2] for each in (staircase.sheet, staircase.surface)]
    texts = [(each[0], each[0].get_center()[None]) for each in lesson.labels]
    texts += [(axis[-1], place(axis[-1].get_center()[None])) for axis in staircase.axes]
    halves = (np.array([text.width, text.height]) / 2 for text, _ in texts)
    apart = [
        box_distances(center[:, :2], half, np.vstack(sheets))[0]
        for (_, center), half in zip(texts, halves, strict=True)
    ]
    assert (min(apart) < 0.05) == is_written_on
    assert (staircase.sheet.opacity < 0.3) == is_written_on
