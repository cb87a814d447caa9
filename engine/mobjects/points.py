"""`Points`: many round dots, each of one size in pixels."""

from __future__ import annotations

from typing import Any

import numpy as np
from manim import Dot, ManimColor, Mobject

from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.checks import points_in_space
from engine.primitives.records import joined
from engine.primitives.shapes import discs, rings

_RIM = 1.4
"""The width of a dot with its rim to that of the dot."""
_BEHIND = 1e-3
"""How far the rim lies behind the dot, in units: at one depth rounding decides which is seen."""


class Points(ArrayMobject):
    """Dots at points (n, 3), or (n, 2) in the plane z = 0.

    `width` is the diameter in manim's units of stroke width; `colors` (n, 4), straight alpha,
    colours each dot; `depth_bias` is their shift towards the viewer, in units; with `ring` the
    border of a dot is seen over what hides it; a `rim` is the colour of a border around each, which
    sets it off from what it lies on. `Create` shows them one after the other.
    """

    interpolated = ("dot_width", "depth_bias")

    def __init__(
        self,
        points: Any,
        *,
        width: float = 12.0,
        depth_bias: float = 0.075,
        ring: bool = False,
        rim: str | ManimColor | None = None,
        **style: Any,
    ) -> None:
        super().__init__(points_in_space(points, "Points: points"), **style)
        self.dot_width = float(width)
        self.depth_bias = float(depth_bias)
        self.ring = ring
        self.rim = None if rim is None else ManimColor(rim)

    def signature(self) -> tuple:
        return (*super().signature(), self.ring, self.rim and self.rim.to_hex())

    def primitives(self) -> np.ndarray:
        shown = slice(*np.round(self.revealed * len(self.points)).astype(int))
        colors = np.broadcast_to(self.rgba(), (len(self.points), 4))[shown]
        drawn = discs(self.points[shown], colors, self.dot_width, self.depth_bias)
        if self.rim is not None:
            around = np.column_stack([np.tile(self.rim.to_rgb(), (len(colors), 1)), colors[:, 3]])
            wide_width, behind = _RIM * self.dot_width, self.depth_bias - _BEHIND
            wide = discs(self.points[shown], around, wide_width, behind)
            drawn = joined([wide, drawn])
        if self.ring:
            drawn = joined([drawn, rings(self.points[shown], colors, self.dot_width)])
        return drawn


def dots_of(mobject: Mobject) -> tuple[np.ndarray, float]:
    """The centres (n, 3) of the dots that a mobject draws, and their radius in units of the frame;
    none if it is neither `Points` nor manim's `Dot`."""
    if isinstance(mobject, Points):
        return mobject.points, mobject.dot_width / 200
    if isinstance(mobject, Dot):
        return mobject.get_center()[None], mobject.width / 2
    return np.empty((0, 3)), 0.0
