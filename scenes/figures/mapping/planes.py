"""Plots of inputs and outputs: with one scale on both axes where what is shown stays broad; and
hatched where inputs have no outputs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VMobject

from calclib.framing.mapping_domains import MappingView
from calclib.sampling.polylines import masked_runs
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.names import output_names
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.plot_axes import curve_area
from scenes._kit.plane.window import Window
from scenes._kit.text import notation
from scenes.figures.mapping.stages import are_comparable, length

_WIDENED = 0.4
"""A window that fills this share of a widened one, with one scale on both axes, is widened."""
_BROAD = 0.35
"""What is shown in it, too, if it still fills this share of it."""
_INPUTS = 0.42
"""The share of two plots that the one of the inputs takes: the outputs are what is looked at."""
_LOWER = 0.07
"""Beside the other one, it is lower by this share."""
_APART = 0.2
"""Distance of hatching lines, along an axis, in scene units."""
_SAMPLES = 241
"""Points along a line at which the mapping is looked at."""
_LEAST = 3
"""Of these without a value, one after another: fewer lie on a curve of poles."""


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
    """Two plots, of inputs with these letters and of outputs, one beside the other, or above it
    where so they are larger; each with one scale on its axes, unless it is a thin band, and no
    larger than its window needs."""
    windows = first, second
    left, right = slot.columns(_INPUTS)
    layouts = [
        [_around(part, window) for part, window in zip(parts, windows, strict=True)]
        for parts in ((left.without_top(_LOWER * slot.height), right), slot.rows(_INPUTS))
    ]
    source, target = max(layouts, key=lambda parts: sum(part.width * part.height for part in parts))
    letter, other = map(notation.symbol, inputs)
    names = plane_names(inputs)
    return plot_of(source, first, names=(letter, other)), plot_of(target, second, names=names)


def plane_names(inputs: Sequence[str]) -> tuple[str, str]:
    """The Typst sources of names for the axes of two outputs, unlike those of the inputs."""
    first, second, _ = (notation.part("output", name) for name in output_names(inputs))
    return first, second


def names_of_both(inputs: Sequence[str]) -> tuple[str, str]:
    """The Typst sources of names for the axes of a plane of two inputs and of two outputs."""
    pairs = zip(map(notation.symbol, inputs), plane_names(inputs), strict=True)
    first, second = (f"{name}, {output}" for name, output in pairs)
    return first, second


def hatching(plot: Plot, view: MappingView) -> VMobject:
    """Slanted lines over the inputs of a view's domain that have no output."""
    lines = VMobject(stroke_color=theme.MUTED, stroke_width=theme.GRID_WIDTH, fill_opacity=0)
    if not view.has_gaps:
        return lines
    (left, bottom, _), (right, top, _) = plot.place_of(np.transpose(view.domain))
    rise = np.linspace(0, top - bottom, _SAMPLES)[:, None] * [1, 1, 0]
    for x in np.arange(left - (top - bottom), right, _APART):
        places = np.array([x, bottom, 0]) + rise
        inside = (places[:, 0] >= left) & (places[:, 0] <= right)
        outputs = view.mapping(*plot.point_at(places).T)
        unknown = ~np.isfinite(outputs).all(axis=-1)
        for run in masked_runs(places, inside & unknown, _LEAST):
            lines.start_new_path(run[0])
            lines.add_line_to(run[-1])
    return lines


def _around(slot: Slot, window: Window) -> Slot:
    """The part of a slot that a plot of a window takes with one scale on both axes, if it may have
    that: beside another plot, axes do not reach beyond what they are there for."""
    if not are_comparable(window.x, window.y, ratio=1 / _WIDENED):
        return slot
    area = curve_area(slot, [window], ("", ""))
    share = area.width / area.height * length(window.y) / length(window.x)
    across, along = (1 - 1 / share) * area.width / 2, (1 - share) * area.height / 2
    return slot.inset(max(0.0, across), max(0.0, along))


def shares(part: Window, whole: Window) -> tuple[float, float]:
    """The shares of a window's width and height that another one has."""
    return length(part.x) / length(whole.x), length(part.y) / length(whole.y)


def _widened(slot: Slot, window: Window) -> Window:
    """A window around another one, with one scale on both axes where it fills a slot."""
    area = curve_area(slot, [window], ("", ""))
    return window.widened(area.width / area.height)
