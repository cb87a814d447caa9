"""Level curves as one mobject, on a map, on the floor of a space or on a surface."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from calclib.geometry.level_curves import LevelCurve
from engine.mobjects.curve import Curve3D
from engine.mobjects.ramps import ramp_colors
from scenes._kit import theme


def level_lines(
    curves: Sequence[LevelCurve],
    place: Callable[[np.ndarray], np.ndarray],
    interval: tuple[float, float] | None = None,
    **style,
) -> Curve3D:
    """All the curves; `place` maps points (x, y, level), (n, 3), to places (n, 3).

    Coloured by level over an interval of heights, or all in one `color`.
    """
    gap = np.full((1, 3), np.nan)
    pieces = [np.column_stack([c.points, np.full(len(c.points), c.level)]) for c in curves]
    rows = np.concatenate([part for piece in pieces for part in (piece, gap)] or [gap])
    if interval is not None:
        style["colors"] = ramp_colors(rows[:, 2], theme.RAMP, interval)
    return Curve3D(place(rows), **{"stroke_width": theme.AXIS_WIDTH, **style})
