"""Plots of inputs and outputs: with one scale on both axes where what is shown stays broad."""

from __future__ import annotations

from collections.abc import Sequence

from scenes._kit.layout.slots import Slot
from scenes._kit.names import output_names
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.plot_axes import curve_area
from scenes._kit.plane.window import Window
from scenes._kit.text import notation
from scenes.figures.mapping.stages import length

_WIDENED = 0.4
"""A window that fills this share of a widened one, with one scale on both axes, is widened."""
_BROAD = 0.35
"""What is shown in it, too, if it still fills this share of it."""


def plot_of(
    slot: Slot, window: Window, shown: Window | None = None, names: tuple[str, str] = ("", "")
) -> Plot:
    """A plot in which what is `shown` (by default all of the window) is no thin band: with one
    scale on both axes, or else with one step, so that the difference is seen."""
    whole = _widened(slot, window)
    broad = shown is None or min(shares(shown, whole)) > _BROAD
    even = broad and min(shares(window, whole)) > _WIDENED
    return Plot(slot, window, names, true_to_scale=even, one_step=not even)


def plots_of(slot: Slot, first: Window, second: Window, inputs: Sequence[str]) -> tuple[Plot, Plot]:
    """Two plots, of inputs with these letters and of outputs, one beside the other; or above it,
    where only so both have one scale on their axes, as of a broad window."""
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
    letter, other = map(notation.symbol, inputs)
    names = (letter, other), plane_names(inputs)
    first_plot, second_plot = (
        plot_of(part, window, names=pair)
        for part, window, pair in zip(parts, windows, names, strict=True)
    )
    return first_plot, second_plot


def plane_names(inputs: Sequence[str]) -> tuple[str, str]:
    """The Typst sources of names for the axes of two outputs, unlike those of the inputs."""
    first, second, _ = (notation.part("output", name) for name in output_names(inputs))
    return first, second


def shares(part: Window, whole: Window) -> tuple[float, float]:
    """The shares of a window's width and height that another one has."""
    return length(part.x) / length(whole.x), length(part.y) / length(whole.y)


def _widened(slot: Slot, window: Window) -> Window:
    """A window around another one, with one scale on both axes where it fills a slot."""
    area = curve_area(slot, [window], ("", ""))
    return window.widened(area.width / area.height)
