"""`SliceFigure`: a slice of a graph, as a cut in space and as a plot with its secants."""

from __future__ import annotations

from calclib import Slice
from calclib.numeric.real_function import RealFunction
from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot import Plot
from scenes._kit.space.space import Space
from scenes._kit.text import derivatives, notation
from scenes.figures.derivatives.secant import SecantFigure
from scenes.figures.derivatives.slice_slope import SliceSlope


class SliceFigure:
    """A slice in a space, at `a` of its variable, shown in a slot.

    `view` shows the plane broad; `front` shows it head-on, exactly where `plot` does.
    """

    def __init__(
        self, space: Space, piece: Slice, a: float, camera: EngineCamera, slot: Slot
    ) -> None:
        self.slice, self.a, self.variable = piece, a, piece.variable
        self.slope = SliceSlope.of(piece, a)
        self.plane = space.slice_plane(piece)
        self.view = space.view_along(self.plane.direction, camera, slot)
        names = (notation.symbol(piece.variable), notation.symbol("z"))
        self.plot = Plot(slot, self.plane.window, names, aspect=self.plane.aspect)
        self.front = self.plane.front_view(camera, self.plot.area)
        self.sheet = self.plane.sheet()
        self.cut = self.plane.cut(piece.field, theme.FOREGROUND)
        run, rise = derivatives.differential(piece.variable), notation.part("rise", "dif f")
        self.secant = SecantFigure(self.plot, piece, a, (run, rise))
        self.tangents = self.secant.tangents(self.slope.both_sides)

    @property
    def field(self) -> RealFunction:
        """The function whose graph is cut."""
        return self.slice.field
