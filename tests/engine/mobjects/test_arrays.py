# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Common behaviour of all array mobjects; a new kind needs only its own class."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from manim import BLUE, GREEN, PURE_BLUE, RED, Create, FadeOut, ReplacementTransform, Transform

from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.arrows import ArrowField
from engine.mobjects.checks import points_in_space
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from engine.primitives.polyline import polyline
from tests.engine.canvas import TILTED, Canvas, covered_area, height_grid

PLACES = np.array([[-3.0, -1, 0], [0, 1, 0], [3, -1, 0]])
KINDS = {
    "points": Points(PLACES),
    "curve": Curve3D(PLACES),
    "arrows": ArrowField(PLACES, PLACES[::-1] - PLACES + [0, 1, 0]),
    "grid": GridSheet(PLACES[None]),
    "surface": SurfaceMesh(height_grid(lambda x, y: 0.3 * x * y)),
}


class Ellipses(ArrayMobject):
    """A new kind: ellipses in the plane, with centres (n, 2) and half axes (n, 2)."""

    interpolated = ("axes", "stroke_width")

    def __init__(self, centers, axes, *, stroke_width: float = 4.0, **style) -> None:
        super().__init__(points_in_space(centers, "Ellipses: centers"), **style)
        self.axes, self.stroke_width = np.asarray(axes, dtype=float), stroke_width

    def primitives(self) -> np.ndarray:
        t = np.append(np.linspace(0, 2 * np.pi * self.revealed[1], 65), np.nan)
        around = np.stack([np.cos(t), np.sin(t), 0 * t], axis=-1)
        axes = np.column_stack([self.axes, np.zeros(len(self.axes))])
        lines = self.points[:, None] + axes[:, None] * around
        colors = np.repeat(np.broadcast_to(self.rgba(), (len(axes), 4)), len(t), axis=0)
        return polyline(lines.reshape(-1, 3), colors, self.stroke_width)


def halfway(animation) -> None:
    animation.begin()
    animation.interpolate(0.5)


@pytest.mark.parametrize("name", KINDS)
def test_a_colour_replaces_colours_and_opacity_and_fade_dim(canvas: Canvas, name: str) -> None:
    mobject = KINDS[name].copy()
    count = len(mobject.points) // (2 if name == "arrows" else 1)
    mobject.colors = np.broadcast_to([1.0, 0, 0, 1], (1 if name == "grid" else count, 4))
    red = canvas.draw(mobject)
    assert red[..., 0].max() > 100 > red[..., 2].max()
    blue = canvas.draw(mobject.set_color(BLUE))
    assert blue[..., 2].max() > blue[..., 0].max()
    dimmed = canvas.draw(mobject.copy().set_opacity(0.5))
    assert covered_area(dimmed) == pytest.approx(covered_area(blue) / 2, rel=0.05)
    assert np.array_equal(canvas.draw(mobject.copy().fade(0.5)), dimmed)


@pytest.mark.parametrize("name", KINDS)
def test_it_moves_transforms_and_fades_as_any_mobject(canvas: Canvas, name: str) -> None:
    mobject = KINDS[name].copy()
    goal = mobject.copy().shift([1, 0, 0]).set_color(GREEN).set_opacity(0.4)
    midway = mobject.copy().interpolate(mobject, goal, 0.5)
    assert midway.points == pytest.approx(mobject.points + np.array([0.5, 0, 0]))
    assert midway.opacity == pytest.approx(0.7)
    moving = mobject.copy()
    animation = Transform(moving, goal, rate_func=lambda t: t)
    halfway(animation)
    assert np.array_equal(canvas.draw(moving), canvas.draw(midway))
    animation.finish()
    assert np.array_equal(canvas.draw(moving), canvas.draw(goal))
    full = covered_area(canvas.draw(mobject))
    halfway(FadeOut(mobject, rate_func=lambda t: t))
    assert covered_area(canvas.draw(mobject)) == pytest.approx(full / 2, rel=0.1)


def test_colours_of_parts_interpolate_to_a_single_colour(canvas: Canvas) -> None:
    red = Curve3D(PLACES, colors=[[1, 0, 0]] * 3, stroke_width=20)
    blue = Curve3D(PLACES, color=PURE_BLUE, stroke_width=20)
    for pair in ((red, blue), (blue, red)):
        midway = canvas.draw(red.copy().interpolate(*pair, 0.5))
        assert midway[..., 0].max() == pytest.approx(128, abs=2)
        assert midway[..., 2].max() == pytest.approx(128, abs=2)
        assert np.array_equal(canvas.draw(red.copy().interpolate(*pair, 1)), canvas.draw(pair[1]))


@pytest.mark.parametrize("name", KINDS)
def test_mobjects_of_different_sizes_cannot_be_interpolated(name: str) -> None:
    mobject, longer = KINDS[name].copy(), KINDS[name].copy()
    longer.points = np.concatenate([longer.points, longer.points])
    expected = rf"{type(mobject).__name__}: {len(mobject.points)} points cannot turn into"
    for change in (
        lambda: mobject.interpolate(mobject, longer, 0.5),
        lambda: Transform(mobject, longer).begin(),
        lambda: ReplacementTransform(longer, mobject).begin(),
    ):
        with pytest.raises(ValueError, match="points cannot turn into"):
            change()
    with pytest.raises(ValueError, match=expected):
        mobject.align_points_with_larger(longer)


def test_a_new_kind_is_one_class(canvas: Canvas) -> None:
    style = {"stroke_width": 20, "colors": [[1, 0, 0], [0, 0, 1]]}
    rings = Ellipses([[-2, 0], [2, 0]], [[1, 2], [1.5, 0.5]], **style)
    picture = canvas.draw(rings)
    left, right = picture[:, :160], picture[:, 160:]
    assert (left[..., 0].max(), left[..., 2].max()) == (255, 0)
    assert (right[..., 0].max(), right[..., 2].max()) == (0, 255)
    assert covered_area(canvas.draw(rings, **TILTED)) > 20
    round_ones = Ellipses([[-2, 0], [2, 0]], [[1, 1], [1, 1]], color=RED)
    midway = rings.copy().interpolate(rings, round_ones, 0.5)
    assert midway.axes.tolist() == [[1, 1.5], [1.25, 0.75]]
    drawing = round_ones.copy()
    halfway(Create(drawing, rate_func=lambda t: t))
    assert covered_area(canvas.draw(drawing)) == pytest.approx(
        covered_area(canvas.draw(round_ones)) / 2, rel=0.1
    )


def test_the_error_without_primitives_names_the_class(canvas: Canvas) -> None:
    class Bare(ArrayMobject):
        pass

    with pytest.raises(NotImplementedError, match="Bare has no primitives to be drawn from"):
        canvas.draw(Bare(PLACES))


def test_a_fade_moves_no_points() -> None:
    """What both ends share is kept to the bit, gaps included, and belongs to the mobject alone."""
    points = np.array([[0.1, 0.2, 0.3], [np.nan] * 3, [1 / 3, 2 / 3, 1.0]])
    start, shown = Curve3D(points), Curve3D(np.zeros((3, 3)))
    end: Any = start.copy()
    end.set_opacity(0.0)
    shown.interpolate(start, end, 0.3)
    kept = shown.points
    shown.interpolate(start, end, 0.6)
    assert shown.points is kept
    assert kept.tobytes() == points.tobytes()
    assert kept is not start.points
    assert kept is not end.points
    assert shown.opacity == pytest.approx(0.4)
    end.shift([1, 0, 0])
    shown.interpolate(start, end, 0.5)
    assert np.allclose(shown.points, points + np.array([0.5, 0, 0]), equal_nan=True)
