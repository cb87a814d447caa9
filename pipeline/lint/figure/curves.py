"""Curves: the graph of a function is drawn wherever the function is continuous and in its window.

A gap in a curve is right where the function is undefined, jumps, or leaves the window.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from calclib.arrays import Interval
from pipeline.lint.figure.shot import Shot, is_seen
from pipeline.lint.rules import Violation
from scenes._kit.plane.plot import PlotCurve
from scenes._kit.space.vertical_plane import Cut

_SAMPLES = 257
"""Places looked at in a gap."""
_JUMP = 0.4
"""The share of a gap that is crossed between two of them where the function jumps."""
_GAP = 0.15
"""Scene units of a curve that may be missing."""
_EDGE = 0.005
"""The share of a window's height at its edge, where a curve may end early."""


@dataclass(frozen=True, eq=False)
class Graph:
    """A graph as it is drawn: its pieces, each (n, 2) of x and y; the function and the window
    that it should show; and where (n, 2) lies in the picture, (n, d) in scene units."""

    pieces: Sequence[np.ndarray]
    function: Callable[[np.ndarray], np.ndarray]
    x: Interval
    y: Interval
    place: Callable[[np.ndarray], np.ndarray]


def torn_curves(shot: Shot) -> Iterator[Violation]:
    """No part of a graph is missing."""
    for graph in _graphs(shot):
        for gap in gaps(graph):
            length = missing(graph, gap)
            if length > _GAP:
                amount = f"{length:.2f} units of the curve, from {gap[0]:.4g} to {gap[1]:.4g}"
                yield Violation("torn curve", "", amount, length)


def gaps(graph: Graph) -> Iterator[Interval]:
    """Where nothing is drawn, before, between and after the pieces."""
    spans = sorted((piece[:, 0].min(), piece[:, 0].max()) for piece in graph.pieces if len(piece))
    reached = graph.x[0]
    for first, last in [*spans, (graph.x[1], graph.x[1])]:
        if first > reached:
            yield float(reached), float(first)
        reached = max(reached, last)


def missing(graph: Graph, gap: Interval) -> float:
    """The length, in scene units, of the graph that belongs into a gap."""
    x = np.linspace(*gap, _SAMPLES)
    with np.errstate(all="ignore"):
        y = np.asarray(graph.function(x), dtype=float) + np.zeros(_SAMPLES)
    edge = _EDGE * (graph.y[1] - graph.y[0])
    with np.errstate(invalid="ignore"):
        y[~((y > graph.y[0] + edge) & (y < graph.y[1] - edge))] = np.nan
    steps = np.linalg.norm(np.diff(graph.place(np.column_stack([x, y])), axis=0), axis=1)
    length = np.nansum(steps)
    return float(np.nansum(steps[steps < _JUMP * length])) if length else 0.0


def _graphs(shot: Shot) -> Iterator[Graph]:
    for mobject, _ in shot.drawn():
        if isinstance(mobject, PlotCurve) and mobject.function is not None:
            yield _in_plot(mobject, mobject.function)
    families: list[list[Any]] = [mobject.get_family() for mobject in shot.mobjects]
    for each in chain.from_iterable(families):
        if isinstance(each, Cut) and all(map(is_seen, each)):
            yield _on_plane(each)


def _in_plot(curve: PlotCurve, function: Callable) -> Graph:
    plot = curve.plot
    pieces = [plot.point_at(np.asarray(path)) for path in curve.get_subpaths()]
    return Graph(pieces, function, plot.window.x, plot.window.y, plot.place_of)


def _on_plane(cut: Cut) -> Graph:
    plane = cut.plane
    pieces = [plane.coordinates_of(curve.points) for curve in cut]
    return Graph(
        pieces, partial(plane.height, cut.field), plane.span, plane.window.y, plane.place_of
    )
