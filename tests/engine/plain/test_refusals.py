"""What the engine cannot draw is named."""

from __future__ import annotations

import pytest
from manim import Camera, MappingCamera, PMobject, PointCloudDot, ValueTracker

from engine.camera import EngineCamera
from engine.drawing.draw_list import draw_list
from engine.errors import CannotDrawError
from engine.plain.cameras import FlatCamera, FramedCamera, SpaceCamera, camera_for
from engine.plain.items_of import plain_items


def test_a_camera_that_nobody_knows_is_named() -> None:
    with pytest.raises(CannotDrawError, match="MappingCamera"):
        camera_for(MappingCamera)


def test_what_is_no_mobject_is_named() -> None:
    with pytest.raises(CannotDrawError, match="str"):
        plain_items(["a text"], FlatCamera())


def test_a_cloud_in_a_lesson_is_named() -> None:
    with pytest.raises(CannotDrawError, match="PointCloudDot"):
        draw_list([PointCloudDot()], set())


def test_points_that_manim_does_not_draw_are_left_out() -> None:
    assert plain_items([ValueTracker(1), PMobject()], FlatCamera()) == []


def test_each_kind_of_scene_has_its_camera() -> None:
    from manim import MovingCamera, MultiCamera, ThreeDCamera

    kinds = {Camera: FlatCamera, MovingCamera: FramedCamera, MultiCamera: FramedCamera}
    kinds |= {ThreeDCamera: SpaceCamera, EngineCamera: EngineCamera}
    assert {kind: type(camera_for(kind)) for kind in kinds} == kinds
