"""Lines along which a function changes sign, found on a grid and bisected.

Marching squares (contourpy; after Lorensen and Cline, "Marching cubes", 1987) connects grid edges
along which the function changes sign; bisection on each edge finds the true point, or a pole or
jump, where the values on both sides do not converge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

import contourpy
import numpy as np

from calclib.arrays import Array, Mask
from calclib.sampling.polylines import masked_runs

Function: TypeAlias = Callable[[Array], Array]
Condition: TypeAlias = Callable[[Array], Mask]

_BISECTIONS = 100


def bisect(holds: Condition, inside: Array, outside: Array) -> tuple[Array, Array]:
    """The last points (n, 2) at which a condition holds and the first at which it does not.

    Between points `inside` and `outside` (n, 2), by bisection down to neighbours in float64 or
    2^-100 of the segment.
    """
    inside, outside = inside.copy(), outside.copy()
    for _ in range(_BISECTIONS):
        middle = 0.5 * (inside + outside)
        if not ((middle != inside) & (middle != outside)).any():
            break
        hold = holds(middle)[:, None]
        inside, outside = np.where(hold, middle, inside), np.where(hold, outside, middle)
    return inside, outside


def polylines(
    g: Function, nodes: Array, z: Array, vanishes: Condition | None = None
) -> list[Array]:
    """Lines (n, 2) on which g changes sign, from its values z at the nodes (n, n, 2).

    Every point lies on a grid edge, found by bisection; lines are cut where g does not vanish there
    by the condition `vanishes` (a pole, a jump). Without a condition every change of sign counts,
    and points are on the side where g is positive. Closed lines repeat their first point.
    """
    scale = float(np.nanmedian(np.abs(z))) or 1.0
    weight = 0.5 + 0.5 * np.abs(z) / (np.abs(z) + scale)  # keeps vertices off the nodes
    grid = np.ma.masked_invalid(np.where(z > 0, weight, -weight))
    found = contourpy.contour_generator(
        z=grid, name="serial", corner_mask=False, line_type=contourpy.LineType.Separate
    ).lines(0.0)
    lines = [np.asarray(line) for line in found]
    if not lines:
        return []
    points, is_root = _on_edges(g, nodes, np.concatenate(lines), vanishes)
    ends = np.cumsum([len(line) for line in lines])[:-1]
    pairs = zip(np.split(points, ends), np.split(is_root, ends), strict=True)
    parts = [part for line, keep in pairs for part in masked_runs(line, keep)]
    min_size = 0.05 * (nodes[-1, -1] - nodes[0, 0]) / (len(z) - 1)
    return [part for part in parts if (np.ptp(part, axis=0) > min_size).any()]


def _on_edges(
    g: Function, nodes: Array, vertices: Array, vanishes: Condition | None
) -> tuple[Array, Mask]:
    """Vertices (n, 2), in index coordinates, bisected along their edges; whether they are roots."""
    whole = np.abs(vertices - np.round(vertices)) < 1e-6
    i, j = np.where(whole, np.round(vertices), np.floor(vertices)).astype(int).T
    low = nodes[j, i]
    i, j = np.where(whole, np.round(vertices), np.ceil(vertices)).astype(int).T
    high = nodes[j, i]
    # start from a node where g is defined: the value at the other one may be extrapolated
    swap = ~np.isfinite(g(low))[:, None]
    start, end = np.where(swap, high, low), np.where(swap, low, high)
    positive = g(start) > 0
    a, b = bisect(lambda u: np.isfinite(v := g(u)) & ((v > 0) == positive), start, end)
    near, far = g(a), g(b)
    if vanishes is None:
        with np.errstate(invalid="ignore"):
            other = (near < 0) & (far > 0)
        return np.where(other[:, None], b, a), np.isfinite(near)
    points = _smallest(g, (a, b, _rounded(a, nodes)))
    continuous = _values_meet(g, (start, end), (a, b), (near, far)) | (vanishes(a) & vanishes(b))
    return points, np.isfinite(near) & vanishes(points) & continuous


def _rounded(points: Array, nodes: Array) -> Array:
    """Points rounded to 12 digits of the grid's size: roots are often round numbers."""
    unit = 10.0 ** np.round(np.log10(nodes[-1, -1] - nodes[0, 0]) - 12)
    return np.round(points / unit) * unit


def _smallest(g: Function, choices: Sequence[Array]) -> Array:
    """The choice (n, 2) with the smallest |g|, for each row of several choices (n, 2)."""
    sizes = np.stack([np.abs(g(points)) for points in choices])
    best = np.where(np.isfinite(sizes), sizes, np.inf).argmin(axis=0)
    return np.stack(choices)[best, np.arange(len(best))]


def _values_meet(
    g: Function, edge: tuple[Array, Array], last: tuple[Array, Array], values: tuple[Array, Array]
) -> Mask:
    """Whether both sides tend to 0: the gap still shrinks at the smallest scale."""
    near, far = values
    first = np.fmax(np.abs(g(edge[0])), np.abs(g(edge[1])))
    step = 2.0**10 * (last[1] - last[0])
    back, ahead = g(last[0] - step), g(last[1] + step)
    far = np.where(np.isfinite(far), far, ahead)  # a hole may hide a jump
    gap = np.where(np.isfinite(far), np.abs(far - near), np.abs(near))
    wider = np.where(np.isfinite(ahead), np.abs(ahead - back), np.abs(back))
    with np.errstate(invalid="ignore"):
        return (gap < 0.5 * wider) & (gap <= 0.1 * first)
