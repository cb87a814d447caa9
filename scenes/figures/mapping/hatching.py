"""Hatches the part of a plane of inputs where a mapping has no value."""

from __future__ import annotations

import numpy as np
from manim import VMobject

from calclib.framing.mapping_domains import MappingView
from calclib.sampling.polylines import masked_runs
from scenes._kit import theme
from scenes._kit.plane.plot import Plot

_APART = 0.2
"""Distance of the lines, along an axis, in scene units."""
_SAMPLES = 241
"""Points along a line at which the mapping is looked at."""
_LEAST = 3
"""Of these without a value, one after another: fewer lie on a curve of poles."""


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
