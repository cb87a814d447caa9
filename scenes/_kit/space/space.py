"""`Space`: a box with axes and a floor, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Group

from calclib import ScalarField, Slice
from calclib.arrays import Interval, Region
from calclib.framing.regions import default_region
from calclib.framing.ticks import ticks
from calclib.sampling.grids import sample_grid
from calclib.sampling.surfaces import sample_graph
from calclib.sampling.value_ranges import range_with_margin
from engine.camera import EngineCamera
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.axes import axis
from scenes._kit.space.box import Box
from scenes._kit.space.vertical_plane import VerticalPlane
from scenes._kit.space.viewpoint import Viewpoint, framing, leftmost
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula

_CELLS = 12
_PER_CELL = 10
_MESH = _CELLS * _PER_CELL + 1
_CLOSER = 0.6
_MARGIN = 0.04
_PHI = 1.2
_THETA_ALONG_X, _THETA_ALONG_Y = -1.15, -0.42
"""Directions of view, in radians: such planes are seen broad, and the axes at the rim."""
_ACROSS, _THETA_ACROSS = 2.23, -1.42
"""From this angle on planes are seen broader from the front, and there from this direction."""
_LABELS = (0.6, 0.5)
"""Room for the numbers of the axes around the box, as it is shown."""
_ROUNDS = 4
"""How often room is made for long numbers of z: with it the box shrinks, and they come nearer."""
_ABOVE = 0.3
"""How far dots are drawn towards the viewer, so that a surface they lie on does not hide them."""


class Space(Box):
    """A box of space over a region, from the floor at the lowest value shown to the highest."""

    @classmethod
    def around(
        cls,
        field: ScalarField,
        point: Sequence[float],
        region: tuple[Interval, ...] | None = None,
    ) -> Space:
        """The box that shows a field near a point, or over the region given."""
        if region is None:
            wide, _ = default_region(field, point)
            region = tuple(
                (a + _CLOSER * (low - a), a + _CLOSER * (high - a))
                for a, (low, high) in zip(point, wide, strict=True)
            )
        across, along = region
        z = sample_grid(field, (across, along), (81, 81)).z
        return cls((across, along), range_with_margin(z, field.at(point), _MARGIN))

    # -- how it is looked at ---------------------------------------------------------------------

    def view_along(self, direction: Sequence[float], camera: EngineCamera, slot: Slot) -> Viewpoint:
        """The box in the slot, seen so that upright planes along a direction (x, y) are broad."""
        angle = float(np.arctan2(direction[1], direction[0])) % np.pi
        if angle < _ACROSS:
            theta = np.interp(angle, (0, np.pi / 2), (_THETA_ALONG_X, _THETA_ALONG_Y))
        else:  # from between these two such planes are seen from their edge
            theta = np.interp(angle, (_ACROSS, np.pi), (_THETA_ACROSS, _THETA_ALONG_X))
        return self.seen(camera, slot, _LABELS, _PHI, float(theta))

    def seen(
        self, camera: EngineCamera, slot: Slot, inset: tuple[float, float], phi: float, theta: float
    ) -> Viewpoint:
        """The box in the slot, from a direction, with room for the numbers around it: `inset` for
        short ones, and more at the left where those of z need it."""
        numbers = [each for each in axis(self, 2, "z") if isinstance(each, Formula)]
        room = slot.inset(*inset)
        view = framing(camera, self.corners(), room, phi, theta)
        for _ in range(_ROUNDS):
            beyond = slot.left - leftmost(camera, view, numbers)
            if beyond <= 0:
                break
            room = room.without_left(beyond)
            view = framing(camera, self.corners(), room, phi, theta)
        return view

    # -- scenery ---------------------------------------------------------------------------------

    def axes(self, *names: str) -> Group:
        """Edges of the box with numbers and names (else x, y, z): x in front, y at the right."""
        named = names or tuple(map(notation.symbol, "xyz"))
        return Group(*(axis(self, k, name) for k, name in enumerate(named)))

    def grid(self) -> GridSheet:
        """The grid on the floor."""
        lines = []
        for k in (0, 1):
            for value in ticks(*self.intervals[k], count=_CELLS):
                across = np.array([[value, self.intervals[1][i]] for i in (0, 1)])
                if k:
                    across = np.array([[self.intervals[0][i], value] for i in (0, 1)])
                lines.append(self.place_of(np.column_stack([across, np.full(2, self.floor)])))
        return GridSheet(np.array(lines), stroke_width=theme.GRID_WIDTH, color=theme.FAINT)

    # -- what stands in it -----------------------------------------------------------------------

    def graph(
        self, field: ScalarField, shades: Interval | None = None, region: Region | None = None
    ) -> SurfaceMesh:
        """The graph of a field over the box or a region of it, coloured by height: over the box or
        from height to height."""
        values = self.intervals[2]
        sheets = sample_graph(field, region or self.intervals[:2], values, (_MESH, _MESH))
        points = np.full((_MESH, len(sheets) * (_MESH - 1 + _PER_CELL) - _PER_CELL + 1, 3), np.nan)
        for k, sheet in enumerate(sheets):  # side by side in one mesh, a row of cells between them
            start = k * (_MESH - 1 + _PER_CELL)
            points[:, start : start + _MESH] = np.stack([sheet.x, sheet.y, sheet.z], axis=-1)
        cells = (points.shape[1] - 1) // _PER_CELL
        mesh = SurfaceMesh(
            self.place_of(points),
            lines=(_CELLS, cells),
            line_color=theme.BACKGROUND,
            line_opacity=0.45,
        )
        return mesh.color_by(points[..., 2], theme.RAMP, shades or values)

    def plane(self, point: Sequence[float], direction: Sequence[float]) -> VerticalPlane:
        """The upright plane through a point (x, y) along a direction (x, y)."""
        return VerticalPlane(self, point, direction)

    def slice_plane(self, piece: Slice) -> VerticalPlane:
        """The upright plane of a slice: along its variable, where the other one is held."""
        names = piece.field.variables
        point = [piece.held.get(name, 0.0) for name in names]
        return VerticalPlane(self, point, [float(name == piece.variable) for name in names])

    def marked(self, point: Sequence[float], height: float) -> tuple[Points, Curve3D, Points]:
        """An input point (x, y): its dot on the floor, dashes up from it, a dot at the height."""
        foot, top = (*point, self.floor), (*point, height)
        return (
            self.dot(foot, theme.POINT),
            self.dashes(foot, top, theme.POINT),
            self.dot(top, theme.POINT),
        )

    def dot(self, point, color: str) -> Points:
        """A dot at a point of the box."""
        return Points(self.place_of([point]), width=theme.DOT_WIDTH, color=color, depth_bias=_ABOVE)

    def dashes(self, start, end, color: str) -> Curve3D:
        """A dashed line between points of the box."""
        return Curve3D(
            self.place_of([start, end]),
            stroke_width=theme.LINE_WIDTH,
            dash=(0.14, 0.1),
            color=color,
        )

    def arrow(self, start, end, color: str) -> ArrowField:
        """An arrow from a point of the box to another."""
        tail, tip = self.place_of([start, end])
        return ArrowField(
            tail[None], (tip - tail)[None], color=color, stroke_width=theme.CURVE_WIDTH
        )
