"""What lines, dots, fills and arrows are drawn from: arrays of primitives, one instance each.

A primitive is a segment (or, with equal ends, a disc), a triangle, the soft fringe along an edge of
a filled shape, or an arrow; `shaders/primitive.vert.glsl` says what the fields mean to each.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

PRIMITIVE = np.dtype(
    [
        ("a", "3f4"), ("width", "f4"), ("b", "3f4"), ("bias", "f4"),
        ("c", "3f4"), ("kind", "f4"), ("d", "3f4"), ("flags", "f4"),
        ("color_a", "4u1"), ("color_b", "4u1"),
    ]
)  # fmt: skip
LAYOUT = ("4f4", "4f4", "4f4", "4f4", "4f1", "4f1", "/i")
FIELDS = ("a_width", "b_bias", "c_kind", "d_flags", "color_a", "color_b")
"""Each point travels with a number in one attribute: fetching attributes is what vertices cost."""

SEGMENT, TRIANGLE, FRINGE, ARROW = range(4)
BUTT_START, BUTT_END, HAS_BEFORE, HAS_AFTER = 1, 2, 4, 8
CLOSE = 1e-5
"""Ends of a line nearer than this, in units, are one point."""
STRAY, SHADE = 2e-4, 1 / 255
"""How far, in units (a fortieth of a pixel of 1080 lines) and in colours, a point that is left
out may lie from the line between its neighbours; as often as HALVINGS at most."""
HALVINGS = 3
EMPTY = np.zeros(0, PRIMITIVE)


def joined(parts: Sequence[np.ndarray]) -> np.ndarray:
    """Arrays of primitives one after another; as plain bytes, since numpy compares the fields of
    records anew for each of them."""
    rows = [part.view(np.uint8).reshape(-1, PRIMITIVE.itemsize) for part in parts if len(part)]
    return np.concatenate(rows).reshape(-1).view(PRIMITIVE) if rows else EMPTY


def as_bytes(colors: np.ndarray) -> np.ndarray:
    """Straight colours (..., 4) in [0, 1] as uint8."""
    return np.round(np.clip(colors, 0, 1) * 255).astype(np.uint8)


def polyline(
    points: np.ndarray,
    colors: np.ndarray,
    width: float | np.ndarray,
    *,
    butt: bool = False,
    bias: float = 0.0,
) -> np.ndarray:
    """Segments through points (n, 3); a row that is not finite leaves a gap. Points that nobody
    would miss are left out (`_thinned`).

    `colors` is (1, 4) or (n, 4), straight, in [0, 1]; `width`, one or (n,), in manim's units
    of stroke width (a hundredth of a unit of the frame). A run that ends where it began is closed.
    """
    points, colors, widths = _without_repeats(
        points, np.atleast_2d(colors), np.atleast_1d(np.asarray(width, dtype=np.float32))
    )
    points, colors, widths = _thinned(points, colors, widths)
    solid = np.asarray(np.isfinite(points).all(axis=1))
    joined = solid[:-1] & solid[1:]
    index = np.flatnonzero(joined)
    if not len(index):
        return EMPTY
    before = index - 1
    before[(before < 0) | ~joined[before]] = -1
    after = np.where(index + 1 < len(joined), index + 1, -1)
    after[(after >= 0) & ~joined[after]] = -1
    firsts, lasts = index[before < 0], index[after < 0]
    closed = np.all(np.abs(points[firsts] - points[lasts + 1]) < CLOSE, axis=1)
    closed &= lasts - firsts >= 2
    points[lasts[closed] + 1] = points[firsts[closed]]
    before[np.searchsorted(index, firsts[closed])] = lasts[closed]
    after[np.searchsorted(index, lasts[closed])] = firsts[closed]
    made = np.zeros(len(index), PRIMITIVE)
    made["a"], made["b"] = points[index], points[index + 1]
    made["c"] = points[np.where(before < 0, index, before)]
    made["d"] = points[np.where(after < 0, index + 1, after + 1)]
    shades = as_bytes(colors)
    made["color_a"], made["color_b"] = (
        (shades[index], shades[index + 1]) if len(shades) > 1 else (shades[0], shades[0])
    )
    made["width"] = widths[index] if len(widths) > 1 else widths[0]
    made["bias"] = bias
    made["flags"] = np.where(before < 0, butt * BUTT_START, HAS_BEFORE)
    made["flags"] += np.where(after < 0, butt * BUTT_END, HAS_AFTER)
    return made


def _without_repeats(points: np.ndarray, *others: np.ndarray) -> tuple[np.ndarray, ...]:
    points = np.asarray(points, dtype=float).astype(np.float32)
    new = np.ones(len(points), bool)
    with np.errstate(invalid="ignore"):
        new[1:] = ~np.all(np.abs(points[1:] - points[:-1]) < CLOSE, axis=1)  # gaps stay
    if new.all():
        return points, *others
    return points[new], *(each[new] if len(each) > 1 else each for each in others)


def _thinned(points: np.ndarray, *others: np.ndarray) -> tuple[np.ndarray, ...]:
    """Without points that lie between their neighbours, to within STRAY, and whose colours and
    widths do too: of a curve finer than the picture, every second one, several times over. What is
    left of a curve's start does not depend on how far it is drawn."""
    for _ in range(HALVINGS):
        count = (len(points) - 1) // 2
        if count < 1:
            break
        share, within = _between_neighbours(points, count)
        for each in others:
            if len(each) > 1:
                within &= _blends(each.reshape(len(each), -1), share, count)
        keep = np.ones(len(points), bool)
        keep[1 : 2 * count : 2] = ~within
        if keep.all():
            break
        points = points[keep]
        others = tuple(each[keep] if len(each) > 1 else each for each in others)
    return points, *others


def _between_neighbours(points: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Of every second point: where along the line between its neighbours it lies, from 0 to 1, and
    whether it does so to within STRAY."""
    before, here, after = _neighbours(points, count)
    line, step = after - before, here - before
    with np.errstate(invalid="ignore"):
        span = np.maximum(np.einsum("ij,ij->i", line, line), np.float32(1e-20))
        share = np.clip(np.einsum("ij,ij->i", step, line) / span, 0, 1)[:, None]
        step -= share * line
        return share, np.einsum("ij,ij->i", step, step) <= STRAY**2


def _blends(values: np.ndarray, share: np.ndarray, count: int) -> np.ndarray:
    """Whether every second value is a blend of its neighbours', to within SHADE."""
    before, here, after = _neighbours(values, count)
    off = np.abs(here - before - share * (after - before))
    return off.max(axis=1) <= SHADE


def _neighbours(rows: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rows[: 2 * count : 2], rows[1 : 2 * count : 2], rows[2 : 2 * count + 1 : 2]


def discs(points: np.ndarray, colors: np.ndarray, width: float, bias: float = 0.0) -> np.ndarray:
    """Round dots of a diameter (in units of stroke width) at points (n, 3); NaN is left out."""
    solid = np.isfinite(points).all(axis=1)
    made = np.zeros(int(solid.sum()), PRIMITIVE)
    for field in ("a", "b", "c", "d"):
        made[field] = points[solid]
    shades = as_bytes(np.broadcast_to(colors, (len(points), 4))[solid])
    made["color_a"] = made["color_b"] = shades
    made["width"], made["bias"] = width, bias
    return made


def arrows(
    tails: np.ndarray, tips: np.ndarray, colors: np.ndarray, width: float, bias: float = 0.0
) -> np.ndarray:
    """Flat arrows facing the viewer, (n, 3) to (n, 3); `width` is the shaft's, as a stroke's."""
    solid = np.isfinite(tails).all(axis=1) & np.isfinite(tips).all(axis=1)
    made = np.zeros(int(solid.sum()), PRIMITIVE)
    made["a"] = made["c"] = tails[solid]
    made["b"] = made["d"] = tips[solid]
    made["color_a"] = made["color_b"] = as_bytes(np.broadcast_to(colors, (len(tails), 4))[solid])
    made["width"], made["bias"], made["kind"] = width, bias, ARROW
    return made


def filled(corners: np.ndarray, triangles: np.ndarray, color: np.ndarray) -> np.ndarray:
    """Triangles (m, 3) of indices into corners (n, 3), with a soft fringe along the border."""
    body = np.zeros(len(triangles), PRIMITIVE)
    body["a"], body["b"], body["c"] = (corners[triangles[:, k]] for k in range(3))
    body["kind"] = TRIANGLE
    edges = np.concatenate(
        [triangles[:, [0, 1, 2]], triangles[:, [1, 2, 0]], triangles[:, [2, 0, 1]]]
    )
    low, high = edges[:, :2].min(axis=1), edges[:, :2].max(axis=1)
    _, first, count = np.unique(
        low.astype(np.int64) * len(corners) + high, return_index=True, return_counts=True
    )
    border = edges[np.sort(first[count == 1])]
    rim = np.zeros(len(border), PRIMITIVE)
    rim["a"], rim["b"], rim["c"] = (corners[border[:, k]] for k in range(3))
    rim["d"], rim["kind"], rim["width"] = rim["b"], FRINGE, 1.0
    made = joined([body, rim])
    made["color_a"] = made["color_b"] = as_bytes(color)
    return made


def cut_to_length(points: np.ndarray, start: float, end: float) -> np.ndarray:
    """The part of a polyline (n, 3) between two shares of its length, gaps not counted."""
    if start <= 0 and end >= 1:
        return points
    lengths = _lengths(points)
    total = lengths[-1] if len(lengths) else 0.0
    if end <= start or total <= 0:
        return points[:0]
    return _between(points, lengths, start * total, end * total)


def dashed(points: np.ndarray, dash: float, gap: float) -> np.ndarray:
    """The polyline (n, 3) cut into dashes, separated by rows of NaN; lengths in units of space."""
    lengths = _lengths(points)
    hole = np.full((1, points.shape[1]), np.nan)
    pieces = []
    for start in np.arange(0, lengths[-1] if len(lengths) else 0, dash + gap):
        pieces += [_between(points, lengths, start, min(start + dash, lengths[-1])), hole]
    return np.concatenate(pieces) if pieces else points


def _lengths(points: np.ndarray) -> np.ndarray:
    steps = np.linalg.norm(np.diff(points[:, :3], axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(np.nan_to_num(steps))])


def _between(points: np.ndarray, lengths: np.ndarray, start: float, end: float) -> np.ndarray:
    inside = (lengths > start) & (lengths < end)
    ends = []
    for length in (start, end):
        k = int(np.clip(np.searchsorted(lengths, length) - 1, 0, len(points) - 2))
        step = lengths[k + 1] - lengths[k]
        share = (length - lengths[k]) / step if step > 0 else 0.0
        ends.append(points[k] + (points[k + 1] - points[k]) * share)
    return np.concatenate([ends[:1], points[inside], ends[1:]])
