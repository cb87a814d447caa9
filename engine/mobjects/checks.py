"""Checks of a mobject's arguments: an error says what is expected and what was given."""

from __future__ import annotations

import math
from typing import Any

import numpy as np


def points_in_space(values: Any, what: str, axes: int = 1) -> np.ndarray:
    """Points (n, 3) as floats, of (n, 3) or of (n, 2) in the plane z = 0; (k, n, 3) for two
    `axes`. Raises ValueError that begins with `what`."""
    points = _floats(values, what)
    if axes == 1 and points.size == 0:
        return np.zeros((0, 3))
    if points.ndim != axes + 1 or points.shape[-1] not in (2, 3):
        shape = "(k, n, 3), or (k, n, 2)" if axes == 2 else "(n, 3), or (n, 2)"
        raise ValueError(f"{what} are {shape} in the plane z = 0; got {_described(points)}")
    if points.shape[-1] == 2:
        return np.concatenate([points, np.zeros((*points.shape[:-1], 1))], axis=-1)
    return points


def grid_of_points(values: Any, what: str) -> np.ndarray:
    """Points (n, m, 3), n and m at least 2. Raises ValueError that begins with `what`."""
    points = _floats(values, what)
    if points.ndim != 3 or points.shape[2] != 3 or min(points.shape[:2]) < 2:
        raise ValueError(f"{what} are (n, m, 3), n and m at least 2; got {_described(points)}")
    return points


def vector(values: Any, what: str) -> np.ndarray:
    """Three numbers. Raises ValueError that begins with `what`."""
    numbers = _floats(values, what)
    if numbers.shape != (3,):
        raise ValueError(f"{what} has three coordinates, x, y, z; got {_described(numbers)}")
    return numbers


def interval(values: Any, what: str) -> tuple[float, float]:
    """Two numbers, the lower one first. Raises ValueError that begins with `what`."""
    numbers = _floats(values, what)
    if numbers.shape != (2,) or not numbers[0] <= numbers[1]:
        raise ValueError(f"{what} is two numbers, the lower one first; got {values!r}")
    return float(numbers[0]), float(numbers[1])


def one_for_each(values: Any, count: int, what: str) -> np.ndarray:
    """`count` numbers (count,), from as many or one. Raises ValueError that begins with `what`."""
    numbers = _floats(values, what)
    if numbers.shape not in ((), (count,)):
        raise ValueError(f"{what}: one number or {count}; got {_described(numbers)}")
    return np.broadcast_to(numbers, (count,)).astype(float)


def rgba_rows(values: Any, count: int, what: str) -> np.ndarray:
    """Colours (count, 4), straight alpha, in [0, 1], of (count, 4) or (count, 3); no rows for None.
    Grids of colours are flattened row by row. Raises ValueError that begins with `what`."""
    if values is None:
        return np.zeros((0, 4))
    colors = _floats(values, what)
    rows = colors.shape[:-1] if colors.ndim > 1 and colors.shape[-1] in (3, 4) else ()
    if not rows or math.prod(rows) != count:
        raise ValueError(
            f"{what} are ({count}, 4) or ({count}, 3), from 0 to 1; got {_described(colors)}"
        )
    colors = colors.reshape(count, -1)
    if colors.shape[1] == 3:
        return np.concatenate([colors, np.ones((count, 1))], axis=1)
    return np.array(colors)


def _floats(values: Any, what: str) -> np.ndarray:
    try:
        return np.asarray(values, dtype=float)
    except (TypeError, ValueError):
        raise ValueError(
            f"{what}: expected numbers, in rows of one length; got {values!r:.80}"
        ) from None


def _described(values: np.ndarray) -> str:
    return f"the number {values:g}" if values.ndim == 0 else f"shape {values.shape}"
