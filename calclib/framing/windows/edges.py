"""Where a graph ends: at poles, at the edges of its domain, where it jumps."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import partial

import numpy as np

from calclib.arrays import Array, Mask, Region, inf_to_nan, region_frame
from calclib.framing.windows.poles import (
    LOGARITHMS,
    asymptote_curves,
    denominator,
    values_of_part,
)
from calclib.geometry.sign_changes import polylines
from calclib.numeric.real_function import RealFunction
from calclib.sampling.growth import grows_at, grows_slowly_at
from calclib.sampling.polylines import masked_runs
from calclib.sampling.value_ranges import value_range
from calclib.tree.nodes import (
    Call,
    Negative,
    Node,
    Numeral,
    Power,
    Sum,
    constant_rational,
    variables,
    walk,
)

_CELLS, _OFF_ROUND = 160, (0.618, 0.271)
"""Cells of the grid on which a sign is looked for, and how far that is off round numbers."""
_ASIDE, _BESIDE = 0.02, 1e-6
"""So far beside an edge, and beside a jump, as shares of the region, the function is looked at."""
_LEAST_SHARE = 0.05
"""An edge reaches over at least this share of the region."""
_JUMP = 0.1
"""Values on both sides of a line differ by at least this share of all values where f jumps."""
_ZERO = 1e-4
"""A part of a formula that is at most this share of its values around is 0."""


def limit_curves(f: RealFunction, region: Region) -> list[Array]:
    """The curves (n, 2) of a region over which the graph of f is not continued: those on which it
    grows without bound, beyond which it is not defined, and at which it jumps."""
    return [
        *asymptote_curves(f, region),
        *edge_curves(f, region),
        *jump_curves(f, region),
    ]


def edge_curves(f: RealFunction, region: Region) -> list[Array]:
    """The curves (n, 2) of a region beyond which f is not defined as a root, or an inverse sine,
    is not: there a part of the formula changes its sign, and f has values on one side only.

    Where f grows without bound, or ends as a logarithm does, see `asymptote_curves`.
    """
    ends = [part for part in map(_end, walk(f.tree)) if part is not None]
    signs = [partial(values_of_part, f, part) for part in ends]
    return _curves_where(region, signs, partial(_ends_at, f))


def jump_curves(f: RealFunction, region: Region) -> list[Array]:
    """The curves (n, 2) of a region on which f is bounded and jumps: a part that it divides by is 0
    there, as in arctan(1/x), and values on both sides differ."""
    parts = [part for part in map(denominator, walk(f.tree)) if part is not None]
    signs = [partial(values_of_part, f, part) for part in parts if variables(part)]
    low, high = value_range(f, region) if signs else (0.0, 0.0)
    return _curves_where(region, signs, partial(_jumps_at, f, _JUMP * (high - low)))


def _curves_where(
    region: Region,
    signs: Iterable[Callable[[Array], Array]],
    holds: Callable[[Array, Array], Mask],
) -> list[Array]:
    """The curves (n, 2) on which functions of points (..., 2) change sign, where something holds of
    a line (n, 2) in a region of a size (2,)."""
    lower, size = region_frame(region)
    shares = [(np.arange(_CELLS) + shift) / _CELLS for shift in _OFF_ROUND]
    nodes = lower + size * np.stack(np.meshgrid(*shares), axis=-1)
    found: list[Array] = []
    for sign in signs:
        z = sign(nodes)
        for line in polylines(sign, nodes, z) if np.isfinite(z).any() else []:
            parts = masked_runs(line, holds(line, size))
            found += [p for p in parts if (np.ptp(p, axis=0) / size).max() >= _LEAST_SHARE]
    return found


def vanishing_parts(
    f: RealFunction, lines: Iterable[Array], region: Region
) -> list[tuple[Node, Array]]:
    """What is 0 on each curve (n, 2) of a region over which f's graph is not continued: a
    denominator, the argument of a logarithm or a root, the cosine in a tangent; with the curve.
    Curves on which no part of the formula is 0 do not count."""
    lower, size = region_frame(region)
    shares = np.stack(np.meshgrid(*[np.linspace(0, 1, 9)] * 2), axis=-1)
    candidates = [part for part in map(_vanishing, walk(f.tree)) if part and variables(part)]
    found = []
    for line in lines:
        for part in candidates:
            on, around = (values_of_part(f, part, at) for at in (line, lower + size * shares))
            if np.median(np.abs(on)) <= _ZERO * np.nanmax(np.abs(around)):
                found.append((part, line))
                break
    return found


def _vanishing(node: Node) -> Node | None:
    """Where a node grows without bound, or ends, this is 0."""
    match node:
        case Call(name, arguments) if name in LOGARITHMS:
            return arguments[0]
        case Call("tan" | "sec", arguments):
            return Call("cos", arguments)
    return denominator(node) or _end(node)


def _end(node: Node) -> Node | None:
    """Where this is negative a node, a root or an inverse sine, is undefined."""
    match node:
        case Call("sqrt", (part,)) if variables(part):
            return part
        case Power(part, exponent) if variables(part) and _is_even_root(exponent):
            return part
        case Call("asin" | "acos" | "arcsin" | "arccos", (part,)) if variables(part):
            one, two = Numeral(Fraction(1)), Numeral(Fraction(2))
            return Sum((one, Negative(Power(part, two))))
    return None


def _is_even_root(exponent: Node) -> bool:
    """Whether an exponent is a fraction whose power of a negative number is not real."""
    value = constant_rational(exponent)
    return value is not None and value.denominator % 2 == 0


def _ends_at(f: RealFunction, line: Array, size: Array) -> Mask:
    """Where f has values on one side of a line (n, 2) only, and does not grow without bound."""
    known = np.isfinite(_values_around(f, line, _ASIDE * size))
    return known.any(axis=1) & ~known.all(axis=1) & ~_grows(f, line, size)


def _jumps_at(f: RealFunction, least: float, line: Array, size: Array) -> Mask:
    """Where values beside a line (n, 2) differ by at least so much, and do not grow without bound
    there."""
    z = _values_around(f, line, _BESIDE * size)
    known = np.isfinite(z).all(axis=1)
    jumps = np.zeros(len(line), dtype=bool)
    jumps[known] = np.ptp(z[known], axis=1) > least
    return jumps & ~_grows(f, line, size)


def _values_around(f: RealFunction, line: Array, reach: Array) -> Array:
    """The values (n, 8) around each point of a line (n, 2), at so far along both axes (2,)."""
    angles = np.linspace(0, 2 * np.pi, 8, endpoint=False) + 0.1
    around = line[:, None] + reach * np.column_stack([np.cos(angles), np.sin(angles)])
    with np.errstate(all="ignore"):
        values = f(around[..., 0], around[..., 1])
    return inf_to_nan(np.broadcast_to(values, around.shape[:2]))


def _grows(f: RealFunction, line: Array, size: Array) -> Mask:
    return grows_at(f, line, size) | grows_slowly_at(f, line, size)
