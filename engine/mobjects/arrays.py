"""`ArrayMobject`: a manim mobject that holds whole arrays and is drawn with one call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import Mobject
from manim.utils.color import ManimColor, ParsableManimColor
from manim.utils.paths import straight_path


class ArrayMobject(Mobject):
    """What the engine's mobjects have in common.

    `points` (n, 3) is what shift, scale, rotate and apply_function act on; a row of NaN is a gap.
    `blended` names the other attributes, numbers or arrays, that lie between those of two mobjects
    when one turns into the other. `revealed` is the shown interval (from, to) of [0, 1], which
    `Create` moves.
    """

    blended: tuple[str, ...] = ("opacity", "revealed")
    points: Any
    color: Any
    revealed: Any

    def __init__(self, points: np.ndarray, *, opacity: float = 1.0, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.points = np.array(points, dtype=float).reshape(-1, 3)
        self.opacity = float(opacity)
        self.revealed = np.array([0.0, 1.0])

    def signature(self) -> tuple:
        """All that decides how it looks, to be compared between frames."""
        values = [np.asarray(getattr(self, name)).tobytes() for name in self.blended]
        return (
            type(self).__name__,
            id(type(self)),
            self.points.tobytes(),
            self.color.to_hex(),
            *values,
        )

    def primitives(self) -> np.ndarray:
        """The primitives it is drawn from (`engine.primitives.PRIMITIVE`)."""
        raise NotImplementedError

    # -- manim's ways of changing a mobject --------------------------------------------------------

    def interpolate(self, mobject1, mobject2, alpha: float, path_func=straight_path()):  # noqa: B008
        """Becomes what lies between two mobjects of the same size; NaN in either is a gap."""
        if len(mobject1.points) != len(mobject2.points):
            raise ValueError(
                f"{type(self).__name__}: {len(mobject1.points)} points cannot turn into "
                f"{len(mobject2.points)}; give both the same shape"
            )
        self.points = path_func(mobject1.points, mobject2.points, alpha)
        self.interpolate_color(mobject1, mobject2, alpha)
        return self

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float):
        for name in self.blended:
            first, last = getattr(mobject1, name), getattr(mobject2, name)
            if alpha in (0, 1) or np.array_equal(first, last):
                mixed = last if alpha > 0 else first
            else:
                mixed = (1 - alpha) * first + alpha * last
            setattr(self, name, np.array(mixed) if isinstance(mixed, np.ndarray) else mixed)
        first, last = ManimColor.parse(mobject1.color), ManimColor.parse(mobject2.color)
        self.color = first.interpolate(last, alpha)
        return self

    def pointwise_become_partial(self, mobject: ArrayMobject, a: float, b: float):
        """Shows the part from `a` to `b`; `Create` calls it."""
        low, high = mobject.revealed
        self.revealed = np.array([low + (high - low) * a, low + (high - low) * b])
        return self

    def set_color(self, color: ParsableManimColor | Sequence = "#ffffff", *args, **kwargs):
        self.color = ManimColor.parse(color)
        return self

    def set_opacity(self, opacity: float, family: bool = True):
        self.opacity = float(opacity)
        if family:
            for each in self.submobjects:
                each.set_opacity(opacity)
        return self

    def fade(self, darkness: float = 0.5, family: bool = True):
        super().fade(darkness, family)
        self.opacity *= 1 - darkness
        return self

    def align_points_with_larger(self, larger_mobject: Mobject):
        raise ValueError(
            f"{type(self).__name__}: {len(self.points)} points cannot turn into "
            f"{len(larger_mobject.points)}; give both the same shape"
        )

    def get_merged_array(self, array_attr: str):
        """Points without gaps, so that a group that holds this mobject has a middle: fades scale
        about it."""
        merged = super().get_merged_array(array_attr)
        return merged[np.isfinite(merged).all(axis=1)] if array_attr == "points" else merged

    def reduce_across_dimension(self, reduce_func, dim: int):
        points = self.get_points_defining_boundary()
        return reduce_func(points[:, dim]) if len(points) else None

    def rgba(self) -> np.ndarray:
        """The colour, straight, with the opacity: (4,) in [0, 1]."""
        return np.array([*self.color.to_rgb(), self.opacity])
