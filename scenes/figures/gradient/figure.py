"""A gradient field in the plane, and lying under its surface in space."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import numpy as np
from manim import DL, DOWN, LEFT, RIGHT, UP, UR, Group, ValueTracker, VGroup, VMobject

from calclib import ScalarField
from calclib.arrays import Interval
from calclib.framing.arrows import region_for_arrow
from calclib.framing.hike import land_values
from calclib.framing.levels import round_levels, spread_points
from calclib.framing.regions import equal_scale_region
from calclib.sampling.value_ranges import value_range
from engine.camera import EngineCamera
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.levels import level_lines
from scenes._kit.plane.plot import Plot, Window
from scenes._kit.plane.right_angles import right_angles
from scenes._kit.space.space import Space, even_ground
from scenes._kit.space.viewpoint import Viewpoint, framing
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.gradient.arrows import GradientArrows, outline

_WIDE, _RIM = 9.0, 3.0
_CROSSINGS = 7
_LIFT = 0.35
"""The floor lies below the land by this share of its height, so that it can be seen."""
_DIRECTION = (1.08, -1.15)
_SHEER = 0.55
_STEEP = 1.0
"""The longest arrow on the surface, in scene units; all are drawn to one scale."""
_DASH = (0.1, 0.08)
_INSET = (0.6, 0.5)
_SMALL = 0.4
"""A leg shorter than this, in scene units, has no room for its number."""
_PLAIN = 0.22
"""An arrow as long as this, in scene units, is seen to stand at a right angle."""
_ASIDE = 0.14


class GradientFigure:
    """The field over its region in a plot, a point and the arrow at it.

    At first the window holds the arrow as long as it truly is, 1 : `factor` where that is too much
    or too little; `spread` in [0, 1] takes it to its length in the field.
    """

    def __init__(
        self,
        slot: Slot,
        field: ScalarField,
        point: Sequence[float],
        region: Sequence[Interval] | None,
    ) -> None:
        self.field, self.point = field, np.array(point, dtype=float)
        across, along = region or equal_scale_region(field, point)
        self.region = (across, along)
        with np.errstate(all="ignore"):
            self.gradient = field.gradient()(*self.point)
        self.arrows = GradientArrows(field, self.region, point)
        seen, self.factor = self.region, 1.0
        if self.has_arrow:
            seen, self.factor = region_for_arrow(point, self.gradient, self.region)
        names = (notation.symbol("x"), notation.symbol("y"))
        self.plot = Plot(slot, Window(*seen), names, true_to_scale=True)
        area = self.plot.area
        self.window = Window(*self.region).widened(area.width / area.height)
        self.spread = ValueTracker(0.0)

    # -- facts -----------------------------------------------------------------------------------

    @property
    def has_arrow(self) -> bool:
        """Whether there is a gradient at the point, and it is not zero."""
        return bool(np.isfinite(self.gradient).all() and self.gradient.any())

    @property
    def unit(self) -> float:
        """Scene units to one of the plane, in the plot as it is now."""
        return self.plot.area.width / (self.plot.window.x[1] - self.plot.window.x[0])

    # -- one arrow -------------------------------------------------------------------------------

    def vector(self) -> np.ndarray:
        """The arrow at the point as it is drawn now, (2,) in units of the plane."""
        share = self.spread.get_value()
        alone = self.gradient / self.factor
        within = self.arrows.vectors(self.point[None])[0]
        return alone * (np.hypot(*within) / np.hypot(*alone)) ** share

    def arrow(self) -> VMobject:
        """The arrow at the point with a bright outline; it follows window and `spread`."""
        shape = VMobject(fill_opacity=1, z_index=2)

        def follow(mobject: Any) -> None:
            tail = self.plot.at(self.point)[:2]
            mobject.points = outline(tail, self.vector() * self.unit, _WIDE).points

        shape.set_fill(theme.GRADIENT, 1).set_stroke(theme.FOREGROUND, _RIM)
        return shape.add_updater(follow).update()

    def dot(self) -> VMobject:
        """The point; it follows the window."""
        dot = self.plot.dot(self.point, color=theme.POINT, z_index=3)
        return dot.add_updater(lambda m: m.move_to(self.plot.at(self.point)))

    def legs(self) -> tuple[VGroup, VGroup]:
        """The two partial derivatives as legs of the arrow, along x and along y; their numbers."""
        ends = self.point + np.array([[0, 0], [self.vector()[0], 0], self.vector()])
        lines = VGroup(
            *(
                self.plot.segments(ends[k : k + 2], color=color, stroke_width=theme.LINE_WIDTH)
                for k, color in enumerate((theme.X, theme.Y))
            )
        )
        sides = (UP if self.gradient[1] < 0 else DOWN, LEFT if self.gradient[0] < 0 else RIGHT)
        numbers = VGroup()
        for line, name, value, side in zip(lines, "xy", self.gradient, sides, strict=True):
            if max(line.width, line.height) > _SMALL:
                source = notation.part(name, notation.value(float(value)))
                label = Formula(source, font_size=theme.LABEL)
                numbers.add(self._beside(line, label, side))
        return lines, numbers

    def _beside(self, leg: VMobject, number: Formula, outward: np.ndarray) -> Formula:
        """A leg's number outside the triangle; inside, at its corner, where the plot ends there."""
        number.next_to(leg, outward, buff=_ASIDE)
        if self.plot.slot.holds(np.array([number.get_corner(DL), number.get_corner(UR)])).all():
            return number
        corner = self.plot.at(self.point + self.vector() * [1, 0])
        inward = np.append(np.sign(self.gradient) * [-1, 1], 0.0)
        half = np.array([number.width, number.height, 0.0]) / 2
        return number.move_to(corner + inward * (half + _ASIDE))

    # -- many arrows -----------------------------------------------------------------------------

    def field_arrows(self) -> ArrowField:
        """The arrows of the field, but for the one at the point."""
        return self.arrows.draw(self.arrows.others, self.plot.at)

    def find_levels(self) -> None:
        """Finds level curves over the region, that through the point, and where to cross them."""
        height = float(self.field(*self.point))
        levels = round_levels(self.field, self.region)
        self.curves = self.field.level_curves(levels, self.region)
        self.own = self.field.level_curves([height], self.region)
        plain = partial(self.arrows.within, shortest=_PLAIN / self.unit)
        self.crossings = spread_points(
            self.field, self.curves, self.region, self.point, _CROSSINGS, plain
        )

    def level_curves(self) -> Group:
        """The level curves, and in green that through the point."""
        faint = level_lines(self.curves, self._flat, color=theme.FOREGROUND, opacity=0.55)
        own = level_lines(self.own, self._flat, color=theme.OUTPUT, stroke_width=theme.LINE_WIDTH)
        return Group(faint, own)

    def crossing_arrows(self) -> ArrowField:
        """Arrows that start on level curves."""
        return self.arrows.draw(self.crossings, self.plot.at)

    def right_angles(self) -> VGroup:
        """The sign of the right angle at these arrows and at the point."""
        places = np.vstack([self.crossings, self.point]) if self.has_arrow else self.crossings
        vectors = self.arrows.vectors(places)
        return right_angles(self.plot.at(places), vectors)

    def _flat(self, points: np.ndarray) -> np.ndarray:
        return self.plot.at(points[:, :2])

    # -- in space --------------------------------------------------------------------------------

    def raise_land(self, camera: EngineCamera, stage: Slot) -> tuple[Viewpoint, Viewpoint]:
        """Puts the region under its surface in space: the viewpoints from above and aside.

        From above the floor lies exactly where the plot shows the region.
        """
        low, high = value_range(land_values(self.field, self.region))
        self.heights = (low, high)
        floor = low - _LIFT * (high - low)
        self.space = Space(self.region, (floor, high), size=even_ground(self.region))
        ground = self.floor(np.array([(x, y) for x in self.region[0] for y in self.region[1]]))
        left, upper = self.plot.at((self.region[0][0], self.region[1][1]))[:2]
        right, lower = self.plot.at((self.region[0][1], self.region[1][0]))[:2]
        shown = Slot((left + right) / 2, (upper + lower) / 2, right - left, upper - lower)
        above = framing(camera, ground, shown, 0.0, -np.pi / 2)
        self.axes = self.space.axes(*map(notation.symbol, "xyz"))
        return above, self.space.seen(camera, stage, _INSET, *_DIRECTION)

    def floor(self, points: np.ndarray) -> np.ndarray:
        """Places (n, 3) on the floor of space of points (n, 2)."""
        return self.space.at(np.column_stack([points, np.full(len(points), self.space.floor)]))

    def on_floor(self) -> Group:
        """Arrows and level curves as they lie under the surface."""
        lines = level_lines(
            [*self.curves, *self.own],
            lambda rows: self.floor(rows[:, :2]),
            color=theme.FOREGROUND,
            opacity=0.45,
        )
        tails = np.vstack([self.arrows.others, self.crossings])
        return Group(lines, self.arrows.draw(tails, self.floor), *self._own_on_floor())

    def _own_on_floor(self) -> list[ArrowField]:
        if not self.has_arrow:
            return []
        return [self.arrows.draw(self.point[None], self.floor, color=theme.GRADIENT)]

    def scenery(self) -> tuple[Group, SurfaceMesh]:
        """The axes, and the surface, seen through."""
        graph = self.space.graph(self.field, self.heights)
        return self.axes, graph.set_opacity(_SHEER)

    def ways_up(self) -> Group:
        """From the floor up to the surface, and there each arrow's own direction: uphill."""
        tails = np.vstack([self.crossings, self.point]) if self.has_arrow else self.crossings
        heights = self.field(*tails.T)
        steps = self.arrows.vectors(tails)
        with np.errstate(all="ignore"):
            rises = (self.field.gradient()(*tails.T) * steps).sum(axis=1)
        starts = self.space.at(np.column_stack([tails, heights]))
        ends = self.space.at(np.column_stack([tails + steps, heights + rises]))
        shown = (heights <= self.heights[1]) & np.isfinite(ends).all(axis=1)
        tails, starts, ends = tails[shown], starts[shown], ends[shown]
        steep = np.linalg.norm(ends - starts, axis=1).max(initial=_STEEP)
        ways = (ends - starts) * _STEEP / steep
        arrows = ArrowField(starts, ways, color=theme.GRADIENT, stroke_width=_WIDE, depth_bias=0.3)
        rods = Group(
            *(
                Curve3D(
                    np.array(pair),
                    color=theme.QUIET,
                    stroke_width=theme.AXIS_WIDTH,
                    dash=_DASH,
                )
                for pair in zip(self.floor(tails), starts, strict=True)
            )
        )
        return Group(rods, arrows)
