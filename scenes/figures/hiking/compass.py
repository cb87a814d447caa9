"""A direction that turns around a point of a terrain, and a bar that shows its slope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from manim import Group, Mobject, ValueTracker, VGroup, VMobject

from calclib.framing.arrows import unit_vector_factor
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.labels import label_of, with_halo
from scenes._kit.layout.segment_labels import box_distances, leader_line
from scenes._kit.names import ANGLES, free_letter
from scenes._kit.text import notation
from scenes._kit.text.derivatives import directional, nabla
from scenes._kit.text.formula import Formula
from scenes.figures.hiking.landscape import Landscape

STOPS = tuple(np.arange(5) * np.pi / 2)
"""Angles from the gradient: up it, along the level curve, down, along it, and up again."""
_DEPTH_BIAS = 0.4
_COMPARABLE = (0.45, 2.2)
"""Gradients of these lengths, in unit directions, are drawn to the same scale."""
_RAY_LENGTH = 1.8
"""The length of a ray towards the gradient, in drawn units."""
_LEAST_UNIT = 0.45
"""The least length of a direction on the map that is drawn to scale, in scene units."""
_MAX_LENGTH = 1.3
"""The greatest length of the steepest direction on the surface, in scene units."""
_NAME_DISTANCE, _NAME_OFFSET = 0.3, 0.3
"""From the direction's tip to its name, and sideways from its line, in scene units."""
_DIRECTION_WIDTH = 5.0
_BROAD_SHAFT, _BROAD_HEAD = 0.1, (0.3, 0.22)
"""The gradient's arrow: half the width of its shaft, length and half width of its head, in scene
units. The direction fits inside, so that both are seen where they are parallel."""
_GRADIENT_NAME, _CIRCLE_NAME = 0.35, 0.75
"""From the gradient's tip to its name, and its least distance from the circle."""
_SHORT, _ASIDE = 0.8, (-0.5, -0.65, -0.8)
"""The name of a gradient shorter than this, in unit directions, stands at one of these angles from
it, at the other side than the direction's."""
_AHEAD = (0.0, -0.15, 0.15, -0.3, 0.3, -0.45, 0.45, -0.6, 0.6, -0.75, 0.75)
"""Angles for the names of longer ones, ..."""
_FARTHER = (0.0, 0.1, 0.2, 0.3, 0.45, 0.6)
"""... and how much farther out a name may stand, in scene units."""
_CURVE_CLEARANCE, _DETOUR_COST = 0.1, 0.1
"""The wish that a name is clear of level curves, against that it is straight ahead and near."""
_FILLED = 0.8
"""The share of a name's box that must be clear: its corners are empty."""
_DASH = (0.12, 0.1)
_CIRCLE_ANGLES = np.linspace(0, 2 * np.pi, 97)


def slope_along() -> str:
    """The slope in a direction: D_u f = grad f . u = |grad f| cos theta."""
    slope, angle = notation.part("output", directional()), free_letter(*ANGLES)
    return f"{slope} = {nabla()} dot bold(u) = abs({nabla()}) cos {angle}"


class Compass:
    """The unit direction at an angle from the gradient; updated from the tracker `angle` (radians).

    Drawn 1 : `factor` on the map; `place` is the point (3,) of the terrain, `gradient` (2,) is not
    zero.
    """

    def __init__(self, landscape: Landscape, place: np.ndarray, gradient: Sequence[float]) -> None:
        self.landscape, self.place = landscape, place
        self.gradient = np.array(gradient)
        self.length = float(np.hypot(*self.gradient))
        side = min(high - low for low, high in landscape.region)
        least, room = _LEAST_UNIT / landscape.unit, self._room_on_map()
        self.factor = unit_vector_factor(landscape.region, least / side, room / side)
        self.angle = ValueTracker(-np.pi / 2)

    @property
    def slope(self) -> float:
        """The slope in the current direction: |gradient| cos(angle)."""
        return self.length * float(np.cos(self.angle.get_value()))

    @property
    def is_to_scale(self) -> bool:
        """Whether the gradient is drawn to the scale of the directions, not as a dashed ray."""
        low, high = _COMPARABLE
        return low <= self.length <= high

    @property
    def scale_phrase(self) -> tuple[str, float]:
        """The phrase of the scale on the map, and its factor: of the directions, and that a dashed
        gradient has another one."""
        key = "scale" if self.is_to_scale else "ray"
        if self.factor == 1:
            return key, 1.0
        longer = self.factor < 1
        return (f"{key}_longer", 1 / self.factor) if longer else (f"{key}_shorter", self.factor)

    @property
    def needs_scale(self) -> bool:
        """Whether directions or gradient are not drawn in their true lengths."""
        return self.factor != 1 or not self.is_to_scale

    def steps(self, angles: np.ndarray) -> np.ndarray:
        """Steps (n, 3) of the drawn unit at angles (n,) from the gradient, with their rises."""
        along = self.gradient / self.length
        across = np.array([-along[1], along[0]])
        flat = np.cos(angles)[:, None] * along + np.sin(angles)[:, None] * across
        return np.column_stack([flat, self.length * np.cos(angles)]) / self.factor

    def _room_on_map(self) -> float:
        """How far the point is from the nearest edge of the map, in units of the plane."""
        sides = zip(self.place, self.landscape.mapped, strict=False)
        return min(min(a - low, high - a) for a, (low, high) in sides)

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
        """The direction as an arrow on the map, and with a dark rim on the surface."""

        def follow(place: Callable[[np.ndarray], np.ndarray], color: str, width: float) -> Any:
            def ends() -> np.ndarray:
                return place(np.vstack([self.place, self.place + self.steps(self._now())[0]]))

            arrow = ArrowField(ends()[:1], np.diff(ends(), axis=0), color=color, stroke_width=width)
            return arrow.add_updater(lambda m: m.__setattr__("points", ends()))

        flat = follow(self.landscape.map_places, theme.FOREGROUND, _DIRECTION_WIDTH)
        rim = follow(self._surface_places, theme.BACKGROUND, 2 * _DIRECTION_WIDTH)
        steep = follow(self._surface_places, theme.FOREGROUND, 1.2 * _DIRECTION_WIDTH)
        rim.depth_bias, steep.depth_bias = _DEPTH_BIAS, 1.05 * _DEPTH_BIAS
        return Group(in_frame(flat), rim, steep)

    def names(self, direction: Mobject, gradient: Mobject) -> VGroup:
        """The names of the direction and of the gradient, beyond their tips on the map; with a
        leader line to a gradient much shorter than the direction."""
        moving = label_of(direction, with_halo(Formula("bold(u)", font_size=theme.LABEL)))
        fixed = label_of(gradient, with_halo(Formula(nabla(), font_size=theme.LABEL)))
        far = self.landscape.unit / self.factor + _NAME_DISTANCE
        turn = np.arcsin(min(1.0, _NAME_OFFSET / far))
        moving.add_updater(lambda m: m.move_to(self._name_place(m, self._now()[0] + turn, far)))
        names = VGroup(moving.update(), fixed.move_to(self._gradient_name_place(fixed)))
        if self._is_short:
            names.add(leader_line(fixed, self.landscape.map_places(self._gradient_ends())[1, :2]))
        return in_frame(names)

    def _name_place(self, name: Mobject, angle: float, distance: float) -> np.ndarray:
        """The place at a distance (scene units) and angle from the point, within the map."""
        radius = self.landscape.unit / self.factor
        step = distance / radius * self.steps(np.array([angle]))[0]
        area = self.landscape.plot.area.inset(name.width / 2, name.height / 2)
        x, y = self.landscape.map_places(self.place + step)[:2]
        return np.array([np.clip(x, area.left, area.right), np.clip(y, area.bottom, area.top), 0.0])

    def _gradient_name_place(self, name: Formula) -> np.ndarray:
        """A place beyond the gradient's tip and the way of u's name, off the level curves."""
        radius = self.landscape.unit / self.factor
        start, tip = self.landscape.map_places(self._gradient_ends())
        nearest = max(float(np.linalg.norm(tip - start)) + _GRADIENT_NAME, radius + _CIRCLE_NAME)
        angles = _ASIDE if self._is_short else _AHEAD
        tries = [(angle, far) for far in _FARTHER for angle in angles]
        places = np.array([self._name_place(name, angle, nearest + far) for angle, far in tries])
        curves = [_dense(self.landscape.map_places(each.points)) for each in self.landscape.curves]
        half = _FILLED * np.array([name.width, name.height]) / 2
        clear = box_distances(places[:, :2], half, np.vstack([np.empty((0, 3)), *curves]))
        detours = np.array([_DETOUR_COST * (abs(angle) + far) for angle, far in tries])
        return places[np.argmax(np.minimum(clear, _CURVE_CLEARANCE) - detours)]

    def _gradient_ends(self) -> np.ndarray:
        """Start and end (2, 3) of the gradient as drawn: to scale, or a ray."""
        step = np.append(self.gradient, 0) / self.factor
        if not self.is_to_scale:
            step *= _RAY_LENGTH / self.length
        return np.vstack([self.place, self.place + step])

    def gradient_mark(self) -> Mobject:
        """The gradient on the map: an arrow to scale, or a dashed ray; wider than the direction."""
        ends = self.landscape.map_places(self._gradient_ends())
        if self.is_to_scale:
            return in_frame(broad_arrow(*ends, color=theme.GRADIENT))
        style = {"color": theme.GRADIENT, "stroke_width": 2 * _DIRECTION_WIDTH, "dash": _DASH}
        return in_frame(Curve3D(ends, **style))

    def _surface_places(self, rows: np.ndarray) -> np.ndarray:
        """Places on the tangent plane, contracted towards the point if the slope is large."""
        place_of = self.landscape.space.place_of
        start, steepest = place_of(np.vstack([self.place, self.place + self.steps(np.zeros(1))]))
        share = min(1.0, _MAX_LENGTH / float(np.linalg.norm(steepest - start)))
        return start + share * (place_of(rows) - start)

    @property
    def _is_short(self) -> bool:
        """Whether the gradient's tip is much nearer to the point than the direction's."""
        return self.is_to_scale and self.length < _SHORT

    def _now(self) -> np.ndarray:
        return np.array([self.angle.get_value()])


def _dense(line: np.ndarray) -> np.ndarray:
    """Points (k, 3) on a line (n, 3), closer to one another than a name is high."""
    steps = np.diff(line, axis=0)
    counts = 2 + (np.linalg.norm(steps, axis=1) / _CURVE_CLEARANCE).astype(int)
    segment = np.repeat(np.arange(len(steps)), counts)
    number = np.arange(len(segment)) - np.repeat(np.cumsum(counts) - counts, counts)
    return line[segment] + (number / (counts - 1)[segment])[:, None] * steps[segment]


def broad_arrow(start: np.ndarray, end: np.ndarray, color: str) -> VMobject:
    """A filled arrow from a place (3,) in the frame to another, with a broad shaft."""
    length = float(np.linalg.norm(end - start))
    along = (end - start) / length
    across = np.array([-along[1], along[0], 0.0])
    head, half = min(_BROAD_HEAD[0], 0.6 * length), _BROAD_HEAD[1]
    profile = [(0, _BROAD_SHAFT), (length - head, _BROAD_SHAFT), (length - head, half), (length, 0)]
    border = [*profile, *((x, -y) for x, y in profile[-2::-1]), profile[0]]
    shape = VMobject(fill_color=color, fill_opacity=1, stroke_width=0)
    return shape.set_points_as_corners([start + x * along + y * across for x, y in border])
