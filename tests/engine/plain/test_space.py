# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""What manim draws in space: light, texts at their places, what is fixed, clouds and images."""

from __future__ import annotations

import numpy as np
import pytest
from manim import (
    BLUE,
    DEGREES,
    OUT,
    RED,
    RIGHT,
    UL,
    UP,
    YELLOW,
    Cube,
    Dot3D,
    ImageMobject,
    Line3D,
    PMobject,
    Sphere,
    Square,
    Surface,
    Text,
    ThreeDAxes,
    ThreeDScene,
)

from engine.plain import faces
from engine.plain.cameras import SpaceCamera
from engine.plain.solids import lift_of
from tests.engine.plain.pairs import Build, difference, picture

LIMIT = 2e-3
"""Lines and fills have soft edges of their own in space, and true depth."""


def aslant(scene) -> None:
    scene.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES)


def solids(scene) -> None:
    aslant(scene)
    ball = Sphere(radius=1.2, checkerboard_colors=[RED, BLUE], resolution=(12, 12))
    scene.add(Cube(2, fill_opacity=1).shift(2 * RIGHT), ball)


def labels(scene) -> None:
    aslant(scene)
    axes = ThreeDAxes(x_length=6, y_length=6, z_length=4)
    names = [axes.get_x_axis_label(Text("x")), axes.get_z_axis_label(Text("z"))]
    scene.add(axes, *names, Text("place", font_size=60).next_to(Dot3D([1, 1, 1]), OUT))


def fixed(scene) -> None:
    aslant(scene)
    title, facing = Text("title").to_corner(UL), Text("facing").shift([2, 1, 1])
    scene.add_fixed_in_frame_mobjects(title, Square(1, fill_opacity=0.5).shift(3 * UP))
    scene.add_fixed_orientation_mobjects(facing)
    scene.add(facing)


def lines(scene) -> None:
    aslant(scene)
    square = Square(3, fill_opacity=0.7, color=BLUE)
    line = Line3D([-2, -2, 0], [2, 2, 2], color=YELLOW)
    scene.add(square, ThreeDAxes(x_length=6, y_length=6, z_length=4), line)


def clouds_and_images(scene) -> None:
    aslant(scene)
    image = ImageMobject(np.uint8([[[255, 0, 0, 255], [0, 255, 0, 255]]]))
    image.height = 2
    cloud = PMobject(stroke_width=4).add_points([[3, 0, 0], [3, 1, 1], [-3, 0, 1]], color=YELLOW)
    scene.add(image, cloud)


def glass(scene) -> None:
    aslant(scene)
    hill = Surface(wave, u_range=(-3, 3), v_range=(-3, 3), fill_opacity=0.5, stroke_width=0)
    scene.add(hill, Cube(1.5, fill_opacity=0.5).shift([-3, 0, 2]))


def wave(u: float, v: float) -> np.ndarray:
    return np.array([u, v, np.sin(u) * np.cos(v)])


@pytest.mark.parametrize("build", [solids, labels, fixed, lines, clouds_and_images, glass])
def test_it_looks_as_by_cairo(build: Build) -> None:
    assert picture(build, ThreeDScene).std() > 1
    assert difference(build, ThreeDScene) <= LIMIT


def test_without_light_it_would_not(monkeypatch) -> None:
    monkeypatch.setattr(faces, "glow_at", lambda points, *_: np.zeros(points.shape[:-1]))
    assert difference(solids, ThreeDScene) > LIMIT


def test_a_text_is_hidden_by_what_is_nearer_and_hides_what_is_behind() -> None:
    def wall(height: float) -> Build:
        def build(scene) -> None:
            scene.set_camera_orientation(phi=20 * DEGREES)
            cover = Square(6, fill_opacity=1, color=RED, shade_in_3d=True).shift([0, 0, height])
            scene.add(Text("OOO"), cover)

        return build

    white = [(picture(wall(z), ThreeDScene).min(axis=2) > 200).sum() for z in (1, -1)]
    assert white[0] == 0
    assert white[1] > 50


def test_a_line_before_an_image_is_seen_and_one_behind_it_is_not() -> None:
    def build(scene) -> None:
        scene.set_camera_orientation(phi=20 * DEGREES)
        image = ImageMobject(np.full((2, 2, 4), 255, np.uint8))
        image.height = 4
        near, far = (Square(1, color=RED, stroke_width=8).shift([0, 0, z]) for z in (1, -1))
        scene.add(image, near, far.shift(0.9 * RIGHT))

    shown = picture(build, ThreeDScene)
    red = (shown[..., 0] > 200) & (shown[..., 1] < 120)
    columns = np.flatnonzero(red.any(axis=0))
    assert len(columns)
    assert columns.max() < 160 + 25, "the right half of the far square is behind the image"


def test_a_wide_stroke_is_seen_whole_before_its_fill() -> None:
    def build(scene) -> None:
        aslant(scene)
        scene.add(Square(4, stroke_width=20, color=BLUE, fill_opacity=1, fill_color=RED))

    red = [
        ((shown[..., 0] > 200) & (shown[..., 2] < 120)).sum()
        for shown in (picture(build, ThreeDScene, engine) for engine in (False, True))
    ]
    assert red[1] == pytest.approx(red[0], rel=0.05)


def test_a_stroke_is_lifted_where_its_shape_is_seen_aslant() -> None:
    camera = SpaceCamera()
    square = Square(2, fill_opacity=1, stroke_width=20)
    lifts = []
    for degrees in (0, 45, 80):
        camera.set_phi(degrees * DEGREES)
        lifts.append(lift_of(square, camera))
    assert lifts[0] == 0
    assert 0.1 <= lifts[1] < 0.15 < lifts[2] <= 5 * 0.1 * 2**0.5
    assert lift_of(Square(2, stroke_width=20), camera) == 0
