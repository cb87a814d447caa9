"""Labels of the legs of a secant's triangle: where they stand, and when there is room for them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple, Protocol, TypeAlias

import numpy as np
from manim import DOWN, RIGHT

from scenes._kit.layout.labels import is_near, label_reach
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes._kit.text.formula import Formula

RUN, RISE = 0, 1
"""The legs of a triangle, in its order."""
_SMALL, _VISIBLE = 0.28, 0.12
"""A rise or run shorter than the first, in scene units, has no room for its label; nor has one
whose other leg is shorter than the second: there is no triangle any more."""
_NEAR = ((1, 0.12, 0.0), (-1, 0.12, 0.0))
_BESIDE = (*_NEAR, *product((1, -1), (0.12, 0.25, 0.4), (0.0, -0.15, 0.15, -0.3, 0.3, -0.5, 0.5)))
"""Places tried for a leg's label: outside or inside, its distance, and its shift along the leg as a
share of that; ..."""
_FARTHER = (
    *product((1, -1), (0.6, 0.8), (0.0, -0.15, 0.15, -0.3, 0.3)),
    *product((1, -1), (0.12, 0.25, 0.4, 0.6, 0.8), (-0.6, 0.6, -0.8, 0.8, -1.2, 1.2)),
)
"""... and farther away, or beyond its ends, where none of those is free."""
_APART = 0.1
"""The least distance of two labels, across or up, in scene units."""
_SHARES = np.linspace(0, 1, 65)[:, None]
"""Places on a straight line that a label keeps clear of."""
_STEPS_REMEMBERED = 4
"""A label, and the two between which it fades, ask for the same step in a frame."""

Place: TypeAlias = tuple[int, float, float]


class Figure(Protocol):
    """The figure of a secant, as functions of the step h and of the window of its plot."""

    plot: Plot

    def triangle(self, h: float, window: Window) -> np.ndarray:
        """Where run, rise and secant begin and end in the frame, (3, 2, 3)."""
        ...

    def obstacles(self, window: Window) -> Sequence[np.ndarray]:
        """Points in the frame, each (n, 3), that labels keep clear of beside the triangle."""
        ...


class _Standing(NamedTuple):
    """Where a label stands, and whether it is shown there."""

    center: np.ndarray
    shown: bool


class LegLabel:
    """Where the label of a leg stands at a step: outside the triangle, or inside, where it is
    visible at the first of the `steps`; rather near, and where it stays visible longer.

    A pure function of step and window; the label is measured once.
    """

    def __init__(
        self,
        label: Formula,
        leg: int,
        figure: Figure,
        steps: Sequence[float],
        window: Window,
        other: LegLabel | None = None,
    ) -> None:
        """`other`: the label of the other leg, which has its place: this one keeps clear of it."""
        self._leg, self._figure, self._other = leg, figure, other
        corner = label.get_critical_point(np.array([1.0, 1.0, 0.0]))
        self.half, self._reach = corner - label.get_center(), label_reach(label)

        def visible_steps(place: Place) -> tuple[float, bool, float]:
            shown = [float(self._standing(h, window, place).shown) for h in steps]
            return shown[0], place in _NEAR, sum(shown)

        beside = max(_BESIDE, key=visible_steps)
        farther = () if visible_steps(beside)[0] else _FARTHER
        self._place = max((beside, *farther), key=lambda place: visible_steps(place)[0])
        self.standing = lru_cache(_STEPS_REMEMBERED)(
            lambda h, window: self._standing(h, window, self._place)
        )

    def stand(self, label: Any, h: float, window: Window) -> None:
        """Moves the label, or a copy of it, to its place; hides it where there is no room."""
        center, shown = self.standing(h, window)
        label.move_to(center).set_fill(opacity=float(shown))  # half-faded it would be illegible

    def _standing(self, h: float, window: Window, place: Place) -> _Standing:
        triangle = self._figure.triangle(h, window)
        run, rise, _ = spans = np.abs(triangle[:, 1] - triangle[:, 0])
        outward = DOWN * np.where(triangle[RISE, 1, 1] >= triangle[RISE, 0, 1], 1, -1)
        if self._leg == RISE:
            outward = RIGHT * np.sign(h)
        sign, buff, share = place
        along = np.abs(outward[[1, 0, 2]]) * spans[self._leg]
        center = triangle[self._leg].mean(axis=0) + share * along
        center = center + sign * outward * (buff + self.half)
        has_room = spans[self._leg].max() >= _SMALL and min(run.max(), rise.max()) >= _VISIBLE
        is_free = has_room and self._is_free(center, triangle, window)
        return _Standing(center, is_free and not self._meets_other(center, h, window))

    def _meets_other(self, center: np.ndarray, h: float, window: Window) -> bool:
        """Whether the label, with its middle there, would touch that of the other leg."""
        if self._other is None:
            return False
        place, is_shown = self._other.standing(h, window)
        apart = np.abs(center - place) - self.half - self._other.half
        return is_shown and bool((apart[:2] < _APART).all())

    def _is_free(self, center: np.ndarray, triangle: np.ndarray, window: Window) -> bool:
        corners = center + np.array([-self.half, self.half])
        slot, area = self._figure.plot.slot, self._figure.plot.area
        if not slot.contains(corners).all() or (corners[0, :2] < (area.left, area.bottom)).any():
            return False  # notes stand beside it, and the numbers of axes at its left and below
        straight = triangle[:, :1] + _SHARES * (triangle[:, 1:] - triangle[:, :1])
        if is_near(center, self._reach, straight.reshape(-1, 3)):
            return False
        obstacles = self._figure.obstacles(window)
        return not any(is_near(center, self._reach, points) for points in obstacles)
