"""Conditions and pieces in float64: a condition is 1 where it holds, 0 where not, or NaN."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial, reduce
from typing import Any

import numpy as np

from calclib.arrays import Array

_OPERATIONS: dict[str, Callable[[Any, Any], Any]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
    "!=": np.not_equal,
}


def comparison(name: str) -> Callable[..., Array]:
    """The function that compares two arrays."""
    holds = _OPERATIONS[name]
    return lambda left, right: np.where(
        np.isnan(left) | np.isnan(right), np.nan, holds(left, right).astype(float)
    )


def logic(name: str) -> Callable[..., Array]:
    """The function that combines conditions by "and" or "or"."""
    return partial(_reduced, np.minimum if name == "and" else np.maximum)


def _reduced(function: Callable[..., Array], *parts: Array) -> Array:
    return reduce(function, parts)


def selected(values: Sequence[Any], conditions: Sequence[Any]) -> Array:
    """The value of the first condition that holds, else the last without one; NaN without any.

    A condition that is undefined makes the value undefined, unless one before it holds.
    """
    result = values[-1] if len(values) > len(conditions) else np.asarray(np.nan)
    for value, holds in reversed(list(zip(values, conditions, strict=False))):
        result = np.where(holds == 1, value, np.where(holds == 0, result, np.nan))
    return result
