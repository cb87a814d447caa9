"""`Shot`: a picture that stands, with all that its figure is judged by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.camera import EngineCamera
from engine.items import Item, MeshItem, TextItem, of_kind
from engine.mobjects.surface import SurfaceMesh
from pipeline.lint.texts import SEEN, Text

_BEHIND = 0.1
"""Points with a smaller w in clip space are behind the viewer, or too near."""


@dataclass(frozen=True, eq=False)
class Shot:
    """A picture: the mobjects in it, its items in painter's order, its texts, and its pixels
    (height, width, 3).

    `about`: what its beat is about, mobjects or animations; `draw` draws other items as the camera
    sees them.
    """

    mobjects: Sequence[Any]
    items: Sequence[Item]
    texts: Sequence[Text]
    camera: EngineCamera
    pixels: np.ndarray
    about: Sequence[Any]
    draw: Callable[[Sequence[Item]], np.ndarray]

    def places(self, points: np.ndarray, fixed: bool) -> np.ndarray:
        """Places (n, 2) in the frame, in scene units, of points (n, 3); NaN behind the viewer.

        `fixed`: they are fixed in the frame.
        """
        if fixed or self.camera.looks_straight_down:
            return np.asarray(points)[:, :2]
        clip = np.column_stack([points, np.ones(len(points))]) @ self.camera.view().to_clip.T
        depth = np.where(clip[:, 3:] > _BEHIND, clip[:, 3:], np.nan)
        half = np.array(self.camera.frame_size) / 2 * [1, -1]  # rows of the picture run downwards
        return clip[:, :2] / depth * half

    def disc(self, center: np.ndarray, radius: float) -> np.ndarray:
        """Which pixels (height, width), bool, lie in a disc around a place (2,) in the frame."""
        height, width = self.pixels.shape[:2]
        unit = width / self.camera.frame_size[0]
        x = (np.arange(width) + 0.5 - width / 2) / unit - center[0]
        y = (height / 2 - np.arange(height) - 0.5) / unit - center[1]
        return x**2 + y[:, None] ** 2 <= max(radius, 1 / unit) ** 2

    @property
    def meshes(self) -> list[SurfaceMesh]:
        """The surfaces in the world that are to be seen."""
        found = of_kind(self.items, MeshItem)
        return [each.mesh for each in found if not each.fixed and is_seen(each.mesh)]

    def drawn(self) -> Iterator[tuple[Any, bool]]:
        """Every mobject of the figure that is to be seen, and whether it is fixed in the frame."""
        for item in self.items:
            if not isinstance(item, TextItem) and is_seen(item.mobjects[0]):
                yield item.mobjects[0], item.fixed


def is_seen(mobject: Any) -> bool:
    """Whether a mobject of a figure is not faded out or about to be drawn."""
    if hasattr(mobject, "revealed"):
        low, high = mobject.revealed
        return mobject.opacity >= SEEN / 4 and high - low > SEEN
    stroke = mobject.get_stroke_opacity() if mobject.get_stroke_width() > 0 else 0.0
    return max(float(mobject.get_fill_opacity()), float(stroke)) >= SEEN
