"""Sampling for pictures: curves cut at poles, jumps and holes, grids, and ranges of values.

What is drawn from these arrays never shows a wall at a pole or a line across a hole.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array: TypeAlias = NDArray[np.float64]
Interval: TypeAlias = tuple[float, float]
Region: TypeAlias = tuple[Interval, Interval]

_FINEST = 2.0**-44
"""Steps in t are halved down to this share of [t0, t1]."""
_VISIBLE = 4e-4
"""A step of this share of the picture can be seen."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """A field on a regular grid: `x` (m,), `y` (n,), `z` (n, m) with z[j, i] = f(x[i], y[j]).

    `z` is NaN where `defined`, of the same shape, is False.
    """

    x: Array
    y: Array
    z: Array
    defined: NDArray[np.bool_]


def region_frame(region: Any) -> tuple[Array, Array]:
    """Lower corner (2,) and size (2,) of a region ((x0, x1), (y0, y1)).

    ValueError unless both intervals are finite and run upwards.
    """
    sides = np.asarray(region, dtype=float)
    if sides.shape != (2, 2) or not np.isfinite(sides).all() or (sides[:, 1] <= sides[:, 0]).any():
        raise ValueError("a region is ((x0, x1), (y0, y1)) with finite x0 < x1 and y0 < y1")
    return sides[:, 0], sides[:, 1] - sides[:, 0]


def finite(values: Any) -> Array:
    """The values as float64, NaN where they are infinite."""
    values = np.array(values, dtype=float)
    values[~np.isfinite(values)] = np.nan
    return values


def sample_grid(f: Callable[[Any, Any], Any], region: Region, shape: tuple[int, int]) -> Grid:
    """Values of `f` at shape = (nodes along x, nodes along y) of a grid that fills the region."""
    if min(shape) < 2:
        raise ValueError("a grid has at least two nodes along each side")
    lower, size = region_frame(region)
    x, y = (np.linspace(lower[k], lower[k] + size[k], shape[k]) for k in (0, 1))
    with np.errstate(all="ignore"):
        z = finite(np.broadcast_to(f(x[None, :], y[:, None]), (y.size, x.size)))
    return Grid(x, y, z, np.isfinite(z))


def sample_curve(
    g: Callable[[Array], ArrayLike],
    t0: float,
    t1: float,
    *,
    window: Interval | None = None,
    start: int = 257,
    limit: int = 6000,
) -> list[Array]:
    """The graph or curve of a vectorised function over [t0, t1], as unbroken pieces (n, d).

    Values of shape (n,) give graph points (t, g(t)), values (n, d) give the points themselves.
    Pieces end where g is undefined, at a pole or a jump, and at the border of `window`, a range
    for the value of a graph (none: cut only where poles would dwarf the rest); ends are bisected.
    Steps are halved where the curve turns by more than 3 degrees in units of the picture, up to
    about `limit` points. An empty list where g has no value.
    """
    if not (np.isfinite(t0) and np.isfinite(t1) and t0 < t1):
        raise ValueError("t0 and t1 must be finite, t0 < t1")
    t = np.linspace(t0, t1, start)
    points = _points(g, t)
    graph = np.ndim(g(t[:2])) < 2
    window = window or (_pole_window(g, points) if graph else None)
    unit = _picture_unit(points, window, t1 - t0 if graph else None)
    points = _cut(points, window)
    while True:
        split = _to_halve(t, points / unit, (t1 - t0) * _FINEST)
        if split.size == 0 or t.size >= limit:
            break
        middle = 0.5 * (t[split] + t[split + 1])
        t = np.insert(t, split + 1, middle)
        points = np.insert(points, split + 1, _cut(_points(g, middle), window), axis=0)
    return _pieces(t, points, unit, 2 * (t1 - t0) * _FINEST)


def _points(g: Callable[[Array], ArrayLike], t: Array) -> Array:
    with np.errstate(all="ignore"):
        values = finite(g(t))
    if values.ndim == 0:
        values = np.full(t.shape, float(values))
    return np.column_stack([t, values]) if values.ndim == 1 else values


def _pole_window(g: Callable[[Array], ArrayLike], points: Array) -> Interval | None:
    """Where to cut a graph with poles: three times its robust range, None without poles."""
    known = points[np.isfinite(points[:, 1]), 1]
    if known.size == 0:
        return None
    region = ((points[0, 0], points[-1, 0]), (0.0, 1.0))
    low, high = value_range(lambda t, _: _points(g, t.ravel())[:, 1].reshape(t.shape), region)
    reach = high - low
    if low - reach <= known.min() and known.max() <= high + reach:
        return None
    return low - (high - low), high + (high - low)


def _cut(points: Array, window: Interval | None) -> Array:
    """NaN in every row that is undefined or outside the window."""
    outside: Any = ~np.isfinite(points).all(axis=1)
    if window is not None:
        with np.errstate(invalid="ignore"):
            outside |= (points[:, -1] < window[0]) | (points[:, -1] > window[1])
    return np.where(outside[:, None], np.nan, points)


def _picture_unit(points: Array, window: Interval | None, duration: float | None) -> Array:
    """What counts as 1 along each coordinate: for a graph both sides, for a curve one length."""
    known = points[np.isfinite(points).all(axis=1)]
    spans = np.ptp(known, axis=0) if len(known) else np.ones(points.shape[1])
    if duration is None:
        return np.full(points.shape[1], spans.max() or 1.0)
    height = window[1] - window[0] if window else spans[1]
    return np.array([duration, height or 1.0])


def _to_halve(t: Array, scaled: Array, shortest: float) -> NDArray[np.intp]:
    """Indices of the steps still to be halved: borders of the domain, long steps, bends."""
    known = np.isfinite(scaled[:, 0])
    step = np.diff(scaled, axis=0)
    length = np.linalg.norm(step, axis=1)
    border = known[1:] != known[:-1]
    with np.errstate(invalid="ignore", divide="ignore"):
        direction = step / length[:, None]
        bend = np.linalg.norm(np.diff(direction, axis=0), axis=1) > 0.05
        bent = np.r_[False, bend] | np.r_[bend, False]
        wanted = border | (length > 0.04) | (bent & (length > _VISIBLE))
    return np.flatnonzero(wanted & (np.diff(t) > shortest))


def _pieces(t: Array, points: Array, unit: Array, shortest: float) -> list[Array]:
    """Cut at undefined points and at steps that stay visible however short in t."""
    known = np.isfinite(points[:, 0])
    with np.errstate(invalid="ignore"):
        tall = np.linalg.norm(np.diff(points / unit, axis=0), axis=1) > 0.5 * _VISIBLE
    cuts = ~known[1:] | ~known[:-1] | (tall & (np.diff(t) <= shortest))
    runs = np.split(points, np.flatnonzero(cuts) + 1)
    return [run for run in runs if len(run) > 1 and np.isfinite(run[0, 0])]


def value_range(values: Any, region: Region | None = None) -> Interval:
    """A finite, non-empty range (low, high) of values that poles do not blow up.

    `values` is an array, or with `region` a field sampled there. The full range stands unless it
    is far larger than where most values lie (then the 10 % and 90 % quantiles, widened by their
    distance); of a field, an end is cut only where the values go on growing towards it, so that a
    narrow summit is kept. A constant c gets (c - 1, c + 1) or, where that is out of scale, half
    of c to each side. Without any value (-1, 1).
    """
    grid = None if region is None else sample_grid(values, region, (121, 121))
    known = finite(values).ravel() if grid is None else grid.z.ravel()
    known = known[np.isfinite(known)]
    if known.size == 0:
        return -1.0, 1.0
    low, high = float(known.min()), float(known.max())
    tenth, most = (float(each) for each in np.quantile(known, (0.1, 0.9)))
    core = most - tenth
    if core > 0 and high - low > 10 * core:
        if low < tenth - core and (grid is None or _grows(values, grid, -1.0)):
            low = tenth - core
        if high > most + core and (grid is None or _grows(values, grid, 1.0)):
            high = most + core
    return _around_constant(low, high)


def roomy_range(values: Any, value: float, margin: float) -> Interval:
    """The range of values that shows one of them in any case, with a margin, a share of it, more.

    The margin holds what lies between the samples, such as a summit.
    """
    known = finite(values)
    low, high = value_range(np.append(known[np.isfinite(known)], value))
    low, high = min(low, value), max(high, value)
    return low - margin * (high - low), high + margin * (high - low)


def _grows(f: Callable[[Any, Any], Any], grid: Grid, sign: float) -> bool:
    """Whether sign * f goes on growing when looked at ever closer around its largest value."""
    j, i = np.unravel_index(np.nanargmax(sign * grid.z), grid.z.shape)
    centre, reach = np.array([grid.x[i], grid.y[j]]), np.array([np.ptp(grid.x), np.ptp(grid.y)])
    low, high = np.array([grid.x[0], grid.y[0]]), np.array([grid.x[-1], grid.y[-1]])
    offsets = np.linspace(-0.97, 1.03, 9) / (len(grid.x) - 1)  # uneven, not to hit the pole
    tops = [float(sign * grid.z[j, i])]
    for scale in 0.3 ** np.arange(12):
        nodes = centre[:, None] + scale * reach[:, None] * offsets
        xs, ys = np.clip(nodes, low[:, None], high[:, None])
        with np.errstate(all="ignore"):
            z = sign * finite(np.broadcast_to(f(xs[None, :], ys[:, None]), (ys.size, xs.size)))
        row, column = np.unravel_index(np.nan_to_num(z, nan=-np.inf).argmax(), z.shape)
        if z[row, column] > tops[-1]:
            centre = np.array([xs[column], ys[row]])
        tops.append(float(np.fmax(tops[-1], z[row, column])))
    return tops[-1] - tops[len(tops) // 2] > 0.02 * (tops[0] - float(np.nanmin(sign * grid.z)))


def _around_constant(low: float, high: float) -> Interval:
    largest = max(abs(low), abs(high))
    if high - low > 1e-12 * largest:
        return low, high
    margin = 1.0 if 0.1 <= largest <= 10 or largest == 0 else 0.5 * largest
    return low - margin, high + margin
