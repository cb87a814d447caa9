"""A view of the world: the matrices of manim's projection, in homogeneous coordinates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

NEAR, FAR = 0.1, 6.0
"""The near and far planes, in focal distances from the viewer, which is also w in clip space."""
MIN_W = NEAR / 2
"""A bounding box nearer than this, or behind the viewer, may be anywhere in the picture."""


@dataclass(frozen=True, eq=False)
class View:
    """World to clip space (picture rows run downwards), and the positions for shading.

    `to_clip` and `to_view` (4, 4) act on columns; `eye` and `light` (3,) lie in the world;
    `depth_scale` is what one unit towards the viewer adds to z in clip space.
    """

    to_clip: np.ndarray
    to_view: np.ndarray
    eye: np.ndarray
    light: np.ndarray
    depth_scale: float

    @property
    def uniforms(self) -> dict[str, Any]:
        """Values for the shaders, matrices by columns."""
        return {
            "to_clip": tuple(self.to_clip.T.ravel()),
            "eye": tuple(self.eye),
            "light": tuple(self.light),
        }

    def key(self) -> tuple:
        """All that affects the picture."""
        return (self.to_clip.tobytes(), self.light.tobytes())


def view_of(
    rotation: np.ndarray,
    center: np.ndarray,
    focal_distance: float,
    zoom: float,
    frame: tuple[float, float],
    light: np.ndarray,
) -> View:
    """The view of manim's `ThreeDCamera.project_points`, in homogeneous coordinates.

    A point p is rotated, v = rotation (p - center), and projected to v.xy * zoom * f / (f - v.z),
    f being the focal distance; depths are those of a perspective projection from NEAR to FAR.
    """
    to_view = np.eye(4)
    to_view[:3, :3] = rotation
    to_view[:3, 3] = -rotation @ center
    slope = -(FAR + NEAR) / (FAR - NEAR) / focal_distance
    project = np.zeros((4, 4))
    project[0, 0], project[1, 1] = 2 * zoom / frame[0], -2 * zoom / frame[1]
    project[2, 2] = slope
    project[2, 3] = -NEAR - slope * (1 - NEAR) * focal_distance
    project[3, 2], project[3, 3] = -1 / focal_distance, 1.0
    eye = center + rotation.T @ np.array([0.0, 0.0, focal_distance])
    return View(project @ to_view, to_view, eye, np.asarray(light, dtype=float), slope)
