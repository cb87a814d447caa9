"""`SliceFigure`: a slice of a graph, as a cut in space and as a plot with its secants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import product

import numpy as np
from manim import OUT, Group, Mobject

from calclib import ScalarField, Slice, readings
from calclib.framing.secants import slice_range
from calclib.framing.windows.poles import asymptotes
from calclib.numeric.real_function import RealFunction
from engine.camera import EngineCamera
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_world
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.labels import with_halo
from scenes._kit.layout.segment_labels import box_distances, box_points
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes._kit.space.axes import axes_among
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.cut_sides import best_cut_side
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import Side, Viewpoint, seen_from
from scenes._kit.space.visibility import hidden_by_sheet
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes.figures.derivatives.secant import SecantFigure
from scenes.figures.derivatives.slice_slope import SliceSlope

_LABEL_SHARES, _LABEL_RISES = (0.85, 0.7, 0.5, 0.3, 0.15), (0.3, 0.45)
"""Where a plane's label may stand: along its upper edge, and how high above it, in scene units;
..."""
_LABEL_BESIDE = ((1.15, 0.0), (-0.15, 0.0), (1.15, -0.5), (-0.15, -0.5), (1.15, 0.5), (-0.15, 0.5))
"""... or beyond its sides: share along it, and how far above the upper edge, in scene units; ..."""
_LABEL_FARTHER = (0.7, 1.1)
"""... or, where a graph stands higher, farther above it."""
_MUCH_HIGHER = 3.0
"""A slice that becomes so many times as high when it is laid flat is said to be stretched."""
_NODES = np.linspace(0.05, 0.95, 10)
"""Shares of a plane's sides at which it is looked at."""
_LEAST_SEEN = 0.42
"""A plane of which less is seen, as a share of its height seen from the side, is hardly recognised:
the more it is looked down on, the lower it is."""
_LABEL_CLEARANCE, _RIM = 0.1, 33
"""At this distance from surface, poles and the plane's rim, in scene units, a label is free; so
many places on each of the plane's edges are looked at."""


class SliceFigure:
    """A slice in a space, at `a` of its variable, shown in a slot; its plot in the slot `flat`.

    `space` is turned to the side from which the graph is seen best; `view` shows the plane broad;
    `front` shows it head-on, exactly where `plot` does; `window` is the part of it that the slice
    itself needs. The plane's label keeps clear of the `scenery`.
    """

    def __init__(
        self,
        space: Space,
        piece: Slice,
        a: float,
        camera: EngineCamera,
        slot: Slot,
        flat: Slot,
        scenery: Sequence[Mobject],
    ) -> None:
        self.slice, self.a, self.variable, self.camera = piece, a, piece.variable, camera
        self.slope = SliceSlope.of(piece, a)
        side = self._side(space)
        self.space = Space(space.intervals[:2], space.intervals[2], quarter_turns=side.turns)
        self.plane = self.space.slice_plane(piece)
        self.view = self._view(side, slot)
        names = (notation.symbol(piece.variable), notation.symbol("z"))
        across, heights = self.plane.window.x, self.plane.window.y
        self.window = Window(across, slice_range(piece, a, across, heights))
        style = {"aspect": self.plane.aspect, "later_windows": [self.window]}
        self.plot = Plot(flat, self.plane.window, names, **style)
        self.front = self.plane.front_view(camera, self.plot.area)
        self.sheet = self.plane.sheet()
        around = np.vstack([self._rim, *(each.points for each in scenery)])
        self.label = self._plane_label(camera, flat, around)
        self.cut = self.plane.cut(piece.field, theme.FOREGROUND)
        names = (derivatives.run(piece.variable), derivatives.rise())
        self.secant = SecantFigure(self.plot, piece, a, names)
        self.tangents = self.secant.tangents(self.slope.both_sides)

    def _side(self, space: Space) -> Side:
        """The side from which the cut is seen best, of those where its variable runs to the right,
        as it does in the plot."""
        plane = space.slice_plane(self.slice)
        at = plane.points_of([self.a, space.floor])[:2].tolist()
        return best_cut_side(space, plane, self.slice.field, at)

    def _view(self, side: Side, slot: Slot) -> Viewpoint:
        corners = self.plane.corners().reshape(-1, 3)
        direction, field = (side.phi, side.theta), self.slice.field
        return self.space.view_of(direction, self.camera, slot, field, places=[corners])

    @cached_property
    def axes(self) -> Group:
        """The axes of the space, their labels placed for the view."""
        axes = self.space.axes(*notation.axis_names(self.slice.field))
        arrange_labels(axes, self.camera, self.view)
        return axes

    def axes_of(self, field: ScalarField) -> Group:
        """These axes and the planes of poles of a field."""
        return Group(*self.axes, *self.space.pole_planes(field))

    def axes_in_space(self) -> tuple[Group, Group]:
        """The plot's axes on the plane in space, and their numbers and names.

        In the `front` view they are just where the plot's are; the numbers only there clear of the
        axes.
        """
        (x0, x1), (z0, z1) = self.plot.window.x, self.plot.window.y
        style = {"stroke_width": theme.AXIS_WIDTH, "color": theme.MUTED}
        ends = ([(x0, z0), (x1, z0)], [(x0, z0), (x0, z1)])
        lines = [Curve3D(self.plane.place_of(pair), **style) for pair in ends]
        return Group(*lines), Group(*map(self._in_space, self.plot.texts))

    def _in_space(self, text: Formula) -> Formula:
        """A copy of a text of the plot, at its place on the plane."""
        return in_world(
            text.copy().move_to(self.plane.place_of(self.plot.point_at(text.get_center())))
        )

    def _plane_label(self, camera: EngineCamera, slot: Slot, scenery: np.ndarray) -> Formula:
        """y = 1, above or beside the plane's upper edge, at the first place in the slot that is
        clear of the scenery and of the labels of the axes."""
        (t0, t1), top = self.plane.window.x, self.plane.window.y[1]
        label = with_halo(Formula(notation.held_equation(self.slice), font_size=theme.LABEL))
        above, farther = (product(each, _LABEL_SHARES) for each in (_LABEL_RISES, _LABEL_FARTHER))
        spots = np.array([*above, *((rise, share) for share, rise in _LABEL_BESIDE), *farther])
        rises, along = spots.T
        edge = np.column_stack([t0 + along * (t1 - t0), np.full(len(spots), top)])
        places = self.plane.place_of(edge) + rises[:, None] * OUT
        shown = seen_from(camera, self.view, np.vstack([places, scenery]))
        centers, around = np.split(shown[:, :2], [len(places)])
        half = np.array([label.width, label.height]) / 2
        around = np.vstack([around[np.isfinite(around).all(axis=1)], self._texts_of_axes(camera)])
        gaps = box_distances(centers, half, around)
        middle, reach = slot.center[:2], np.array([slot.width, slot.height]) / 2
        gaps[(np.abs(centers - middle) + half > reach).any(axis=1)] = -1.0
        return in_world(label.move_to(places[np.argmax(np.minimum(gaps, _LABEL_CLEARANCE))]))

    def _texts_of_axes(self, camera: EngineCamera) -> np.ndarray:
        """Points (n, 2) that fill the boxes of the axes' numbers and names, as they are seen."""
        axes = axes_among(self.axes)
        texts = [text for axis in axes for text in (*axis.numbers, axis.name_label)]
        centers = np.array([text.get_center() for text in texts])
        moves = seen_from(camera, self.view, centers) - centers
        boxes = [box_points(text) + move for text, move in zip(texts, moves, strict=True)]
        return np.vstack(boxes)[:, :2]

    @property
    def _rim(self) -> np.ndarray:
        """Places (n, 3) on the plane's upper edge and at its sides."""
        (t0, t1), (z0, z1) = self.plane.window.x, self.plane.window.y
        shares = np.linspace(0, 1, _RIM)[:, None]
        ends = np.array([[(t0, z0), (t0, z1)], [(t0, z1), (t1, z1)], [(t1, z0), (t1, z1)]])
        return np.vstack([self.plane.place_of(a + shares * (b - a)) for a, b in ends])

    def ratio(self) -> str:
        """Delta f / Delta x for the present step of the secant."""
        step = self.secant.h.get_value()
        slope = self.slice.secant(self.a, step).slope
        sign = notation.equals_sign([slope])
        if sign == "=":  # by float64, which the slow way has to confirm
            sign = notation.equals_sign([readings.secant_slope(self.slice, self.a, step)])
        shown = f"{sign} {notation.part('value', notation.value(slope))}"
        return f"{derivatives.rise_over_run(self.variable)} {shown}"

    @property
    def written(self) -> list[list[notation.Statement]]:
        """f(x, y) = ..., to g(x) = f(x, 1) = ..., in statements; and these as they are broken in
        factors."""
        ways = (False, True)
        return [notation.slice_statements(self.slice, in_factors=broken) for broken in ways]

    def derived(self, value: str) -> Iterable[tuple[notation.Statement, notation.Statement]]:
        """The slope derived in symbols, in statements; and these as they are broken in factors.

        `value`: the source of "= -2".
        """
        ways = (
            derivatives.derivative_statements(self.slice, self.a, value, in_factors=broken)
            for broken in (False, True)
        )
        return zip(*ways, strict=True)

    def is_hidden_by(self, graph: SurfaceMesh) -> bool:
        """Whether a graph hides much of the plane, or the point on itself, from the viewpoint."""
        (t0, t1), (z0, z1) = self.plane.window.x, self.plane.window.y
        t, z = np.meshgrid(t0 + _NODES * (t1 - t0), z0 + _NODES * (z1 - z0))
        all_over = np.column_stack([t.ravel(), z.ravel()])
        places = self.plane.place_of(np.vstack([all_over, [(self.a, self.slice.at(self.a))]]))
        *hidden, hides_point = hidden_by_sheet(self.camera, self.view, graph.grid, places)
        seen = (1 - np.mean(hidden)) * np.sin(self.view.phi)
        return bool(hides_point or seen <= _LEAST_SEEN)

    def has_foot_hidden_by(self, graph: SurfaceMesh) -> bool:
        """Whether a graph that is opaque, since it does not hide the plane, hides the foot of the
        point, on the floor, from the viewpoint."""
        foot = self.plane.place_of([(self.a, self.space.floor)])
        covered = hidden_by_sheet(self.camera, self.view, graph.grid, foot).any()
        return bool(covered and not self.is_hidden_by(graph))

    @property
    def has_poles(self) -> bool:
        """Whether the plot has dashed lines, at poles of the slice."""
        return bool(len(asymptotes(self.slice, self.window.x)))

    @property
    def stretch(self) -> float:
        """How many times as high the slice becomes in its own window, to two digits; 1 where that
        is not much."""
        before, after = (float(np.ptp(each.y)) for each in (self.plane.window, self.window))
        factor = float(f"{before / after:.1e}")
        return factor if factor >= _MUCH_HIGHER else 1.0

    @property
    def field(self) -> RealFunction:
        """The function whose graph is cut."""
        return self.slice.field
