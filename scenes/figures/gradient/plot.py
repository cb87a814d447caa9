"""`GradientPlot`: a gradient field in the plane, the arrow at a point, and level curves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from manim import Group, Rectangle, ValueTracker, VGroup, VMobject

from calclib import ScalarField
from calclib.arrays import Interval, Region
from calclib.framing.arrows import region_for_arrow
from calclib.framing.windows.balanced import legible_region
from calclib.framing.windows.edges import limit_curves
from calclib.framing.windows.regions import active_region, equal_scale_region
from calclib.framing.windows.shapes import calm_region, region_of_shape
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.points import Points
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.level_lines import level_lines
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.plot_axes import curve_area
from scenes._kit.plane.right_angles import right_angle
from scenes._kit.plane.window import Window
from scenes._kit.text import notation
from scenes.figures.gradient.arrows import GradientArrows, outline_points
from scenes.figures.gradient.crossing import Crossing
from scenes.figures.gradient.legs import legs_of_arrow

_ARROW_WIDTH, _OUTLINE_WIDTH = 9.0, 2.0
_AMONG_OTHERS = 7.0
"""The width of the arrow at the point in the field, where its outline adds to it."""
_CROSSING_WIDTH = 8.0
_LEVEL_OPACITY = 0.2
_DOT_SHARE, _LEAST_DOT = 0.22, 0.05
"""The point's dot is no larger than this share of its arrow, but at least so large."""


class GradientPlot:
    """The field over its region in a plot, a point and the arrow at it.

    The first window shows the arrow in true length, or 1 : `factor` if that is too long or too
    short; the tracker `field_scale` in [0, 1] changes it to its length in the field, and `growth`
    multiplies that.
    """

    def __init__(
        self,
        slot: Slot,
        field: ScalarField,
        point: Sequence[float],
        region: Sequence[Interval] | None,
    ) -> None:
        self.field, self.point = field, np.array(point, dtype=float)
        first, second = map(notation.symbol, field.variables)
        across, along = region or _region_in(slot, field, point, (first, second))
        self.arrows = GradientArrows(field, (across, along), point)
        self.region = self.arrows.region
        with np.errstate(all="ignore"):
            self.gradient = field.gradient()(*self.point)
        shown, self.factor = self.region, 1.0
        if self.has_arrow:
            shown, self.factor = region_for_arrow(
                point, self.gradient, (across, along), self.arrows.limits
            )
        later, names = Window(*self.region), (first, second)
        self.plot = Plot(slot, Window(*shown), names, true_to_scale=True, later_windows=[later])
        self.window = later.widened(self.plot.area.width / self.plot.area.height)
        unit = self._unit_in(self.window)
        self.crossing = Crossing(field, self.arrows, self.point, self.has_arrow, self.window, unit)
        self.field_scale, self.growth = ValueTracker(0.0), ValueTracker(1.0)
        seen = self.window.union(self.plot.window)
        self.limits = limit_curves(field, (seen.x, seen.y))
        """The curves (n, 2), dashed, over which the graph is not continued."""
        self.plot.mark_curves(self.limits)

    # -- facts -----------------------------------------------------------------------------------

    @property
    def has_arrow(self) -> bool:
        """Whether the gradient at the point exists and is not zero."""
        return bool(np.isfinite(self.gradient).all() and self.gradient.any())

    @property
    def unit(self) -> float:
        """Scene units per unit of the plane, in the present window."""
        return self._unit_in(self.plot.window)

    def _unit_in(self, window: Window) -> float:
        return self.plot.area.width / (window.x[1] - window.x[0])

    # -- one arrow -------------------------------------------------------------------------------

    @property
    def first_vector(self) -> np.ndarray:
        """The arrow at the point as drawn at first, (2,) in units of the plane."""
        return self.gradient / self.factor

    def vector(self) -> np.ndarray:
        """The arrow at the point as drawn now, (2,) in units of the plane."""
        share, growth = self.field_scale.get_value(), self.growth.get_value()
        relative = self._length_in_field / np.hypot(*self.first_vector)
        return growth * self.first_vector * relative**share

    @cached_property
    def _length_in_field(self) -> float:
        """The length of the arrow at the point among the others, in units of the plane."""
        return np.hypot(*self.arrows.vectors(self.point[None])[0])

    def arrow(self) -> VMobject:
        """The arrow at the point with a bright outline, over the point, which would hide most of a
        short one; updated with window and `field_scale`."""
        shape = VMobject(fill_opacity=1, z_index=4)

        def follow(mobject: Any) -> None:
            tail = self.plot.place_of(self.point)[:2]
            share, growth = self.field_scale.get_value(), self.growth.get_value()
            width = _ARROW_WIDTH + share * (_AMONG_OTHERS - _ARROW_WIDTH)
            mobject.points = outline_points(tail, self.vector() * self.unit, width * growth**0.5)

        shape.set_fill(theme.GRADIENT, 1).set_stroke(theme.FOREGROUND, _OUTLINE_WIDTH)
        return shape.add_updater(follow).update()

    def dot(self) -> VMobject:
        """The point; it moves with the window."""
        dot = self.plot.dot(self.point, color=theme.POINT, z_index=3)

        def follow(mobject: Any) -> None:
            low, high = mobject.points.min(axis=0), mobject.points.max(axis=0)
            width, place = high[0] - low[0], self.plot.place_of(self.point)
            scale = 2 * self._dot_radius() / width if width else 1.0  # a point grows, or shrinks
            mobject.points = place + scale * (mobject.points - (low + high) / 2)

        return dot.add_updater(follow)

    def _dot_radius(self) -> float:
        """The radius of the point's dot, which leaves its arrow visible, in scene units."""
        if not self.has_arrow:
            return theme.DOT_RADIUS
        length = float(np.hypot(*self.vector())) * self.unit
        return float(np.clip(_DOT_SHARE * length, _LEAST_DOT, theme.DOT_RADIUS))

    @cached_property
    def legs(self) -> tuple[VGroup, VGroup]:
        """The partial derivatives as the legs of the first arrow, along x and y, and their
        numbers."""
        partials = list(zip(self.field.variables, map(float, self.gradient), strict=True))
        return legs_of_arrow(self.plot, self.point, self.first_vector, partials, _ARROW_WIDTH)

    # -- many arrows -----------------------------------------------------------------------------

    @cached_property
    def field_arrows(self) -> ArrowField | Points:
        """The arrows of the field in the last window, except the one at the point."""
        return self.arrows.mobject_at(self.arrows.others, self._in_last_window)

    @cached_property
    def level_curves(self) -> Group:
        """The level curves in the last window; the one through the point is bold."""
        others = level_lines(
            self.crossing.curves,
            self._in_last_window,
            color=theme.OUTPUT,
            opacity=0.7,
            stroke_width=theme.LINE_WIDTH,
        )
        at_point = level_lines(
            self.crossing.curve_at_point,
            self._in_last_window,
            color=theme.OUTPUT,
            stroke_width=1.6 * theme.CURVE_WIDTH,
        )
        return Group(others, at_point)

    def level_area(self) -> VMobject:
        """The plane in the colour of level curves: all of it is one level."""
        area = self.plot.area
        sheet = Rectangle(width=area.width, height=area.height, stroke_width=0, z_index=-1)
        return sheet.set_fill(theme.OUTPUT, _LEVEL_OPACITY).move_to(area.center)

    def quiet_level_curves(self) -> Curve3D:
        """The level curves in the last window as far as they lie on the floor under the surface."""
        return self.quiet_lines(self._in_last_window)

    def quiet_lines(self, place: Callable[[np.ndarray], np.ndarray]) -> Curve3D:
        """All level curves of the region, faint, wherever points are placed."""
        lines = self.crossing.curves_in_region
        return level_lines(lines, place, color=theme.FOREGROUND, opacity=0.45)

    @property
    def walked_curve(self) -> Curve3D:
        """A level curve in the last window: the one through the point, if there is one."""
        return level_lines(
            self.crossing.curve_at_point or self.crossing.curves[:1], self._in_last_window
        )

    def crossing_arrows(self) -> ArrowField | Points:
        """Arrows that start on level curves."""
        return self.arrows.mobject_at(
            self.crossing.tails,
            self._in_last_window,
            self.crossing.growth,
            color=theme.GRADIENT,
            stroke_width=_CROSSING_WIDTH,
        )

    def right_angles(self) -> VGroup:
        """Right-angle marks at these arrows, and a larger one at the point."""
        crossing = self.crossing
        places = self._in_last_window(crossing.marked_tails)
        rows = zip(places, crossing.vectors, crossing.mark_sides, strict=True)
        return VGroup(*(right_angle(*row) for row in rows))

    def _in_last_window(self, points: np.ndarray) -> np.ndarray:
        """Places (n, 3) of points (n, 2), or of points of level curves (n, 3)."""
        return self.window.place_in(self.plot.area, points[:, :2])


def _region_in(
    slot: Slot, field: ScalarField, point: Sequence[float], names: tuple[str, str]
) -> Region:
    """The region around a point that fills a plot in a slot."""
    window = Window(*equal_scale_region(field, point))
    area = curve_area(slot, [window], names)
    region = equal_scale_region(field, point, area.width / area.height)
    region = calm_region(field, point, active_region(field, point, region))
    return region_of_shape(field, point, legible_region(field, point, region))
