"""`LevelChoice`: which levels to draw in a region, at either side of a point; `CurvesOff` and
`without_scraps`: how much of their curves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import KDTree

from calclib import ScalarField
from calclib.arrays import Region, region_frame
from calclib.framing.levels import emptiest_share, mixed_levels, spread_levels
from calclib.geometry.level_curves import LevelCurve

_NODES = 41
"""Values are compared at so many places along each side."""
_LEAST_GAP, _MOST_FUSED = 0.2, 0.2
"""Curves are that far apart, in scene units, but in so large a share of the region."""
_MOST_EMPTY = 0.4
"""At most this share of the region is between two levels that are drawn, if others do better."""
_WORTH_A_LEVEL, _BEYOND = 0.25, 0.1
"""Where so large a share of the region lies lower, or higher, than the point, there is a level with
at least the other share of that beyond it."""
_LEVELS_APART = 0.35
"""Between the level of the point and another that is drawn, in the step from that to the next."""

_ALONG = 0.25
"""A curve that over a larger share of its length runs along a pole is not drawn."""
_SCRAP = 0.06
"""What a border leaves of a curve is a scrap if it reaches over a smaller share of the region."""


@dataclass(frozen=True)
class CurvesOff:
    """The level curves of a field in a region, without those that for long run nearer to some
    curves (n, 2) than a distance: levels that crowd at a pole are not told from it."""

    field: ScalarField
    region: Region
    limits: Sequence[np.ndarray]
    distance: float

    def __call__(self, levels: Sequence[float]) -> list[LevelCurve]:
        found = without_scraps(self.field.level_curves(levels, self.region), self.region)
        if not self.limits:
            return found
        limits = KDTree(np.concatenate(self.limits))
        return [curve for curve in found if self._is_off(curve, limits)]

    def _is_off(self, curve: LevelCurve, limits: KDTree) -> bool:
        lengths = np.linalg.norm(np.diff(curve.points, axis=0), axis=1)
        along = limits.query(curve.points[1:])[0] <= self.distance
        return bool(lengths[along].sum() <= _ALONG * lengths.sum())


def without_scraps(curves: Iterable[LevelCurve], region: Region) -> list[LevelCurve]:
    """Level curves in a region without the specks that its border leaves of some."""
    least = _SCRAP * region_frame(region)[1]

    def is_scrap(curve: LevelCurve) -> bool:
        reach = np.ptp(curve.points[:, :2], axis=0)
        return not curve.closed and bool((reach < least).all())

    return [curve for curve in curves if not is_scrap(curve)]


class LevelChoice:
    """Levels of a field in a region; that of the point (2,), if it `is_marked`, keeps its
    distance to others."""

    def __init__(
        self, field: ScalarField, region: Region, point: np.ndarray, is_marked: bool
    ) -> None:
        self.field, self.region, self.is_marked = field, region, is_marked
        self.own = float(field(*point))
        (x0, x1), (y0, y1) = region
        nodes = np.meshgrid(np.linspace(x0, x1, _NODES), np.linspace(y0, y1, _NODES))
        with np.errstate(all="ignore"):
            self.slopes = np.linalg.norm(field.gradient()(*nodes), axis=-1).ravel()
            self.heights = np.broadcast_to(field(*nodes), nodes[0].shape).ravel()

    def about(self, count: int) -> list[float]:
        """About so many levels, on either side of the point's, with which they are evenly spaced if
        it is marked and that shows all of the region; else none of them close to that."""
        through = self.own if self.is_marked else None
        even = self._off_point(spread_levels(self.field, self.region, count, through))
        mixed = self._off_point(mixed_levels(self.heights, count))
        marked = [self.own] if self.is_marked else []
        empty, filled = (
            emptiest_share(sorted(each + marked), self.heights) for each in (even, mixed)
        )
        return mixed if empty > max(_MOST_EMPTY, filled) else even

    def fill(self, levels: list[float]) -> bool:
        """Whether no large part of the region is between two of some increasing levels."""
        return emptiest_share(levels, self.heights) <= _MOST_EMPTY

    def are_fused(self, levels: list[float], unit: float) -> bool:
        """Whether levels are too close to be told apart in a large part of the region, by so many
        scene units to a unit of the plane."""
        steps = np.array([np.inf, *np.diff(levels), np.inf])[np.searchsorted(levels, self.heights)]
        return bool((steps * unit < _LEAST_GAP * self.slopes).mean() > _MOST_FUSED)

    def _off_point(self, levels: list[float]) -> list[float]:
        """Those of some levels that are not close to the point's, and others on either side."""
        levels = sorted({*levels, *self._on_either_side(levels)})
        if len(levels) > 1 and self.is_marked:
            gaps = np.diff(levels)
            steps = np.minimum(np.append(gaps, np.inf), np.append(np.inf, gaps))
            apart = np.abs(np.array(levels) - self.own) >= _LEVELS_APART * steps
            return np.array(levels)[apart].tolist()
        return levels

    def _on_either_side(self, levels: list[float]) -> list[float]:
        """Levels in the middle of what is higher, or lower, than the point where hardly anything
        of it is beyond those that there are."""
        found = []
        for sign in (-1, 1):
            above = sign * (self.heights - self.own)
            above, marked = above[above > 0], sign * (np.array(levels) - self.own)
            next_one = min(marked[marked > 0], default=np.inf)
            is_large = above.size > _WORTH_A_LEVEL * self.heights.size
            if is_large and (above > next_one).mean() < _BEYOND:
                found.append(self.own + sign * float(np.median(above)))
        return found
