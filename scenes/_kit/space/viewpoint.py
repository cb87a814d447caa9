"""`Viewpoint`: where the camera stands, and from where it shows a thing as large as its slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import DEGREES, VMobject

from engine.camera import EngineCamera
from scenes._kit.layout.slots import Slot


@dataclass(frozen=True)
class Viewpoint:
    """phi: from the vertical, theta: around it (radians, manim's); the zoom; what is looked at."""

    phi: float
    theta: float
    zoom: float = 1.0
    center: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def between(self, other: Viewpoint, share: float) -> Viewpoint:
        """A viewpoint on the way to another."""

        def mix(a, b):
            return a + (b - a) * share

        return Viewpoint(
            mix(self.phi, other.phi),
            mix(self.theta, other.theta),
            self.zoom ** (1 - share) * other.zoom**share,
            tuple(mix(np.array(self.center), np.array(other.center))),
        )

    def apply_to(self, camera: EngineCamera) -> None:
        """Puts the camera there."""
        camera.set_phi(self.phi)
        camera.set_theta(self.theta)
        camera.set_zoom(self.zoom)
        camera.frame_center = np.array(self.center)
        camera.reset_rotation_matrix()


FLAT = Viewpoint(0.0, -90 * DEGREES)
"""Straight down on the plane of the frame, as for two dimensions."""


def framing(
    camera: EngineCamera, corners: np.ndarray, slot: Slot, phi: float, theta: float
) -> Viewpoint:
    """The viewpoint from that direction which shows the points (n, 3) as large as the slot holds.

    Found by projecting them: the zoom and the centre settle in a few rounds.
    """
    view = Viewpoint(phi, theta, 1.0, tuple(corners.mean(axis=0)))
    before = current(camera)
    for _ in range(12):
        view.apply_to(camera)
        shown = camera.project_points(corners)[:, :2]
        low, high = shown.min(axis=0), shown.max(axis=0)
        grow = min(np.array([slot.width, slot.height]) / (high - low))
        miss = ((low + high) / 2 - slot.center[:2]) / view.zoom
        right, up = camera.get_rotation_matrix()[:2]
        center = np.array(view.center) + right * miss[0] + up * miss[1]
        view = Viewpoint(phi, theta, view.zoom * grow, tuple(center))
    before.apply_to(camera)
    return view


def leftmost(camera: EngineCamera, view: Viewpoint, labels: Sequence[VMobject]) -> float:
    """How far left labels in the world reach in the frame, seen from a viewpoint."""
    before = current(camera)
    view.apply_to(camera)
    centers = camera.project_points(np.array([label.get_center() for label in labels]))
    before.apply_to(camera)
    return float(np.min(centers[:, 0] - np.array([label.width for label in labels]) / 2))


def current(camera: EngineCamera) -> Viewpoint:
    """Where the camera stands now."""
    return Viewpoint(
        camera.get_phi(), camera.get_theta(), camera.get_zoom(), tuple(camera.frame_center)
    )
