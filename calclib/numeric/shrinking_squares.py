"""Whether a function tends to a number from all sides: its largest deviation on shrinking squares.

On each square the deviation is sought where it may be large: at the zeros and minima of the parts
of the formula that can make it infinite or jump, at distances of every power of its size. A limit
exists if and only if the largest deviation tends to 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Literal, TypeAlias

from mpmath import mp

from calclib.numeric.kinks import kinks, simple_roots
from calclib.numeric.one_sided_limits import limit_at_zero
from calclib.tree.functions import FUNCTIONS
from calclib.tree.nodes import Call, Node, Power, Quotient, constant_rational, variables, walk
from calclib.tree.precision import Mpf, evaluate_mp

Verdict: TypeAlias = Literal["limit", "no limit", "undecided"]
Function: TypeAlias = Callable[[Sequence[Mpf]], Mpf]

_SIZES = (2, 4, 8, 16)
"""Squares have these powers of 1/10 as sizes: each time a power of the size is squared."""
_DIRECT_SIZES = (2, 4)
"""On squares of these sizes the limit along the square towards a singular line is taken."""
_SAMPLES = 80
_DIP = 0.1
"""A minimum counts below this share of the maximum: x^2 + y^2 has none."""
_FINEST = 48
"""Distances from a singular line go down to this power of 1/10."""
_TILT = mp.mpf("0.9531"), mp.mpf("0.3027")
"""Cosine and sine, about, of the angle by which the squares are turned."""
_STEPS_PER_POWER = 8
_FINEST_POWER = 3
"""Distances from a special position go down to this power of the size."""
_SHRINKS, _STAYS = 0.75, 0.97
"""Ratios of one deviation to the one before where there is a limit, and where there is none."""
_NEGLIGIBLE = mp.mpf(10) ** -12


def verdict(
    function: Function, tree: Node, names: Sequence[str], centre: Sequence[Mpf], limit: Mpf
) -> Verdict:
    """Whether a function with this formula has a limit at a point.

    `limit` is its limit along straight lines.
    """
    special = special_parts(tree, names)
    deviations = [mp.zero] * len(_SIZES)
    for plane in _planes(len(centre)):
        for index, power in enumerate(_SIZES):
            square = _Square(function, names, centre, plane, mp.sqrt(2) * mp.mpf(10) ** -power)
            largest = square.largest_deviation(limit, special, power in _DIRECT_SIZES)
            if not mp.isfinite(largest):
                return "no limit" if mp.isinf(largest) else "undecided"
            deviations[index] = max(deviations[index], largest)
    if deviations[-1] <= _NEGLIGIBLE * max(abs(limit), deviations[0]):
        return "limit"
    ratios = [after / before if before else mp.inf for before, after in pairwise(deviations)]
    if all(ratio <= _SHRINKS for ratio in ratios[-2:]):
        return "limit"
    return "no limit" if all(ratio >= _STAYS for ratio in ratios[-2:]) else "undecided"


def special_parts(tree: Node, names: Sequence[str]) -> tuple[Node, ...]:
    """Trees where a formula may be infinite or jump, or bend, if they are 0."""
    found = [root for part in _infinite_parts(tree) for root in simple_roots(part)]
    moving = set(names)
    candidates = dict.fromkeys([*found, *kinks(tree, names)])
    return tuple(part for part in candidates if moving & variables(part))


def _infinite_parts(tree: Node) -> Iterator[Node]:
    for part in walk(tree):
        match part:
            case Quotient(_, denominator):
                yield denominator
            case Power(base, exponent) if (constant_rational(exponent) or -1) < 0:
                yield base
            case Call(name, (argument,)) if FUNCTIONS[name].ratio:
                yield Call((FUNCTIONS[name].ratio or ("", ""))[1], (argument,))
            case Call("log" | "ln" | "log2" | "log10", arguments):
                yield from arguments


def _planes(count: int) -> list[tuple[list[Mpf], list[Mpf]]]:
    """Pairs of orthogonal unit vectors: the plane itself, or planes in general position too."""
    axes = [[mp.mpf(i == k) for i in range(count)] for k in range(count)]
    planes = list(combinations(axes, 2))
    if count > 2:
        slanted = [[mp.sin(1 + 3 * i + k) for i in range(count)] for k in range(3)]
        planes += [_orthonormal(*pair) for pair in combinations(slanted, 2)]
    return planes


def _orthonormal(u: list[Mpf], v: list[Mpf]) -> tuple[list[Mpf], list[Mpf]]:
    first = [a / mp.norm(u) for a in u]
    along = mp.fdot(first, v)
    rest = [b - along * a for a, b in zip(first, v, strict=True)]
    return first, [b / mp.norm(rest) for b in rest]


@dataclass(frozen=True)
class _Square:
    function: Function
    names: Sequence[str]
    centre: Sequence[Mpf]
    plane: tuple[list[Mpf], list[Mpf]]
    size: Mpf

    def point(self, turn: Mpf) -> list[Mpf]:
        """The point at a position along a square off the axes, of length 8.

        It shrinks to its centre as a circle would, without sines to compute.
        """
        side = int(mp.floor(turn / 2)) % 4
        p, q = turn - 2 * mp.floor(turn / 2) - 1, mp.one
        for _ in range(side):
            p, q = q, -p
        u, v = _TILT[0] * p - _TILT[1] * q, _TILT[1] * p + _TILT[0] * q
        return [
            c + self.size * (u * a + v * b)
            for c, a, b in zip(self.centre, *self.plane, strict=True)
        ]

    def largest_deviation(self, limit: Mpf, special: Sequence[Node], direct: bool) -> Mpf:
        """The supremum of |f - limit|; infinite next to a pole, NaN where f is undefined."""
        noise = abs(limit) * mp.mpf(10) ** -(mp.dps // 2)

        def deviation(turn: Mpf) -> Mpf:
            size = abs(self.function(self.point(turn)) - limit)
            return mp.zero if size <= noise else size

        largest = mp.zero
        for turn in self._special_turns(special):
            for sign in (-1, 1):
                found = self._largest_beside(lambda s, a=turn, k=sign: deviation(a + k * s))
                if direct:
                    tail = limit_at_zero(lambda s, a=turn, k=sign: deviation(a + k * s), _FINEST)
                    found = found if mp.isnan(tail) else max(found, tail)
                if not mp.isfinite(found):
                    return found
                largest = max(largest, found)
        return largest

    def _largest_beside(self, deviation: Callable[[Mpf], Mpf]) -> Mpf:
        """The largest deviation at distances between about 1 and a power of the size."""
        finest = -_FINEST_POWER * mp.log(self.size)
        count = int(_STEPS_PER_POWER * _FINEST_POWER)
        logs = [-finest * k / count for k in range(count + 1)]
        values = [deviation(mp.exp(log)) for log in logs]
        if any(map(mp.isnan, values)):
            return mp.nan
        best = max(range(len(values)), key=values.__getitem__)
        low, high = logs[min(best + 1, count)], logs[max(best - 1, 0)]
        return max(values[best], _maximum(lambda log: deviation(mp.exp(log)), low, high))

    def _special_turns(self, special: Sequence[Node]) -> list[Mpf]:
        """One position in general, and all zeros and minima of special parts."""
        step = mp.mpf(8) / _SAMPLES
        samples = [mp.mpf("0.0123") + step * k for k in range(_SAMPLES)]
        points = [self.point(turn) for turn in samples]
        zeros, minima = [samples[0]], []
        for part in special:
            values = [self._part_at(part, point) for point in points]
            if not all(map(mp.isfinite, values)):
                continue
            sizes = list(map(abs, values))
            for k, low in enumerate(samples):
                around = values[k - 1], values[(k + 1) % _SAMPLES]
                if values[k] * around[1] < 0:
                    zeros.append(_root(self._along(part), low, low + step))
                elif (
                    sizes[k] < min(_DIP * max(sizes), *map(abs, around))
                    and values[k] * around[0] > 0
                ):
                    minima.append((part, low - step, low + step))
        for part, low, high in minima:
            zeros += self._least(part, low, high, zeros)
        return zeros

    def _part_at(self, part: Node, point: Sequence[Mpf]) -> Mpf:
        return evaluate_mp(part, dict(zip(self.names, point, strict=True)), mp.dps)

    def _along(self, part: Node) -> Callable[[Mpf], Mpf]:
        return lambda turn: self._part_at(part, self.point(turn))

    def _least(self, part: Node, low: Mpf, high: Mpf, known: Sequence[Mpf]) -> list[Mpf]:
        """Where a part is nearest to 0 between two positions, unless that is known."""
        value, step = self._along(part), mp.mpf(10) ** -(mp.dps // 4)

        def slope(turn: Mpf) -> Mpf:
            return (value(turn + step) - value(turn - step)) / step

        for turn in known:  # |x| + |y| is least where x or y is 0
            if low < turn < high and slope(turn - 3 * step) * slope(turn + 3 * step) < 0:
                return []
        return [_root(slope, low, high)]


def _root(function: Callable[[Mpf], Mpf], low: Mpf, high: Mpf) -> Mpf:
    """The zero between two numbers with values of opposite signs, also a multiple one."""
    found, least = low, abs(function(low))
    enough = least * mp.mpf(10) ** -(mp.dps // 2)
    for multiplicity in (1, 3, 5):

        def simple(x: Mpf, order: int = multiplicity) -> Mpf:
            value = function(x)
            return mp.sign(value) * mp.root(abs(value), order)

        root = mp.findroot(simple, (low, high), solver="anderson", maxsteps=25, verify=False)
        size = abs(function(root))
        if size < least:
            found, least = root, size
        if least <= enough:
            break
    return found


def _maximum(function: Callable[[Mpf], Mpf], low: Mpf, high: Mpf) -> Mpf:
    """The maximum between two numbers, about, by golden sections."""
    ratio = 2 / (1 + mp.sqrt(5))
    for _ in range(6):
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if function(left) < function(right):
            low = left
        else:
            high = right
    return function((low + high) / 2)
