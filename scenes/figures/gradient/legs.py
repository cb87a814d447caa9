"""The legs of a gradient arrow: the partial derivatives along x and y."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import VGroup

from scenes._kit import theme
from scenes._kit.layout.labels import label_of
from scenes._kit.layout.segment_labels import (
    Surroundings,
    box_points,
    line_points,
    place_by_segments,
)
from scenes._kit.plane.plot import Plot
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.gradient.arrows import outline

_INSIDE = (0.25, 0.5, 0.75)
"""Shares of the way from the corner of the legs to the arrow, where no number stands."""
_BEYOND = (0.15, 0.3, 0.45, 0.6)
"""Scene units beyond the arrow, and from the ends of the legs onwards, where none stands either."""
_LEAST = 0.12
"""Scene units: a shorter leg would be a speck under the arrow. The notes have its number."""


def legs_of_arrow(
    plot: Plot,
    point: np.ndarray,
    vector: np.ndarray,
    partials: Sequence[tuple[str, float]],
    width: float,
) -> tuple[VGroup, VGroup]:
    """The legs of an arrow `vector` (2,) at a point (2,), and a number beside each; but not of one
    that is 0, or too short to be seen.

    `partials` are the names of the variables and the numbers; `width` is the arrow's.
    """
    ends = point + np.array([[0, 0], [vector[0], 0], vector])
    places = plot.place_of(ends)
    shown = [k for k in range(2) if np.linalg.norm(places[k + 1] - places[k]) > _LEAST]
    around = _surroundings(plot, places, width)
    lines, labels = VGroup(), list[Formula]()
    for k in shown:
        color = (theme.X, theme.Y)[k]
        lines.add(plot.segments(ends[k : k + 2], color=color, stroke_width=theme.LINE_WIDTH))
        labels.append(label_of(lines[-1], _number(*partials[k])))
    return lines, VGroup(*place_by_segments(labels, [places[k : k + 2] for k in shown], around))


def _number(name: str, value: float) -> Formula:
    return Formula(notation.colored(name, notation.value(value)), font_size=theme.LABEL)


def _surroundings(plot: Plot, places: np.ndarray, width: float) -> Surroundings:
    """What numbers keep clear of: the arrow from the first to the last of three places (3, 3), the
    point's dot, and the curves in the plot, as at poles; if there is room, also the triangle
    between the arrow and its legs, what is beyond it, and the lines at 0."""
    tail, corner, tip = places
    shape = outline(tail[:2], (tip - tail)[:2], width)
    arrow = np.vstack([line_points(places[[0, 2]]), shape.points])
    inside = [corner + share * (arrow - corner) for share in _INSIDE]
    beyond = [place + each * way for each in _BEYOND for place, way in _outwards(places)]
    dot, (across, along) = plot.dot(plot.point_at(tail)), (plot.window.x, plot.window.y)
    upright, level = ([(0, end) for end in along], [(end, 0) for end in across])
    at_zero = [line_points(plot.place_of(ends)) for ends in (upright, level)]
    kept_clear = np.vstack([arrow, box_points(dot), *(each.points for each in plot.curves)])
    faint = np.vstack([*inside, *beyond, *at_zero])
    return Surroundings(plot.area, kept_clear, np.empty((0, 3)), faint)


def _outwards(places: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """Places (n, 3) on the arrow and at the outer ends of its legs, and the ways (3,) from there
    off the triangle of three places (3, 3): across the arrow, and along each leg."""
    tail, corner, tip = places
    first, second = (way / (np.linalg.norm(way) or 1.0) for way in (tail - corner, tip - corner))
    across = np.linalg.norm(tip - corner) * first + np.linalg.norm(tail - corner) * second
    across /= np.linalg.norm(across) or 1.0
    return [(line_points(places[[0, 2]]), across), (tail[None], first), (tip[None], second)]
