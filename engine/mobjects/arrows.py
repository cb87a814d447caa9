"""`ArrowField`: thousands of arrows that are one mobject and one call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Create, GrowArrow, override_animation
from manim.utils.color import ParsableManimColor

from engine.mobjects import primitives
from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.curve import CLOSER
from engine.mobjects.ramps import ramp_colors


class ArrowField(ArrayMobject):
    """Arrows from tails (n, 3) along vectors (n, 3); (n, 2) lies in the plane z = 0.

    `ramp` colours each arrow by the length of its vector, over `interval` (the range of lengths
    unless told); without it `color` holds. `lengths` (n,) draws arrows of these lengths instead of
    the vectors' own. `stroke_width` is the shaft's; short arrows are thinner. `points` holds the
    tails, then the tips. `Create` and `GrowArrow` let all arrows grow out of their tails.
    """

    blended = ("opacity", "revealed", "stroke_width", "colors", "closer")

    def __init__(
        self,
        tails: np.ndarray,
        vectors: np.ndarray,
        *,
        ramp: Sequence[ParsableManimColor] = (),
        interval: tuple[float, float] | None = None,
        lengths: np.ndarray | None = None,
        stroke_width: float = 4.0,
        closer: float = CLOSER,
        **kwargs: Any,
    ) -> None:
        tails, vectors = _in_space(tails), _in_space(vectors)
        sizes = np.linalg.norm(vectors, axis=1)
        if lengths is not None:
            scale = np.divide(lengths, sizes, out=np.zeros_like(sizes), where=sizes > 0)
            vectors = vectors * scale[:, None]
        super().__init__(np.concatenate([tails, tails + vectors]), **kwargs)
        self.colors = ramp_colors(sizes, ramp, interval) if ramp else np.zeros((0, 4))
        self.stroke_width = float(stroke_width)
        self.closer = float(closer)

    def set_color(self, color="#ffffff", *args, **kwargs):
        self.colors = np.zeros((0, 4))
        return super().set_color(color)

    @property
    def tails(self) -> np.ndarray:
        """Where the arrows start, (n, 3)."""
        return self.points[: len(self.points) // 2]

    @property
    def tips(self) -> np.ndarray:
        """Where the arrows end, (n, 3)."""
        return self.points[len(self.points) // 2 :]

    def primitives(self) -> np.ndarray:
        low, high = self.revealed
        span = self.tips - self.tails
        colors = self.colors * [1, 1, 1, self.opacity] if len(self.colors) else self.rgba()[None]
        if high <= low:
            return primitives.EMPTY
        return primitives.arrows(
            self.tails + low * span,
            self.tails + high * span,
            colors,
            self.stroke_width,
            self.closer,
        )

    @override_animation(GrowArrow)
    def _grow(self, **kwargs: Any) -> Create:
        return Create(self, **kwargs)  # type: ignore[arg-type]


def _in_space(points: np.ndarray) -> np.ndarray:
    points = np.asarray(points, dtype=float)
    if points.shape[-1] == 2:
        points = np.concatenate([points, np.zeros((*points.shape[:-1], 1))], axis=-1)
    return points.reshape(-1, 3)
