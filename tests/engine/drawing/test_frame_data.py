# pyright: reportArgumentType=false, reportCallIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""A frame that was packed and unpacked looks the same, and holds nothing of its scene."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from manim import YELLOW, Arrow, Circle, Dot, Line, Mobject, Square, Text, VGroup

from engine.camera import EngineCamera
from engine.drawing.draw_list import draw_list
from engine.drawing.frame_data import packed, unpacked
from engine.items import MeshItem, of_kind
from engine.mobjects.arrows import ArrowField
from engine.mobjects.place import in_frame
from engine.mobjects.surface import SurfaceMesh
from scenes._kit.text.formula import Formula
from tests.engine.canvas import TILTED, Canvas, height_grid


class OfAScene(SurfaceMesh):
    """A surface of a kind that an edited file might define, with what no pickle can hold."""

    function: Any = None


def surface() -> SurfaceMesh:
    saddle = height_grid(lambda x, y: x * y / 2)
    mesh = OfAScene(saddle, color="#4488ff", opacity=0.7, lines=(4, 4))
    mesh.function = lambda x, y: x * y / 2
    mesh.add_updater(lambda mesh: mesh)
    return mesh


def flat() -> Sequence[Mobject]:
    fading = Square(fill_opacity=0.4).set_color([YELLOW, "#2040ff"]).shift([1, 1, 0])
    fading.add_updater(lambda square: square)
    return [Circle(), fading, Arrow([0, 0, 0], [2, 1, 0]), Formula("x^2 / 3"), Text("one")]


def in_space() -> Sequence[Mobject]:
    label = in_frame(Formula("f(x)").shift([-2, 1, 0]))
    points = np.array([[0.0, 0, 0], [1, 1, 0]])
    field = ArrowField(points, points + 0.3)
    group = VGroup(Line([-2, -2, 0], [2, 2, 1]), Dot([1, 0, 1]))
    return [surface(), field, group, Text("P").shift([1, 1, 1]), label]


def passed_on(mobjects: Sequence[Mobject], camera: EngineCamera) -> tuple[list, EngineCamera]:
    return unpacked(packed(draw_list(mobjects, camera.fixed_in_frame_mobjects), camera))


@pytest.mark.parametrize(("make", "view"), [(flat, {}), (in_space, TILTED)])
def test_it_looks_the_same(canvas: Canvas, make, view) -> None:
    camera = canvas.camera(background_color="#102030", **view)
    expected = canvas.draw(*make(), camera=camera)
    assert expected.std() > 5
    canvas.draw()  # nothing is left of it
    items, seen_by = passed_on(make(), camera)
    canvas.painter.paint(items, seen_by)
    assert np.array_equal(canvas.painter.pixels(), expected)


def test_classes_of_scenes_are_not_named(canvas: Canvas) -> None:
    """An edited one would be imported where frames are drawn, and stay as it was."""
    camera = canvas.camera(**TILTED)
    data = packed(draw_list([surface()], set()), camera)
    assert OfAScene.__module__.encode() not in data
    (item,) = of_kind(unpacked(data)[0], MeshItem)
    assert type(item.mesh) is SurfaceMesh


def test_what_no_pickle_can_hold_is_said(canvas: Canvas) -> None:
    mesh = surface()
    mesh.colors = np.array([lambda: 1], dtype=object)
    items = draw_list([Circle()], set())
    with pytest.raises((pickle.PicklingError, AttributeError)):
        packed([*items, *draw_list([mesh], set())], canvas.camera())
