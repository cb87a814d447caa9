"""A plane to draw in: a window of the (x, y) plane shown in a slot, and what is drawn in it.

The axes stand at the window's left and lower edge, where no curve covers their numbers. Everything
drawn keeps the data it was made from, so that it can follow when the window changes (`Zoom`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, Animation, Dot, Line, Rectangle, VGroup, VMobject, smooth

from calclib.framing.ticks import tick_label, ticks
from calclib.sampling.curves import sample_curve
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.number_line import thinned
from scenes._kit.text.formula import Formula

Points = np.ndarray
Interval = tuple[float, float]


@dataclass(frozen=True)
class Window:
    """What is seen of the plane: the ranges of x and y."""

    x: Interval
    y: Interval

    def widened(self, aspect: float) -> Window:
        """The smallest window around this one whose width is `aspect` times its height."""
        now = (self.x[1] - self.x[0]) / (self.y[1] - self.y[0])
        if now < aspect:
            return Window(_grown(self.x, aspect / now), self.y)
        return Window(self.x, _grown(self.y, now / aspect))

    def around(self, other: Window) -> Window:
        """The smallest window that holds both."""
        return Window(
            (min(self.x[0], other.x[0]), max(self.x[1], other.x[1])),
            (min(self.y[0], other.y[0]), max(self.y[1], other.y[1])),
        )

    def between(self, other: Window, share: float) -> Window:
        """A zoom's window on the way to another: sizes shrink geometrically about one point."""
        return Window(
            _between(self.x, other.x, share),
            _between(self.y, other.y, share),
        )


def _grown(interval: Interval, factor: float) -> Interval:
    middle, half = (interval[0] + interval[1]) / 2, (interval[1] - interval[0]) / 2
    return middle - factor * half, middle + factor * half


def _between(first: Interval, last: Interval, share: float) -> Interval:
    sizes = first[1] - first[0], last[1] - last[0]
    size = sizes[0] ** (1 - share) * sizes[1] ** share
    linear = share if np.isclose(*sizes) else (sizes[0] - size) / (sizes[0] - sizes[1])
    low = first[0] + (last[0] - first[0]) * linear
    return low, low + size


class Drawn(VMobject):
    """A curve of a plot, drawn anew from its data: `pieces(plot)` gives arrays (n, 2) of (x, y)."""

    def __init__(self, plot: Plot, pieces: Callable[[Window], Sequence[Points]], **style) -> None:
        super().__init__(**{"stroke_width": theme.CURVE_WIDTH, "fill_opacity": 0, **style})
        self.plot, self.pieces = plot, pieces
        self.redraw()

    def __deepcopy__(self, memo):
        """A copy is drawn in the same plot from the same data."""
        memo.update({id(self.plot): self.plot, id(self.pieces): self.pieces})
        return super().__deepcopy__(memo)

    def redraw(self) -> Drawn:
        """Follows the plot's window."""
        self.clear_points()
        for piece in self.pieces(self.plot.window):
            if len(piece) >= 2:
                corners = self.plot.at(piece)
                self.start_new_path(corners[0])
                self.add_points_as_corners(corners[1:])
        return self


class Plot(VGroup):
    """Axes over a window, in a slot. `names` are the labels of the axes, as formula sources.

    `true_to_scale`: the window is widened until a unit is as long upwards as sideways.
    `aspect`: the width of the area of the curves over its height, where it is to be a certain one.
    `others`: windows to be shown later, for whose numbers there is room as well.
    """

    def __init__(
        self,
        slot: Slot,
        window: Window,
        names: tuple[str, str] = ("", ""),
        *,
        true_to_scale: bool = False,
        aspect: float | None = None,
        others: Sequence[Window] = (),
    ) -> None:
        super().__init__()
        self.slot, self.window = slot, window
        self.windows = (window, *others)
        self.area = self._area_within(slot, names)
        if aspect is not None:
            self.area = self.area.of_aspect(aspect)
        if true_to_scale:
            self.window = window.widened(self.area.width / self.area.height)
        self.drawn: list[Drawn] = []
        self.scenery = self._scenery()
        self.names = self._names(names)
        self.add(self.scenery, self.names)

    # -- places ----------------------------------------------------------------------------------

    def _area_within(self, slot: Slot, names: tuple[str, str]) -> Slot:
        """The rectangle of the curves: the slot less the room for numbers and names."""
        below, beside = 0.62, max(0.75, self._widest_number() + 0.3)
        above, right = (0.45 if names[1] else 0.15), (0.45 if names[0] else 0.15)
        return Slot(
            slot.x + (beside - right) / 2,
            slot.y + (below - above) / 2,
            slot.width - beside - right,
            slot.height - below - above,
        )

    def _widest_number(self) -> float:
        texts = set()
        for window in self.windows:
            values = ticks(*window.y)
            texts |= {tick_label(value, values[1] - values[0]) for value in values[[0, -1]]}
        return max(Formula(text, font_size=theme.TICK).width for text in texts)

    def at(self, points) -> Points:
        """Places in the frame, (..., 3), of points (..., 2) of the plane."""
        points = np.asarray(points, dtype=float)
        (x0, x1), (y0, y1) = self.window.x, self.window.y
        area = self.area
        return np.stack(
            [
                area.left + (points[..., 0] - x0) / (x1 - x0) * area.width,
                area.bottom + (points[..., 1] - y0) / (y1 - y0) * area.height,
                np.zeros(points.shape[:-1]),
            ],
            axis=-1,
        )

    # -- axes ------------------------------------------------------------------------------------

    def _scenery(self) -> VGroup:
        """Grid lines and numbers for the window as it is now."""
        area, grid = self.area, VGroup()
        for k, interval in enumerate((self.window.x, self.window.y)):
            for value in ticks(*interval):
                ends = np.array([[area.left, area.bottom, 0], [area.right, area.top, 0]])
                ends[:, k] = self.at(self._on_axis(k, value))[k]
                zero = abs(value) < 1e-9 * (interval[1] - interval[0])
                color = theme.FAINT if zero else theme.GRID
                width = theme.AXIS_WIDTH if zero else theme.GRID_WIDTH
                grid.add(Line(*ends, stroke_width=width, color=color))
        corner = np.array([area.left, area.bottom, 0])
        axes = VGroup(
            Line(corner, corner + RIGHT * area.width),
            Line(corner, corner + UP * area.height),
        ).set_stroke(theme.QUIET, theme.AXIS_WIDTH)
        self.numbers = VGroup(*self._tick_labels(0), *self._tick_labels(1))
        self.grid, self.axes = grid, axes
        return VGroup(grid, axes, self.numbers)

    def _tick_labels(self, k: int) -> list[Formula]:
        """The numbers of an axis, in their places; as many as have room side by side."""
        values = ticks(*(self.window.x, self.window.y)[k])
        step = values[1] - values[0] if len(values) > 1 else 1.0
        labels = [
            Formula(tick_label(value, step), font_size=theme.TICK, color=theme.QUIET)
            for value in values
        ]
        for label, value in zip(labels, values, strict=True):
            place = self.at(self._on_axis(k, value))
            label.next_to(place, DOWN if k == 0 else LEFT, buff=0.14)
        return thinned(labels, k)

    def _on_axis(self, k: int, value: float) -> tuple[float, float]:
        return (value, self.window.y[0]) if k == 0 else (self.window.x[0], value)

    def _names(self, names: tuple[str, str]) -> VGroup:
        area, group = self.area, VGroup()
        for source, corner, side in (
            (names[0], np.array([area.right, area.bottom, 0]), RIGHT),
            (names[1], np.array([area.left, area.top, 0]), UP),
        ):
            if source:
                label = Formula(source, font_size=theme.LABEL)
                group.add(label.next_to(corner, side, buff=0.14))
        return group

    def page(self) -> Rectangle:
        """A sheet of the size of the area, in the grey of what is held."""
        sheet = Rectangle(width=self.area.width, height=self.area.height, stroke_width=0)
        return sheet.set_fill(theme.HELD, theme.SHEER / 2).move_to(self.area.center)

    # -- what is drawn ---------------------------------------------------------------------------

    def draw(self, pieces: Callable[[Window], Sequence[Points]], **style) -> Drawn:
        """A curve given by its pieces, each (n, 2), as a function of the window."""
        curve = Drawn(self, pieces, **style)
        self.drawn.append(curve)
        return curve

    def graph(self, function, **style) -> Drawn:
        """The graph of a vectorised function over the window."""
        return self.draw(lambda seen: sample_curve(function, *seen.x, window=seen.y), **style)

    def line(self, line: Callable, **style) -> Drawn:
        """A straight line y = line(x), through the whole window."""
        return self.draw(lambda seen: [_clipped(line, seen)], **style)

    def segments(self, *ends, **style) -> Drawn:
        """Straight segments between points of the plane: pairs of (x, y)."""
        return self.draw(lambda seen: [np.array(pair, dtype=float) for pair in ends], **style)

    def dot(self, point, **style) -> Dot:
        """A dot at a point of the plane; it does not follow the window."""
        return Dot(self.at(point), **{"radius": theme.DOT_RADIUS, **style})

    def look(self, window: Window) -> None:
        """Shows another window: all that is drawn follows, the numbers do not."""
        self.window = window
        for curve in self.drawn:
            curve.redraw()


def _clipped(line: Callable, seen: Window) -> Points:
    """The part of y = line(x) inside the window, ends included; empty where it misses it."""
    (x0, x1), (y0, y1) = seen.x, seen.y
    at0, at1 = float(line(x0)), float(line(x1))
    slope = (at1 - at0) / (x1 - x0)
    if slope != 0:
        crossings = sorted((x0 + (y - at0) / slope) for y in (y0, y1))
        x0, x1 = max(x0, crossings[0]), min(x1, crossings[1])
    elif not y0 <= at0 <= y1:
        return np.empty((0, 2))
    return np.array([(x0, line(x0)), (x1, line(x1))]) if x0 < x1 else np.empty((0, 2))


class Zoom(Animation):
    """The plot's window shrinks or grows to another; its numbers are exchanged on the way."""

    def __init__(self, plot: Plot, window: Window, **kwargs) -> None:
        super().__init__(plot, **{"run_time": theme.SLOW, "rate_func": smooth, **kwargs})
        self.plot, self.first, self.last = plot, plot.window, window

    def begin(self) -> None:
        self.old = self.plot.scenery
        self.plot.window = self.last
        self.new = self.plot._scenery()
        self.plot.window = self.first
        self.plot.scenery = VGroup(self.old, self.new)
        self.plot.submobjects[0] = self.plot.scenery
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        self.plot.look(self.first.between(self.last, share))
        _fade(self.old, 1 - min(1.0, 3 * share))
        _fade(self.new, max(0.0, 3 * share - 2))

    def clean_up_from_scene(self, scene) -> None:
        super().clean_up_from_scene(scene)
        self.plot.scenery = self.new
        self.plot.submobjects[0] = self.new


def _fade(scenery: VGroup, opacity: float) -> None:
    grid, axes, numbers = scenery
    grid.set_stroke(opacity=opacity)
    axes.set_stroke(opacity=1)
    numbers.set_fill(opacity=opacity)
