"""`TangentFigure`: a slice in a plot, its secants, and a zoom towards its tangent."""

from __future__ import annotations

from calclib import Slice
from calclib.framing.secants import line_zoom, secant_view
from scenes._kit.layout.slots import Slot
from scenes._kit.names import STEPS, free_letter
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes._kit.text import derivatives, notation
from scenes.figures.derivatives.secant import SecantFigure
from scenes.figures.derivatives.slice_slope import SliceSlope


class TangentFigure:
    """A slice at `a` of its variable, shown in a slot over an interval.

    In the window `closest`, `factor` times smaller than the first, curve and tangent look like one
    line; at a corner it is as small as allowed: the corner remains.
    """

    def __init__(
        self, piece: Slice, a: float, interval: tuple[float, float] | None, slot: Slot
    ) -> None:
        self.slice, self.a, self.variable = piece, a, piece.variable
        self.slope = SliceSlope.of(piece, a)
        self.window = Window(*secant_view(piece, a, interval))
        self.factor, self.closest = self._closest()
        axes = (notation.symbol(piece.variable), notation.symbol("z"))
        self.plot = Plot(slot, self.window, axes, later_windows=[self.closest])
        run = notation.colored(piece.variable, f"Delta {piece.variable} = {free_letter(*STEPS)}")
        names = (run, derivatives.rise())
        self.secant = SecantFigure(self.plot, piece, a, names)
        self.tangents = self.secant.tangents(self.slope.both_sides)

    def magnification(self) -> str:
        """By how much the present window is enlarged, as a whole number: the source `times 12`."""
        (first_low, first_high), (low, high) = self.window.x, self.plot.window.x
        return f"times {notation.value(round((first_high - first_low) / (high - low)))}"

    def _closest(self) -> tuple[float, Window]:
        size = [high - low for low, high in (self.window.x, self.window.y)]
        start = (self.a, self.slice.at(self.a))
        share = line_zoom(self.slice, self.slope.both_sides, self.a, (size[0], size[1]))
        sides = [(c - share * s / 2, c + share * s / 2) for c, s in zip(start, size, strict=True)]
        return round(1 / share), Window(*sides)
