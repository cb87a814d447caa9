"""Plots of inputs and outputs: with one scale on both axes where what is shown stays broad; and
hatched where inputs have no outputs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

import numpy as np
from manim import Line, VGroup, VMobject

from calclib.arrays import Point
from calclib.framing.mapping_domains import MappingView
from calclib.mapping import Mapping
from calclib.sampling.polylines import masked_runs
from scenes._kit import theme
from scenes._kit.layout.slots import (
    Slot,
    above_captions,
    figure_and_notes,
    safe_area,
    views_and_strip,
)
from scenes._kit.names import output_names
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.plot_axes import curve_area
from scenes._kit.plane.window import Window
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.mapping.stages import are_comparable, length

_WIDENED = 0.4
"""A window that fills this share of a widened one, with one scale on both axes, is widened."""
_BROAD = 0.35
"""What is shown in it, too, if it still fills this share of it."""
_SMALL, _THIN = 0.45, 0.2
"""Outputs that fill less than this share of a window, both ways or one way, have their own."""
_LONG, _OVERLAP, _CELLS = 2.0, 0.35, 24
"""A window so many times as long as broad is too long for both; outputs that cover a larger share
of the inputs are not seen among them; cells along each side by which that is told."""
_INPUTS = 0.42
"""The share of two plots that the one of the inputs takes: the outputs are what is looked at."""
_LOWER = 0.07
"""Beside the other one, it is lower by this share."""
_TINY = 2.0
"""The width or height of a plot beside another one at least, in scene units."""
_LANES, _NOTES, _ROW = 2, 0.4, 2.0
"""Lanes of notes below two plots: the rule beside its pairs; their share of the width beside a
plot; and the distance of their rows, in ems."""
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


class TwoPlots(NamedTuple):
    """The frame shared out: a figure of two plots with their parts of it, and notes."""

    figure: Slot
    notes: Slot
    inputs: Slot
    outputs: Slot


def layout_of_two(first: Window, second: Window, written: Formula, rows: int) -> TwoPlots:
    """Room for plots of these windows, of inputs and of outputs, and for notes: a rule as it is
    `written`, and so many rows; of all ways to share the frame out the one with the largest plots,
    of which that of the outputs counts twice, and none is tiny. Below a high rule one row less is
    better than tiny inputs."""

    def are_large(layout: TwoPlots) -> bool:
        areas = _area(layout.inputs, first), _area(layout.outputs, second)
        return min(max(each.width, each.height) for each in areas) >= _TINY

    def size(layout: TwoPlots) -> tuple[bool, float]:
        inputs, outputs = _area(layout.inputs, first), _area(layout.outputs, second)
        area = inputs.width * inputs.height * (outputs.width * outputs.height) ** 2
        return are_large(layout), area

    views, strip = views_and_strip()
    if not views.holds_two:
        return max(_in_parts(*figure_and_notes(overlap=False)), key=size)
    around = _around_notes(written, rows)
    if not are_large(around):
        around = _around_notes(written, rows - 1)
    return max((*_in_parts(*_above_notes(views, strip, written)), around), key=size)


def _in_parts(figure: Slot, notes: Slot) -> list[TwoPlots]:
    """Plots beside each other, that of the inputs lower, and above each other."""
    left, right = figure.columns(_INPUTS)
    beside = left.without_top(_LOWER * figure.height), right
    return [TwoPlots(figure, notes, *parts) for parts in (beside, figure.rows(_INPUTS))]


def _above_notes(views: Slot, strip: Slot, written: Formula) -> tuple[Slot, Slot]:
    """Room for two plots, and for notes below them: the rule, and the pairs beside it."""
    strip = above_captions(strip)
    more = max(0.0, written.height - strip.height)  # fractions are high
    height = strip.height + more
    below = replace(strip, y=strip.bottom + height / 2, height=height, lanes=_LANES)
    return views.without_bottom(more), below


def _around_notes(written: Formula, rows: int) -> TwoPlots:
    """Notes in the upper left corner, the inputs below them, and the outputs beside both."""
    area = safe_area()
    left, right = area.columns(max(_NOTES, written.width / area.width))
    notes, inputs = left.rows((written.height + rows * _ROW * written.em) / left.height)
    return TwoPlots(area, notes, inputs, right)


def plots_of(
    layout: TwoPlots, first: Window, second: Window, inputs: Sequence[str]
) -> tuple[Plot, Plot]:
    """Two plots, of inputs with these letters and of outputs, each with one scale on its axes,
    unless it is a thin band, and no larger than its window needs."""
    letter, other = map(notation.symbol, inputs)
    source, target = _around(layout.inputs, first), _around(layout.outputs, second)
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


def grid_of_inputs(
    plot: Plot, view: MappingView, values: Sequence[np.ndarray], colors: Sequence[str]
) -> VGroup:
    """Faint lines along each of two inputs, in its colour, at values (n,) of the other one, where
    inputs have outputs."""
    (left, right), (low, high) = view.domain
    along_x = [((left, y), (right, y)) for y in values[1]]
    along_y = [((x, low), (x, high)) for x in values[0]]
    grid = VGroup()
    for ends, color in zip((along_x, along_y), colors, strict=True):
        parts = chain.from_iterable(_with_outputs(view, *each) for each in ends)
        grid += VGroup(*(Line(*plot.place_of(part)) for part in parts)).set_stroke(color)
    return grid.set_stroke(width=theme.GRID_WIDTH, opacity=theme.QUIET)


def _with_outputs(view: MappingView, start: Point, end: Point) -> list[np.ndarray]:
    """The parts (2, 2) of a line of inputs from start to end that have outputs."""
    if not view.has_gaps:
        return [np.array([start, end])]
    inputs = np.linspace(start, end, _SAMPLES)
    known = np.logical_and.reduce(np.isfinite(view.mapping(*inputs.T)), axis=-1)
    return [run[[0, -1]] for run in masked_runs(inputs, known, 2)]


def _around(slot: Slot, window: Window) -> Slot:
    """The part of a slot that a plot of a window takes with one scale on both axes, if it may have
    that: beside another plot, axes do not reach beyond what they are there for."""
    whole, area = _room(slot, window), _area(slot, window)
    return slot.inset((whole.width - area.width) / 2, (whole.height - area.height) / 2)


def _area(slot: Slot, window: Window) -> Slot:
    """The area of a plot of a window in a slot, with one scale on both axes if it may have that."""
    whole = _room(slot, window)
    if not are_comparable(window.x, window.y, ratio=1 / _WIDENED):
        return whole
    return whole.with_aspect(length(window.x) / length(window.y), centred=True)


def _room(slot: Slot, window: Window) -> Slot:
    """For the area of a plot of a window in a slot."""
    return curve_area(slot, [window], ("", ""))


def can_share(inputs: Window, outputs: Window) -> bool:
    """Whether both can be shown in one window, in which the outputs are not too small."""
    sides = zip((inputs.x, inputs.y), (outputs.x, outputs.y), strict=True)
    filled = shares(outputs, inputs.union(outputs))
    if min(filled) < _THIN or max(filled) < _SMALL:
        return False
    return all(are_comparable(*pair) for pair in sides)


def are_apart(inputs: Window, outputs: Window, mapping: Mapping) -> bool:
    """Whether outputs are seen among inputs, in a window that has one scale on both axes: the
    image of a grid covers little of them."""
    both = inputs.union(outputs)
    if not are_comparable(both.x, both.y, ratio=_LONG):
        return False
    sides = (np.linspace(*each, _SAMPLES) for each in (inputs.x, inputs.y))
    images = mapping(*(each.ravel() for each in np.meshgrid(*sides)))
    cells, *_ = np.histogram2d(*images.T, bins=_CELLS, range=(inputs.x, inputs.y))
    return float((cells > 0).mean()) < _OVERLAP


def shares(part: Window, whole: Window) -> tuple[float, float]:
    """The shares of a window's width and height that another one has."""
    return length(part.x) / length(whole.x), length(part.y) / length(whole.y)


def _widened(slot: Slot, window: Window) -> Window:
    """A window around another one, with one scale on both axes where it fills a slot."""
    area = curve_area(slot, [window], ("", ""))
    return window.widened(area.width / area.height)
