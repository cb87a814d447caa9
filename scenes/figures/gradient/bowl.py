"""`Bowl`: a gradient field on the floor under its surface."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import Group

from calclib.sampling.value_ranges import value_range
from engine.camera import EngineCamera
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.box import Box, equal_scale_size, stretched
from scenes._kit.space.space import Space
from scenes._kit.space.tilt import tilt
from scenes._kit.space.viewpoint import fit_view
from scenes._kit.space.visibility import towards_viewer, visible_share
from scenes.figures.gradient.plot import GradientPlot

_FLOOR_DEPTH = 0.35
"""How far the floor is below the surface, as a share of its height, to be visible."""
_PHI, _THETA = 1.08, -1.15
"""Camera angles; from farther above where the surface would be seen from below."""
_TURNS, _TURN_COST = (0, 1, -1), 0.3
"""Quarter turns to other sides, and how much longer the arrows must look from there, in shares of
their length, or how many more of them must be seen."""
_OPACITY = 0.55
_ARROW_WIDTH = 9.0
_LONGEST_ARROW = 1.0
"""The longest arrow on the surface, in scene units; all are drawn to one scale."""
_DASH = (0.1, 0.08)
_INSET = (0.6, 0.5)


class Bowl:
    """The region of a gradient plot under its surface.

    In `top_view` the floor is exactly where the plot's last window shows the region; `side_view`
    shows the whole box in the slot.
    """

    def __init__(self, plane: GradientPlot, camera: EngineCamera, slot: Slot) -> None:
        self.plane, self.field = plane, plane.field
        low, high = value_range(self.field, plane.region)
        self.heights = (low, high)
        self.height = float(self.field(*plane.point))
        floor = low - _FLOOR_DEPTH * (high - low)
        self.size = stretched(equal_scale_size(plane.region))
        turns = self._best_turns(Space(plane.region, (floor, high), size=self.size))
        self.space = Space(plane.region, (floor, high), size=self.size, quarter_turns=turns)
        self.axes = self.space.axes_of(self.field)
        across, along = plane.region
        ground = self.floor_places(np.array([(x, y) for x in across for y in along]))
        self.top_view = fit_view(camera, ground, self._region_slot(), 0.0, -np.pi / 2)
        theta = _THETA + turns * np.pi / 2
        phi = min(_PHI, tilt(self.space, theta, self.field))
        self.side_view = self.space.view_from(camera, slot, _INSET, phi, theta)
        arrange_labels(self.axes, camera, self.side_view)

    def _region_slot(self) -> Slot:
        """The part of the frame where the plot shows the region."""
        area, window = self.plane.plot.area, self.plane.window
        (left, lower, _), (right, upper, _) = window.place_in(area, np.transpose(self.plane.region))
        return Slot((left + right) / 2, (upper + lower) / 2, right - left, upper - lower)

    def floor_places(self, points: np.ndarray) -> np.ndarray:
        """Places (n, 3) on the floor, of points (n, 2)."""
        heights = np.full(len(points), self.space.floor)
        return self.space.place_of(np.column_stack([points, heights]))

    def floor_group(self) -> Group:
        """Arrows and level curves on the floor."""
        plane = self.plane
        lines = plane.quiet_lines(lambda rows: self.floor_places(rows[:, :2]))
        tails = np.vstack([plane.arrows.others, plane.crossing.tails])
        return Group(
            lines,
            plane.arrows.mobject_at(tails, self.floor_places),
            *self._arrow_at_point(),
            self._marked[0],
        )

    def _arrow_at_point(self) -> list[ArrowField]:
        if not self.plane.has_arrow:
            return []
        point = self.plane.point[None]
        return [self.plane.arrows.mobject_at(point, self.floor_places, color=theme.GRADIENT)]

    def graph(self) -> SurfaceMesh:
        """The translucent surface."""
        return self.space.graph(self.field, self.heights).set_opacity(_OPACITY)

    def raised_point(self) -> Group:
        """Dashes from the point on the floor up to the graph, and a dot on it; none where the graph
        is cut off below that."""
        return Group(*self._marked[1:] if self.height <= self.heights[1] else ())

    @cached_property
    def _marked(self) -> tuple[Points, Curve3D, Points]:
        """The point's dot on the floor, dashes up from it, its dot on the graph."""
        return self.space.marked(self.plane.point.tolist(), self.height)

    def uphill_arrows(self) -> tuple[Group, ArrowField]:
        """Rods from the floor up to the surface, but at the point, and on it the arrows' uphill
        directions."""
        tails, starts, vectors = self._uphill(self.space)
        longest = np.linalg.norm(vectors, axis=1).max(initial=_LONGEST_ARROW)
        vectors *= _LONGEST_ARROW / longest
        arrows = ArrowField(
            starts, vectors, color=theme.GRADIENT, stroke_width=_ARROW_WIDTH, depth_bias=0.3
        )
        elsewhere = (tails != self.plane.point).any(axis=1)
        return self._rods(self.floor_places(tails)[elsewhere], starts[elsewhere]), arrows

    def _uphill(self, box: Box) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The marked points (n, 2) that are shown; their places (n, 3) on the surface in a box, and
        the steps uphill (n, 3) from there."""
        tails = self.plane.crossing.marked_tails
        heights = self.field(*tails.T)
        steps = self.plane.arrows.vectors(tails)
        with np.errstate(all="ignore"):
            rises = (self.field.gradient()(*tails.T) * steps).sum(axis=1)
        starts = box.place_of(np.column_stack([tails, heights]))
        ends = box.place_of(np.column_stack([tails + steps, heights + rises]))
        shown = (heights <= self.heights[1]) & np.isfinite(ends).all(axis=1)
        return tails[shown], starts[shown], (ends - starts)[shown]

    def _best_turns(self, box: Box) -> int:
        """The quarter turns from the usual side to one from where arrows do not point at us, and
        are not behind the surface."""
        tails, _, vectors = self._uphill(box)
        lengths = np.linalg.norm(vectors, axis=1)
        if not lengths.any():
            return 0
        units = vectors[lengths > 0] / lengths[lengths > 0, None]

        def seen(turns: int) -> float:
            theta = _THETA + turns * np.pi / 2
            phi = min(_PHI, tilt(box, theta, self.field))
            along = towards_viewer(phi, theta)
            length = float(np.median(np.sqrt(np.clip(1 - (units @ along) ** 2, 0, 1))))
            return length + visible_share(self.field, box, tails, along) - _TURN_COST * bool(turns)

        return max(_TURNS, key=seen)

    def _rods(self, feet: np.ndarray, tops: np.ndarray) -> Group:
        style = {"color": theme.MUTED, "stroke_width": theme.AXIS_WIDTH, "dash": _DASH}
        return Group(*(Curve3D(np.array(ends), **style) for ends in zip(feet, tops, strict=True)))
