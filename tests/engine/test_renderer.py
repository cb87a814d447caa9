# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Scenes to frames: counted, the same whatever was drawn before, drawn only where they changed."""

from __future__ import annotations

from multiprocessing import get_context

import numpy as np
import pytest
from manim import (
    DEGREES,
    Circle,
    Create,
    Mobject,
    Scene,
    Square,
    Text,
    ThreeDScene,
    linear,
    tempconfig,
)

from engine.drawing.painter import Painter
from engine.gl.context import Context, NoOpenGLError
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_world
from engine.mobjects.surface import SurfaceMesh
from engine.observer import ALL_FRAMES, NO_FRAMES, FrameObserver
from engine.renderer import EngineRenderer
from engine.text.rasterizer import Rasterizer, rasterized
from tests.engine.canvas import SIZE, TILTED, Canvas, pixel_of, sheet

SETTINGS = {
    "pixel_width": SIZE[0],
    "pixel_height": SIZE[1],
    "frame_rate": 10.0,
    "dry_run": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
}


class Collecting(FrameObserver):
    """Keeps the frames that are wanted."""

    def __init__(self, wanted: range) -> None:
        self.frames = wanted
        self.pictures: list[np.ndarray] = []

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        self.pictures += [pixels] * repeat


class Growing(ThreeDScene):
    """A surface grows, the camera turns, a shape is drawn in the plane, nothing moves."""

    def construct(self) -> None:
        self.set_camera_orientation(**TILTED)
        mesh = SurfaceMesh(sheet(lambda x, y: np.sin(x) * y), color="#4488ff", opacity=0.7)
        self.play(Create(mesh), run_time=0.5)
        self.play(self.camera.theta_tracker.animate(rate_func=linear).set_value(0), run_time=0.5)
        self.play(Create(Circle()), run_time=0.4)
        self.wait(0.6)


def frames(wanted: range = ALL_FRAMES) -> list[np.ndarray]:
    collecting = Collecting(wanted)
    with tempconfig(SETTINGS):
        Growing(renderer=EngineRenderer(collecting)).render()
    return collecting.pictures


def test_a_part_has_the_pixels_of_the_whole() -> None:
    whole = frames()
    assert len(whole) == 20
    for wanted in (range(3, 8), range(9, 15), range(14, 20)):
        part = frames(wanted)
        assert len(part) == len(wanted)
        for k, picture in zip(wanted, part, strict=True):
            assert np.array_equal(picture, whole[k]), f"frame {k}"


def test_what_does_not_move_is_handed_on_and_nothing_is_drawn_unasked() -> None:
    whole = frames()
    assert all(picture is whole[14] for picture in whole[14:])
    assert len({id(picture) for picture in whole[:10]}) == 10
    assert frames(NO_FRAMES) == []


def test_a_changed_mobject_makes_a_new_frame() -> None:
    with tempconfig(SETTINGS):
        scene = Scene(renderer=EngineRenderer())
        square = Square()
        scene.add(square)
        first = scene.renderer.still(scene)
        assert scene.renderer.still(scene) is first
        square.points[0, 0] += 0.5
        second = scene.renderer.still(scene)
    assert not np.array_equal(first, second)


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
        center = [float((each * picture).sum() / picture.sum()) for each in (rows, columns)]
        place = camera.project_points(np.array([point], dtype=float))[0]
        width, height = camera.size
        expected = (
            height / 2 - place[1] * camera.pixels_per_unit - 0.5,
            width / 2 + place[0] * camera.pixels_per_unit - 0.5,
        )
        assert center == pytest.approx(expected, abs=0.1)


def test_text_lies_over_everything_as_cairo_draws_it(canvas: Canvas) -> None:
    text = Text("Nabla").shift([1, 1, 0])
    cover = SurfaceMesh(sheet(lambda x, y: 1.0, span=4), color="#204060", gloss=0)
    picture = canvas.draw(text, cover, **TILTED)
    camera = canvas.camera()
    drawn = rasterized(tuple(text.submobjects), camera)
    assert drawn is not None
    (left, top), (height, width) = drawn.corner, drawn.pixels.shape[:2]
    full = drawn.pixels[..., 3] == 255
    assert full.any()
    assert (picture[top : top + height, left : left + width][full][:, :3] == 255).all()


def test_a_text_is_drawn_anew_only_when_it_changes(canvas: Canvas) -> None:
    rasterizer, camera = Rasterizer(), canvas.camera()
    text = Text("a b")

    def picture(key: tuple):
        return rasterizer.bitmap(key, lambda: tuple(text.submobjects), camera)

    first = picture(("one",))
    assert picture(("one",)) is first
    before = canvas.draw(text)
    text.set_color("#ff0000")
    after = canvas.draw(text)
    assert before[..., 1].max() == 255
    assert after[..., 1].max() == 0
    assert np.array_equal(canvas.draw(text.set_color("#ffffff")), before)


def test_a_label_in_the_world_faces_the_viewer_and_is_hidden_by_what_is_before_it(
    canvas: Canvas,
) -> None:
    label = in_world(Text("OO", font_size=30).move_to([0, 0, 1]))
    camera = canvas.camera(**TILTED)
    place = pixel_of(camera.project_points(np.array([[0.0, 0, 1]]))[0], camera)
    picture = canvas.draw(label, camera=camera)[..., 0]
    rows, columns = np.nonzero(picture > 60)
    assert (rows.mean(), columns.mean()) == pytest.approx(place, abs=1.5)
    lid = SurfaceMesh(sheet(lambda x, y: 2.0, span=5), color="#204060", gloss=0)
    assert canvas.draw(label, lid, camera=camera)[..., 0].max() < 60


def test_an_empty_scene_is_its_background(canvas: Canvas) -> None:
    assert canvas.draw(Mobject())[..., :3].max() == 0
    camera = canvas.camera(background_color="#102030", background_opacity=0.0)
    assert canvas.draw(camera=camera).max() == 0


def test_a_transparent_picture_has_straight_colours(canvas: Canvas) -> None:
    camera = canvas.camera(background_opacity=0.0)
    disc = Circle(radius=2, color="#ff8000", fill_opacity=0.5, stroke_width=0)
    inside = canvas.draw(disc, camera=camera)[90, 160]
    assert inside == pytest.approx([255, 128, 0, 128], abs=2)


def _draws_in_a_child(context: Context, answers) -> None:
    try:
        Context()
        answer = "drew"
    except NoOpenGLError as error:
        answer = str(error)
    answers.put((context.usable, answer))


def test_a_context_is_not_carried_across_a_fork(canvas: Canvas) -> None:
    fork = get_context("fork")
    answers = fork.Queue()
    child = fork.Process(target=_draws_in_a_child, args=(canvas.painter.context, answers))
    child.start()
    usable, answer = answers.get(timeout=10)
    child.join(10)
    assert not usable
    assert answer.startswith("this process was forked from one that had drawn")
    assert canvas.painter.context.usable


def test_the_camera_looks_straight_by_default(canvas: Canvas) -> None:
    assert canvas.camera().looks_straight_down
    assert not canvas.camera(phi=1 * DEGREES).looks_straight_down


def test_pixels_do_not_depend_on_what_was_drawn_before(canvas: Canvas) -> None:
    """The same pictures in another order, and each by a painter of its own."""
    mesh = SurfaceMesh(sheet(lambda x, y: x * y / 2), color="#4488ff", opacity=0.7, lines=(4, 4))
    wall = SurfaceMesh(sheet(lambda x, y: y), color="#ff8844")
    words = Text("one").shift([2, 2, 0])
    shapes = [Circle(), Square(), words]
    aslant, turned = canvas.camera(**TILTED), canvas.camera(phi=1.0, theta=0.3)
    straight = canvas.camera()
    pictures = [
        (shapes, straight),
        ([*shapes, Text("two")], straight),
        ([*shapes, Text("three")], straight),
        ([Circle().shift([1, 0, 0]), *shapes], straight),
        ([mesh, wall, *shapes], aslant),
        ([mesh, wall, *shapes, Text("four")], aslant),
        ([mesh, wall, *shapes, Text("five")], aslant),
        ([mesh, Circle(radius=0.5)], aslant),
        ([mesh, wall], turned),
        ([wall, words], aslant),
        ([], aslant),
    ]
    alone = [Canvas(Painter(SIZE)).draw(*shown, camera=camera) for shown, camera in pictures]
    order = [*range(len(pictures)), *reversed(range(len(pictures))), 4, 4, 5, 9, 5, 0, 2, 1]
    for k in order:
        shown, camera = pictures[k]
        assert np.array_equal(canvas.draw(*shown, camera=camera), alone[k]), f"picture {k}"
