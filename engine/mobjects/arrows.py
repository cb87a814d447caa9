"""`ArrowField`: thousands of arrows as one mobject; the shape of heads is in shaders/arrow.glsl."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Create, GrowArrow, override_animation
from manim.utils.color import ParsableManimColor

from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.checks import one_for_each, points_in_space
from engine.mobjects.curve import DEPTH_BIAS
from engine.mobjects.ramps import ramp_colors
from engine.primitives.records import NO_PRIMITIVES
from engine.primitives.shapes import arrows


class ArrowField(ArrayMobject):
    """Arrows from tails (n, 3) along vectors (n, 3); (n, 2) is in the plane z = 0.

    `ramp` colours each arrow by the length of its vector, over `interval` (by default the range of
    lengths); without it `color` applies. `lengths` (n,) replaces the lengths of the vectors.
    `stroke_width` is the shaft's; short arrows are thinner. `points` holds tails, then tips.
    `Create` and `GrowArrow` grow all arrows from their tails.
    """

    interpolated = ("stroke_width", "depth_bias")

    def __init__(
        self,
        tails: Any,
        vectors: Any,
        *,
        ramp: Sequence[ParsableManimColor] = (),
        interval: tuple[float, float] | None = None,
        lengths: Any = None,
        stroke_width: float = 4.0,
        depth_bias: float = DEPTH_BIAS,
        **style: Any,
    ) -> None:
        tails = points_in_space(tails, "ArrowField: tails")
        vectors = points_in_space(vectors, "ArrowField: vectors")
        if len(tails) != len(vectors):
            raise ValueError(
                f"ArrowField: as many tails as vectors; got {len(tails)} and {len(vectors)}"
            )
        sizes = np.linalg.norm(vectors, axis=1)
        if lengths is not None:
            target_lengths = one_for_each(lengths, len(tails), "ArrowField: lengths")
            scale = np.divide(target_lengths, sizes, out=np.zeros_like(sizes), where=sizes > 0)
            vectors = vectors * scale[:, None]
        if len(ramp):
            style["colors"] = ramp_colors(sizes, ramp, interval)
        super().__init__(np.concatenate([tails, tails + vectors]), parts=len(tails), **style)
        self.stroke_width = float(stroke_width)
        self.depth_bias = float(depth_bias)

    @property
    def tails(self) -> np.ndarray:
        """The start points of the arrows, (n, 3)."""
        return self.points[: len(self.points) // 2]

    @property
    def tips(self) -> np.ndarray:
        """The end points of the arrows, (n, 3)."""
        return self.points[len(self.points) // 2 :]

    def primitives(self) -> np.ndarray:
        low, high = self.revealed
        if high <= low:
            return NO_PRIMITIVES
        span = self.tips - self.tails
        first, last = self.tails + low * span, self.tails + high * span
        return arrows(first, last, self.rgba(), self.stroke_width, self.depth_bias)

    @override_animation(GrowArrow)
    def _grow(self, **kwargs: Any) -> Create:
        return Create(self, **kwargs)  # type: ignore[arg-type]
