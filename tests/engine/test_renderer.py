# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Frames of scenes: exact count, independent of earlier ones, drawn only when changed."""

from __future__ import annotations

import numpy as np
from manim import (
    Circle,
    Create,
    Scene,
    Square,
    ThreeDScene,
    linear,
    tempconfig,
)

from engine.mobjects.surface import SurfaceMesh
from engine.observer import ALL_FRAMES, NO_FRAMES, FrameObserver
from engine.renderer import EngineRenderer
from tests.engine.canvas import SIZE, TILTED, height_grid

SETTINGS = {
    "pixel_width": SIZE[0],
    "pixel_height": SIZE[1],
    "frame_rate": 10.0,
    "dry_run": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
}


class Collecting(FrameObserver):
    """Collects the selected frames."""

    def __init__(self, selected: range) -> None:
        self.frames = selected
        self.pictures: list[np.ndarray] = []

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        self.pictures += [pixels] * repeat


class Growing(ThreeDScene):
    """A surface grows, the camera turns, a shape is drawn in the plane, nothing moves."""

    def construct(self) -> None:
        self.set_camera_orientation(**TILTED)
        mesh = SurfaceMesh(height_grid(lambda x, y: np.sin(x) * y), color="#4488ff", opacity=0.7)
        self.play(Create(mesh), run_time=0.5)
        self.play(self.camera.theta_tracker.animate(rate_func=linear).set_value(0), run_time=0.5)
        self.play(Create(Circle()), run_time=0.4)
        self.wait(0.6)


def frames(selected: range = ALL_FRAMES) -> list[np.ndarray]:
    collecting = Collecting(selected)
    with tempconfig(SETTINGS):
        Growing(renderer=EngineRenderer(collecting)).render()
    return collecting.pictures


def test_a_part_of_a_scene_has_the_same_pixels() -> None:
    whole = frames()
    assert len(whole) == 20
    for selected in (range(3, 8), range(9, 15), range(14, 20)):
        part = frames(selected)
        assert len(part) == len(selected)
        for k, picture in zip(selected, part, strict=True):
            assert np.array_equal(picture, whole[k]), f"frame {k}"


def test_still_frames_are_repeated_and_no_other_frames_are_drawn() -> None:
    whole = frames()
    assert all(picture is whole[14] for picture in whole[14:])
    assert len({id(picture) for picture in whole[:10]}) == 10
    assert frames(NO_FRAMES) == []


def test_a_changed_mobject_needs_a_new_frame() -> None:
    with tempconfig(SETTINGS):
        scene = Scene(renderer=EngineRenderer())
        square = Square()
        scene.add(square)
        first = scene.renderer.still(scene)
        assert scene.renderer.still(scene) is first
        square.points[0, 0] += 0.5
        second = scene.renderer.still(scene)
    assert not np.array_equal(first, second)


def test_a_wait_ends_when_its_condition_holds() -> None:
    class Waiting(Scene):
        def construct(self) -> None:
            moved = Square().add_updater(lambda m, dt: m.shift([dt, 0, 0]))
            self.add(moved)
            self.wait_until(lambda: moved.get_x() > 0.45, max_time=3)
            self.wait(0.2)

    collecting = Collecting(ALL_FRAMES)
    with tempconfig(SETTINGS):
        Waiting(renderer=EngineRenderer(collecting)).render()
    assert len(collecting.pictures) == 6 + 2
