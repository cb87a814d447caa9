"""Types and checks that all of `calclib` shares: arrays, points, intervals, regions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
Mask: TypeAlias = NDArray[np.bool_]
Point: TypeAlias = Sequence[float] | Array | float
"""One number for each variable; for a single variable, just the number."""
Interval: TypeAlias = tuple[float, float]
Region: TypeAlias = tuple[Interval, Interval]
"""((x0, x1), (y0, y1))."""


Item = TypeVar("Item")


class Found(list[Item]):
    """What a search found; `is_complete` is False where it met a bound on its work."""

    def __init__(self, items: Iterable[Item], is_complete: bool) -> None:
        super().__init__(items)
        self.is_complete = is_complete


def vector(value: Point, variables: Sequence[str], what: str) -> tuple[float, ...]:
    """Finite floats, one for each variable. Raises ValueError that begins with `what`."""
    try:
        numbers = np.atleast_1d(np.asarray(value, dtype=np.float64))
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError(f"{what} takes numbers, not {value!r:.40}") from error
    if numbers.shape != (len(variables),):
        names = ", ".join(variables)
        count = " x ".join(map(str, numbers.shape))
        raise ValueError(f"{what} has {len(variables)} coordinates ({names}), not {count}")
    if not np.isfinite(numbers).all():
        raise ValueError(f"{what} has finite coordinates, not {point_text(numbers.tolist())}")
    return tuple(numbers.tolist())


def point_text(point: Sequence[float]) -> str:
    """A point as text: (0, 1)."""
    return f"({', '.join(f'{number:.12g}' for number in point)})"


def region_frame(region: Any) -> tuple[Array, Array]:
    """Lower corner (2,) and size (2,) of a region ((x0, x1), (y0, y1)).

    Raises ValueError unless both intervals are finite and nonempty.
    """
    sides = np.asarray(region, dtype=float)
    if sides.shape != (2, 2) or not np.isfinite(sides).all() or (sides[:, 1] <= sides[:, 0]).any():
        raise ValueError("a region is ((x0, x1), (y0, y1)) with finite x0 < x1 and y0 < y1")
    return sides[:, 0], sides[:, 1] - sides[:, 0]


def inf_to_nan(values: Any) -> Array:
    """The values as float64, NaN where they are infinite."""
    values = np.array(values, dtype=float)
    values[~np.isfinite(values)] = np.nan
    return values
