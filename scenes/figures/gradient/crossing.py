"""`Crossing`: level curves of a field, and where arrows start on them."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from calclib import ScalarField
from calclib.framing.levels import apart_in_picture, spread_points
from calclib.geometry.level_curves import LevelCurve, parts_within
from calclib.numeric.kinks import kinks, near_kinks
from calclib.sampling.crossing_arrows import spaced, uncrossed
from calclib.tree.nodes import Node
from scenes._kit.plane.right_angles import SIDE
from scenes._kit.plane.window import Window
from scenes.figures.gradient.arrows import GradientArrows
from scenes.figures.gradient.levels import CurvesOff, LevelChoice, without_scraps
from scenes.figures.gradient.mark_room import mark_room

_COUNT = 7
"""How many arrows start on level curves."""
_GROWTHS = (2.5, 2.0, 1.6, 1.5, 1.25, 1.2)
"""How many times longer these few arrows may be than those of the whole field, ..."""
_MORE_GROWTHS = (4.0, 3.0)
"""... and where the point has no arrow to be compared with."""
_MIN_LENGTH = 2 * SIDE
"""The shortest arrow, in scene units, whose right angle is well visible, ..."""
_SHORTER, _ENOUGH = (1.0, 0.7, 0.45), 4
"""... and the shares of it that do where fewer than so many arrows are that long."""
_LARGE_MARK, _LEAST_MARK = 1.5 * SIDE, 0.8 * SIDE
"""The right-angle mark at the point, in scene units, and the smallest there."""
_MARK_SHARE = 0.5
"""A mark takes at most this share of its arrow."""
_LEAST_AT_POINT = 0.15
"""The arrow at the point is at least so long, as a share of the shorter side of the window."""
_OFF_KINK = 0.75
"""No arrow starts nearer to a kink than this share of the shortest: right angles have room."""
_ON_CURVE = 0.05
"""A point nearer than this to a level curve, as a share of the shorter side, is on it."""
_COUNTS = (8, 6, 5, 4)
"""About how many levels there are: the first with which curves are apart."""
_MOST_MERGED = (0.15, 0.25, 0.35, 0.45)
"""At most such a share of a level's curves runs into others: the first that fills the region."""
_MERGED, _KEPT = 0.15, 0.6
"""Curves nearer than that to each other, in scene units, run into one another; at least so large a
share of the levels does not."""
_OFF_LIMITS = 0.1
"""No curve runs so near to a pole or an edge of the domain for long, in scene units."""
_TAILS_APART = 0.75
"""The least distance between the tails of arrows, in scene units: their marks have room; ..."""
_TIPS_OFF = 2 * SIDE
"""... and between a tip and another's tail: no arrow ends in a mark; ..."""
_TIPS_APART = 1.25 * SIDE
"""... and between tips: arrows that meet are told apart."""


class Crossing:
    """Level curves all over a window, and the arrows that cross some of them in their region.

    The window has so many scene units to a unit of the plane; the point (2,) may have an arrow.
    """

    def __init__(
        self,
        field: ScalarField,
        arrows: GradientArrows,
        point: np.ndarray,
        has_arrow: bool,
        window: Window,
        unit: float,
    ) -> None:
        self.field, self.arrows, self.region = field, arrows, arrows.region
        self.point, self.has_arrow = point, has_arrow
        self.window, self.unit = window, unit
        off = _OFF_LIMITS / unit
        self._curves_at = CurvesOff(field, (window.x, window.y), arrows.limits, off)

    @cached_property
    def curves(self) -> list[LevelCurve]:
        """Level curves, none of them close to the one through the point, nor for long to each
        other: of as many levels as can be told apart."""
        best: list[LevelCurve] = []
        for count in _COUNTS:
            levels = self._choice.about(count)
            kept, share = self._apart(self._curves_at(levels))
            best = max(best, kept, key=_count_levels)
            if not self._choice.are_fused(levels, self.unit) and share >= _KEPT:
                return kept
        return best

    @cached_property
    def _choice(self) -> LevelChoice:
        return LevelChoice(self.field, self.region, self.point, bool(self.curve_at_point))

    def _apart(self, found: list[LevelCurve]) -> tuple[list[LevelCurve], float]:
        """Those of some curves that do not run into others, or for the least share of their length
        that leaves no large part of the region empty, and the share of the levels kept."""
        own, kept = self.curve_at_point, list[LevelCurve]()
        for most in _MOST_MERGED:
            kept = apart_in_picture(found, own, _MERGED / self.unit, most)
            levels = sorted({curve.level for curve in (*kept, *own)})
            if self._choice.fill(levels):
                break
        return kept, _count_levels(kept) / max(1, _count_levels(found))

    @property
    def curves_in_region(self) -> list[LevelCurve]:
        """The parts of these curves, and of the one through the point, in the arrows' region."""
        return parts_within([*self.curves, *self.curve_at_point], self.region)

    @cached_property
    def curve_at_point(self) -> list[LevelCurve]:
        """The level curve through the point; none on a plateau, whose border is farther away."""
        region = self._curves_at.region
        found = self.field.level_curves([float(self.field(*self.point))], region)
        sides = [high - low for low, high in self.region]
        gaps = [np.hypot(*(curve.points[:, :2] - self.point).T).min() for curve in found]
        is_on = min(gaps, default=0.0) <= _ON_CURVE * min(sides)
        return without_scraps(found, region) if is_on else []

    @cached_property
    def growth(self) -> float:
        """How many times longer the arrows at level curves are: the one at the point stays in the
        window, and does not point beyond a summit unless it could not be read; without it, most of
        them are visible. Their scale, which the viewer is told, is a round number."""
        if not self.has_arrow:
            growths = (*filter(self._is_round, (*_GROWTHS, *_MORE_GROWTHS)), 1.0)
            return max(growths, key=lambda growth: len(self._tails(growth)))
        climbing = (g for g in _GROWTHS if self._fits(g) and self._climbs(g))
        found = next(climbing, 1.0)
        longer = sorted((*_GROWTHS, *_MORE_GROWTHS)) if found < self._least_growth else []
        inside = [g for g in longer if g > found and self._fits(g)]
        enough = (g for g in inside if g >= self._least_growth)
        return next(enough, max(inside, default=found))

    @cached_property
    def _least_growth(self) -> float:
        """How many times longer the arrow at the point has to be, to be read."""
        shorter = min(high - low for low, high in (self.window.x, self.window.y))
        return _LEAST_AT_POINT * shorter / float(np.linalg.norm(self._vector))

    @cached_property
    def _vector(self) -> np.ndarray:
        """The arrow (2,) at the point among those of the field, in units of the plane."""
        return self.arrows.vectors(self.point[None])[0]

    def _fits(self, growth: float) -> bool:
        """Whether the arrow at the point, so many times longer, stays in the window, on this side
        of poles, and is to a scale that can be told."""
        tip = self.point + growth * self._vector
        low, high = np.array([self.window.x, self.window.y]).T
        inside = bool(((low < tip) & (tip < high)).all())
        return (
            inside
            and self._is_round(growth)
            and not self.arrows.meet_limits(self.point[None], growth).any()
        )

    def _climbs(self, growth: float) -> bool:
        """Whether it still goes up at the tip of that arrow."""
        return bool(self.arrows.climbing(self.point[None], growth).all())

    def _is_round(self, growth: float) -> bool:
        """Whether arrows so many times longer have a scale of at most two digits, if it is one that
        can be told."""
        scale = self.arrows.scale
        if scale is None or not scale.is_even:
            return True
        times = scale.factor / growth
        shown = max(times, 1 / times)
        return bool(np.isclose(shown, float(f"{shown:.2g}"), rtol=1e-9))

    @cached_property
    def tails(self) -> np.ndarray:
        """Points (n, 2) on level curves whose arrows are visibly long, stay in the region and do
        not cross each other."""
        return self._tails(self.growth)

    @property
    def marked_tails(self) -> np.ndarray:
        """These points, and the given one if it has an arrow: (n, 2)."""
        return np.vstack([self.tails, self.point]) if self.has_arrow else self.tails

    @property
    def vectors(self) -> np.ndarray:
        """The arrows (n, 2) at the marked tails, in units of the plane."""
        return self.growth * self.arrows.vectors(self.marked_tails)

    @cached_property
    def _kinks(self) -> tuple[Node, ...]:
        return kinks(self.field.typed_tree, self.field.variables)

    @property
    def mark_sides(self) -> np.ndarray:
        """The sides (n,) of right angles at the marked tails, in scene units; that at the point is
        larger, if there is room."""
        largest = np.full(len(self.marked_tails), SIDE)
        if self.has_arrow:
            largest[-1] = _LARGE_MARK
        room = np.maximum(self._room(self.marked_tails, _LARGE_MARK), _LEAST_MARK)
        lengths = np.hypot(*self.vectors.T) * self.unit
        return np.minimum(np.minimum(largest, room), _MARK_SHARE * lengths)

    def _room(self, tails: np.ndarray, largest: float) -> np.ndarray:
        """The sides (n,) that right angles at tails (n, 2) may have, in scene units."""
        levels = sorted({curve.level for curve in (*self.curves, *self.curve_at_point)})
        return self.unit * mark_room(self.field, levels, tails, largest / self.unit)

    def _tails(self, growth: float) -> np.ndarray:
        """These points for arrows so many times longer than those of the field."""
        tries = (self._tails_of(growth, share) for share in _SHORTER[:-1])
        enough = (found for found in tries if len(found) >= _ENOUGH)
        found = next(enough, None)
        return self._tails_of(growth, _SHORTER[-1]) if found is None else found

    def _tails_of(self, growth: float, share: float) -> np.ndarray:
        """Those of arrows and right angles that are at least so large a share of large ones."""
        shortest = share * _MIN_LENGTH / self.unit

        def visible(tails: np.ndarray) -> np.ndarray:
            fitting = self.arrows.fitting(tails, shortest, growth)
            fitting &= self._room(tails, SIDE) >= share * SIDE
            off = ~near_kinks(self._kinks, self.field.variables, tails, _OFF_KINK * shortest)
            return fitting & off & self.arrows.climbing(tails, growth)

        curves = parts_within(self.curves, self.region)
        found = spread_points(self.field, curves, self.region, self.point, _COUNT, visible)
        tails = np.vstack([self.point, found])
        vectors = np.nan_to_num(growth * self.arrows.vectors(tails))
        distances = np.array([_TAILS_APART, _TIPS_APART, _TIPS_OFF]) / self.unit
        apart = spaced(tails, vectors, *distances)
        tails, vectors = tails[apart], vectors[apart]
        return tails[uncrossed(tails, vectors)][1:]


def _count_levels(curves: list[LevelCurve]) -> int:
    return len({curve.level for curve in curves})
