"""A small step from close by: along x, along y, and what each raises on the tangent plane."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from manim import Group

from calclib import ScalarField
from calclib.sampling import Interval, Region, sample_grid, value_range
from engine.arrows import ArrowField
from engine.camera import EngineCamera
from engine.curve import Curve3D
from engine.surface import SurfaceMesh
from scenes._kit import notation, theme
from scenes._kit.formula import Formula
from scenes._kit.slots import Slot, beside
from scenes._kit.space import Space
from scenes._kit.viewpoint import Viewpoint, framing

_MARGIN = 0.3
"""What is seen around a step, as a share of its length."""
_AIR = 0.06
_MESH = 33
_DIRECTION = (1.2, -1.0)
_AROUND = 1.6
"""What is seen around a gap, in multiples of it."""
_LABELS = (0.7, 0.6)


def neighbourhood(point: Sequence[float], step: Sequence[float]) -> Region:
    """The region that holds a step and a little around it."""
    reaches = [abs(h) or max(map(abs, step)) for h in step]
    across, along = (
        (min(a, a + h) - _MARGIN * reach, max(a, a + h) + _MARGIN * reach)
        for a, h, reach in zip(point, step, reaches, strict=True)
    )
    return across, along


def close_up(
    space: Space, field: ScalarField, region: Region, camera: EngineCamera, slot: Slot
) -> Viewpoint:
    """The part of a graph over a region, seen from close by in the box of the whole graph."""
    low, high = value_range(sample_grid(field, region, (25, 25)).z)
    corners = np.stack(np.meshgrid(*region, (low, high)), axis=-1).reshape(-1, 3)
    return framing(camera, space.at(corners), slot.inset(*_LABELS), *_DIRECTION)


class Staircase:
    """A step in its own box: runs along x and y, rises up to the tangent plane, and the surface.

    `runs` and `rises` hold an arrow for each variable, in order; all is true to the numbers on the
    axes.
    """

    def __init__(self, field: ScalarField, point: Sequence[float], step: Sequence[float]) -> None:
        self.field, self.point, self.step = field, point, step
        self.plane = field.tangent_plane(point)
        region = neighbourhood(point, step)
        self.patch = tuple(
            (min(a, a + h), max(a, a + h)) if h else side
            for a, h, side in zip(point, step, region, strict=True)
        )
        self.space = Space(region, self._heights())
        self.axes = self.space.axes(*map(notation.symbol, "xyz"))
        self.places = self._places()
        self.start, self.end = self.places[0], self.places[-1]
        self.top = np.array([*self.end[:2], field.at(self.end[:2])])
        colors = [theme.SYMBOLS[name] for name in field.variables]
        ways = list(pairwise(self.places))
        self.runs = [self._arrow(*way, color) for way, color in zip(ways[::2], colors, strict=True)]
        self.rises = [self._arrow(*way, theme.OUTPUT) for way in ways[1::2]]

    def _heights(self) -> Interval:
        """From a little below the lowest of plane and surface to a little above the highest."""
        grids = [sample_grid(f, self.patch, (25, 25)).z for f in (self.plane, self.field)]
        low, high = value_range(np.concatenate(grids))
        return low - _AIR * (high - low), high + _AIR * (high - low)

    def _places(self) -> list[np.ndarray]:
        """The start, and where each run and each rise ends: points (3,) of the box."""
        here = np.array([*self.point, self.plane.value])
        places = [here]
        for k, h in enumerate(self.step):
            here = here + h * np.eye(3)[k]
            places.append(here)
            here = np.array([*here[:2], float(self.plane(*here[:2]))])
            places.append(here)
        return places

    # -- parts -----------------------------------------------------------------------------------

    def _arrow(self, start: np.ndarray, end: np.ndarray, color: str) -> ArrowField:
        tail, tip = self.space.at([start, end])
        return ArrowField([tail], [tip - tail], color=color, stroke_width=theme.CURVE_WIDTH)

    def sheet(self) -> SurfaceMesh:
        """The tangent plane over the step."""
        return self._mesh(self.plane, theme.SECANT).set_opacity(theme.SHEER)

    def graph(self) -> SurfaceMesh:
        """The surface over the step."""
        return self._mesh(self.field, theme.OUTPUT).set_opacity(theme.SHEER)

    def _mesh(self, function, color: str) -> SurfaceMesh:
        grid = sample_grid(function, self.patch, (_MESH, _MESH))
        x, y = np.meshgrid(grid.x, grid.y, indexing="ij")
        points = self.space.at(np.stack([x, y, grid.z.T], axis=-1))
        return SurfaceMesh(points, color=color, gloss=0.0, lines=(4, 4), line_color=theme.BACKGROUND)

    def gap(self) -> Curve3D:
        """What is between the tangent plane and the surface at the end of the step."""
        ends = self.space.at([self.end, self.top])
        return Curve3D(ends, stroke_width=theme.CURVE_WIDTH, color=theme.FOREGROUND)

    def dots(self) -> Group:
        """Where the step ends, on the plane and on the surface."""
        plane = self.space.dot(self.end, theme.SECANT)
        return Group(plane, self.space.dot(self.top, theme.OUTPUT))

    # -- how it is looked at ---------------------------------------------------------------------

    def view(self, camera: EngineCamera, slot: Slot) -> Viewpoint:
        """The whole box."""
        return framing(camera, self.space.corners(), slot.inset(*_LABELS), *_DIRECTION)

    def view_of_gap(self, camera: EngineCamera, slot: Slot) -> Viewpoint:
        """The gap from close by; the whole box where it can be seen from there."""
        ends = self.space.at([self.end, self.top])
        reach = min(_AROUND * np.ptp(ends[:, 2]), self.space.size.min() / 2)
        sides = np.meshgrid(*np.outer(np.ones(3), [-reach, reach]))
        corners = ends.mean(axis=0) + np.stack([side.ravel() for side in sides], axis=-1)
        return framing(camera, corners, slot.inset(*_LABELS), *_DIRECTION)

    def label(self, source: str, arrow: ArrowField, camera: EngineCamera, slot: Slot) -> Formula:
        """A formula beside the middle of an arrow, clear of the others."""
        return self._beside(source, (arrow.points[0] + arrow.points[1]) / 2, camera, slot)

    def gap_label(self, source: str, camera: EngineCamera, slot: Slot) -> Formula:
        """A formula beside the gap."""
        ends = self.space.at([self.end, self.top])
        return self._beside(source, ends.mean(axis=0), camera, slot)

    def _beside(self, source: str, place: np.ndarray, camera: EngineCamera, slot: Slot) -> Formula:
        lines = [np.linspace(*self.space.at(pair), 25) for pair in pairwise(self.places)]
        rim = np.linspace(self.space.at(self.start), self.space.at(self.end), 25)
        avoid = camera.project_points(np.vstack([*lines, rim]))
        anchor = camera.project_points(place[None])[0]
        return beside(Formula(source, font_size=theme.LABEL), anchor, avoid, slot)
