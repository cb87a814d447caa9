"""A climb: a path of steepest ascent, continued along ridges on which the gradient jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np

from calclib.arrays import Array, Region, region_frame
from calclib.geometry.curve_refinement import thinned_path
from calclib.geometry.steepest_ascent import Ascent, Outcome, steepest_ascent
from calclib.numeric.real_function import RealFunction

Ending: TypeAlias = Outcome | Literal["peak"]

_STRIDE, _LEAST_STRIDE = 5e-3, 1e-13
"""The longest and the shortest step along a ridge, as shares of the region's shorter side."""
_MAX_STEPS = 2_000
_COARSE, _FINE, _ROUNDS = 73, 25, 7
"""Directions tried all around, and beside the best one in each of the rounds that follow."""
_PEAK_RADII = (1e-4, 1e-3)
"""On circles of these radii, as shares of the region, all is lower than a peak."""
_FIRST_STEPS = (1e-6, 1e-5)
"""The step from a start without a gradient, as a share of the region; a farther one, to which the
land rises in proportion if there is a slope."""
_AS_STEEP, _BESIDE, _ALL_AROUND = 5e-3, 0.9, 3601
"""A way is as steep as the steepest if it rises less by no more than this share; beside that one if
the cosine of the angle between them is no less; and how many ways are compared."""
_ON_RIDGE = 0.01
"""A way is on a ridge if a step aside loses this share of what a step ahead gains."""
_NOISE = 4 * float(np.finfo(float).eps)
"""A smaller gain, as a share of the heights on the path, is a rounding error."""
_DECIMALS = range(3, 13)
"""Decimals, of the region scaled to a unit square, to which a peak's coordinates are rounded."""


@dataclass(frozen=True, slots=True, eq=False)
class Climb:
    """A path: `points` (n, 2), nondecreasing `values` (n,), and how it ended."""

    points: Array
    values: Array
    outcome: Ending


def climb(f: RealFunction, start: Sequence[float], region: Region) -> Climb:
    """The path of steepest ascent; along a ridge on which the gradient jumps, it goes on.

    There each step leads to the highest point of a small circle; so does the first one from a start
    without a gradient where one way is the steepest. Ends as `steepest_ascent` does, or at a
    "peak": a maximum without a gradient. Raises what `steepest_ascent` raises.
    """
    path, ridge = steepest_ascent(f, start, region), _Ridge(f, region)
    if path.outcome != "did not settle" or len(path.points) > 1:
        return _on_ridges(path, ridge)
    first = ridge.only_way_up(path.points[0])
    if first is None:
        return Climb(path.points, path.values, path.outcome)
    values = np.append(path.values, ridge.value(first))
    begun = Ascent(np.vstack([path.points, first]), values, path.outcome)
    if ridge.is_along(*begun.points):
        return _on_ridges(begun, ridge, _FIRST_STEPS[0])
    rest = _on_ridges(steepest_ascent(f, first, region), ridge)
    values = np.append(path.values, rest.values)
    return Climb(np.vstack([path.points, rest.points]), values, rest.outcome)


def _on_ridges(path: Ascent, ridge: _Ridge, stride: float = _LEAST_STRIDE) -> Climb:
    """A path of steepest ascent that goes on along a ridge, with a first `stride`, a share of the
    region's shorter side; and that knows a peak."""
    if path.outcome == "summit" and ridge.is_pointed(path.points[-1]):
        top = ridge.rounded(path.points[-1])
        values = np.append(path.values[:-1], ridge.value(top))
        return Climb(np.vstack([path.points[:-1], top]), values, "peak")
    if path.outcome != "did not settle":
        return Climb(path.points, path.values, path.outcome)
    points = [*path.points, *ridge.points_from(path, stride)]
    points[-1], outcome = ridge.end(points[-1])
    thinned = thinned_path(points, float(np.linalg.norm(ridge.size)))
    values = np.maximum.accumulate([ridge.value(point) for point in thinned])
    return Climb(thinned, values, outcome)


class _Ridge:
    """A function over a region, followed uphill by its values alone."""

    def __init__(self, f: RealFunction, region: Region) -> None:
        self.f = f
        self.lower, self.size = region_frame(region)

    def values(self, points: Array) -> Array:
        """The values (...) at points (..., 2); -inf where the function is undefined."""
        with np.errstate(all="ignore"):
            found = np.asarray(self.f(points[..., 0], points[..., 1]), dtype=float)
        return np.where(np.isnan(found), -np.inf, found)

    def value(self, point: Array) -> float:
        return float(self.values(point[None])[0])

    def points_from(self, path: Ascent, stride: float) -> Iterator[Array]:
        """The points after a path; the last one may lie beyond the border.

        Steps are tiny at first (`stride`): the path has come close to a ridge, but not onto it.
        """
        point, value = path.points[-1], self.value(path.points[-1])
        gain = _NOISE * float(np.abs(path.values).max())
        side = float(self.size.min())
        stride *= side
        for _ in range(_MAX_STEPS):
            step = self.highest_around(point, stride)
            height = self.value(step)
            if height > value + gain:
                point, value, stride = step, height, min(2 * stride, _STRIDE * side)
                yield point
                if not self.contains(point):
                    return
            elif stride > _LEAST_STRIDE * side:
                stride /= 4
            else:
                return

    def highest_around(self, point: Array, radius: float) -> Array:
        """The highest point (2,) of a circle."""
        middle, reach = 0.0, np.pi
        for count in (_COARSE, *[_FINE] * _ROUNDS):
            angles = middle + reach * np.linspace(-1, 1, count)
            places = point + radius * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
            best = int(self.values(places).argmax())
            middle, reach = float(angles[best]), 2 * reach / (count - 1)
        return point + radius * np.array([np.cos(middle), np.sin(middle)])

    def only_way_up(self, point: Array) -> Array | None:
        """The first point (2,) of the way up from one without a gradient, if there is a slope, and
        one way is steeper than all that do not lead beside it."""
        angles, side = np.linspace(0, 2 * np.pi, _ALL_AROUND), float(self.size.min())
        circle = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        near, far = (
            self.values(point + step * side * circle) - self.value(point) for step in _FIRST_STEPS
        )
        best = near.max()
        is_sloped = far.max() < best * (_FIRST_STEPS[1] / _FIRST_STEPS[0]) ** 1.5
        if not (np.isfinite(best) and best > _NOISE * abs(self.value(point)) and is_sloped):
            return None
        steepest = circle[near >= (1 - _AS_STEEP) * best]
        if (steepest @ circle[near.argmax()]).min() < _BESIDE:
            return None
        return self.highest_around(point, _FIRST_STEPS[0] * side)

    def is_along(self, start: Array, first: Array) -> bool:
        """Whether a first step leads along a ridge: the land is lower at both sides of the way by
        much of what the step gains."""
        step = first - start
        ahead, across = start + 10 * step, np.array([-step[1], step[0]])
        sides = self.values(np.array([ahead - across, ahead + across])).mean()
        gained = self.value(first) - self.value(start)
        return bool(self.value(ahead) - sides > _ON_RIDGE * gained)

    def contains(self, point: Array) -> bool:
        return bool((np.abs((point - self.lower) / self.size - 0.5) <= 0.5).all())

    def is_pointed(self, point: Array) -> bool:
        """Whether there is no gradient at a summit: on circles around it the values fall in
        proportion to the radius, and not to its square."""
        angles, value = np.linspace(0, 2 * np.pi, 181), self.value(point)
        circle = self.size * np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        near, far = (value - float(self.values(point + r * circle).min()) for r in _PEAK_RADII)
        is_falling = bool(np.isfinite(far)) and near > _NOISE * abs(value)
        return is_falling and far < near * (_PEAK_RADII[1] / _PEAK_RADII[0]) ** 1.5

    def end(self, point: Array) -> tuple[Array, Ending]:
        """The end of a path that came to a point, and its outcome."""
        if not self.contains(point):
            return np.clip(point, self.lower, self.lower + self.size), "left the region"
        point = self.rounded(point)
        angles = np.linspace(0, 2 * np.pi, 181)
        circle = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
        around = [self.values(point + share * self.size * circle) for share in _PEAK_RADII]
        highest = float(np.max(around)) + _NOISE * abs(self.value(point) - np.min(around))
        is_peak = np.isfinite(around).all() and highest < self.value(point)
        return point, "peak" if is_peak else "did not settle"

    def rounded(self, point: Array) -> Array:
        """A point whose coordinates have the fewest decimals with which it is no lower."""
        shift = round(float(np.log10(self.size.max())))
        for axes in np.array(
            [[True, True], [True, False], [False, True]]
        ):  # a ridge may be slanted
            tries = (np.where(axes, np.round(point, n - shift) + 0.0, point) for n in _DECIMALS)
            point = next((each for each in tries if self.value(each) >= self.value(point)), point)
        return point
