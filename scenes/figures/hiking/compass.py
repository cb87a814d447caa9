"""A direction that turns around a point of a terrain, and a bar that shows how steep it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim import DOWN, UP, Group, Line, Mobject, Rectangle, ValueTracker, VGroup

from calclib.framing.arrows import unit_vector_factor
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import notation
from scenes._kit.text.derivatives import DIRECTIONAL, NABLA
from scenes._kit.text.formula import Formula
from scenes.figures.hiking.landscape import Landscape

STOPS = tuple(np.arange(5) * np.pi / 2)
"""Angles from the gradient: up it, along the level curve, down, along it, and up again."""
_SLOPE = notation.part("output", DIRECTIONAL)
SLOPE_ALONG = f"{_SLOPE} = {NABLA} dot bold(u) = abs({NABLA}) cos theta"
_ABOVE = 0.4
_COMPARABLE = (0.3, 2.2)
"""A gradient of so many times the unit direction is drawn to the same scale."""
_RAY = 1.6
"""A ray towards the gradient, in drawn units: it has no length."""
_REACH = 1.3
"""The steepest direction on the land is drawn at most so long, in scene units."""
_NAME, _ASIDE = 0.3, 0.3
"""From the tip of the direction out to its name, and from its line aside, in scene units."""
_BEYOND, _PASSED = 0.35, 0.75
"""From the gradient's tip to its name, and from the circle, past the other name."""
_BAR = 16.0
_PLATE, _COVER = 0.1, 0.85
"""How much wider than a name its plate is, and its opacity."""
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
        self.factor = unit_vector_factor(landscape.region)
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
        return Group(in_frame(on_map), Curve3D(self._on_land(rows), depth_bias=_ABOVE, **style))

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
        """The names of the direction and of the gradient, beyond their tips on the map."""
        moving = plated(Formula("bold(u)", font_size=theme.LABEL))
        still = plated(Formula(NABLA, font_size=theme.LABEL))
        radius = self.landscape.unit / self.factor
        far, shown = radius + _NAME, self.length if self._is_comparable else _RAY
        turn = np.arcsin(min(1.0, _ASIDE / far))
        moving.add_updater(lambda m: self._put(m, self._now()[0] + turn, far))
        self._put(still, 0.0, max(shown * radius + _BEYOND, radius + _PASSED))
        return VGroup(moving.update(), still)

    def _put(self, name: Mobject, angle: float, distance: float) -> None:
        """A name at a distance from the place, in scene units, at an angle; within the map."""
        radius = self.landscape.unit / self.factor
        step = distance / radius * self.steps(np.array([angle]))[0]
        area = self.landscape.plot.area.inset(name.width / 2, name.height / 2)
        x, y = self.landscape.on_map(self.place + step)[:2]
        x, y = np.clip(x, area.left, area.right), np.clip(y, area.bottom, area.top)
        name.move_to(np.array([x, y, 0.0]))

    def gradient_mark(self) -> Mobject:
        """The gradient on the map: to scale as an arrow, or as a ray that has no length."""
        step = np.append(self.gradient, 0) / self.factor
        if self._is_comparable:
            ends = self.landscape.on_map(np.vstack([self.place, self.place + step]))
            return in_frame(self._arrow(ends, theme.GRADIENT))
        ray = np.vstack([self.place, self.place + _RAY * step / self.length])
        style = {"color": theme.GRADIENT, "stroke_width": theme.LINE_WIDTH, "dash": _DASH}
        return in_frame(Curve3D(self.landscape.on_map(ray), **style))

    def _arrow(self, ends: np.ndarray, color: str) -> ArrowField:
        vector = (ends[1] - ends[0])[None]
        return ArrowField(ends[:1], vector, color=color, stroke_width=7.0, depth_bias=_ABOVE)

    def _on_land(self, rows: np.ndarray) -> np.ndarray:
        """Places on the land's tangent plane; on steep land all are drawn nearer to the hiker."""
        place_of = self.landscape.space.place_of
        start, steepest = place_of(np.vstack([self.place, self.place + self.steps(np.zeros(1))]))
        share = min(1.0, _REACH / float(np.linalg.norm(steepest - start)))
        return start + share * (place_of(rows) - start)

    @property
    def _is_comparable(self) -> bool:
        low, high = _COMPARABLE
        return low <= self.length <= high

    def _now(self) -> np.ndarray:
        return np.array([self.angle.get_value()])


def plated(name: Formula) -> VGroup:
    """A name before a plate, so that it can be read over curves."""
    plate = Rectangle(width=name.width + _PLATE, height=name.height + _PLATE, stroke_width=0)
    return in_frame(VGroup(plate.set_fill(theme.BACKGROUND, _COVER).move_to(name), name))


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
