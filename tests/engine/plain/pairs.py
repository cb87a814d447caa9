"""A scene of manim's drawn by its own renderer and by the engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest import mock

import numpy as np
from manim import CairoRenderer, Scene, tempconfig
from manim.camera import camera

from bench.suite.run import share_beyond
from bench.suite.stand_ins import pillow
from engine.frames import FrameTap
from engine.renderer import EngineRenderer

SETTINGS = {
    "pixel_width": 320,
    "pixel_height": 180,
    "frame_rate": 4.0,
    "dry_run": True,
    "disable_caching": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
}
Build = Callable[[Any], None]


def picture(build: Build, kind: type[Scene] = Scene, engine: bool = True) -> np.ndarray:
    """The last picture of a scene that `build` constructs: RGB, signed."""

    class Built(kind):
        def construct(self) -> None:
            build(self)

    with tempconfig(SETTINGS), mock.patch.object(camera, "Image", pillow()):
        if engine:
            renderer = EngineRenderer(file_writer_class=FrameTap)
            scene = Built(renderer=renderer)
        else:
            scene = Built()
            renderer = scene.renderer
            assert isinstance(renderer, CairoRenderer)
        scene.setup()
        scene.construct()
        renderer.static_image = None
        renderer.update_frame(scene)
        return np.array(renderer.get_frame())[..., :3].astype(int)


def difference(build: Build, kind: type[Scene] = Scene) -> float:
    """The share of pixels that differ by more than where an edge lies."""
    return share_beyond(*(picture(build, kind, engine) for engine in (False, True)))
