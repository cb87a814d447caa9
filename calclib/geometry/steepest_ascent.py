"""The path of steepest ascent: x' = grad f / |grad f|, followed by scipy's LSODA.

Ridges make the equation stiff; LSODA (Petzold and Hindmarsh) changes to an implicit method there.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Literal, TypeAlias

import numpy as np
from scipy.integrate import LSODA

from calclib.arrays import Array, Region
from calclib.errors import DomainError
from calclib.geometry.critical_point_kinds import is_weak_summit
from calclib.geometry.critical_points import CriticalPoint, critical_point_near, round_coordinates
from calclib.geometry.curve_refinement import bend_points, thinned_path, unit_vector
from calclib.geometry.newton import UnitGradient

Outcome: TypeAlias = Literal["summit", "left the region", "saddle", "undefined", "did not settle"]

_MAX_STEPS = 5_000
_ROUNDS = ((1e-7, 1_000), *[(1e-9, _MAX_STEPS)] * 8)
"""Tolerances of the solver in turn, and its steps: along a steep ridge it needs the tight one."""
_MAX_STRIDE = 1 / 200
"""The longest step, as a share of the region's shorter side."""
_MAX_TURNS = 40
"""More sudden turns than this mean that the path zigzags along a kink."""
_SEARCH_REACH = 6e-3
"""The distance to a critical point, as a share of the region, at which Newton's method starts."""


@dataclass(frozen=True, slots=True, eq=False)
class Ascent:
    """A path: `points` (n, 2), nondecreasing `values` (n,), and how it ended."""

    points: Array
    values: Array
    outcome: Outcome


def steepest_ascent(f: Any, start: Any, region: Region) -> Ascent:
    """The path of steepest ascent of `f` from `start`, in a region ((x0, x1), (y0, y1)).

    Ends at a maximum ("summit": its last point is the root of the gradient), on the border
    ("left the region"), at a saddle that it hits exactly ("saddle"), where f is undefined ahead or
    unbounded ("undefined"), or "did not settle": where the gradient jumps, or after a path of 50
    times the region's size. A start where the gradient is 0 gives a path of one point: "summit",
    "saddle", or "did not settle" at a minimum or where f is flat.
    ValueError for a start outside the region, DomainError where f is undefined.
    """
    tracer = _Tracer(f, UnitGradient.on_region(f, region))
    origin = np.asarray(start, dtype=float)
    if origin.shape != (2,) or not tracer.contains(origin):
        raise ValueError(f"the start {start} does not lie in the region")
    if not np.isfinite(tracer.value(origin)):
        raise DomainError(f"f is undefined at the start ({origin[0]:g}, {origin[1]:g})")
    start_outcome = tracer.outcome_at_start(origin)
    if start_outcome is not None:
        return tracer.ascent([origin], start_outcome)
    points = [origin]
    outcome: Outcome = "did not settle"
    for point, end in tracer.steps(origin):
        points.append(point)
        outcome = end or outcome
    return tracer.ascent(points, outcome)


@dataclass(frozen=True)
class _Tracer:
    f: Any
    field: UnitGradient

    @property
    def scale(self) -> float:
        return float(np.linalg.norm(self.field.size))

    def place(self, point: Array) -> Array:
        return (point - self.field.lower) / self.field.size

    def value(self, point: Array) -> float:
        return float(self.field.values(self.place(point)))

    def slope(self, point: Array) -> Array:
        return self.field(self.place(point)) / self.field.size

    def contains(self, point: Array) -> bool:
        return bool((np.abs(self.place(point) - 0.5) <= 0.5 + 1e-12).all())

    def direction(self, _: float, point: Array) -> Array:
        """The direction of steepest ascent, a unit vector; NaN at a kink or where it is flat."""
        slope = self.slope(point)
        if np.isnan(slope).any() and np.isnan(self.value(point)):
            raise DomainError(f"f is undefined at ({point[0]:g}, {point[1]:g})")
        return unit_vector(slope)

    def turning(self, _: float, point: Array) -> Array:
        """The Jacobian (2, 2) of the direction, for the solver's implicit steps."""
        slope = self.slope(point)
        length, unit = np.hypot(*slope), unit_vector(slope)
        hessian = self.field.hessian(self.place(point)) / np.outer(self.field.size, self.field.size)
        return (hessian - np.outer(unit, unit @ hessian)) / length

    def nearby_critical_point(
        self, point: Array, slope: Array, reach: float
    ) -> CriticalPoint | None:
        """The critical point that Newton's method finds within reach of a point, if any."""
        place = self.place(point)
        step = self.field.newton_step(place[None, :], (slope * self.field.size)[None, :])[0]
        # at a degenerate summit Newton's steps fall short: two thirds of the way for x^4
        if not np.abs(step).max() <= reach:
            return None
        return critical_point_near(self.field, place, 5 * reach)

    def outcome_at_start(self, point: Array) -> Outcome | None:
        """The outcome of a path that cannot leave its start; None where the gradient is not 0."""
        slope = self.slope(point)
        if not np.isfinite(slope).all():
            return "undefined" if np.isnan(self.value(point)) else "did not settle"
        near = self.nearby_critical_point(point, slope, 1e-9)
        if near is None:
            return None if slope.any() else "did not settle"
        return self.outcome_at(near)

    def outcome_at(self, near: CriticalPoint) -> Outcome:
        if near.kind == "maximum" or is_weak_summit(self.field, self.place(near.point)):
            return "summit"
        return "saddle" if near.kind == "saddle" else "did not settle"

    def steps(self, origin: Array) -> Iterator[tuple[Array, Outcome | None]]:
        """Points of the path after its origin; the last one comes with the outcome, if any.

        Where a step does not climb, as near a summit where the path bends, shorter ones are tried.
        """
        stride, reach, point = _MAX_STRIDE * self.field.size.min(), _SEARCH_REACH, origin
        slope, near = self.slope(origin), None
        length, turns, count, gave_up = 0.0, 0, 0, False
        for tolerance, most in _ROUNDS:
            for step, path in islice(self.solver_steps(point, stride, tolerance), most):
                if not self.contains(step):
                    yield self.border_crossing(path), "left the region"
                    return
                slopes = slope, self.slope(step)
                near = self.critical_point_ahead(point, step, slopes, reach)
                if near and reach < _SEARCH_REACH:
                    yield near.point, self.outcome_at(near)
                    return
                yield from ((between, None) for between in bend_points(path, *slopes))
                length, count = length + float(np.hypot(*(step - point))), count + 1
                point, slope = step, slopes[1]
                turns += bool(unit_vector(slopes[0]) @ unit_vector(slopes[1]) < 0.9)
                gave_up = length > 50 * self.scale or turns > _MAX_TURNS or count > 2 * _MAX_STEPS
                if near or gave_up:
                    break
            if gave_up:
                break
            if near or most == _MAX_STEPS:
                stride, reach = stride / 16, _SEARCH_REACH / 32
        yield self.final_point(point, origin)

    def solver_steps(
        self, point: Array, stride: float, tolerance: float
    ) -> Iterator[tuple[Array, Any]]:
        """Steps of the solver, each with its dense output, while they climb.

        A jump of the gradient ends them as well: steps become ever shorter there.
        """
        solver = LSODA(
            self.direction, 0.0, point, 60 * self.scale, max_step=stride,
            first_step=stride / 20, rtol=tolerance, atol=0.01 * tolerance * self.scale,
            jac=self.turning,
        )  # fmt: skip
        value, short_steps = self.value(point), 0
        while True:
            before = solver.y.copy()
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # a failure is seen by the status
                    solver.step()
            except DomainError:
                return
            next_value = self.value(solver.y)
            short_steps = short_steps + 1 if np.hypot(*(solver.y - before)) < 1e-4 * stride else 0
            if solver.status == "failed" or not next_value >= value or short_steps > 100:
                return
            value = next_value
            yield solver.y.copy(), solver.dense_output()

    def critical_point_ahead(
        self, before: Array, point: Array, slopes: tuple[Array, Array], reach: float
    ) -> CriticalPoint | None:
        """The summit just ahead, or the saddle that the path hits exactly."""
        earlier, slope = slopes
        fall = np.hypot(*earlier) - slope @ unit_vector(earlier)
        # extrapolated linearly, the gradient vanishes after about this distance
        if not np.hypot(*slope) * np.hypot(*(point - before)) < 6 * reach * self.scale * fall:
            return None
        near = self.nearby_critical_point(point, slope, reach)
        if near is None or not self.contains(near.point) or near.value < self.value(point):
            return None
        offset = near.point - point
        climb = [self.value(point + share * offset) for share in np.linspace(0.0, 1.0, 17)]
        if not (np.diff(climb) >= -1e-12 * abs(near.value)).all():
            return None
        if self.outcome_at(near) == "summit":
            return near
        is_hit = near.kind != "minimum" and unit_vector(earlier) @ unit_vector(offset) > 1 - 1e-12
        return near if is_hit else None

    def final_point(self, point: Array, origin: Array) -> tuple[Array, Outcome]:
        """The end and outcome where no step is possible: a summit, pole, border or kink."""
        slope = self.slope(point)
        if not np.isfinite(slope).all():
            return point, "did not settle"
        near = self.nearby_critical_point(point, slope, _SEARCH_REACH)
        if near and near.value >= self.value(point) and self.outcome_at(near) == "summit":
            return near.point, "summit"
        steps = self.scale * np.logspace(-13, -6, 15)
        values = [self.value(point + step * unit_vector(slope)) for step in steps]
        climb = self.value(point) - self.value(origin)
        steep = np.hypot(*slope) * self.scale > 1e6 * max(climb, 1e-300)
        ends = steep or not np.isfinite(values).all()
        beside = [self.value(np.round(point, decimals)) for decimals in range(5, 13)]
        if ends or np.isnan(beside).any():
            return point, "undefined"
        top = self.field.nearest_ridge(self.place(point))
        if top is not None and is_weak_summit(self.field, top):
            return round_coordinates(self.field, self.field.points(top[None, :]))[0], "summit"
        return point, "did not settle"

    def border_crossing(self, path: Any) -> Array:
        """The point at which the dense output of a step crosses the region's border."""
        begin, end = path.t_min, path.t_max
        for _ in range(60):
            middle = 0.5 * (begin + end)
            begin, end = (middle, end) if self.contains(path(middle)) else (begin, middle)
        place = np.clip(self.place(path(end)), 0.0, 1.0)
        place = np.where(np.abs(place - np.round(place)) <= 1e-11, np.round(place), place)
        lower, upper = self.field.lower, self.field.lower + self.field.size
        point = lower + self.field.size * place
        return np.where(place == 0, lower, np.where(place == 1, upper, point))

    def ascent(self, points: list[Array], outcome: Outcome) -> Ascent:
        """The path thinned, with its values."""
        thinned = thinned_path(points, self.scale)
        return Ascent(thinned, np.array(list(map(self.value, thinned))), outcome)
