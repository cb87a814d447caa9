"""`Space`: a box with axes and a floor, and the mobjects in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Group

from calclib import ScalarField, Slice
from calclib.arrays import Interval, Region
from calclib.framing.ticks import ticks
from calclib.framing.windows.poles import pole_curves
from calclib.framing.windows.visible_slices import closer_region
from calclib.sampling.value_ranges import range_with_margin
from engine.camera import EngineCamera
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import DEPTH_BIAS, Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, safe_area
from scenes._kit.roles import BY_PLACE
from scenes._kit.space.axes import axes_among, axis
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.box import Box
from scenes._kit.space.branches import branches, range_of_branches
from scenes._kit.space.faint_grid import faint_grid
from scenes._kit.space.tilt import Graph, direction_along, places_on
from scenes._kit.space.vertical_plane import VerticalPlane
from scenes._kit.space.viewpoint import Viewpoint, edges, fit_view
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula

_CELLS = 12
_PER_CELL = 10
_MESH = _CELLS * _PER_CELL + 1
_MARGIN = 0.04
_LABELS = (0.6, 0.5)
"""Room for the axes' numbers at the sides of the box, and above and below, in scene units."""
_ROOM_FOR_NAME, _NUMBERS_BEYOND = 0.7, 0.6
"""From the top of the z axis to the upper edge of its name, about, and how far its numbers reach
beyond the slot, in scene units."""
_ROOM_TO_MOVE = 0.15
"""Between numbers and the border of the slot: another view may need them farther away."""
_MAX_ROUNDS = 4
"""Rounds of making room for long numbers: the box shrinks, which moves them closer."""
_THROUGH_ALL = 12.0
"""Depth bias of what is seen through all surfaces: dashes show it even where it is hidden."""
_DEPTH_BIAS, _ON_FLOOR = 0.3, 0.15
"""Depth biases of dots, so that the surface they lie on does not hide them, and of those on the
floor, which a surface closely above it covers."""


class Space(Box):
    """A box of space over a region, from the floor at the lowest value shown to the highest."""

    @classmethod
    def for_field(
        cls,
        field: ScalarField,
        point: Sequence[float],
        region: tuple[Interval, ...] | None = None,
    ) -> Space:
        """The box that shows a field near a point, or over the region given."""
        across, along = region or closer_region(field.function, point)
        values = range_with_margin(field, field.at(point), _MARGIN, (across, along))
        values = range_of_branches(field, (across, along), values, field.at(point))
        return cls((across, along), values)

    # -- views -------------------------------------------------------------------------------------

    def view_along(
        self, along: Sequence[float], camera: EngineCamera, slot: Slot, *graphs: Graph
    ) -> Viewpoint:
        """The `view_of` graphs that shows planes along (x, y), as it would be without the box's
        turns, broad and the graphs from above."""
        return self.view_of(direction_along(self, along, *graphs), camera, slot, *graphs)

    def view_of(
        self,
        direction: tuple[float, float],
        camera: EngineCamera,
        slot: Slot,
        *graphs: Graph,
        places: Sequence[np.ndarray] = (),
    ) -> Viewpoint:
        """The viewpoint from a direction, angles phi and theta, that fits the axes, the graphs and
        what else is shown at `places`, arrays (n, 3), into the slot."""
        ends = self.ends_of_axes()
        top = ends[-1] + [0, 0, _ROOM_FOR_NAME - _LABELS[1]]
        shown = np.vstack([ends, top, *(places_on(self, graph) for graph in graphs), *places])
        return self.view_from(camera, slot, _LABELS, *direction, shown)

    def view_from(
        self,
        camera: EngineCamera,
        slot: Slot,
        inset: tuple[float, float],
        phi: float,
        theta: float,
        shown: np.ndarray | None = None,
    ) -> Viewpoint:
        """The viewpoint from a direction that fits what is shown, places (n, 3), by default the
        whole box, with the axes' numbers into the slot.

        `inset` is the room for short numbers; long ones get more at the sides.
        """
        shown = self.corners() if shown is None else shown
        axes, anywhere = self.axes("x", "y", "z"), slot.inset(-slot.width, -slot.height)
        room = slot.inset(*inset)
        view = fit_view(camera, shown, room, phi, theta)
        for _ in range(_MAX_ROUNDS):
            arrange_labels(axes, camera, view, area=anywhere)
            numbers = [number for each in axes_among(axes) for number in each.numbers]
            left, right = edges(camera, view, numbers)
            before = max(0.0, slot.left + _ROOM_TO_MOVE - left)
            after = max(0.0, right - safe_area().right)
            if not before and not after:
                break
            room = room.without_left(before).without_right(after)
            view = fit_view(camera, shown, room, phi, theta)
        return view

    def fit_with_names(
        self, camera: EngineCamera, room: Slot, phi: float, theta: float, places: np.ndarray
    ) -> Viewpoint:
        """The viewpoint from a direction that fits the floor, the axes and what is shown at places
        (n, 3) into a slot, numbers and names at its sides hardly beyond it, and into the frame."""
        ends = self.ends_of_axes()
        shown = np.vstack([ends, ends[-1] + [0, 0, _ROOM_FOR_NAME], places])
        named = self.axes(*map(notation.symbol, BY_PLACE))
        texts = [part for axis in named for part in axis if isinstance(part, Formula)]
        farthest = room.left - _NUMBERS_BEYOND
        view = fit_view(camera, shown, room, phi, theta)
        for _ in range(_MAX_ROUNDS):
            left, right = edges(camera, view, texts)
            before, after = max(0.0, farthest - left), max(0.0, right - safe_area().right)
            if not before and not after:
                break
            room = room.without_left(before).without_right(after)
            view = fit_view(camera, shown, room, phi, theta)
        return view

    # -- scenery ---------------------------------------------------------------------------------

    def axes(self, *names: str) -> Group:
        """Edges of the box with numbers and names: the first in front, the second at the right."""
        return Group(*(axis(self, k, name) for k, name in enumerate(names)))

    def axes_of(self, field: ScalarField) -> Group:
        """The axes, named after the inputs of a field and its values, and the planes of poles."""
        return self.axes(*notation.axis_names(field)).add(*self.pole_planes(field))

    def grid(self) -> GridSheet:
        """The grid on the floor."""
        lines = []
        for k in (0, 1):
            for value in ticks(*self.intervals[k], count=_CELLS):
                across = np.array([[value, self.intervals[1][i]] for i in (0, 1)])
                if k:
                    across = np.array([[self.intervals[0][i], value] for i in (0, 1)])
                lines.append(self.place_of(np.column_stack([across, np.full(2, self.floor)])))
        return faint_grid(np.array(lines))

    def pole_planes(self, field: ScalarField) -> Group:
        """The dashed outlines of the upright sheets on which the field grows without bound."""
        low, high = self.intervals[2]
        outlines = Group()
        for line in pole_curves(field, self.intervals[:2]):
            heights = np.repeat([low, high], len(line))
            corners = np.column_stack([np.vstack([line, line[::-1]]), heights])
            outlines.add(self._dashed([*corners, corners[0]], theme.MUTED, _THROUGH_ALL))
        return outlines

    # -- mobjects ----------------------------------------------------------------------------------

    def graph(
        self, field: ScalarField, heights: Interval | None = None, region: Region | None = None
    ) -> SurfaceMesh:
        """The graph of a field over the box, or a region of it, coloured by height.

        `heights`: those between which it is shown, by default those of the box; the ends of the
        ramp. Beyond a pole, small scraps of another branch are left out.
        """
        values = heights or self.intervals[2]
        place = region or self.intervals[:2]
        sheets = branches(field, place, values, _MESH)
        points = np.full((_MESH, len(sheets) * (_MESH - 1 + _PER_CELL) - _PER_CELL + 1, 3), np.nan)
        for k, sheet in enumerate(sheets):  # side by side in one mesh, a gap of cells between them
            start = k * (_MESH - 1 + _PER_CELL)
            points[:, start : start + _MESH] = np.stack([sheet.x, sheet.y, sheet.z], axis=-1)
        cells = (points.shape[1] - 1) // _PER_CELL
        mesh = SurfaceMesh(
            self.place_of(points),
            lines=(_CELLS, cells),
            line_color=theme.BACKGROUND,
            line_opacity=0.45,
        )
        return mesh.color_by(points[..., 2], theme.RAMP, values)

    def plane(self, point: Sequence[float], direction: Sequence[float]) -> VerticalPlane:
        """The vertical plane through a point (x, y) along a direction (x, y)."""
        return VerticalPlane(self, point, direction)

    def slice_plane(self, piece: Slice) -> VerticalPlane:
        """The vertical plane of a slice: along its variable, at the held value of the other."""
        names = piece.field.variables
        point = [piece.held.get(name, 0.0) for name in names]
        return VerticalPlane(self, point, [float(name == piece.variable) for name in names])

    def marked(self, point: Sequence[float], height: float) -> tuple[Points, Curve3D, Points]:
        """An input point (x, y): its dot on the floor, dashes up from it, a dot at the height."""
        foot, top = (*point, self.floor), (*point, height)
        dashes = self.dashed_line(foot, top, theme.POINT)
        return self.dot(foot, theme.POINT, _ON_FLOOR), dashes, self.dot(top, theme.POINT)

    def dot(self, point, color: str, depth_bias: float = _DEPTH_BIAS) -> Points:
        """A dot with a rim at a point (3,) of the box; a ring where something hides it."""
        return Points(
            self.place_of([point]),
            width=theme.DOT_WIDTH,
            color=color,
            depth_bias=depth_bias,
            ring=True,
            rim=theme.BACKGROUND,
        )

    def dashed_line(self, start, end, color: str) -> Curve3D:
        """A dashed line between points of the box."""
        return self._dashed([start, end], color)

    def _dashed(self, points, color: str, depth_bias: float = DEPTH_BIAS) -> Curve3D:
        return Curve3D(
            self.place_of(points),
            stroke_width=theme.LINE_WIDTH,
            dash=(0.14, 0.1),
            color=color,
            depth_bias=depth_bias,
        )

    def arrow(self, start, end, color: str, width: float = theme.CURVE_WIDTH) -> ArrowField:
        """An arrow from a point of the box to another."""
        tail, tip = self.place_of([start, end])
        return ArrowField(tail[None], (tip - tail)[None], color=color, stroke_width=width)
