"""Points along what is drawn as a line: a curve, an arrow, a path."""

from __future__ import annotations

from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from scenes._kit.layout.labels import dense_points

_ARROW, _SEGMENT = 49, 9
"""Points along an arrow, and along each segment of a curve."""


def points_along(mobject: Any) -> np.ndarray:
    """Points (n, 3), NaN in gaps, close to each other; of dots and surfaces their own points."""
    if isinstance(mobject, ArrowField):
        return _between(mobject.tails, mobject.tips, _ARROW)
    if isinstance(mobject, Curve3D):
        return _between(mobject.points[:-1], mobject.points[1:], _SEGMENT)
    if hasattr(mobject, "revealed"):
        return mobject.points
    return dense_points(mobject)


def _between(starts: np.ndarray, ends: np.ndarray, count: int) -> np.ndarray:
    shares = np.linspace(0, 1, count)[:, None]
    return (starts[:, None] + shares * (ends - starts)[:, None]).reshape(-1, 3)
