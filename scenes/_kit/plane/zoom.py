"""`Zoom`: animates a plot's window."""

from __future__ import annotations

from manim import Animation, VGroup, smooth

from scenes._kit import theme
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.plot_axes import PlotAxes
from scenes._kit.plane.window import Window


class Zoom(Animation):
    """Animates the plot's window to another; grid and numbers cross-fade."""

    def __init__(self, plot: Plot, window: Window, **kwargs) -> None:
        super().__init__(plot, **{"run_time": theme.SLOW, "rate_func": smooth, **kwargs})
        self.plot, self.first, self.last = plot, plot.window, window

    def begin(self) -> None:
        self.old = self.plot.axes
        self.new = PlotAxes(self.plot.area, self.last)
        self.plot.set_axes(VGroup(self.old, self.new))
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        self.plot.set_window(self.first.interpolate(self.last, share))
        self.old.set_visibility(1 - min(1.0, 3 * share))
        self.new.set_visibility(max(0.0, 3 * share - 2))

    def clean_up_from_scene(self, scene) -> None:
        super().clean_up_from_scene(scene)
        self.plot.set_axes(self.new)
