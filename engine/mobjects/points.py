"""`Points`: many round dots, each of one size in pixels."""

from __future__ import annotations

from typing import Any

import numpy as np

from engine.mobjects import primitives
from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.curve import CLOSER


class Points(ArrayMobject):
    """Dots at points (n, 3), or (n, 2) in the plane z = 0.

    `width` is the diameter in manim's units of stroke width; `colors` (n, 4), straight, colours
    each dot. `Create` shows them one after the other.
    """

    blended = ("opacity", "revealed", "width_of_dots", "colors", "closer")

    def __init__(
        self,
        points: np.ndarray,
        *,
        width: float = 12.0,
        colors: np.ndarray | None = None,
        closer: float = 1.5 * CLOSER,
        **kwargs: Any,
    ) -> None:
        points = np.asarray(points, dtype=float)
        if points.shape[-1] == 2:
            points = np.concatenate([points, np.zeros((len(points), 1))], axis=1)
        super().__init__(points, **kwargs)
        self.width_of_dots = float(width)
        self.colors = np.zeros((0, 4)) if colors is None else np.array(colors, dtype=float)
        self.closer = float(closer)

    def set_color(self, color="#ffffff", *args, **kwargs):
        self.colors = np.zeros((0, 4))
        return super().set_color(color)

    def primitives(self) -> np.ndarray:
        shown = slice(*np.round(self.revealed * len(self.points)).astype(int))
        colors = self.colors * [1, 1, 1, self.opacity] if len(self.colors) else self.rgba()[None]
        colors = np.broadcast_to(colors, (len(self.points), 4))[shown]
        return primitives.discs(self.points[shown], colors, self.width_of_dots, self.closer)
