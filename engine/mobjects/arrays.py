"""`ArrayMobject`: a manim mobject that holds whole arrays and is drawn with one call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from manim import Mobject
from manim.utils.color import ManimColor, ParsableManimColor
from manim.utils.paths import straight_path

from engine.mobjects.checks import rgba_rows


class ArrayMobject(Mobject):
    """The base class of the engine's mobjects.

    shift, scale, rotate and apply_function act on `points` (n, 3); a row of NaN is a gap. `colors`
    (k, 4), straight alpha, colours each part; if empty, `color` applies to all. `revealed` is the
    visible interval (from, to) of [0, 1], which `Create` animates.

    A subclass lists in `interpolated` its other attributes, numbers or arrays, to be interpolated
    when one mobject turns into another, and returns `primitives`; anything else that affects its
    appearance belongs in `signature`.
    """

    interpolated: tuple[str, ...] = ()
    points: Any
    color: Any
    revealed: Any

    def __init__(
        self,
        points: np.ndarray,
        *,
        opacity: float = 1.0,
        colors: Any = None,
        parts: int | None = None,
        **kwargs: Any,
    ) -> None:
        """`parts` is the number of parts with their own colour, by default the number of points."""
        super().__init__(**kwargs)
        self.points = np.array(points, dtype=float).reshape(-1, 3)
        self.opacity = float(opacity)
        self.revealed = np.array([0.0, 1.0])
        count = len(self.points) if parts is None else parts
        self.colors = rgba_rows(colors, count, f"{type(self).__name__}: colors")

    def primitives(self) -> np.ndarray:
        """The primitives to draw (`engine.primitives.records.PRIMITIVE`)."""
        raise NotImplementedError(f"{type(self).__name__} has no primitives to be drawn from")

    def signature(self) -> tuple:
        """All that affects its appearance, to be compared between frames."""
        values = [np.asarray(getattr(self, name)).tobytes() for name in self._interpolated_names()]
        return (
            type(self),
            self.points.tobytes(),
            _hex_of(self.color.to_rgba().tobytes()),
            *values,
        )

    def rgba(self) -> np.ndarray:
        """Colours with opacity, straight alpha, in [0, 1]: (k, 4), one for each part, or (1, 4)."""
        if len(self.colors):
            return self.colors * [1, 1, 1, self.opacity]
        return np.array([[*self.color.to_rgb(), self.opacity]])

    def _interpolated_names(self) -> tuple[str, ...]:
        return ("opacity", "revealed", "colors", *self.interpolated)

    # -- overridden methods of manim's Mobject -----------------------------------------------------

    def interpolate(self, mobject1: Any, mobject2: Any, alpha: float, path_func=straight_path()):  # noqa: B008
        """Interpolates between two mobjects of the same size; NaN in either is a gap."""
        if len(mobject1.points) != len(mobject2.points):
            raise ValueError(self._cannot_become(len(mobject1.points), mobject2))
        if not _same(mobject1.points, mobject2.points):
            self.points = path_func(mobject1.points, mobject2.points, alpha)
        elif not _same(self.points, mobject1.points):
            self.points = mobject1.points.copy()
        self.interpolate_color(mobject1, mobject2, alpha)
        return self

    def align_points_with_larger(self, larger_mobject: Mobject):
        raise ValueError(self._cannot_become(len(self.points), larger_mobject))

    def _cannot_become(self, count: int, target: Any) -> str:
        return (
            f"{type(self).__name__}: {count} points cannot turn into {len(target.points)}; "
            "give both the same shape"
        )

    def interpolate_color(self, mobject1: Any, mobject2: Any, alpha: float):
        for name in self._interpolated_names():
            first, last = getattr(mobject1, name), getattr(mobject2, name)
            if name == "colors" and 0 < alpha < 1 and len(first) != len(last):
                count = max(len(first), len(last))
                first, last = _colors(mobject1, count), _colors(mobject2, count)
            if alpha in (0, 1) or np.array_equal(first, last):
                value = last if alpha > 0 else first
            else:
                value = (1 - alpha) * first + alpha * last
            setattr(self, name, np.array(value) if isinstance(value, np.ndarray) else value)
        first, last = ManimColor.parse(mobject1.color), ManimColor.parse(mobject2.color)
        self.color = first.interpolate(last, alpha)
        return self

    def pointwise_become_partial(self, mobject: ArrayMobject, a: float, b: float):
        """Reveals the part of a mobject from `a` to `b`, as `Create` does."""
        low, high = mobject.revealed
        self.revealed = np.array([low + (high - low) * a, low + (high - low) * b])
        return self

    def set_color(self, color: ParsableManimColor | Sequence = "#ffffff", *args, **kwargs):
        """Gives all parts one colour."""
        self.colors = np.zeros((0, 4))
        self.color = ManimColor.parse(color)
        return self

    def set_opacity(self, opacity: float, family: bool = True):
        self.opacity = float(opacity)
        if family:
            for submobject in self.submobjects:
                submobject.set_opacity(opacity)
        return self

    def fade(self, darkness: float = 0.5, family: bool = True):
        super().fade(darkness, family)
        self.opacity *= 1 - darkness
        return self

    def get_merged_array(self, array_attr: str):
        """Points without gaps, so that a group with this mobject has a finite centre, about which
        fades scale."""
        merged = super().get_merged_array(array_attr)
        return merged[np.isfinite(merged).all(axis=1)] if array_attr == "points" else merged

    def reduce_across_dimension(self, reduce_func, dim: int):
        points = self.get_points_defining_boundary()
        return reduce_func(points[:, dim]) if len(points) else None


def _same(first: np.ndarray, last: np.ndarray) -> bool:
    """Whether points (n, 3) are the same to the bit, gaps included: a fade moves none, and to
    compare them takes a tenth of the time that interpolating takes."""
    bits, others = (np.ascontiguousarray(each, float).view(np.int64) for each in (first, last))
    return np.array_equal(bits, others)


@lru_cache(256)
def _hex_of(rgba: bytes) -> str:
    return ManimColor(np.frombuffer(rgba)).to_hex()


def _colors(mobject: ArrayMobject, count: int) -> np.ndarray:
    """The colours (count, 4) of `count` parts; one colour for all is repeated."""
    if len(mobject.colors):
        return mobject.colors
    return np.broadcast_to([*mobject.color.to_rgb(), 1.0], (count, 4))
