"""`Crossing`: level curves of a field, and where arrows start on them."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from calclib import ScalarField
from calclib.framing.levels import (
    apart_in_picture,
    emptiest_share,
    levels_by_area,
    spread_levels,
    spread_points,
)
from calclib.geometry.level_curves import LevelCurve, parts_within
from calclib.numeric.kinks import kinks, near_kinks
from calclib.sampling.crossing_arrows import uncrossed
from calclib.tree.nodes import Node
from scenes._kit.plane.right_angles import SIDE
from scenes._kit.plane.window import Window
from scenes.figures.gradient.arrows import GradientArrows

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
_OFF_KINK = 0.75
"""No arrow starts nearer to a kink than this share of the shortest: right angles have room."""
_ON_CURVE = 0.05
"""A point nearer than this to a level curve, as a share of the shorter side, is on it."""
_COUNTS = (8, 6, 5, 4)
"""About how many levels there are: the first with which curves are apart."""
_LEAST_GAP, _MOST_FUSED, _NODES = 0.2, 0.2, 41
"""That far, in scene units, but in so large a share of the region; it is measured at so many places
along each side."""
_MOST_MERGED = (0.15, 0.25, 0.35, 0.45)
"""At most such a share of a level's curves runs into others: the first that fills the region."""
_MERGED, _KEPT = 0.15, 0.6
"""Curves nearer than that to each other, in scene units, run into one another; at least so large a
share of the levels does not."""
_MOST_EMPTY = 0.4
"""At most this share of the region is between two levels that are drawn, if others do better."""
_WORTH_A_LEVEL = 0.1
"""Where so large a share of the region lies lower, or higher, than the point, there is a level with
at least such a share of that beyond it."""
_TAILS_APART = 0.75
"""The least distance between the tails of arrows, in scene units: their marks have room."""
_LEVELS_APART = 0.35
"""Between the level of the point and another that is drawn, in the step from that to the next."""


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
        self._in_view = window.x, window.y

    @cached_property
    def curves(self) -> list[LevelCurve]:
        """Level curves, none of them close to the one through the point, nor for long to each
        other: of as many levels as can be told apart."""
        best: list[LevelCurve] = []
        for count in _COUNTS:
            levels = self._levels(count)
            kept, share = self._apart(self.field.level_curves(levels, self._in_view))
            best = max(best, kept, key=_count_levels)
            if not self._are_fused(levels) and share >= _KEPT:
                return kept
        return best

    def _apart(self, found: list[LevelCurve]) -> tuple[list[LevelCurve], float]:
        """Those of some curves that do not run into others, or for the least share of their length
        that leaves no large part of the region empty, and the share of the levels kept."""
        own, kept = self.curve_at_point, list[LevelCurve]()
        for most in _MOST_MERGED:
            kept = apart_in_picture(found, own, _MERGED / self.unit, most)
            levels = sorted({curve.level for curve in (*kept, *own)})
            if emptiest_share(levels, self._samples[0]) <= _MOST_EMPTY:
                break
        return kept, _count_levels(kept) / max(1, _count_levels(found))

    def _levels(self, count: int) -> list[float]:
        """About so many levels, on either side of the point's and none of them close to that."""
        heights, own = self._samples[0], float(self.field(*self.point))
        even = self._off_point(spread_levels(self.field, self.region, count))
        by_area = self._off_point(levels_by_area(heights, count))
        marked = [own] if self.curve_at_point else []
        shares = (emptiest_share(sorted(each + marked), heights) for each in (even, by_area))
        empty, filled = shares
        return by_area if empty > max(_MOST_EMPTY, filled) else even

    def _off_point(self, levels: list[float]) -> list[float]:
        """Those of some levels that are not close to the point's, and others on either side."""
        own = float(self.field(*self.point))
        levels = sorted({*levels, *self._on_either_side(levels)})
        if len(levels) > 1 and self.curve_at_point:
            gaps = np.diff(levels)
            steps = np.minimum(np.append(gaps, np.inf), np.append(np.inf, gaps))
            apart = np.abs(np.array(levels) - own) >= _LEVELS_APART * steps
            return np.array(levels)[apart].tolist()
        return levels

    @cached_property
    def _samples(self) -> tuple[np.ndarray, np.ndarray]:
        """Values and slopes (n,) all over the region."""
        (x0, x1), (y0, y1) = self.region
        nodes = np.meshgrid(np.linspace(x0, x1, _NODES), np.linspace(y0, y1, _NODES))
        with np.errstate(all="ignore"):
            slopes = np.linalg.norm(self.field.gradient()(*nodes), axis=-1).ravel()
            return np.broadcast_to(self.field(*nodes), nodes[0].shape).ravel(), slopes

    def _are_fused(self, levels: list[float]) -> bool:
        """Whether levels are too close to be told apart in a large part of the region."""
        values, slopes = self._samples
        steps = np.array([np.inf, *np.diff(levels), np.inf])[np.searchsorted(levels, values)]
        return bool((steps * self.unit < _LEAST_GAP * slopes).mean() > _MOST_FUSED)

    def _on_either_side(self, levels: list[float]) -> list[float]:
        """Levels in the middle of what is higher, or lower, than the point where hardly anything
        of it is beyond those that there are."""
        values, _ = self._samples
        own = float(self.field(*self.point))
        found = []
        for sign in (-1, 1):
            above = sign * (values - own)
            above, marked = above[above > 0], sign * (np.array(levels) - own)
            next_one = min(marked[marked > 0], default=np.inf)
            is_large = above.size > _WORTH_A_LEVEL * values.size
            if is_large and (above > next_one).mean() < _WORTH_A_LEVEL:
                found.append(own + sign * float(np.median(above)))
        return found

    @property
    def curves_in_region(self) -> list[LevelCurve]:
        """The parts of these curves, and of the one through the point, in the arrows' region."""
        return parts_within([*self.curves, *self.curve_at_point], self.region)

    @cached_property
    def curve_at_point(self) -> list[LevelCurve]:
        """The level curve through the point; none on a plateau, whose border is farther away."""
        found = self.field.level_curves([float(self.field(*self.point))], self._in_view)
        sides = [high - low for low, high in self.region]
        gaps = [np.hypot(*(curve.points[:, :2] - self.point).T).min() for curve in found]
        return found if min(gaps, default=0.0) <= _ON_CURVE * min(sides) else []

    @cached_property
    def growth(self) -> float:
        """How many times longer the arrows at level curves are: the one at the point stays in the
        window, and does not point beyond a summit; without it, most of them are visible. Their
        scale, which the viewer is told, is a round number."""
        if not self.has_arrow:
            growths = (*filter(self._is_round, (*_GROWTHS, *_MORE_GROWTHS)), 1.0)
            return max(growths, key=lambda growth: len(self._tails(growth)))
        vector = self.arrows.vectors(self.point[None])[0]
        sides = np.array([self.window.x, self.window.y])
        low, high = (sides - self.point[:, None]).T
        round_ones = filter(self._is_round, _GROWTHS)
        inside = (g for g in round_ones if ((low < g * vector) & (g * vector < high)).all())
        climbing = (g for g in inside if self.arrows.climbing(self.point[None], g).all())
        return next(climbing, 1.0)

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

    def _tails(self, growth: float) -> np.ndarray:
        """These points for arrows so many times longer than those of the field."""
        shortest = [share * _MIN_LENGTH / self.unit for share in _SHORTER]
        tries = (self._tails_of(growth, each) for each in shortest[:-1])
        enough = (found for found in tries if len(found) >= _ENOUGH)
        found = next(enough, None)
        return self._tails_of(growth, shortest[-1]) if found is None else found

    def _tails_of(self, growth: float, shortest: float) -> np.ndarray:
        """Those of arrows that are at least so long, in units of the plane."""

        def visible(tails: np.ndarray) -> np.ndarray:
            fitting = self.arrows.fitting(tails, shortest, growth)
            off = ~near_kinks(self._kinks, self.field.variables, tails, _OFF_KINK * shortest)
            return fitting & off & self.arrows.climbing(tails, growth)

        curves = parts_within(self.curves, self.region)
        found = spread_points(self.field, curves, self.region, self.point, _COUNT, visible)
        found = found[self._are_apart(found)]
        tails = np.vstack([self.point, found])
        vectors = np.nan_to_num(growth * self.arrows.vectors(tails))
        return found[uncrossed(tails, vectors)[1:]]

    def _are_apart(self, tails: np.ndarray) -> np.ndarray:
        """Which tails (n, 2) are far enough from those before, and from the point: (n,)."""
        kept = [self.point] if self.has_arrow else []
        chosen = np.zeros(len(tails), dtype=bool)
        for k, tail in enumerate(tails):
            gaps = [np.linalg.norm(tail - each) for each in kept]
            if min(gaps, default=np.inf) * self.unit >= _TAILS_APART:
                chosen[k] = True
                kept.append(tail)
        return chosen


def _count_levels(curves: list[LevelCurve]) -> int:
    return len({curve.level for curve in curves})
