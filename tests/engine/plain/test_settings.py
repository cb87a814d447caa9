# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""What an author sets on manim's camera: it is drawn, at once and later, or refused by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from manim import (
    BLUE,
    DEGREES,
    GREEN,
    LEFT,
    OUT,
    RED,
    RIGHT,
    UP,
    Circle,
    Cube,
    MovingCameraScene,
    PointCloudDot,
    Scene,
    Square,
    Text,
    ThreeDCamera,
    ThreeDScene,
    VMobject,
)
from PIL import Image

from engine.errors import CannotDrawError
from engine.plain.cameras import camera_for
from tests.engine.plain.pairs import Build, difference, picture

LIMIT, IN_SPACE = 5e-4, 2e-3


@pytest.fixture
def shades(tmp_path: Path) -> Path:
    """An image larger than the picture: manim takes its upper left corner."""
    rows, columns = np.mgrid[:200, :400]
    pixels = np.stack([columns % 256, rows, (rows + columns) % 256], axis=-1)
    Image.fromarray(pixels.astype(np.uint8)).save(tmp_path / "shades.png")
    return tmp_path / "shades.png"


@pytest.mark.parametrize("kind", [Scene, MovingCameraScene, ThreeDScene])
def test_an_image_is_the_background(shades: Path, kind: type[Scene]) -> None:
    def build(scene) -> None:
        camera = scene.renderer.camera
        camera.background_image = str(shades)
        camera.init_background()
        scene.add(Square(fill_opacity=0.5, color=BLUE), Text("word").shift(2 * UP))

    assert difference(build, kind) <= LIMIT
    assert picture(build, kind).std() > 30


def later(change) -> Build:
    """Pictures before and after a change of the camera, and nothing else."""

    def build(scene) -> None:
        over = Circle(1.2, fill_opacity=1, color=GREEN)
        scene.add(Square(fill_opacity=1, z_index=1, color=RED), over, Circle(2))
        scene.wait(0.25)
        change(scene.renderer.camera)
        scene.wait(0.25)

    return build


def picture_behind(camera) -> None:
    camera.set_background(np.full((180, 320, 4), (90, 40, 160, 255), np.uint8))


def wide_lines(camera) -> None:
    camera.cairo_line_width_multiple = 0.03


def no_z_index(camera) -> None:
    camera.use_z_index = False


@pytest.mark.parametrize("change", [picture_behind, wide_lines, no_z_index])
def test_what_is_set_later_is_drawn_from_then_on(change) -> None:
    assert difference(later(change)) <= LIMIT
    assert np.abs(picture(later(change)) - picture(later(lambda _: None))).mean() > 1


def test_light_may_go_out() -> None:
    def build(scene) -> None:
        scene.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES)
        scene.add(Cube(2, fill_opacity=1))
        scene.wait(0.25)
        scene.renderer.camera.should_apply_shading = False
        scene.wait(0.25)

    assert difference(build, ThreeDScene) <= IN_SPACE


def test_a_stretched_frame_stretches_what_is_seen() -> None:
    def build(scene) -> None:
        scene.add(Square(), Text("inside"), Circle(stroke_width=20))
        scene.camera.frame.stretch(0.5, 0)

    assert difference(build, MovingCameraScene) <= LIMIT


def test_what_faces_the_viewer_stands_at_the_point_that_is_asked_for() -> None:
    def build(scene) -> None:
        scene.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES)
        place = np.array([2.0, 0.0, 1.0])
        facing = Text("facing"), PointCloudDot(radius=0.5)
        scene.add_fixed_orientation_mobjects(*facing, center_func=lambda: place)
        scene.wait(0.25)
        place[0] = -2
        scene.wait(0.25)

    assert difference(build, ThreeDScene) <= IN_SPACE


def test_a_halo_is_whole() -> None:
    word = Text("halo", font_size=90).set_stroke(RED, 30, background=True)
    assert difference(lambda scene: scene.add(word)) <= LIMIT
    assert (picture(lambda scene: scene.add(word))[..., 0] > 200).sum() > 1000


@pytest.mark.parametrize("kind", [Scene, ThreeDScene])
def test_an_outline_with_a_point_that_is_not_finite_is_left_out_as_by_manim(kind) -> None:
    broken = VMobject().set_points_as_corners([LEFT, [0, np.nan, 0], RIGHT])
    assert difference(lambda scene: scene.add(broken, Circle()), kind) <= IN_SPACE


def test_a_projection_that_is_none_is_refused() -> None:
    def build(scene) -> None:
        scene.renderer.camera.exponential_projection = True
        scene.add(Cube().shift(OUT))

    with pytest.raises(CannotDrawError, match="exponential_projection"):
        picture(build, ThreeDScene)


def test_a_camera_of_an_author_is_named() -> None:
    class Fisheye(ThreeDCamera):
        """It might project otherwise."""

    with pytest.raises(CannotDrawError, match="Fisheye"):
        camera_for(Fisheye)
