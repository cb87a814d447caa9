"""A hike: a path of steepest ascent, the region that shows it, and points along it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

import numpy as np

from calclib.arrays import Array, Interval, Region
from calclib.errors import DomainError
from calclib.framing.climbs import Climb, Ending, climb
from calclib.framing.terrains import terrain_heights, terrain_region
from calclib.number import Number
from calclib.numeric import central_differences as differences
from calclib.numeric.real_function import DifferentiableFunction, RealFunction
from calclib.numeric.removable_holes import Extension
from calclib.sampling.grids import sample_grid
from calclib.typesetting.coordinates import named_point

End: TypeAlias = Ending | Literal["left the heights"]

_REST_TOLERANCE = 1e-5
"""A gradient this small, as a share of the steepest on the path, counts as 0."""
_NOISE, _UNSEEN = 1e-9, 1e-3
"""A coordinate this small, as a share of the region's side, is 0; so small a one cannot be told
from 0 in the picture: it is if it belongs to no top and the place with 0 is no lower."""
_LAST_DIGITS = 1e-14
"""A root search may be so far from a summit, relative to its coordinates."""
_STRAIGHT = 0.01
"""A path within this share of its chord's length from the chord is straight."""
_TOPS = ("summit", "peak", "saddle")
_BETWEEN_SAMPLES = 0.25
"""Other climbs end at most so much higher than the heights shown, as a share of them, or at a pole,
where these are cut off."""
_HALVINGS = 60
_HIGHER, _SAMPLES = 0.03, 61
"""Land that much higher than a summit, as a share of all heights, is seen to be; places looked at
along each side of the region."""


@dataclass(frozen=True, eq=False)
class Hike:
    """A path of ascent in a region: `points` (n, 2), heights `values` (n,), and how it ended:

    as a climb does, or it "left the heights" at which the terrain is cut off beside a pole.
    """

    region: Region
    points: Array
    values: Array
    outcome: End

    @cached_property
    def lengths(self) -> Array:
        """The arc length in the plane from the start to each point (n,)."""
        steps = np.hypot(*np.diff(self.points, axis=0).T)
        return np.concatenate([[0.0], np.cumsum(steps)])

    @property
    def length(self) -> float:
        """The arc length of the whole path; 0 for a path of one point."""
        return float(self.lengths[-1])

    @property
    def is_straight(self) -> bool:
        """Whether the path is hard to distinguish from its chord."""
        chord = self.points[-1] - self.points[0]
        length = float(np.hypot(*chord))
        if length == 0:
            return self.length == 0
        offset = self.points - self.points[0]
        across = np.abs(offset[:, 0] * chord[1] - offset[:, 1] * chord[0]) / length
        return bool(across.max() < _STRAIGHT * length and self.length < 1.05 * length)

    @cached_property
    def _rows(self) -> Array:
        """The points with their heights (n, 3)."""
        return np.column_stack([self.points, self.values])

    def at(self, share: float) -> Array:
        """The point (x, y, height) after a share of the length, from 0 to 1."""
        travelled = self.length * share
        return np.array([np.interp(travelled, self.lengths, column) for column in self._rows.T])

    def path_to(self, share: float) -> Array:
        """The points (n, 3) of the path up to a share of its length, which is the last point."""
        travelled = self.lengths < self.length * share
        return np.vstack([self._rows[travelled], self.at(share)])

    def crossing_shares(self, levels: Sequence[float] | Array) -> Array:
        """The shares of the length (n,), increasing, at which the path reaches these heights."""
        if self.length == 0:
            return np.empty(0)
        reached = [level for level in levels if self.values[0] < level < self.values[-1]]
        return np.interp(reached, self.values, self.lengths / self.length)

    def profile(self, share: float) -> Array:
        """Arc length and height (n, 2), up to a share of the length."""
        travelled = self.lengths < self.length * share
        rows = np.column_stack([self.lengths, self.values])[travelled]
        return np.vstack([rows, [self.length * share, self.at(share)[2]]])


def hike(
    field: DifferentiableFunction,
    start: Sequence[float],
    region: Sequence[Interval] | None = None,
    aspect: float = 1.0,
) -> Hike:
    """The path of steepest ascent from a start, in a region.

    Without a region: one of aspect ratio `aspect` (width over height) that shows the path and the
    extrema near it, with the same scale on both axes. Towards a pole it ends at the top of the
    heights shown. Raises what `climb` raises.
    """
    across, along = region or terrain_region(field, start, aspect)
    found = climb(field, start, (across, along))
    low, high = terrain_heights(field, (across, along), [(found.values[0], found.values[0])])
    if found.outcome not in _TOPS and found.values[-1] > high + _BETWEEN_SAMPLES * (high - low):
        points, values = _path_below(field, found, high)
        return Hike((across, along), points, values, "left the heights")
    end = _polished(field, found.points[-1]) if found.outcome == "summit" else found.points[-1]
    end, height = _without_noise(field, end, (across, along), _NOISE)
    if found.outcome not in _TOPS:
        clear, top = _without_noise(field, end, (across, along), _UNSEEN)
        end, height = (clear, top) if top >= height else (end, height)
    points, values = [*found.points[:-1], end], [*found.values[:-1], height]
    return Hike((across, along), np.array(points), np.array(values), found.outcome)


def _path_below(field: RealFunction, path: Climb, top: float) -> tuple[Array, Array]:
    """The part of a path (n, 2) up to the height `top`, which it passes, and its heights (n,)."""
    last = int(np.argmin(path.values <= top)) - 1
    (low, high), share = path.points[last : last + 2], 0.0
    for step in 0.5 ** np.arange(1, _HALVINGS):
        with np.errstate(all="ignore"):
            is_below = float(field(*(low + (share + step) * (high - low)))) <= top
        share += step * is_below
    end = low + share * (high - low)
    values = [*path.values[: last + 1], float(field(*end))]
    return np.vstack([path.points[: last + 1], end]), np.array(values)


def _polished(field: DifferentiableFunction, end: Array) -> Array:
    """A critical point (2,) after another Newton step, if that moves it by its last digits only:
    those are rounded where it was searched for in shares of a region."""
    with np.errstate(all="ignore"):
        gradient, curvature = field.gradient()(*end), field.hessian()(*end)
    if not np.isfinite([*gradient, *curvature.ravel()]).all() or not np.linalg.det(curvature):
        return end
    step = np.linalg.solve(curvature, gradient)
    return end - step if np.abs(step).max() <= _LAST_DIGITS * np.abs(end).max() else end


def _without_noise(
    field: RealFunction, end: Array, region: Region, least: float
) -> tuple[Array, float]:
    """The end of a path with 0 for a coordinate less than a share of the region's side, and its
    height.

    The end may be a hole that the limit fills, as of sin(r)/r at 0.
    """
    sizes = np.array([high - low for low, high in region])
    rounded = np.where(np.abs(end) < least * sizes, 0.0, end)
    filled = Extension.of(field)
    try:
        return rounded, filled.at(rounded) + 0.0  # never -0
    except DomainError:
        return end, float(field(*end))


def rises_higher(field: RealFunction, path: Hike) -> bool:
    """Whether the land of a path rises visibly higher, in its region, than where it ends."""
    heights = sample_grid(field, path.region, (_SAMPLES, _SAMPLES)).z
    low, high = np.nanmin(heights), np.nanmax(heights)
    return bool(high - path.values[-1] > _HIGHER * (high - low))


def final_gradient_length(field: DifferentiableFunction, path: Hike) -> Number:
    """The length of the gradient at the end of a path that ended at a critical point: 0.

    A root search found the point to float64's precision; checked by differences, relative to the
    largest gradient on the path.
    """
    end = tuple(float(coordinate) for coordinate in path.points[-1])
    with np.errstate(all="ignore"):
        slopes = np.linalg.norm(field.gradient()(*path.points.T), axis=1)
    steepest = max(float(np.nanmax(slopes)), 1e-300)

    def by_differences() -> float:
        found = differences.gradient_length(field, end)
        return 0.0 if found < _REST_TOLERANCE * steepest else math.inf

    label = f"|grad f| at {named_point(end)}"
    return Number(label, 0.0, "0", place=end, cross_check=by_differences)
