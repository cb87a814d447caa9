"""`Plot`: a window of the plane shown in a slot, and the curves in it.

Every curve keeps its data, so that it can be redrawn when the window changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from manim import Dot, Rectangle, VGroup, VMobject

from calclib.framing.windows.poles import asymptotes
from calclib.geometry.slices import Slice
from calclib.numeric.real_function import RealFunction
from calclib.sampling.curves import sample_curve
from calclib.sampling.polylines import dashes
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot_axes import PlotAxes, axis_names, curve_area, name_corners
from scenes._kit.plane.polyline import polyline
from scenes._kit.plane.window import Window
from scenes._kit.text.formula import Formula

_DASHES = 24
"""Dashes from the lower to the upper edge of a plot."""
_WINDOWS_REMEMBERED = 2
"""Of a graph: in a frame of a zoom, it and the labels that keep clear of it ask for one."""
PointArray = np.ndarray
"""Points (n, 2) of the plane."""


class PlotCurve(VMobject):
    """A curve that is redrawn from its data: `pieces(window)` gives arrays of points (n, 2).

    `function` is that of which it is the graph, if it is one.
    """

    def __init__(
        self, plot: Plot, pieces: Callable[[Window], Sequence[PointArray]], **style
    ) -> None:
        super().__init__(**{"stroke_width": theme.CURVE_WIDTH, "fill_opacity": 0, **style})
        self.plot, self.pieces = plot, pieces
        self.function: Callable | None = None
        self.redraw()

    def __deepcopy__(self, memo):
        """A copy shares the plot and the data."""
        memo.update({id(each): each for each in (self.plot, self.pieces, self.function)})
        return super().__deepcopy__(memo)

    def redraw(self) -> PlotCurve:
        """Redraws the curve in the plot's present window."""
        self.points = self.points_in(self.plot.window)
        return self

    def points_in(self, window: Window) -> np.ndarray:
        """Its cubic Bézier curves (4 n, 3) in the frame, drawn whole, in a window."""
        pieces = [piece for piece in self.pieces(window) if len(piece) >= 2]
        lines = [polyline(window.place_in(self.plot.area, piece)) for piece in pieces]
        return np.concatenate(lines) if lines else np.zeros((0, 3))

    def length_over_dim(self, dim: int) -> float:
        """As manim's, which compares point by point."""
        return float(np.ptp(self.points[:, dim])) if len(self.points) else 0.0


class Plot(VGroup):
    """Axes over a window, in a slot. `names` are the labels of the axes, as formula sources.

    `true_to_scale`: the window is widened until both axes have the same scale.
    `one_step`: both axes have lines at multiples of one step, so that unequal scales are seen.
    `aspect`: width over height of the area of the curves, if it is prescribed.
    `later_windows`: windows shown later, for whose numbers room is reserved too.
    """

    def __init__(
        self,
        slot: Slot,
        window: Window,
        names: tuple[str, str] = ("", ""),
        *,
        true_to_scale: bool = False,
        one_step: bool = False,
        aspect: float | None = None,
        later_windows: Sequence[Window] = (),
    ) -> None:
        super().__init__()
        self.slot, self.window = slot, window
        self._numbered = (window, *later_windows), names
        self.area = self.area_in(slot)
        if aspect is not None:
            self.area = self.area.with_aspect(aspect, centred=slot.spans_frame)
        if true_to_scale:
            self.window = window.widened(self.area.width / self.area.height)
        self.curves: list[PlotCurve] = []
        self.axes: VGroup = PlotAxes(self.area, self.window, one_step=one_step)
        self.add(self.axes, axis_names(self.area, names))

    def area_in(self, slot: Slot) -> Slot:
        """The area of the curves where the plot stands in a slot."""
        return curve_area(slot, *self._numbered)

    def place_of(self, points) -> np.ndarray:
        """Places in the frame, (..., 3), of points (..., 2) of the plane."""
        return self.window.place_in(self.area, points)

    def point_at(self, place) -> np.ndarray:
        """Points (..., 2) of the plane at places in the frame; the inverse of `place_of`."""
        origin, unit = self.place_of([(0, 0), (1, 1)])[:, :2]
        return (np.asarray(place)[..., :2] - origin) / (unit - origin)

    @property
    def grid(self) -> VMobject:
        """The grid lines."""
        return self.axes.submobjects[0]

    @property
    def texts(self) -> list[Formula]:
        """The numbers and the names of the axes."""
        return [each for each in self.get_family() if isinstance(each, Formula)]

    def set_axes(self, axes: VGroup) -> None:
        """Replaces grid lines and numbers."""
        self.axes = self.submobjects[0] = axes

    def set_window(self, window: Window, area: Slot | None = None) -> None:
        """Shows another window, in another area if one is given: the curves are redrawn, grid and
        numbers are not."""
        self.window = window
        if area is not None and area != self.area:
            corners = (name_corners(each, self._numbered[1]) for each in (self.area, area))
            for name, old, new in zip(self.submobjects[1], *corners, strict=True):
                name.shift(new - old)
            self.area = area
        for curve in self.curves:
            curve.redraw()

    def blank_sheet(self) -> Rectangle:
        """An empty sheet of the area's size, in the grey of held variables."""
        sheet = Rectangle(width=self.area.width, height=self.area.height, stroke_width=0)
        return sheet.set_fill(theme.HELD, theme.TRANSLUCENT / 2).move_to(self.area.center)

    # -- what is drawn ---------------------------------------------------------------------------

    def curve(self, pieces: Callable[[Window], Sequence[PointArray]], **style) -> PlotCurve:
        """A curve; `pieces` gives its pieces, each (n, 2), for a window."""
        curve = PlotCurve(self, pieces, **style)
        self.curves.append(curve)
        return curve

    def graph(self, function, through: Sequence[float] = (), **style) -> PlotCurve:
        """The graph of a vectorised function over the window, unbroken at each x in `through`."""

        def sampled(window: Window) -> list[PointArray]:
            return sample_curve(function, *window.x, window=window.y, through=through)

        curve = self.curve(lru_cache(_WINDOWS_REMEMBERED)(sampled), **style)
        curve.function = function
        return curve

    def mark_poles(self, function: RealFunction | Slice) -> None:
        """Adds dashed upright lines at the asymptotes of a function of one variable."""

        def dashed(window: Window) -> list[PointArray]:
            ends = np.linspace(*window.y, 2 * _DASHES + 1)
            pairs = [(ends[k], ends[k + 1]) for k in range(0, len(ends) - 1, 2)]
            places = asymptotes(function, window.x)
            return [np.array([(x, low), (x, high)]) for x in places for low, high in pairs]

        self.add(self.curve(dashed, color=theme.MUTED, stroke_width=theme.AXIS_WIDTH))

    def mark_curves(self, lines: Sequence[PointArray]) -> None:
        """Adds dashed curves (n, 2) of the plane, as at poles of a function of both."""

        def dashed(window: Window) -> list[PointArray]:
            (x0, x1), (y0, y1) = window.x, window.y
            length = (y1 - y0) / (2 * _DASHES)
            pieces = [piece for line in lines for piece in dashes(line, length)]
            inside = [((p >= (x0, y0)) & (p <= (x1, y1))).all() for p in pieces]
            return [piece for piece, shown in zip(pieces, inside, strict=True) if shown]

        self.add(self.curve(dashed, color=theme.MUTED, stroke_width=theme.LINE_WIDTH))

    def line(self, line: Callable, **style) -> PlotCurve:
        """The straight line y = line(x) across the window."""
        return self.curve(lambda window: [window.clip_line(line)], **style)

    def ray(self, start: tuple[float, float], direction: tuple[float, float], **style) -> PlotCurve:
        """The half-line from a point along a direction, up to the border of the window."""
        return self.curve(lambda window: [window.clip_ray(start, direction)], **style)

    def segments(self, *ends, **style) -> PlotCurve:
        """Straight segments between points of the plane: pairs of (x, y)."""
        return self.curve(lambda window: [np.array(pair, dtype=float) for pair in ends], **style)

    def dot(self, point, **style) -> Dot:
        """A dot at a point of the plane; it does not move with the window."""
        return Dot(self.place_of(point), **{"radius": theme.DOT_RADIUS, **style})
