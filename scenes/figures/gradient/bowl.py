"""`Bowl`: a gradient field on the floor under its surface."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import Group, VMobject

from calclib import ScalarField
from calclib.arrays import Array, Interval, Region
from calclib.sampling.value_ranges import value_range
from engine.camera import EngineCamera
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.points import Points
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, figure_scale
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.box import SIZE, Box, equal_scale_size, stretched
from scenes._kit.space.space import Space
from scenes._kit.space.tilt import places_on, unit_normals
from scenes._kit.space.viewpoint import Viewpoint, current_view, fit_view, seen_from
from scenes._kit.space.visibility import hidden_by_sheet
from scenes.figures.gradient.arrows import outline_points
from scenes.figures.gradient.cover import Cover
from scenes.figures.gradient.floor import ARROW_WIDTH, Floor
from scenes.figures.gradient.plot import GradientPlot
from scenes.figures.gradient.uphill import (
    Steps,
    best_side,
    clearly_seen,
    least_lift,
    spread_steps,
    steps_uphill,
)

_FLOOR_DEPTH = 1.0
"""How far the floor is below the surface, as a share of its height, to be visible."""
_STEEP, _STEEP_SHARE, _LOWEST = 1.3, 0.2, 0.5
"""A surface steeper than this over more than so large a share of the floor is lower than others,
lest its folds hide each other and the floor; but at least so high, as a share of theirs."""
_MOST_OF_WALLS = 2.0
"""At poles a surface ends where its heights would be so many times those of its middle 80 %: walls
would hide the floor."""
_FARTHEST = 4.0
"""A surface that is cut off near a pole goes on up to the point, unless it would be so many times
as high then."""
_OPACITY = 0.55
_ARROW = 0.75
_GIVEN, _GIVEN_WIDTH, _OUTLINE_WIDTH = 1.5, 13.0, 2.5
"""The arrows on the surface and the one at the point: lengths in scene units, widths."""
_ON_SURFACE, _ON_ARROW = 0.3, 0.15
"""How far arrows are shifted towards the viewer, in scene units, lest the surface they lie on hides
them; and the point's dot before its arrow."""
_COARSE = 2
"""Of so many nodes of the surface one is enough to find what it covers."""
_CLEAR = 0.3
"""Other arrows on the surface keep this distance to the point on the floor where they are seen, in
scene units: they would seem to be its gradient."""
_CLEAR_OF_DASHES = 0.15
"""Their rods keep this distance to the dashes above the point, for which they could be taken."""
_SHARES = np.linspace(0, 1, 17)[:, None, None]
"""Of ways, at which places on them are looked at."""
_DASH = (0.1, 0.08)
_INSET = (0.6, 0.5)


class Bowl:
    """The region of a gradient plot under its surface, the translucent `graph`.

    In `top_view` the floor is exactly where the plot's last window shows the region; `side_view`
    shows floor, axes and surface in the slot.
    """

    def __init__(self, plane: GradientPlot, camera: EngineCamera, slot: Slot) -> None:
        self.plane, self.field, self.camera = plane, plane.field, camera
        self.height = float(self.field(*plane.point))
        self.heights = low, high = self._heights()
        share = _share_of_height(self.field, plane.region, self.heights)
        floor = low - _FLOOR_DEPTH / share * (high - low)
        self.size = _size(plane.region, share + _FLOOR_DEPTH)
        box = Space(plane.region, (floor, high), size=self.size)
        self.graph = box.graph(self.field, self.heights).set_opacity(_OPACITY)
        cover = Cover(box.points_of(self.graph.grid.reshape(-1, 3)), plane.region)
        steps = steps_uphill(plane, box, self.heights, plane.crossing.marked_tails)
        distance = camera.get_focal_distance()
        self.side = best_side(self._surface, cover, box, steps, _length(_GIVEN), distance)
        seen = {"quarter_turns": self.side.turns, "numbered": self.heights}
        self.space = Space(plane.region, (floor, high), size=self.size, **seen)
        self.floor = Floor(plane, self.space, self._are_covered)
        self.axes = self.space.axes_of(self.field)
        across, along = plane.region
        ground = self.floor.places(np.array([(x, y) for x in across for y in along]))
        self.top_view = fit_view(camera, ground, self._region_slot(), 0.0, -np.pi / 2)
        self.side_view = self._view_of(slot, steps[steps.given])
        self.steps = self._clear_steps(steps)
        self.side_view = self._view_of(slot, self.steps)
        surface = places_on(self.space, self.field)
        arrange_labels(self.axes, camera, self.side_view, drawn=surface)

    def _heights(self) -> Interval:
        """The lowest and the highest value of the surface shown."""
        low, high = value_range(self.field, self.plane.region, most=_MOST_OF_WALLS)
        with_point = min(low, self.height), max(high, self.height)
        return with_point if np.ptp(with_point) <= _FARTHEST * (high - low) else (low, high)

    def _surface(self, x: Array, y: Array) -> Array:
        """The heights of the surface shown; NaN where it is cut off."""
        low, high = self.heights
        with np.errstate(all="ignore"):
            heights = np.asarray(self.field(x, y))
            return np.where((low <= heights) & (heights <= high), heights, np.nan)

    def _view_of(self, slot: Slot, steps: Steps) -> Viewpoint:
        """The side view that shows axes, surface and the tips of some arrows on it."""
        lengths = np.where(steps.given, _length(_GIVEN), _length(_ARROW))
        tips = steps.starts + lengths[:, None] * steps.units
        shown = np.vstack([self.space.ends_of_axes(), places_on(self.space, self.field), tips])
        side = self.side
        return self.space.view_from(self.camera, slot, _INSET, side.phi, side.theta, shown)

    def _clear_steps(self, marked: Steps) -> Steps:
        """The given step and others that are seen well: marked ones first, then any of the field
        that climb."""
        arrows, point = self.plane.arrows, self.plane.point
        tails = arrows.others[arrows.climbing(arrows.others)]
        more = steps_uphill(self.plane, self.space, self.heights, np.vstack([tails, point]))
        reach, view = (_length(_ARROW), _length(_GIVEN)), self.side.to_viewer
        seen = [clearly_seen(each, view, *reach, self._are_covered) for each in (marked, more)]
        first, others = (steps[steps.given | ~self._meet_dashes(steps)] for steps in seen)
        return spread_steps(first, others, view)

    def _meet_dashes(self, steps: Steps) -> np.ndarray:
        """Which steps (n,) would be drawn across the point on the floor, or their rods along the
        dashes above it."""
        feet, foot = self.floor.places(steps.tails), self.floor.places(self.plane.point[None])
        top = self.space.place_of([(*self.plane.point, self.height)])
        rods = feet + _SHARES * (steps.starts - feet)
        arrows = steps.starts + _SHARES * _length(_ARROW) * steps.units
        return (self._gaps(arrows, foot, foot) < _length(_CLEAR)) | (
            self._gaps(rods, foot, top) < _length(_CLEAR_OF_DASHES)
        )

    def _gaps(self, ways: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """How far ways (k, n, 3) are from the line between two places (1, 3), as seen: (n,)."""
        places = np.vstack([ways.reshape(-1, 3), start, end])
        *seen, first, last = seen_from(self.camera, self.side_view, places)[:, :2]
        offsets, along = np.array(seen).reshape(-1, 2) - first, last - first
        shares = np.clip(offsets @ along / max(along @ along, np.finfo(float).tiny), 0, 1)
        gaps = np.linalg.norm(offsets - shares[:, None] * along, axis=1)
        return gaps.reshape(len(ways), -1).min(axis=0)

    def _region_slot(self) -> Slot:
        """The part of the frame where the plot shows the region."""
        area, window = self.plane.plot.area, self.plane.window
        (left, lower, _), (right, upper, _) = window.place_in(area, np.transpose(self.plane.region))
        return Slot((left + right) / 2, (upper + lower) / 2, right - left, upper - lower)

    def floor_group(self) -> Group:
        """All that is on the floor, and the point's dot."""
        return Group(*self.floor.parts(), self._marked[0])

    def _are_covered(self, places: np.ndarray) -> np.ndarray:
        """Which places (n, 3) the surface will cover in the side view: (n,)."""
        before = current_view(self.camera)
        self.side_view.apply_to(self.camera)
        covered = hidden_by_sheet(self.camera, self.side_view, self._cover, places)
        before.apply_to(self.camera)
        return covered

    @cached_property
    def _cover(self) -> np.ndarray:
        """Places (n, m, 3) on the surface, enough of them to find what it covers."""
        return self.graph.grid[::_COARSE, ::_COARSE]

    def raised_point(self) -> Group:
        """Dashes from the point on the floor up to the graph, and a dot on it; none where
        the graph is cut off before that."""
        if not self.heights[0] <= self.height <= self.heights[1]:
            return Group()
        _, dashes, dot = self._marked
        dot.depth_bias = self._lift + _ON_ARROW
        return Group(dashes, dot)

    @cached_property
    def _lift(self) -> float:
        """How far the arrow at the point is shifted towards the viewer, in scene units."""
        given, view = self.steps[self.steps.given], self.side.to_viewer
        return least_lift(self._surface, self.space, given, _length(_GIVEN), view)

    @cached_property
    def _marked(self) -> tuple[Points, Curve3D, Points]:
        """The point's dot on the floor, dashes up from it, its dot on the graph."""
        return self.space.marked(self.plane.point.tolist(), self.height)

    def uphill_arrows(self) -> tuple[Group, ArrowField]:
        """Rods from the floor up to the surface, but at the point, and on it arrows uphill, all of
        one length, from points where they can be seen."""
        others = self.steps[~self.steps.given]
        arrows = ArrowField(
            others.starts,
            _length(_ARROW) * others.units,
            color=theme.GRADIENT,
            stroke_width=ARROW_WIDTH,
            depth_bias=_ON_SURFACE,
        )
        return self._rods(self.floor.places(others.tails), others.starts), arrows

    def arrow_at_point(self) -> VMobject:
        """The longer arrow uphill at the point, with a bright outline; none without a gradient."""
        shape = VMobject(fill_opacity=1)
        given = self.steps[self.steps.given]
        for start, unit in zip(given.starts, given.units, strict=True):
            flat = outline_points(np.zeros(2), np.array([_length(_GIVEN), 0.0]), _GIVEN_WIDTH)
            across = np.cross(unit, self.side.to_viewer)
            across /= np.linalg.norm(across)
            above = start + self._lift * self.side.to_viewer
            shape.points = above + flat[:, :1] * unit + flat[:, 1:2] * across
        return shape.set_fill(theme.GRADIENT, 1).set_stroke(theme.FOREGROUND, _OUTLINE_WIDTH)

    def _rods(self, feet: np.ndarray, tops: np.ndarray) -> Group:
        style = {"color": theme.MUTED, "stroke_width": theme.AXIS_WIDTH, "dash": _DASH}
        return Group(*(Curve3D(np.array(ends), **style) for ends in zip(feet, tops, strict=True)))


def _size(region: Region, height: float) -> np.ndarray:
    """The size (3,) of a box so high, in heights of surfaces that are not steep."""
    return stretched(equal_scale_size(region, float(SIZE[2]) / (1 + _FLOOR_DEPTH) * height))


def _share_of_height(field: ScalarField, region: Region, heights: Interval) -> float:
    """How high a surface is, as a share of the height of those that are not steep."""
    up = unit_normals(Box(region, heights, size=_size(region, 1.0)), field)[:, 2]
    slopes = np.sqrt(1 - np.minimum(up, 1) ** 2) / up
    slope = np.quantile(slopes, 1 - _STEEP_SHARE) if len(slopes) else 0.0
    return float(np.clip(_STEEP / max(slope, _STEEP), _LOWEST, 1.0))


def _length(length: float) -> float:
    """The length of an arrow in a wide frame, where figures may be smaller."""
    return figure_scale() * length
