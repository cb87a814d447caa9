"""A direction that turns around a point of a terrain, and a bar that shows its slope."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from manim import Group, Mobject, ValueTracker, VGroup, VMobject

from calclib.framing.arrows import unit_vector_factor
from calclib.numeric.steepest_way import SteepestWay
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.labels import dense_points, label_of, with_halo
from scenes._kit.layout.segment_labels import box_points
from scenes._kit.text.derivatives import nabla
from scenes._kit.text.formula import Formula
from scenes.figures.hiking.broad_arrow import broad_arrow
from scenes.figures.hiking.direction_name import name_offset, place_of_name
from scenes.figures.hiking.gradient_name import GradientName
from scenes.figures.hiking.landscape import Landscape

STOPS = tuple(np.arange(5) * np.pi / 2)
"""Angles from the gradient: up it, along the level curve, down, along it, and up again."""
_DEPTH_BIAS = 0.4
_COMPARABLE, _LEAST_BROAD = (0.85, 2.2), 0.4
"""Gradients of these lengths, in unit directions, and at least so long in scene units, are drawn to
the same scale: their broad arrows are seen around a direction's."""
_DASHED_LENGTHS, _DASHED_BEYOND, _DASHED_MARGIN = (1.6, 1.8), 0.8, 0.15
"""A dashed gradient ends so far beyond the circle, in scene units, and is at least as long as the
second, in drawn units; near the border of the map, from which it keeps a margin, as the first."""
_LEAST_UNIT = 0.6
"""The least length of a direction on the map that is drawn to scale, in scene units."""
MAX_LENGTH = 1.3
"""The greatest length of the steepest direction on the surface, in scene units."""
_DIRECTION_WIDTH = 5.0
_RIM, _FLAT_RIM, _STEEP_RIM = 2.0, 2.0, 3.0
"""The width of the circle's dark rim on land, to the circle's; and by how much those of the arrows
on map and land are wider than the arrows."""
_RIM_BEYOND = 0.016
"""Scene units by which an arrow's rim ends beyond the arrow's tip, for each unit by which it is
wider: its longer head is then as far ahead of the arrow's head as behind it."""
CIRCLE_ANGLES = np.linspace(0, 2 * np.pi, 97)


class Compass:
    """The unit direction at an angle from the gradient; updated from the tracker `angle` (radians).

    Drawn 1 : `factor` on the map; `place` is the point (3,) of the terrain. Where the `gradient`
    (2,) is zero, or there is none, angles are from the x-axis.
    """

    way: SteepestWay | None = None
    """The steepest way, where it is none of a gradient."""

    def __init__(
        self, landscape: Landscape, place: np.ndarray, gradient: Sequence[float] = (0.0, 0.0)
    ) -> None:
        self.landscape, self.place = landscape, place
        self.gradient = np.array(gradient)
        self.length = float(np.hypot(*self.gradient))
        self.along = self.gradient / self.length if self.length else np.array([1.0, 0.0])
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
        """Whether the gradient is drawn to the scale of the directions, not as a dashed arrow."""
        low, high = _COMPARABLE
        is_broad = self.length * self._radius >= _LEAST_BROAD
        return low <= self.length <= high and is_broad

    @property
    def _radius(self) -> float:
        """The length of a direction on the map, in scene units."""
        return self.landscape.unit / self.factor

    @property
    def scale_phrase(self) -> tuple[str, float]:
        """The phrase of the scale on the map, and its factor: of the directions, and that a dashed
        gradient has another one."""
        key = "scale" if self.is_to_scale or not self.length else "dashed"
        if self.factor == 1:
            return key, 1.0
        longer = self.factor < 1
        return (f"{key}_longer", 1 / self.factor) if longer else (f"{key}_shorter", self.factor)

    @property
    def needs_scale(self) -> bool:
        """Whether directions or gradient are not drawn in their true lengths."""
        return self.factor != 1 or (self.length > 0 and not self.is_to_scale)

    def steps(self, angles: np.ndarray) -> np.ndarray:
        """Steps (n, 3) of the drawn unit at angles (n,) from the gradient, with their rises."""
        along, across = self.along, np.array([-self.along[1], self.along[0]])
        flat = np.cos(angles)[:, None] * along + np.sin(angles)[:, None] * across
        return np.column_stack([flat, self._rises(flat, angles)]) / self.factor

    def _rises(self, _flat: np.ndarray, angles: np.ndarray) -> np.ndarray:
        """The slopes (n,) in unit directions (n, 2) at angles (n,) from the gradient."""
        return self.length * np.cos(angles)

    def _room_on_map(self) -> float:
        """How far the point is from the nearest edge of the map, in units of the plane."""
        sides = zip(self.place, self.landscape.mapped, strict=False)
        return min(min(a - low, high - a) for a, (low, high) in sides)

    # -- on map and land -------------------------------------------------------------------------

    def circles(self) -> Group:
        """The path of the direction's tip: a circle on the map, and its tilted image on the
        surface, with a rim that sets it off from all colours of the land."""
        rows = self.place + self.steps(CIRCLE_ANGLES)
        style = {"color": theme.MUTED, "stroke_width": theme.AXIS_WIDTH}
        on_map = Curve3D(self.landscape.map_places(rows), **style)
        return Group(
            in_frame(on_map),
            self._on_land(rows, theme.BACKGROUND, _RIM * theme.AXIS_WIDTH, 0.9),
            self._on_land(rows, theme.FOREGROUND, theme.AXIS_WIDTH, 0.95),
        )

    def _on_land(self, rows: np.ndarray, color: str, width: float, share: float) -> Curve3D:
        """A line on the surface, with a share of the depth bias."""
        places, bias = self._surface_places(rows), share * _DEPTH_BIAS
        return Curve3D(places, color=color, stroke_width=width, depth_bias=bias)

    def direction(self) -> Group:
        """The direction as an arrow on the map and on the surface, each with a dark rim."""

        def follow(
            place: Callable[[np.ndarray], np.ndarray], color: str, width: float, rim: float = 0.0
        ) -> Any:
            def ends() -> np.ndarray:
                tail, tip = place(np.vstack([self.place, self.place + self.steps(self._now())]))
                beyond = _RIM_BEYOND * rim * (tip - tail) / np.linalg.norm(tip - tail)
                return np.array([tail, tip + beyond])

            style = {"color": color, "stroke_width": width + rim}
            arrow = ArrowField(ends()[:1], np.diff(ends(), axis=0), **style)
            return arrow.add_updater(lambda m: m.__setattr__("points", ends()))

        on_map, on_land, width = self.landscape.map_places, self._surface_places, _DIRECTION_WIDTH
        flat = follow(on_map, theme.FOREGROUND, width)
        around = follow(on_map, theme.BACKGROUND, width, _FLAT_RIM)
        rim = follow(on_land, theme.BACKGROUND, 1.2 * width, _STEEP_RIM)
        steep = follow(on_land, theme.FOREGROUND, 1.2 * width)
        rim.depth_bias, steep.depth_bias = _DEPTH_BIAS, 1.05 * _DEPTH_BIAS
        return Group(in_frame(around), in_frame(flat), rim, steep)

    def names(self, direction: Mobject, gradient: VMobject) -> VGroup:
        """The names of the direction and of the gradient, beside their tips on the map."""
        moving, offset = self._moving_name(direction, dense_points(gradient))
        fixed = label_of(gradient, with_halo(Formula(nabla(), font_size=theme.LABEL)))
        beside = GradientName(
            half=np.array([fixed.width, fixed.height]) / 2,
            area=self.landscape.plot.area,
            mark=self.landscape.map_places(self._gradient_ends()),
            outline=dense_points(gradient),
            curves=[self.landscape.map_places(each.points) for each in self.landscape.curves],
        )
        half = np.array([moving.width, moving.height]) / 2
        where_parallel = place_of_name(self._on_map(np.zeros(1)), offset, half, beside.area)
        other = where_parallel - moving.get_center() + box_points(moving)
        way = float(np.hypot(self._radius + offset[0], offset[1]))
        return in_frame(VGroup(moving, fixed.move_to(beside.place(way, other))))

    def name_alone(self, direction: Mobject) -> Formula:
        """The name of the direction, beside its tip on the map, where no gradient is drawn."""
        return in_frame(self._moving_name(direction, np.empty((0, 3)))[0])

    def _moving_name(self, direction: Mobject, mark: np.ndarray) -> tuple[Formula, np.ndarray]:
        """The name that goes with a direction, clear of a gradient's mark (n, 3), and where it is:
        along the direction from its tip, and to its left (2,)."""
        name = label_of(direction, with_halo(Formula("bold(u)", font_size=theme.LABEL)))
        half, area = np.array([name.width, name.height]) / 2, self.landscape.plot.area
        offset = name_offset(self._on_map(np.zeros(1)), mark, half, area)
        name.add_updater(
            lambda m: m.move_to(place_of_name(self._on_map(self._now()), offset, half, area))
        )
        return name.update(), offset

    def _on_map(self, angle: np.ndarray) -> np.ndarray:
        """Start and end (2, 3) of the direction on the map, at an angle (1,)."""
        return self.landscape.map_places(np.vstack([self.place, self.place + self.steps(angle)]))

    def _gradient_ends(self) -> np.ndarray:
        """Start and end (2, 3) of the gradient as drawn: to scale, or dashed."""
        step = np.append(self.gradient, 0) / self.factor
        if not self.is_to_scale:
            step *= self._dashed_length() / self.length
        return np.vstack([self.place, self.place + step])

    def _dashed_length(self) -> float:
        """The length of a dashed gradient, in drawn units."""
        least, usual = _DASHED_LENGTHS
        area = self.landscape.plot.area.inset(_DASHED_MARGIN, _DASHED_MARGIN)
        start = self.landscape.map_places(self.place)[:2]
        along = self.along
        corner = np.where(along > 0, (area.right, area.top), (area.left, area.bottom))
        with np.errstate(divide="ignore"):
            room = float(np.min(np.where(along == 0, np.inf, (corner - start) / along)))
        return max(least, min(max(usual, 1 + _DASHED_BEYOND / self._radius), room / self._radius))

    def gradient_mark(self) -> VMobject:
        """The gradient on the map: an arrow to scale, or a dashed one; wider than the direction."""
        ends = self.landscape.map_places(self._gradient_ends())
        style = {"color": theme.GRADIENT, "dashed": not self.is_to_scale}
        return in_frame(broad_arrow(*ends, **style))

    def _surface_places(self, rows: np.ndarray) -> np.ndarray:
        """Places on the tangent plane, contracted towards the point if the slope is large."""
        place_of = self.landscape.space.place_of
        start = place_of(self.place)
        return start + self._contracted(place_of(rows) - start)

    def _contracted(self, ways: np.ndarray) -> np.ndarray:
        """Ways (n, 3) in space from the point, as long as they are drawn."""
        return self._contraction * ways

    @cached_property
    def _contraction(self) -> float:
        """The share of their length that directions on the surface have, so that none is long."""
        ends = self.place + self.steps(CIRCLE_ANGLES)
        ways = self.landscape.space.place_of(np.vstack([self.place, ends]))
        longest = float(np.linalg.norm(ways[1:] - ways[0], axis=1).max())
        return min(1.0, MAX_LENGTH / longest)

    def _now(self) -> np.ndarray:
        return np.array([self.angle.get_value()])
