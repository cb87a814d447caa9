"""Plots of inputs and outputs: with one scale on both axes where what is shown stays broad."""

from __future__ import annotations

from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.plot_axes import curve_area
from scenes._kit.plane.window import Window
from scenes.figures.mapping.stages import length

_WIDENED = 0.4
"""A window that fills this share of a widened one, with one scale on both axes, is widened."""
_BROAD = 0.35
"""What is shown in it, too, if it still fills this share of it."""


def plot_of(slot: Slot, window: Window, shown: Window | None = None) -> Plot:
    """A plot in which what is `shown` (by default all of the window) is no thin band: with one
    scale on both axes, or else with one step, so that the difference is seen."""
    whole = _widened(slot, window)
    broad = shown is None or min(shares(shown, whole)) > _BROAD
    even = broad and min(shares(window, whole)) > _WIDENED
    return Plot(slot, window, true_to_scale=even, one_step=not even)


def plots_of(slot: Slot, first: Window, second: Window) -> tuple[Plot, Plot]:
    """Two plots, one beside the other; or above it, where only so both have one scale on their
    axes, as of a broad window."""
    layouts = slot.columns(0.5), slot.rows(0.5)
    windows = first, second
    least = [
        min(
            min(shares(each, _widened(part, each)))
            for part, each in zip(parts, windows, strict=True)
        )
        for parts in layouts
    ]
    upright, lying = least
    parts = layouts[1] if upright <= _WIDENED < lying else layouts[0]
    return plot_of(parts[0], first), plot_of(parts[1], second)


def shares(part: Window, whole: Window) -> tuple[float, float]:
    """The shares of a window's width and height that another one has."""
    return length(part.x) / length(whole.x), length(part.y) / length(whole.y)


def _widened(slot: Slot, window: Window) -> Window:
    """A window around another one, with one scale on both axes where it fills a slot."""
    area = curve_area(slot, [window], ("", ""))
    return window.widened(area.width / area.height)
