"""`Zoom`: animates a plot's window."""

from __future__ import annotations

import numpy as np
from manim import VGroup, smooth

from scenes._kit import theme
from scenes._kit.layout.slots import Slot, between
from scenes._kit.motion import CameraMotion
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.plot_axes import PlotAxes
from scenes._kit.plane.window import Window


class Zoom(CameraMotion):
    """Animates the plot's window to another: the grid moves with it, and becomes the new one; and
    the area that it fills, where the plot goes to another slot.

    The new lines appear before the old ones fade; numbers are shown at the start and at the end.
    """

    def __init__(self, plot: Plot, window: Window, slot: Slot | None = None, **kwargs) -> None:
        super().__init__(plot, **{"run_time": theme.SLOW, "rate_func": smooth, **kwargs})
        self.plot, self.first, self.last = plot, plot.window, window
        self.areas = plot.area, plot.area if slot is None else plot.area_in(slot)

    def begin(self) -> None:
        self.old = self.plot.axes
        self.new = PlotAxes(self.areas[1], self.last)
        self.plot.set_axes(VGroup(self.old, self.new))
        super().begin()

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.share(alpha)
        window = self.first.interpolate(self.last, share)
        area = between(*self.areas, share)
        self.plot.set_window(window, area)
        old, new = (float(np.clip(each, 0, 1)) for each in (2 - 2 * share, 2 * share))
        self.old.follow(window, area, old, max(0.0, 1 - 3 * share))
        self.new.follow(window, area, new, max(0.0, 3 * share - 2))

    def clean_up_from_scene(self, scene) -> None:
        super().clean_up_from_scene(scene)
        self.plot.set_axes(self.new)
