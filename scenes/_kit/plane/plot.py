"""`Plot`: a window of the plane shown in a slot, and the curves drawn in it.

Everything drawn keeps the data it was made from, so that it can follow when the window changes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from manim import Dot, Rectangle, VGroup, VMobject

from calclib.sampling.curves import sample_curve
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot_axes import PlotAxes, area_within, axis_names
from scenes._kit.plane.window import Window

Points = np.ndarray
"""Points (n, 2) of the plane."""


class PlotCurve(VMobject):
    """A curve of a plot, drawn anew from its data: `pieces(window)` gives points (n, 2)."""

    def __init__(self, plot: Plot, pieces: Callable[[Window], Sequence[Points]], **style) -> None:
        super().__init__(**{"stroke_width": theme.CURVE_WIDTH, "fill_opacity": 0, **style})
        self.plot, self.pieces = plot, pieces
        self.redraw()

    def __deepcopy__(self, memo):
        """A copy is drawn in the same plot from the same data."""
        memo.update({id(self.plot): self.plot, id(self.pieces): self.pieces})
        return super().__deepcopy__(memo)

    def redraw(self) -> PlotCurve:
        """Follows the plot's window."""
        self.clear_points()
        for piece in self.pieces(self.plot.window):
            if len(piece) >= 2:
                corners = self.plot.place_of(piece)
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
        self.area = area_within(slot, (window, *others), names)
        if aspect is not None:
            self.area = self.area.of_aspect(aspect)
        if true_to_scale:
            self.window = window.widened(self.area.width / self.area.height)
        self.curves: list[PlotCurve] = []
        self.scenery: VGroup = PlotAxes(self.area, self.window)
        self.add(self.scenery, axis_names(self.area, names))

    def place_of(self, points) -> np.ndarray:
        """Places in the frame, (..., 3), of points (..., 2) of the plane."""
        return self.window.place_in(self.area, points)

    def set_scenery(self, scenery: VGroup) -> None:
        """Exchanges grid lines and numbers."""
        self.scenery = self.submobjects[0] = scenery

    def set_window(self, window: Window) -> None:
        """Shows another window: all that is drawn follows, the numbers do not."""
        self.window = window
        for curve in self.curves:
            curve.redraw()

    def page(self) -> Rectangle:
        """A sheet of the size of the area, in the grey of what is held."""
        sheet = Rectangle(width=self.area.width, height=self.area.height, stroke_width=0)
        return sheet.set_fill(theme.HELD, theme.SHEER / 2).move_to(self.area.center)

    # -- what is drawn ---------------------------------------------------------------------------

    def curve(self, pieces: Callable[[Window], Sequence[Points]], **style) -> PlotCurve:
        """A curve given by its pieces, each (n, 2), as a function of the window."""
        curve = PlotCurve(self, pieces, **style)
        self.curves.append(curve)
        return curve

    def graph(self, function, **style) -> PlotCurve:
        """The graph of a vectorised function over the window."""
        return self.curve(lambda seen: sample_curve(function, *seen.x, window=seen.y), **style)

    def line(self, line: Callable, **style) -> PlotCurve:
        """A straight line y = line(x), through the whole window."""
        return self.curve(lambda seen: [seen.part_of_line(line)], **style)

    def segments(self, *ends, **style) -> PlotCurve:
        """Straight segments between points of the plane: pairs of (x, y)."""
        return self.curve(lambda seen: [np.array(pair, dtype=float) for pair in ends], **style)

    def dot(self, point, **style) -> Dot:
        """A dot at a point of the plane; it does not follow the window."""
        return Dot(self.place_of(point), **{"radius": theme.DOT_RADIUS, **style})
