"""Whether a function is continuous at a point: by its formula, else by its limit from all sides.

Sums, products, quotients, powers and compositions of continuous functions are continuous where
they are defined; only where a value does not come from the formula there is something to decide.
"""

from __future__ import annotations

from mpmath import mp

from calclib.arrays import Point
from calclib.numeric.kinks import literal_mp
from calclib.numeric.real_function import RealFunction, coordinates
from calclib.numeric.removable_holes import CONTEST_DIGITS
from calclib.numeric.shrinking_squares import verdict


def is_known_continuous_at(f: RealFunction, point: Point) -> bool:
    """Whether a function is continuous at a point; False also where that is not decided.

    Where a value is a limit instead of the formula's, as 8x^3 y^3/(x^2 + y^2)^3 has none at (0, 0),
    its largest deviation on shrinking squares must tend to 0: for this one it is 1 on y = x.
    Raises what the function raises where it has no value.
    """
    place = coordinates(f, point)
    value = f.at(place)
    if not f.is_limit_at(place):
        return True
    with mp.workdps(CONTEST_DIGITS):
        centre = [literal_mp(a) for a in place]
        return verdict(f.evaluate_mp, f.tree, f.variables, centre, mp.mpf(value)) == "limit"
