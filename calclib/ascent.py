"""The path of steepest ascent: x' = grad f / |grad f|, followed by Runge-Kutta steps of scipy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from scipy.integrate import RK45

from calclib.critical import critical_point_near
from calclib.errors import DomainError
from calclib.sampling import Array, Region, region_frame

Outcome: TypeAlias = Literal[
    "summit", "left the region", "saddle", "undefined", "did not settle"
]  # fmt: skip

_STEPS = 20_000
_NEAR = 0.01
"""How near a critical point, as a share of the region, the root search takes over."""


@dataclass(frozen=True, slots=True, eq=False)
class Ascent:
    """A path: `points` (n, 2), `values` (n,) that never fall, and how it ended."""

    points: Array
    values: Array
    outcome: Outcome


def steepest_ascent(f: Any, start: Any, region: Region) -> Ascent:
    """The path of steepest ascent of `f` from `start`, in a region ((x0, x1), (y0, y1)).

    Ends at a maximum ("summit": its last point is the root of the gradient), on the border
    ("left the region"), at a saddle that it runs straight into ("saddle"), where f has no value
    ahead or grows without bound ("undefined"), or "did not settle": where the gradient jumps, or
    after a path of 50 times the region's size. A start where the gradient is zero is a path of
    one point: "summit" or "saddle", at a minimum or on a flat place "did not settle".
    ValueError for a start outside the region, DomainError where f is undefined.
    """
    walk = _Walk(f, f.gradient(), region, *region_frame(region))
    origin = np.asarray(start, dtype=float)
    if origin.shape != (2,) or not walk.contains(origin):
        raise ValueError(f"the start {start} does not lie in the region")
    if not np.isfinite(walk.value(origin)):
        raise DomainError(f"f is undefined at the start ({origin[0]:g}, {origin[1]:g})")
    at_rest = walk.rest_at(origin)
    if at_rest is not None:
        return walk.ascent([origin], at_rest)
    points = [origin]
    outcome: Outcome = "did not settle"
    for point, end in walk.steps(origin):
        points.append(point)
        outcome = end or outcome
    return walk.ascent(points, outcome)


@dataclass(frozen=True)
class _Walk:
    f: Any
    gradient: Any
    region: Region
    lower: Array
    size: Array

    @property
    def scale(self) -> float:
        return float(np.linalg.norm(self.size))

    def value(self, point: Array) -> float:
        with np.errstate(all="ignore"):
            return float(self.f(point[0], point[1]))

    def slope(self, point: Array) -> Array:
        with np.errstate(all="ignore"):
            return np.asarray(self.gradient(point[0], point[1]), dtype=float)

    def contains(self, point: Array) -> bool:
        share = (point - self.lower) / self.size
        return bool((np.abs(share - 0.5) <= 0.5 + 1e-12).all())

    def ahead(self, _: float, point: Array) -> Array:
        """The direction of steepest ascent, a unit vector; NaN where there is none."""
        slope = self.slope(point)
        length = np.hypot(*slope)
        with np.errstate(all="ignore"):
            return slope / length if np.isfinite(length) else np.full(2, np.nan)

    def rest_at(self, point: Array) -> Outcome | None:
        """What a start with (nearly) no gradient ends as at once, None where there is a slope."""
        if not np.isfinite(self.slope(point)).all():
            return "undefined"
        if not self.slope(point).any():
            near = critical_point_near(self.f, point, self.region, 1e-9)
            return _end(near.kind) if near else "did not settle"
        near = critical_point_near(self.f, point, self.region, 1e-9)
        return _end(near.kind) if near else None

    def steps(self, origin: Array) -> Iterator[tuple[Array, Outcome | None]]:
        """Points of the path after its origin; the last one comes with the outcome, if any."""
        stride = self.scale / 250
        solver = RK45(
            self.ahead, 0.0, origin, 50 * self.scale, max_step=stride, rtol=1e-8,
            atol=1e-10 * self.scale, first_step=stride / 100,
        )  # fmt: skip
        value = self.value(origin)
        for _ in range(_STEPS):
            before = solver.y.copy()
            if solver.status == "running":
                solver.step()
            if solver.status == "failed" or not np.isfinite(solver.y).all():
                yield from self.stopped(before)
                return
            point = solver.y.copy()
            if not self.contains(point):
                yield self.border(solver.dense_output(), solver.t_old, solver.t), "left the region"
                return
            risen = self.value(point)
            if not risen >= value:
                yield from self.stopped(before)
                return
            end = self.arrival(before, point)
            if end is not None:
                yield end
                return
            value = risen
            yield point, None
            if solver.status == "finished":
                return

    def arrival(self, before: Array, point: Array) -> tuple[Array, Outcome] | None:
        """The summit or saddle that the path has come near, straight ahead of it."""
        turned = self.ahead(0.0, before) @ self.ahead(0.0, point)
        slowing = np.hypot(*self.slope(point)) < np.hypot(*self.slope(before))
        if not slowing and turned > 0.9:
            return None
        near = critical_point_near(self.f, point, self.region, _NEAR)
        if near is None or not self.contains(near.point) or near.value < self.value(point):
            return None
        if near.kind == "maximum":
            return near.point, "summit"
        way = near.point - point
        direct = self.ahead(0.0, point) @ way / (np.hypot(*way) or 1.0)
        if near.kind in ("saddle", "undecided") and direct > 1 - 1e-13:
            return near.point, _end(near.kind)
        return None

    def stopped(self, point: Array) -> Iterator[tuple[Array, Outcome | None]]:
        """Where no further step is possible: a summit, the border of the domain, or a kink."""
        near = critical_point_near(self.f, point, self.region, _NEAR)
        if near and near.kind == "maximum" and near.value >= self.value(point):
            yield near.point, "summit"
            return
        direction = self.ahead(0.0, point)
        steps = self.scale * np.logspace(-13, -6, 15)
        values = np.array([self.value(point + step * direction) for step in steps])
        climbs = np.nanmax(np.abs(values), initial=0.0) > 1e6 * (1 + abs(self.value(point)))
        yield point, "undefined" if climbs or not np.isfinite(values).all() else "did not settle"

    def border(self, path: Any, begin: float, end: float) -> Array:
        """Where the path, continuous between two times, crosses the region's border."""
        for _ in range(60):
            middle = 0.5 * (begin + end)
            begin, end = (middle, end) if self.contains(path(middle)) else (begin, middle)
        upper = self.lower + self.size
        point = np.clip(path(end), self.lower, upper)
        for k in (0, 1):
            for edge in (self.lower[k], upper[k]):
                if abs(point[k] - edge) <= 1e-11 * self.size[k]:
                    point[k] = edge
        return point

    def ascent(self, points: list[Array], outcome: Outcome) -> Ascent:
        """The path thinned to a spacing that still draws smoothly."""
        path = np.array(points)
        kept, last = [0], path[0]
        for index in range(1, len(path) - 1):
            if np.hypot(*(path[index] - last)) >= self.scale / 2000:
                kept.append(index)
                last = path[index]
        if len(path) > 1:
            kept.append(len(path) - 1)
        path = path[kept]
        return Ascent(path, np.array([self.value(point) for point in path]), outcome)


def _end(kind: str) -> Outcome:
    ends: dict[str, Outcome] = {"maximum": "summit", "saddle": "saddle"}
    return ends.get(kind, "did not settle")
