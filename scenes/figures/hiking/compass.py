"""A direction that turns around a point of a terrain, and a bar that shows its slope."""

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
_DEPTH_BIAS = 0.4
_COMPARABLE = (0.3, 2.2)
"""Gradients of these lengths, in unit directions, are drawn to the same scale."""
_RAY_LENGTH = 1.6
"""The length of a ray towards the gradient, in drawn units."""
_MAX_LENGTH = 1.3
"""The greatest length of the steepest direction on the surface, in scene units."""
_NAME_DISTANCE, _NAME_OFFSET = 0.3, 0.3
"""From the direction's tip to its name, and sideways from its line, in scene units."""
_GRADIENT_NAME, _CIRCLE_NAME = 0.35, 0.75
"""From the gradient's tip to its name, and its least distance from the circle."""
_BAR_WIDTH = 16.0
_BACKING_MARGIN, _BACKING_OPACITY = 0.1, 0.85
"""By how much a name's backing is wider than it, and the backing's opacity."""
_DASH = (0.12, 0.1)
_CIRCLE_ANGLES = np.linspace(0, 2 * np.pi, 97)


class Compass:
    """The unit direction at an angle from the gradient; updated from the tracker `angle` (radians).

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
        """The slope in the current direction: |gradient| cos(angle)."""
        return self.length * float(np.cos(self.angle.get_value()))

    def steps(self, angles: np.ndarray) -> np.ndarray:
        """Steps (n, 3) of the drawn unit at angles (n,) from the gradient, with their rises."""
        along = self.gradient / self.length
        across = np.array([-along[1], along[0]])
        flat = np.cos(angles)[:, None] * along + np.sin(angles)[:, None] * across
        return np.column_stack([flat, self.length * np.cos(angles)]) / self.factor

    # -- on map and land -------------------------------------------------------------------------

    def circles(self) -> Group:
        """The path of the direction's tip: a circle on the map, its tilted image on the surface."""
        rows = self.place + self.steps(_CIRCLE_ANGLES)
        style = {"color": theme.MUTED, "stroke_width": theme.AXIS_WIDTH}
        on_map = Curve3D(self.landscape.map_places(rows), **style)
        return Group(
            in_frame(on_map), Curve3D(self._surface_places(rows), depth_bias=_DEPTH_BIAS, **style)
        )

    def direction(self) -> Group:
        """The direction as an arrow, on the map and on the surface."""

        def tip() -> np.ndarray:
            return np.vstack([self.place, self.place + self.steps(self._now())[0]])

        flat = self._arrow(self.landscape.map_places(tip()), theme.FOREGROUND)
        steep = self._arrow(self._surface_places(tip()), theme.FOREGROUND)
        flat.add_updater(lambda m: m.__setattr__("points", self.landscape.map_places(tip())))
        steep.add_updater(lambda m: m.__setattr__("points", self._surface_places(tip())))
        return Group(in_frame(flat), steep)

    def names(self) -> VGroup:
        """The names of the direction and of the gradient, beyond their tips on the map."""
        moving = with_backing(Formula("bold(u)", font_size=theme.LABEL))
        fixed = with_backing(Formula(NABLA, font_size=theme.LABEL))
        radius = self.landscape.unit / self.factor
        far, shown = radius + _NAME_DISTANCE, self.length if self._is_comparable else _RAY_LENGTH
        turn = np.arcsin(min(1.0, _NAME_OFFSET / far))
        moving.add_updater(lambda m: self._place_name(m, self._now()[0] + turn, far))
        self._place_name(fixed, 0.0, max(shown * radius + _GRADIENT_NAME, radius + _CIRCLE_NAME))
        return VGroup(moving.update(), fixed)

    def _place_name(self, name: Mobject, angle: float, distance: float) -> None:
        """Places a name at a distance (scene units) and angle from the point, within the map."""
        radius = self.landscape.unit / self.factor
        step = distance / radius * self.steps(np.array([angle]))[0]
        area = self.landscape.plot.area.inset(name.width / 2, name.height / 2)
        x, y = self.landscape.map_places(self.place + step)[:2]
        x, y = np.clip(x, area.left, area.right), np.clip(y, area.bottom, area.top)
        name.move_to(np.array([x, y, 0.0]))

    def gradient_mark(self) -> Mobject:
        """The gradient on the map: an arrow to scale, or a dashed ray."""
        step = np.append(self.gradient, 0) / self.factor
        if self._is_comparable:
            ends = self.landscape.map_places(np.vstack([self.place, self.place + step]))
            return in_frame(self._arrow(ends, theme.GRADIENT))
        ray = np.vstack([self.place, self.place + _RAY_LENGTH * step / self.length])
        style = {"color": theme.GRADIENT, "stroke_width": theme.LINE_WIDTH, "dash": _DASH}
        return in_frame(Curve3D(self.landscape.map_places(ray), **style))

    def _arrow(self, ends: np.ndarray, color: str) -> ArrowField:
        vector = (ends[1] - ends[0])[None]
        return ArrowField(ends[:1], vector, color=color, stroke_width=7.0, depth_bias=_DEPTH_BIAS)

    def _surface_places(self, rows: np.ndarray) -> np.ndarray:
        """Places on the tangent plane, contracted towards the point if the slope is large."""
        place_of = self.landscape.space.place_of
        start, steepest = place_of(np.vstack([self.place, self.place + self.steps(np.zeros(1))]))
        share = min(1.0, _MAX_LENGTH / float(np.linalg.norm(steepest - start)))
        return start + share * (place_of(rows) - start)

    @property
    def _is_comparable(self) -> bool:
        low, high = _COMPARABLE
        return low <= self.length <= high

    def _now(self) -> np.ndarray:
        return np.array([self.angle.get_value()])


def with_backing(name: Formula) -> VGroup:
    """A name on an opaque backing, legible over curves."""
    backing = Rectangle(
        width=name.width + _BACKING_MARGIN, height=name.height + _BACKING_MARGIN, stroke_width=0
    )
    return in_frame(
        VGroup(backing.set_fill(theme.BACKGROUND, _BACKING_OPACITY).move_to(name), name)
    )


class SlopeBar(VGroup):
    """A bar from 0 to the compass's slope, on a track from the least slope to the greatest.

    `numbers` are the sources at the track's left end, 0 and right end, `meanings` their labels.
    """

    def __init__(
        self, slot: Slot, compass: Compass, name: str, numbers: list[str], meanings: list[Formula]
    ) -> None:
        super().__init__()
        inner = slot.inset(0.9, 0.0)
        y = slot.y + 0.12 * slot.height
        ends = np.array([[inner.left, y, 0], [slot.x, y, 0], [inner.right, y, 0]])
        self.add(Line(ends[0], ends[2], stroke_width=theme.AXIS_WIDTH, color=theme.MUTED))
        for place, number, meaning in zip(ends, numbers, meanings, strict=True):
            tick = Line(place + 0.16 * DOWN, place + 0.16 * UP, stroke_width=theme.AXIS_WIDTH)
            label = Formula(number, font_size=theme.LABEL).next_to(tick, DOWN, buff=0.12)
            meaning.next_to(label, DOWN, buff=0.14)
            self.add(tick.set_color(theme.MUTED), label, meaning)
        self.bar = Line(ends[1], ends[2], stroke_width=_BAR_WIDTH, color=theme.OUTPUT)
        half = ends[2] - ends[1]

        def update(bar: Any) -> None:
            share = compass.slope / compass.length
            share = share if abs(share) > 1e-3 else 1e-3  # a line needs a length
            bar.put_start_and_end_on(ends[1], ends[1] + share * half)

        self.bar.add_updater(update)
        label = Formula(notation.part("output", name), font_size=theme.FORMULA)
        self.add(self.bar.update(), label.next_to(ends[1], UP, buff=0.3))
        in_frame(self)
