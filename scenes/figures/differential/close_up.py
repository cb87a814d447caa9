"""Close views of a graph around a point and a step from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from manim import Animation, Group, Mobject, Transform

from calclib import ScalarField
from calclib.arrays import Region
from calclib.sampling.grids import sample_grid
from calclib.sampling.value_ranges import value_range
from engine.camera import EngineCamera
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.segment_labels import box_points
from scenes._kit.layout.slots import Slot
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.box import Box
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import Viewpoint, current_view, fit_view, seen_alike
from scenes._kit.text.formula import Formula

DIRECTION = (1.2, -1.05)
"""Camera angles phi and theta, in radians."""
NUMBERS = (0.6, 0.5)
"""Room for the axes' numbers at the sides of a slot, and above and below."""
_SHEET_SHARE, _SHEET_OPACITY, _MESH = 0.22, 0.75, 25
"""Half the side of a touching plane, as a share of the space's sides; its opacity and points."""
_MARGIN = 0.07
"""What is shown around a step, as a share of its length."""
_REACH_FACTOR = 1.15
_FIRST_VIEW_FACTOR = 3.0
"""The first close view, in multiples of the step."""


def region_around_step(point: Sequence[float], step: Sequence[float]) -> Region:
    """The region around a point that extends a little farther than a step to each side."""
    reaches = [_REACH_FACTOR * (abs(h) or max(map(abs, step))) for h in step]
    across, along = ((a - reach, a + reach) for a, reach in zip(point, reaches, strict=True))
    return across, along


def region_of_step(point: Sequence[float], step: Sequence[float]) -> Region:
    """The region that contains a step and a margin around it."""
    reaches = [abs(h) or max(map(abs, step)) for h in step]
    across, along = (
        (min(a, a + h) - _MARGIN * reach, max(a, a + h) + _MARGIN * reach)
        for a, h, reach in zip(point, step, reaches, strict=True)
    )
    return across, along


def patch_of_step(point: Sequence[float], step: Sequence[float]) -> Region:
    """The rectangle from a point to where a step ends; beside the point where there is none along a
    variable."""
    across, along = (
        (min(a, a + h), max(a, a + h)) if h else (side[0], a)
        for a, h, side in zip(point, step, region_of_step(point, step), strict=True)
    )
    return across, along


def floor_region(space: Space, point: Sequence[float], step: Sequence[float]) -> Region:
    """The part of a space's floor around a point in which a step is almost visible."""
    wide = region_around_step(point, [_FIRST_VIEW_FACTOR * h for h in step])
    across, along = (
        (max(low, side[0]), min(high, side[1]))
        for (low, high), side in zip(wide, space.intervals, strict=False)
    )
    return across, along


def texts_of_axes(axes: Iterable[Iterable[Mobject]], camera: EngineCamera) -> list[np.ndarray]:
    """The boxes (n, 3), in the frame, of the numbers and names of axes."""
    texts = [each for axis in axes for each in axis if isinstance(each, Formula)]
    places = np.array([text.get_center() for text in texts]).reshape(-1, 3)
    centers = camera.project_points(places)
    return [
        center + box_points(text) - text.get_center()
        for center, text in zip(centers, texts, strict=True)
    ]


class SurfaceAround:
    """The surface around a step from a point, in its own box: its `scenery`, and the dot `top`."""

    def __init__(self, field: ScalarField, point: Sequence[float], step: Sequence[float]) -> None:
        self.field = field
        self.space = Space.for_field(field, point, region_around_step(point, step))
        self.top = self.space.dot((*point, field.at(point)), theme.POINT)
        self.axes = self.space.axes_of(field)
        self.scenery = Group(self.axes, self.space.graph(field))

    def view(self, camera: EngineCamera, slot: Slot) -> Viewpoint:
        """The viewpoint that shows it in a slot; the axes are labelled for it."""
        view = self.space.view_along((1, 0), camera, slot, self.field)
        arrange_labels(self.axes, camera, view)
        return view


def touching_sheet(space: Space, field: ScalarField, point: Sequence[float]) -> SurfaceMesh:
    """A piece of the tangent plane around a point, in a space; cut off at its floor and ceiling."""
    sides = [
        np.linspace(a - _SHEET_SHARE * (high - low), a + _SHEET_SHARE * (high - low), _MESH)
        for a, (low, high) in zip(point, space.intervals, strict=False)
    ]
    x, y = np.meshgrid(*sides, indexing="ij")
    corners = np.stack([x, y, field.tangent_plane(point)(x, y)], axis=-1)
    top = space.size[2] / 2
    return SurfaceMesh(
        space.place_of(corners),
        color=theme.SECANT,
        gloss=0.0,
        lines=(6, 6),
        line_color=theme.BACKGROUND,
        height_range=(-top, top),
    ).set_opacity(_SHEET_OPACITY)


class CloseUp:
    """A patch of a graph around a point: the camera comes close to it, and it grows on from there.

    `patch` is the graph over the part of the floor in which a step is almost visible.
    """

    def __init__(
        self, space: Space, field: ScalarField, point: Sequence[float], step: Sequence[float]
    ) -> None:
        self.space, self.field = space, field
        self.region = floor_region(space, point, step)
        self.patch = space.graph(field, region=self.region).set_opacity(theme.TRANSLUCENT)

    def view(self, camera: EngineCamera, slot: Slot, theta: float | None = None) -> Viewpoint:
        """The viewpoint that shows the patch as large as the slot, from where the camera looks
        down now, or from an azimuth to which it turns the shorter way."""
        now = DIRECTION[1] + self.space.turn
        turn = 0.0 if theta is None else (theta - now + np.pi) % (2 * np.pi) - np.pi
        low, high = value_range(sample_grid(self.field, self.region, (25, 25)).z)
        corners = np.stack(np.meshgrid(*self.region, (low, high)), axis=-1).reshape(-1, 3)
        places, room = self.space.place_of(corners), slot.inset(*NUMBERS)
        return fit_view(camera, places, room, camera.get_phi(), now + turn)

    def grown_into(
        self, box: Box, camera: EngineCamera, view: Viewpoint, dot: Points
    ) -> list[Animation]:
        """Turns the camera to another box, seen from a viewpoint; the patch, and a dot on it, are
        seen where they were, and move to their places in that box, where the patch is gone."""
        before = current_view(camera)
        targets = [each.copy() for each in (self.patch, dot)]
        for each, target in zip((self.patch, dot), targets, strict=True):
            target.points = box.place_of(self.space.points_of(each.points))
            each.points = seen_alike(camera, before, view, each.points)
        view.apply_to(camera)
        targets[0].set_opacity(0)
        return [
            Transform(self.patch, targets[0], run_time=theme.MODERATE, remover=True),
            Transform(dot, targets[1], run_time=theme.MODERATE, remover=True),
        ]
