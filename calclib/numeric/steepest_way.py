"""The steepest way up from a place without a gradient: its direction, and the slope in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from calclib.arrays import Array
from calclib.number import Mismatch, Number
from calclib.numeric import central_differences as differences
from calclib.numeric.partials import derivatives_along
from calclib.numeric.real_function import RealFunction
from calclib.typesetting.coordinates import named_point

_REACH, _SAMPLES, _ROUNDS = 0.1, 9, 27
"""Radians to each side of a way that are searched; directions tried in each of the rounds, which
search ever smaller arcs around the best one."""
_ALL_AROUND = 24
"""Directions that are no steeper."""


@dataclass(frozen=True, eq=False)
class SteepestWay:
    """A unit `direction` (2,), and the `slope` in it: one-sided, the largest of all directions."""

    direction: Array
    slope: Number

    @classmethod
    def near(cls, f: RealFunction, place: Sequence[float], way: Array) -> SteepestWay | None:
        """The steepest way near another `way` (2,) from a place.

        The slope is a quotient over a tiny step, checked by the limit of such quotients, and by
        those all around. None where these differ: float64 has no place on the kink, or the steepest
        way is another one.
        """
        middle, reach, slope = float(np.arctan2(way[1], way[0])), _REACH, -np.inf
        for _ in range(_ROUNDS):
            angles = middle + reach * np.linspace(-1, 1, _SAMPLES)
            slopes = [differences.slope_ahead(f, place, _unit(angle)) for angle in angles]
            best = int(np.argmax(slopes))
            middle, slope, reach = float(angles[best]), slopes[best], 2 * reach / (_SAMPLES - 1)

        def by_limit() -> float:
            around = middle + np.linspace(0, 2 * np.pi, _ALL_AROUND, endpoint=False)
            limit = float(derivatives_along(f, place, _unit(middle)).right)
            return max(limit, *(differences.slope_ahead(f, place, _unit(a)) for a in around[1:]))

        label = f"largest D_u f{named_point(place)}"
        number = Number(label, slope, place=tuple(place), cross_check=by_limit)
        try:
            number.check()
        except Mismatch:
            return None
        return cls(np.array(_unit(middle)), number)


def _unit(angle: float) -> tuple[float, float]:
    return math.cos(angle), math.sin(angle)
