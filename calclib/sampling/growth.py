"""Whether a function grows without bound towards a place: by its formula, by its values there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array, Mask, inf_to_nan
from calclib.tree.functions import FUNCTIONS
from calclib.tree.nodes import Call, Constant, Node, Power, Quotient, constant_rational, walk

APPROACH = np.array([1e-5, 1e-7, 1e-9])
"""Distances from a place, as shares of the region: from each to the next, values grow ..."""
_GROWTH = 5.0
"""... at least by this factor, as 1/sqrt(r) does, but not log(r)."""
_EVEN = 0.95
"""Steps of a logarithm are equal, those of r^0.01 differ by more than this factor."""
_DIRECTIONS = np.array([[1.0, 0.37], [-0.37, 1.0], [-1.0, -0.37], [0.37, -1.0]])
"""Of these, at least two lead away from a curve of poles."""


def can_grow(tree: Node) -> bool:
    """False where the formula alone says that values at bounded arguments are bounded."""
    return any(map(_can_grow, walk(tree)))


def _can_grow(node: Node) -> bool:
    match node:
        case Quotient(_, denominator):
            return not constant_rational(denominator)
        case Power(base, exponent):
            known = constant_rational(exponent)
            return not _is_positive(base) and (known is None or known < 0)
        case Call(name):
            return not FUNCTIONS[name].is_bounded
    return False


def _is_positive(base: Node) -> bool:
    """Whether a base is a positive number, as of 2^x and e^x."""
    return isinstance(base, Constant) or (constant_rational(base) or 0) > 0


def grow(sizes: Array) -> Mask:
    """Whether |f| at the distances of `APPROACH`, along the last axis, grows without bound."""
    with np.errstate(invalid="ignore", over="ignore"):  # exp(1/x) is near 1e308 soon
        rising = np.logical_and.reduce(sizes[..., 1:] >= _GROWTH * sizes[..., :-1], axis=-1)
    return rising & (sizes[..., -1] > 0)


def grow_slowly(sizes: Array) -> Mask:
    """Whether |f| at these distances grows as a logarithm: by as much from each to the next."""
    first, second = np.diff(sizes[..., 0:3], axis=-1).T
    with np.errstate(invalid="ignore"):
        return ((second > _EVEN * first) & (first > 0)).T


def grows_at(f: Callable[[Any, Any], ArrayLike], points: Array, size: Array) -> Mask:
    """Towards which points (n, 2) of a region of a size (2,) |f| grows without bound."""
    return grow(_sizes_towards(f, points, size))


def grows_slowly_at(f: Callable[[Any, Any], ArrayLike], points: Array, size: Array) -> Mask:
    """The same for growth as that of a logarithm."""
    return grow_slowly(_sizes_towards(f, points, size))


def _sizes_towards(f: Callable[[Any, Any], ArrayLike], points: Array, size: Array) -> Array:
    """The least |f| around points (n, 2) at the distances of `APPROACH`: (n, 3)."""
    around = points[:, None, None] + np.multiply.outer(APPROACH, size * _DIRECTIONS)
    with np.errstate(all="ignore"):
        values = inf_to_nan(np.broadcast_to(f(around[..., 0], around[..., 1]), around.shape[:-1]))
    return np.fmin.reduce(np.abs(values), axis=-1)
