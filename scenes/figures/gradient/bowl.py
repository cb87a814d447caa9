"""`Bowl`: a gradient field lying under its surface in space."""

from __future__ import annotations

import numpy as np
from manim import Group

from calclib.framing.hike import sample_heights
from calclib.sampling.value_ranges import value_range
from engine.camera import EngineCamera
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.level_lines import level_lines
from scenes._kit.space.box import even_ground
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import framing
from scenes.figures.gradient.plot import GradientPlot

_LIFT = 0.35
"""The floor lies below the land by this share of its height, so that it can be seen."""
_DIRECTION = (1.08, -1.15)
_SHEER = 0.55
_WIDE = 9.0
_STEEP = 1.0
"""The longest arrow on the surface, in scene units; all are drawn to one scale."""
_DASH = (0.1, 0.08)
_INSET = (0.6, 0.5)


class Bowl:
    """The region of a gradient plot under its surface.

    Seen from `above` the floor lies exactly where the plot shows the region in its last window;
    `aside` shows it in the slot.
    """

    def __init__(self, plane: GradientPlot, camera: EngineCamera, slot: Slot) -> None:
        self.plane, self.field = plane, plane.field
        low, high = value_range(sample_heights(self.field, plane.region))
        self.heights = (low, high)
        floor = low - _LIFT * (high - low)
        self.space = Space(plane.region, (floor, high), size=even_ground(plane.region))
        self.axes = self.space.axes()
        across, along = plane.region
        ground = self.floor(np.array([(x, y) for x in across for y in along]))
        self.above = framing(camera, ground, self._shown(), 0.0, -np.pi / 2)
        self.aside = self.space.seen(camera, slot, _INSET, *_DIRECTION)

    def _shown(self) -> Slot:
        """Where the plot shows the region."""
        area, window = self.plane.plot.area, self.plane.window
        (left, lower, _), (right, upper, _) = window.place_in(area, np.transpose(self.plane.region))
        return Slot((left + right) / 2, (upper + lower) / 2, right - left, upper - lower)

    def floor(self, points: np.ndarray) -> np.ndarray:
        """Places (n, 3) on the floor of space of points (n, 2)."""
        heights = np.full(len(points), self.space.floor)
        return self.space.place_of(np.column_stack([points, heights]))

    def on_floor(self) -> Group:
        """Arrows and level curves as they lie under the surface."""
        plane = self.plane
        lines = level_lines(
            [*plane.curves, *plane.own_curve],
            lambda rows: self.floor(rows[:, :2]),
            color=theme.FOREGROUND,
            opacity=0.45,
        )
        tails = np.vstack([plane.arrows.others, plane.crossings])
        return Group(lines, plane.arrows.drawn_at(tails, self.floor), *self._own_arrow())

    def _own_arrow(self) -> list[ArrowField]:
        if not self.plane.has_arrow:
            return []
        point = self.plane.point[None]
        return [self.plane.arrows.drawn_at(point, self.floor, color=theme.GRADIENT)]

    def graph(self) -> SurfaceMesh:
        """The surface, seen through."""
        return self.space.graph(self.field, self.heights).set_opacity(_SHEER)

    def ways_up(self) -> tuple[Group, ArrowField]:
        """From the floor up to the surface, and there each arrow's own direction: uphill."""
        tails = self.plane.marked
        heights = self.field(*tails.T)
        steps = self.plane.arrows.vectors(tails)
        with np.errstate(all="ignore"):
            rises = (self.field.gradient()(*tails.T) * steps).sum(axis=1)
        starts = self.space.place_of(np.column_stack([tails, heights]))
        ends = self.space.place_of(np.column_stack([tails + steps, heights + rises]))
        shown = (heights <= self.heights[1]) & np.isfinite(ends).all(axis=1)
        tails, starts, ends = tails[shown], starts[shown], ends[shown]
        steep = np.linalg.norm(ends - starts, axis=1).max(initial=_STEEP)
        ways = (ends - starts) * _STEEP / steep
        arrows = ArrowField(starts, ways, color=theme.GRADIENT, stroke_width=_WIDE, depth_bias=0.3)
        return self._rods(self.floor(tails), starts), arrows

    def _rods(self, feet: np.ndarray, tops: np.ndarray) -> Group:
        style = {"color": theme.QUIET, "stroke_width": theme.AXIS_WIDTH, "dash": _DASH}
        return Group(*(Curve3D(np.array(ends), **style) for ends in zip(feet, tops, strict=True)))
