# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""What manim draws in the plane: fills, gradients, joints, images, clouds, moving cameras."""

from __future__ import annotations

import numpy as np
import pytest
from manim import (
    BLUE,
    DOWN,
    GREEN,
    LEFT,
    RED,
    RIGHT,
    TAU,
    UL,
    UP,
    YELLOW,
    Axes,
    Circle,
    CubicBezier,
    Dot,
    ImageMobject,
    LineJointType,
    MovingCameraScene,
    ParametricFunction,
    PMobject,
    PointCloudDot,
    Scene,
    Square,
    Star,
    Text,
    Transform,
    VGroup,
    VMobject,
    ZoomedScene,
)

from engine.plain import items_of
from tests.engine.plain.pairs import Build, difference, picture

LIMIT = 5e-4


def area(scene) -> None:
    axes = Axes(x_range=[-2, 2], y_range=[-3, 3])
    graph = axes.plot(lambda x: x**3 - x, x_range=[-1.5, 1.5])
    under = axes.get_area(graph, (-1.5, 1.5), color=[GREEN, YELLOW], opacity=0.6)
    scene.add(axes, graph, under)


def eight(scene) -> None:
    curve = ParametricFunction(lambda t: [3 * np.cos(t), 2 * np.sin(2 * t), 0], t_range=[0, TAU])
    scene.add(curve.set_fill(BLUE, 0.8))


def half_way(scene) -> None:
    start = Star(7, density=3, fill_opacity=0.5, color=RED, stroke_opacity=1).scale(3)
    end = Circle(2, fill_opacity=0.5, color=BLUE).rotate(2).shift(RIGHT)
    change = Transform(start, end)
    scene.add(start)
    change.begin()
    change.interpolate(0.5)


def gradients(scene) -> None:
    squares = VGroup(
        Square(fill_opacity=1).set_fill([RED, BLUE]),
        Circle(fill_opacity=1).set_color([YELLOW, BLUE, RED]),
        Square(fill_opacity=1, color=BLUE).set_sheen(0.8, UL),
        CubicBezier(LEFT, LEFT + UP, RIGHT + DOWN, RIGHT).set_color([RED, GREEN, BLUE]),
    )
    scene.add(squares.arrange_in_grid())


def joints(scene) -> None:
    lines = [
        VMobject(stroke_width=30, color=GREEN, joint_type=kind).set_points_as_corners(
            [[0, 1, 0], [2, 0, 0], [0, 0, 0]]
        )
        for kind in LineJointType
    ]
    scene.add(VGroup(*lines).arrange(RIGHT))


def bare_fills(scene) -> None:
    word = VMobject()
    word.become(Text("width 0.2", font_size=40))
    scene.add(word, Dot(2 * DOWN), Square(0.3, fill_opacity=1, stroke_width=0).shift(2 * UP))


def images(scene) -> None:
    pixels = np.uint8([[[255, 0, 0, 255], [0, 255, 0, 128]], [[0, 0, 255, 255], [9, 9, 9, 0]]])
    image = ImageMobject(pixels)
    image.height = 3
    scene.add(Square(5, color=BLUE, fill_opacity=0.5), image.rotate(0.4))
    scene.add(Circle(1).set_stroke(width=20).color_using_background_image(picture_of_noise()))


def picture_of_noise():
    from PIL import Image

    noise = np.random.default_rng(1).integers(0, 255, (180, 320, 4), np.uint8)
    return Image.fromarray(noise | np.uint8([0, 0, 0, 255]))


def dyed(scene) -> None:
    """Shapes that overlap, coloured by one image: manim colours them together."""
    image = picture_of_noise()
    for side in (3, 2.5, 2):
        square = Square(side, stroke_width=16, stroke_opacity=0.5).rotate(side)
        scene.add(square.color_using_background_image(image))
        square.set_stroke(opacity=0.5)


def fading(scene) -> None:
    """A stroke that begins, and a fill that ends, with nothing to be seen."""
    trail = VMobject(stroke_opacity=[0, 1], stroke_width=10, color=RED)
    scene.add(trail.set_points_as_corners([[-3, 0, 0], [0, 1, 0], [3, -1, 0]]))
    scene.add(Square(stroke_width=0).set_fill(BLUE, opacity=[0, 1]))


def far(scene) -> None:
    """A curve with a pole: points far outside."""
    axes = Axes(x_range=[-3, 3], y_range=[-3, 3])
    scene.add(axes.plot(lambda x: 1 / x**3, x_range=[-3, 3, 0.001], use_smoothing=False))


def clouds(scene) -> None:
    points = PMobject(stroke_width=6).add_points([[0, 0, 0], [1, 1, 0]], color=RED)
    scene.add(PointCloudDot().shift(LEFT * 3), points)


def background(scene) -> None:
    scene.camera.background_color = "#ece6e2"
    scene.add(Square(color=BLUE))


def order(scene) -> None:
    behind = Square(3, fill_opacity=1, color=RED).shift([0, 0, 1])
    scene.add(behind, Square(2, fill_opacity=1, color=BLUE), Text("over").shift([0, 0, -1]))


@pytest.mark.parametrize(
    "build",
    [
        area,
        eight,
        half_way,
        gradients,
        joints,
        bare_fills,
        images,
        dyed,
        fading,
        far,
        clouds,
        background,
        order,
    ],
)
def test_it_looks_as_by_cairo(build: Build) -> None:
    assert picture(build).std() > 1
    assert difference(build) <= LIMIT


@pytest.mark.parametrize("build", [gradients, joints])
def test_lines_and_fills_of_opengl_would_not(build: Build, monkeypatch) -> None:
    monkeypatch.setattr(items_of, "is_drawn_by_cairo", lambda *_: False)
    assert difference(build) > LIMIT


def test_a_frame_moves_and_strokes_grow_with_it() -> None:
    def near(scene) -> None:
        square = Square(fill_opacity=0.5).shift(2 * LEFT)
        scene.add(square, Text("near").shift(2 * LEFT), Dot(LEFT))
        scene.play(scene.camera.frame.animate.scale(0.4).move_to(square), run_time=0.5)

    assert difference(near, MovingCameraScene) <= LIMIT
    unmoved = picture(lambda scene: scene.add(Square(fill_opacity=0.5).shift(2 * LEFT)))
    assert np.abs(picture(near, MovingCameraScene) - unmoved).mean() > 5


def test_a_display_shows_what_its_camera_sees() -> None:
    def zoomed(scene) -> None:
        scene.add(Dot(color=GREEN), Circle(0.2, color=RED))
        scene.activate_zooming(animate=False)
        scene.wait(0.25)

    assert difference(zoomed, ZoomedScene) <= 2e-3, "the engine's lines and Cairo's, enlarged"
    assert difference(lambda scene: scene.add(Dot(color=GREEN)), Scene) <= LIMIT
