"""`Viewpoint`: a position of the camera, and the one that fits points into a slot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import DEGREES, VMobject

from engine.camera import EngineCamera
from scenes._kit.layout.slots import Slot


@dataclass(frozen=True)
class Viewpoint:
    """A camera position: manim's angles phi and theta (radians), zoom, and the centre of view."""

    phi: float
    theta: float
    zoom: float = 1.0
    center: tuple[float, float, float] = (0.0, 0.0, 0.0)

    def interpolate(self, other: Viewpoint, share: float) -> Viewpoint:
        """The viewpoint at a share of the way to another."""

        def mix(a, b):
            return a + (b - a) * share

        return Viewpoint(
            mix(self.phi, other.phi),
            mix(self.theta, other.theta),
            self.zoom ** (1 - share) * other.zoom**share,
            tuple(mix(np.array(self.center), np.array(other.center))),
        )

    def apply_to(self, camera: EngineCamera) -> None:
        """Moves the camera there."""
        camera.set_phi(self.phi)
        camera.set_theta(self.theta)
        camera.set_zoom(self.zoom)
        camera.frame_center = np.array(self.center)
        camera.reset_rotation_matrix()


FLAT = Viewpoint(0.0, -90 * DEGREES)
"""Straight down on the plane of the frame, as in two dimensions."""


def towards_viewer(phi: float, theta: float) -> np.ndarray:
    """The unit vector (3,) to a viewer at camera angles."""
    return np.array([np.sin(phi) * np.cos(theta), np.sin(phi) * np.sin(theta), np.cos(phi)])


@dataclass(frozen=True)
class Side:
    """From where a box is seen: the camera's angles phi and theta (radians), and the quarter turns
    of the box that go with them."""

    phi: float
    theta: float
    turns: int

    @property
    def to_viewer(self) -> np.ndarray:
        """The unit vector (3,) to the viewer."""
        return towards_viewer(self.phi, self.theta)


def fit_view(
    camera: EngineCamera, corners: np.ndarray, slot: Slot, phi: float, theta: float
) -> Viewpoint:
    """The viewpoint from a direction that shows the points (n, 3) as large as the slot allows.

    Iterates: projects the points, then corrects zoom and centre.
    """
    view = Viewpoint(phi, theta, 1.0, tuple(corners.mean(axis=0)))
    before = current_view(camera)
    for _ in range(12):
        view.apply_to(camera)
        shown = camera.project_points(corners)[:, :2]
        low, high = shown.min(axis=0), shown.max(axis=0)
        factor = min(np.array([slot.width, slot.height]) / (high - low))
        error = ((low + high) / 2 - slot.center[:2]) / view.zoom
        right, up = camera.get_rotation_matrix()[:2]
        center = np.array(view.center) + right * error[0] + up * error[1]
        view = Viewpoint(phi, theta, view.zoom * factor, tuple(center))
    before.apply_to(camera)
    return view


def edges(camera: EngineCamera, view: Viewpoint, labels: Sequence[VMobject]) -> tuple[float, float]:
    """The least and the greatest x in the frame of labels in the world, seen from a viewpoint."""
    centers = seen_from(camera, view, np.array([label.get_center() for label in labels]))
    half = np.array([label.width for label in labels]) / 2
    return float(np.min(centers[:, 0] - half)), float(np.max(centers[:, 0] + half))


def seen_from(camera: EngineCamera, view: Viewpoint, points: np.ndarray) -> np.ndarray:
    """The places (n, 3) in the frame of points (n, 3) seen from a viewpoint."""
    before = current_view(camera)
    view.apply_to(camera)
    shown = camera.project_points(points)
    before.apply_to(camera)
    return shown


def current_view(camera: EngineCamera) -> Viewpoint:
    """The camera's present viewpoint."""
    return Viewpoint(
        camera.get_phi(), camera.get_theta(), camera.get_zoom(), tuple(camera.frame_center)
    )


def seen_alike(
    camera: EngineCamera, first: Viewpoint, second: Viewpoint, points: np.ndarray
) -> np.ndarray:
    """Points (n, 3) that look from the second viewpoint as those given do from the first."""
    before = current_view(camera)
    first.apply_to(camera)
    shown = camera.project_points(points)
    focal, depth = camera.get_focal_distance(), depths(first, points)
    second.apply_to(camera)
    depth = depth * first.zoom / second.zoom  # as deep as it is broad
    across = shown[:, :2] * ((focal - depth) / (focal * second.zoom))[:, None]
    found = np.column_stack([across, depth]) @ camera.get_rotation_matrix() + second.center
    before.apply_to(camera)
    return found


def depths(view: Viewpoint, points: np.ndarray) -> np.ndarray:
    """How far (n,) points (n, 3) lie in front of the plane through a viewpoint's centre."""
    return (points - np.array(view.center)) @ towards_viewer(view.phi, view.theta)
