"""`from engine import fast`: manim's scenes are drawn by the engine from here on.

One line in a file of scenes, and `manim render` or `Scene().render()` work as before: a `Scene`, a
`ThreeDScene`, a `MovingCameraScene` or a `ZoomedScene` that asks for no renderer gets the engine's.
`fast.smooth(surface)` has a `Surface` shaded smoothly.
"""

from __future__ import annotations

from manim import Camera
from manim.scene import scene

from engine.plain.smooth import smooth as smooth
from engine.renderer import EngineRenderer


def renderer(
    camera_class: type[Camera] | None = None, skip_animations: bool = False
) -> EngineRenderer:
    """The engine's renderer, in the place of manim's `CairoRenderer`; it makes its own camera."""
    del camera_class  # that of the scene decides
    return EngineRenderer(skip_animations=skip_animations)


scene.CairoRenderer = renderer  # type: ignore[misc,assignment]
