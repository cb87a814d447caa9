"""The edges of a function's domain where it ends with a value, as a square root does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from calclib.arrays import Array, Mask, Region, inf_to_nan, region_frame
from calclib.geometry.sign_changes import polylines
from calclib.numeric.real_function import RealFunction
from calclib.sampling.growth import grows_at, grows_slowly_at
from calclib.sampling.polylines import masked_runs
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Call, Node, Power, constant_rational, variables, walk

_CELLS, _OFF_ROUND = 160, (0.618, 0.271)
"""Cells of the grid on which a sign is looked for, and how far that is off round numbers."""
_ASIDE = 0.02
"""So far beside an edge, as a share of the region, the function is looked at."""
_LEAST_SHARE = 0.05
"""An edge reaches over at least this share of the region."""


def edge_curves(f: RealFunction, region: Region) -> list[Array]:
    """The curves (n, 2) of a region beyond which f is not defined as a root, or an inverse sine,
    is not: there a part of the formula changes its sign, and f has values on one side only.

    Where f grows without bound, or ends as a logarithm does, see `asymptote_curves`.
    """
    lower, size = region_frame(region)
    shares = [(np.arange(_CELLS) + shift) / _CELLS for shift in _OFF_ROUND]
    nodes = lower + size * np.stack(np.meshgrid(*shares), axis=-1)
    found: list[Array] = []
    for sign in _signs(f):
        z = sign(nodes)
        for line in polylines(sign, nodes, z) if np.isfinite(z).any() else []:
            parts = masked_runs(line, _ends_at(f, line, size))
            found += [p for p in parts if (np.ptp(p, axis=0) / size).max() >= _LEAST_SHARE]
    return found


def _signs(f: RealFunction) -> Iterator[Callable[[Array], Array]]:
    """Functions of points (..., 2) that are negative where a part of f's formula is undefined."""
    for node in walk(f.tree):
        match node:
            case Call("sqrt", (part,)) if variables(part):
                yield _part(f, part)
            case Power(part, exponent) if variables(part) and _is_even_root(exponent):
                yield _part(f, part)
            case Call("asin" | "acos" | "arcsin" | "arccos", (part,)) if variables(part):
                yield _within_one(f, part)


def _is_even_root(exponent: Node) -> bool:
    """Whether an exponent is a fraction whose power of a negative number is not real."""
    value = constant_rational(exponent)
    return value is not None and value.denominator % 2 == 0


def _part(f: RealFunction, part: Node) -> Callable[[Array], Array]:
    """The values of a part of f's formula, as a function of points (..., 2)."""

    def values(points: Array) -> Array:
        inputs = dict(zip(f.variables, np.moveaxis(points, -1, 0), strict=True))
        with np.errstate(all="ignore"):
            found = evaluate(part, inputs)
        return inf_to_nan(np.broadcast_to(found, points.shape[:-1]))

    return values


def _within_one(f: RealFunction, part: Node) -> Callable[[Array], Array]:
    values = _part(f, part)
    return lambda points: 1 - values(points) ** 2


def _ends_at(f: RealFunction, line: Array, size: Array) -> Mask:
    """Where f has values on one side of a line (n, 2) only, and does not grow without bound."""
    angles = np.linspace(0, 2 * np.pi, 8, endpoint=False) + 0.1
    around = line[:, None] + _ASIDE * size * np.column_stack([np.cos(angles), np.sin(angles)])
    with np.errstate(all="ignore"):
        known = np.isfinite(np.broadcast_to(f(around[..., 0], around[..., 1]), around.shape[:2]))
    grows = grows_at(f, line, size) | grows_slowly_at(f, line, size)
    return known.any(axis=1) & ~known.all(axis=1) & ~grows
