# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""The camera's projection is manim's."""

from __future__ import annotations

import numpy as np
import pytest
from manim import DEGREES

from engine.mobjects.curve import Curve3D
from tests.engine.canvas import SIZE, TILTED, Canvas


@pytest.mark.parametrize(
    "view",
    [
        {},
        TILTED,
        {**TILTED, "gamma": 0.4, "zoom": 1.7},
        {**TILTED, "focal_distance": 8.0},
        {**TILTED, "frame_center": np.array([1.0, -0.5, 0.3])},
    ],
)
def test_the_picture_agrees_with_manims_projection(canvas: Canvas, view: dict) -> None:
    camera = canvas.camera(**view)
    for point in ([0, 0, 0], [1, 1.5, 0.5], [-1.2, 0.3, -1], [0.7, -1, 1.4]):
        dot = Curve3D([point, point + np.array([1e-4, 0, 0])], stroke_width=12)
        picture = canvas.draw(dot, camera=camera)[..., 0]
        rows, columns = np.indices(picture.shape)
        center = [float((index * picture).sum() / picture.sum()) for index in (rows, columns)]
        place = camera.project_points(np.array([point], dtype=float))[0]
        width, height = camera.size
        expected = (
            height / 2 - place[1] * camera.pixels_per_unit - 0.5,
            width / 2 + place[0] * camera.pixels_per_unit - 0.5,
        )
        assert center == pytest.approx(expected, abs=0.1)


def test_the_camera_looks_straight_by_default(canvas: Canvas) -> None:
    assert canvas.camera().looks_straight_down
    assert not canvas.camera(phi=1 * DEGREES).looks_straight_down


def test_the_view_changes_whenever_the_camera_changes(canvas: Canvas) -> None:
    camera = canvas.camera(**TILTED)
    view = camera.view()
    assert camera.view() is view
    changes = (
        lambda: camera.set_theta(0.3),
        lambda: camera.set_zoom(1.1),
        lambda: camera.set_focal_distance(9.0),
        lambda: setattr(camera, "frame_center", np.array([0.1, 0, 0])),
        lambda: camera.light_source.shift([1, 0, 0]),
        lambda: setattr(camera, "frame_width", 10.0),
    )
    keys = {view.key()}
    for change in changes:
        change()
        assert camera.view().key() not in keys
        keys.add(camera.view().key())


def test_depth_decreases_towards_the_viewer_as_a_bias_does(canvas: Canvas) -> None:
    view = canvas.camera().view()
    near, far = (view.to_clip @ np.array([0.3, 0.2, z, 1]) for z in (1.0, 0.0))
    assert near[2] / near[3] < far[2] / far[3]
    assert far[2] + view.depth_scale == pytest.approx(near[2])
    assert (view.to_clip @ [*view.eye, 1])[3] == pytest.approx(0)


def test_lengths_in_pixels_scale_with_the_picture(canvas: Canvas) -> None:
    camera = canvas.camera()
    assert camera.resolution_scale == pytest.approx(SIZE[1] / 1080)
    assert camera.pixels_per_stroke_width == pytest.approx(camera.pixels_per_unit / 100)
