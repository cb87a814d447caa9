"""Space to draw in: a box of (x, y, z) with axes and a floor, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import Group

from calclib import ScalarField, Slice
from calclib.arrays import Region
from calclib.framing.regions import default_region
from calclib.framing.ticks import ticks
from calclib.sampling.curves import sample_curve
from calclib.sampling.grids import sample_grid
from calclib.sampling.surfaces import sample_graph
from calclib.sampling.value_ranges import range_with_margin
from engine.camera import EngineCamera
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot import Window
from scenes._kit.space.axes import axis
from scenes._kit.space.viewpoint import Viewpoint, framing, leftmost
from scenes._kit.text.formula import Formula

Interval = tuple[float, float]
SIZE = np.array([5.5, 5.5, 4.2])
"""The box in scene units."""
_CELLS = 12
_PER_CELL = 10
_MESH = _CELLS * _PER_CELL + 1
_CLOSER = 0.6
_MARGIN = 0.04
_SHEER = 0.3
_PHI = 1.2
_THETA = {"x": -1.15, "y": -0.42}
"""Directions of view, in radians: the planes of slices are seen broad, and the axes at the rim."""
_LABELS = (0.6, 0.5)
"""Room for the numbers of the axes around the box, as it is shown."""
_ROUNDS = 4
"""How often room is made for long numbers of z: with it the box shrinks, and they come nearer."""
_ABOVE = 0.3
"""How far dots are drawn towards the viewer, so that a surface they lie on does not hide them."""


def even_ground(region: Sequence[Interval], height: float = float(SIZE[2])) -> np.ndarray:
    """The size of a box in which a unit is as long along x as along y: directions are true."""
    spans = np.array([high - low for low, high in region])
    return np.array([*(SIZE[0] * spans / spans.max()), height])


class Space:
    """The box over a region, from the floor at the lowest value shown to the highest.

    `true_to_scale`: a unit is as long in every direction; else the box has the usual SIZE, or the
    `size` told.
    """

    def __init__(
        self,
        region: Sequence[Interval],
        values: Interval,
        *,
        true_to_scale: bool = False,
        size: np.ndarray = SIZE,
    ) -> None:
        across, along = region
        self.intervals = (across, along, values)
        self.lows = np.array([low for low, _ in self.intervals])
        self.spans = np.array([high - low for low, high in self.intervals])
        self.size = min(SIZE / self.spans) * self.spans if true_to_scale else size

    @classmethod
    def around(
        cls,
        field: ScalarField,
        point: Sequence[float],
        region: tuple[Interval, ...] | None = None,
    ) -> Space:
        """The box that shows a field near a point, or over the region told."""
        if region is None:
            wide, _ = default_region(field, point)
            region = tuple(
                (a + _CLOSER * (low - a), a + _CLOSER * (high - a))
                for a, (low, high) in zip(point, wide, strict=True)
            )
        across, along = region
        z = sample_grid(field, (across, along), (81, 81)).z
        return cls((across, along), range_with_margin(z, field.at(point), _MARGIN))

    def at(self, points) -> np.ndarray:
        """Places in the world, (..., 3), of points (..., 3) of the box."""
        shares = (np.asarray(points, dtype=float) - self.lows) / self.spans
        return (shares - 0.5) * self.size

    def inverse(self, places) -> np.ndarray:
        """Points (..., 3) of the box of places (..., 3) in the world."""
        return (np.asarray(places, dtype=float) / self.size + 0.5) * self.spans + self.lows

    @property
    def floor(self) -> float:
        """The height of the floor."""
        return self.intervals[2][0]

    def corners(self) -> np.ndarray:
        """The eight corners of the box, places (8, 3)."""
        sides = np.meshgrid(*self.intervals)
        return self.at(np.stack([side.ravel() for side in sides], axis=-1))

    @property
    def aspect(self) -> float:
        """Width over height of an upright plane through the box."""
        return float(SIZE[0] / SIZE[2])

    def window(self, variable: str) -> Window:
        """What an upright plane along a variable shows: the variable against z."""
        return Window(self.intervals["xy".index(variable)], self.intervals[2])

    # -- how it is looked at ---------------------------------------------------------------------

    def view_of(self, variable: str, camera: EngineCamera, slot: Slot) -> Viewpoint:
        """The box in the slot, seen so that planes along the variable are broad."""
        return self.seen(camera, slot, _LABELS, _PHI, _THETA[variable])

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

    def front_of(self, piece: Slice, camera: EngineCamera, slot: Slot) -> Viewpoint:
        """The plane of a slice seen straight on, filling the slot."""
        corners = self.plane_sheet(piece).reshape(-1, 3)
        theta = -np.pi / 2 if piece.variable == "x" else 0.0
        return framing(camera, corners, slot, np.pi / 2, theta)

    def toward_viewer(self, piece: Slice) -> np.ndarray:
        """The direction from the plane of a slice to the viewer."""
        return np.array([0.0, -1, 0] if piece.variable == "x" else [1.0, 0, 0])

    def cutting_plane(self, piece: Slice) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """A point of a slice's plane, and the direction from it to the viewer."""
        return tuple(self.plane_sheet(piece)[0, 0]), tuple(self.toward_viewer(piece))

    # -- scenery ---------------------------------------------------------------------------------

    def axes(self, *names: str) -> Group:
        """Edges of the box with numbers and names: x in front, y at the right, z at the left."""
        return Group(*(axis(self, k, name) for k, name in enumerate(names)))

    def grid(self) -> GridSheet:
        """The grid on the floor."""
        lines = []
        for k in (0, 1):
            for value in ticks(*self.intervals[k], about=_CELLS):
                across = np.array([[value, self.intervals[1][i]] for i in (0, 1)])
                if k:
                    across = np.array([[self.intervals[0][i], value] for i in (0, 1)])
                lines.append(self.at(np.column_stack([across, np.full(2, self.floor)])))
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
            self.at(points), lines=(_CELLS, cells), line_color=theme.BACKGROUND, line_opacity=0.45
        )
        return mesh.color_by(points[..., 2], theme.RAMP, shades or values)

    def plane_sheet(self, piece: Slice) -> np.ndarray:
        """The corners (2, 2, 3), in the world, of the upright plane of a slice."""
        k = "xy".index(piece.variable)
        (a0, a1), (z0, z1) = self.intervals[k], self.intervals[2]
        sheet = np.zeros((2, 2, 3))
        (sheet[..., 1 - k],) = piece.held.values()
        sheet[..., k] = [[a0, a0], [a1, a1]]
        sheet[..., 2] = [[z0, z1], [z0, z1]]
        return self.at(sheet)

    def plane(self, piece: Slice) -> SurfaceMesh:
        """The upright plane of a slice, through the whole box; grey, since it holds something."""
        mesh = SurfaceMesh(self.plane_sheet(piece), color=theme.HELD, gloss=0.0)
        return mesh.set_opacity(_SHEER)

    def cut(self, piece: Slice, color: str) -> Group:
        """The curve in which the plane of a slice cuts the graph."""
        return Group(
            *(
                Curve3D(self.at(points), stroke_width=theme.CURVE_WIDTH, color=color)
                for points in self.cut_pieces(piece)
            )
        )

    def cut_pieces(self, piece: Slice) -> list[np.ndarray]:
        """The unbroken pieces of that curve, points (n, 3) of the box."""
        k = "xy".index(piece.variable)
        (held,) = piece.held.values()
        pieces = []
        for part in sample_curve(piece, *self.intervals[k], window=self.intervals[2]):
            points = np.empty((len(part), 3))
            points[:, k], points[:, 1 - k], points[:, 2] = part[:, 0], held, part[:, 1]
            pieces.append(points)
        return pieces

    def dot(self, point, color: str) -> Points:
        """A dot at a point of the box."""
        return Points(self.at([point]), width=theme.DOT_WIDTH, color=color, depth_bias=_ABOVE)

    def dashes(self, start, end, color: str) -> Curve3D:
        """A dashed line between points of the box."""
        return Curve3D(
            self.at([start, end]), stroke_width=theme.LINE_WIDTH, dash=(0.14, 0.1), color=color
        )
