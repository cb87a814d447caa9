"""A direction that turns around a point of a terrain, and a bar that shows how steep it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import DOWN, UP, Group, Line, Mobject, ValueTracker, VGroup

from calclib.arrows import drawn_unit
from engine.arrows import ArrowField
from engine.curve import Curve3D
from engine.place import in_frame
from scenes._kit import notation, theme
from scenes._kit.formula import Formula
from scenes._kit.gradient_board import NABLA
from scenes._kit.landscape import Landscape
from scenes._kit.slots import Slot

STOPS = tuple(np.arange(5) * np.pi / 2)
"""Angles from the gradient: up it, along the level curve, down, along it, and up again."""
SLOPE = "D_bold(u) f"
SLOPE_ALONG = f"{notation.part('output', SLOPE)} = {NABLA} dot bold(u) = abs({NABLA}) cos theta"
_ABOVE = 0.4
_COMPARABLE = (0.3, 2.2)
"""A gradient of so many times the unit direction is drawn to the same scale."""
_INNER, _OUTER, _ASIDE = 0.62, 1.75, 0.5
_BAR = 16.0
_DASH = (0.12, 0.1)
_ROUND = np.linspace(0, 2 * np.pi, 97)


class Compass:
    """The unit direction at an angle from the gradient, in radians; all of it follows `angle`.

    Drawn 1 : `factor` on the map; `place` is the point (3,) of the terrain, `gradient` (2,) is not
    zero.
    """

    def __init__(self, landscape: Landscape, place: np.ndarray, gradient: Sequence[float]) -> None:
        self.landscape, self.place = landscape, place
        self.gradient = np.array(gradient)
        self.length = float(np.hypot(*self.gradient))
        self.factor = drawn_unit(landscape.region)
        self.angle = ValueTracker(-np.pi / 2)

    @property
    def slope(self) -> float:
        """The slope in the direction as it is now: |gradient| cos(angle)."""
        return self.length * float(np.cos(self.angle.get_value()))

    def steps(self, angles: np.ndarray) -> np.ndarray:
        """Steps (n, 3) of the drawn unit in directions at angles from the gradient, with rises."""
        along = self.gradient / self.length
        across = np.array([-along[1], along[0]])
        flat = np.cos(angles)[:, None] * along + np.sin(angles)[:, None] * across
        return np.column_stack([flat, self.length * np.cos(angles)]) / self.factor

    # -- on map and land -------------------------------------------------------------------------

    def circles(self) -> Group:
        """Where the direction's tip goes: a circle on the map, its tilted image on the land."""
        rows = self.place + self.steps(_ROUND)
        style = {"color": theme.QUIET, "stroke_width": theme.AXIS_WIDTH}
        on_map = Curve3D(self.landscape.on_map(rows), **style)
        return Group(in_frame(on_map), Curve3D(self._on_land(rows), closer=_ABOVE, **style))

    def direction(self) -> Group:
        """The direction as an arrow, on the map and on the land."""

        def tip() -> np.ndarray:
            return np.vstack([self.place, self.place + self.steps(self._now())[0]])

        flat = self._arrow(self.landscape.on_map(tip()), theme.FOREGROUND)
        steep = self._arrow(self._on_land(tip()), theme.FOREGROUND)
        flat.add_updater(lambda m: m.__setattr__("points", self.landscape.on_map(tip())))
        steep.add_updater(lambda m: m.__setattr__("points", self._on_land(tip())))
        return Group(in_frame(flat), steep)

    def names(self) -> VGroup:
        """The names of the direction and of the gradient, at their tips on the map."""
        moving = Formula("bold(u)", font_size=theme.LABEL)
        still = Formula(NABLA, font_size=theme.LABEL)
        moving.add_updater(lambda m: m.move_to(self._beyond(self._now()[0], _INNER)))
        return VGroup(moving.update(), still.move_to(self._beyond(0.0, _OUTER)))

    def _beyond(self, angle: float, share: float) -> np.ndarray:
        """A place beside the tip at an angle, at a share of the radius, on the map."""
        turned = angle + (_ASIDE if share < 1 else 0.0)
        step = share * self.steps(np.array([turned]))[0]
        return self.landscape.on_map(self.place + step)

    def gradient_mark(self) -> Mobject:
        """The gradient on the map: to scale as an arrow, or as a ray that has no length."""
        low, high = _COMPARABLE
        step = np.append(self.gradient, 0) / self.factor
        if low <= self.length <= high:
            ends = self.landscape.on_map(np.vstack([self.place, self.place + step]))
            return in_frame(self._arrow(ends, theme.GRADIENT))
        ray = np.vstack([self.place, self.place + 1.6 * step / self.length])
        style = {"color": theme.GRADIENT, "stroke_width": theme.LINE_WIDTH, "dash": _DASH}
        return in_frame(Curve3D(self.landscape.on_map(ray), **style))

    def _arrow(self, ends: np.ndarray, color: str) -> ArrowField:
        vector = (ends[1] - ends[0])[None]
        return ArrowField(ends[:1], vector, color=color, stroke_width=7.0, closer=_ABOVE)

    def _on_land(self, rows: np.ndarray) -> np.ndarray:
        return self.landscape.space.at(rows)

    def _now(self) -> np.ndarray:
        return np.array([self.angle.get_value()])


class SlopeBar(VGroup):
    """A bar from 0 to the compass's slope, on a track from the least slope to the greatest.

    `numbers` are the sources at the track's ends, and at 0; `meanings` what these directions are.
    """

    def __init__(
        self, slot: Slot, compass: Compass, name: str, numbers: list[str], meanings: list[Formula]
    ) -> None:
        super().__init__()
        inner = slot.inset(0.9, 0.0)
        y = slot.y + 0.12 * slot.height
        ends = np.array([[inner.left, y, 0], [slot.x, y, 0], [inner.right, y, 0]])
        self.add(Line(ends[0], ends[2], stroke_width=theme.AXIS_WIDTH, color=theme.QUIET))
        for place, number, meaning in zip(ends, numbers, meanings, strict=True):
            tick = Line(place + 0.16 * DOWN, place + 0.16 * UP, stroke_width=theme.AXIS_WIDTH)
            label = Formula(number, font_size=theme.LABEL).next_to(tick, DOWN, buff=0.12)
            meaning.next_to(label, DOWN, buff=0.14)
            self.add(tick.set_color(theme.QUIET), label, meaning)
        self.bar = Line(ends[1], ends[2], stroke_width=_BAR, color=theme.OUTPUT)
        half = ends[2] - ends[1]

        def follow(bar: Any) -> None:
            share = compass.slope / compass.length
            share = share if abs(share) > 1e-3 else 1e-3  # a line without length has no direction
            bar.put_start_and_end_on(ends[1], ends[1] + share * half)

        self.bar.add_updater(follow)
        label = Formula(notation.part("output", name), font_size=theme.FORMULA)
        self.add(self.bar.update(), label.next_to(ends[1], UP, buff=0.3))
        in_frame(self)
