"""The viewpoint of a stage in space: of some near the usual one, that of the most merit.

What is looked at are marked points: those that lie apart in space may hide each other on the
screen; curves: how much of their shape is seen; and lines through one point: how far apart.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.viewpoint import Viewpoint, fit_view, seen_from, towards_viewer
from scenes._kit.space.visibility import hidden_by_sheet

Merit = Callable[[Viewpoint], float]

_PHIS, _THETAS = (0.95, 0.8, 0.65, 1.1, 1.25), (-1.0, -0.75, -0.5, -1.25, -1.4)
"""Camera angles in radians that are tried, the usual ones first, ..."""
_STEP_COSTS = np.array([1.0, 0.5])
"""... and what a step of a radian from the usual ones costs."""
_CLEAR = 4.5 * theme.DOT_RADIUS
"""Dots whose middles are so far apart, in scene units, are seen apart on a phone, too."""
_HIDDEN_WEIGHT, _OF_GIVEN = 2.0, 1.5
"""What it costs that one dot lies on another, and how many times as much if it is the first."""
_ON_RIM = 6
"""Places on the rim of a dot that are looked at."""

_BROAD, _BREADTH_WEIGHT = 0.3, 8.0
"""A curve that is so broad for its length is seen well; what its breadth is worth."""
_LONG, _LONG_WEIGHT = 0.8, 3.0
"""A curve that is seen so long, as a share of its length, is not seen along itself; what its length
is worth, ..."""
_SHORT_PART = 1 / 8
"""... that of the part of it, as a share, that is seen the shortest."""
ENOUGH_OF_CURVE = _BREADTH_WEIGHT * _BROAD + _LONG_WEIGHT * _LONG - 0.5
"""What a viewpoint is worth from which little more of a curve can be seen."""

_OPEN, _BENT = 0.3, 0.1
"""A line that is seen so broad, as a share of its own breadth, is seen well; one that is not so
broad for its length is about straight."""
_WIDE, _APART = 0.5, 4.5 * theme.DOT_RADIUS
"""Lines through one point are seen apart where they are this far from each other, as a share of the
way to the point, for at less than 30 degrees they are taken for one; or so many scene units."""
_SAME = 1e-6
"""Places that are nearer than this, in scene units, are one."""
_APART_WEIGHT, _OF_WORST = 6.0, 0.5
"""What it is worth that lines through one point are seen apart, and the share of it that goes by
those two that are the least, ..."""
_LENGTHS_WEIGHT, _OPEN_WEIGHT, _DROP_WEIGHT, _OTHERS_WEIGHT = 3.0, 2.0, 1.0, 1.0
"""... that none is seen along itself, or from within its plane, that they are seen apart from the
line down from the point, and that other marked points do not seem to lie on them."""


def best_view(
    camera: EngineCamera, corners: np.ndarray, room: Slot, merit: Merit, turns: int = 0
) -> Viewpoint:
    """The viewpoint that fits corners (n, 3) into the room, of those near the usual one, after
    quarter turns, that of the most merit, of which a turn away from it costs a little."""
    turn = turns * np.pi / 2

    def value(view: Viewpoint) -> float:
        steps = np.abs(np.subtract((view.phi, view.theta), (_PHIS[0], _THETAS[0] + turn)))
        return merit(view) - float(_STEP_COSTS @ steps)

    sides = product(_PHIS, (theta + turn for theta in _THETAS))
    return max((fit_view(camera, corners, room, *side) for side in sides), key=value)


def cost_of_touching(camera: EngineCamera, view: Viewpoint, places: np.ndarray) -> float:
    """What it costs that dots at places (n, 3), the given one first, touch or hide each other."""
    seen = seen_from(camera, view, places)[:, :2]
    cost = 0.0
    for (k, first), (_, second) in combinations(enumerate(seen), 2):
        near = max(0.0, 1.0 - float(np.linalg.norm(first - second)) / _CLEAR)
        cost += _HIDDEN_WEIGHT * near * (_OF_GIVEN if k == 0 else 1.0)
    return cost


def hidden_parts(
    camera: EngineCamera, view: Viewpoint, sheet: np.ndarray, places: np.ndarray, bias: float
) -> tuple[NDArray[np.bool_], np.ndarray]:
    """Which dots at places (k, 3), so far before them, have a middle that a sheet through points
    (n, m, 3) hides from a viewpoint: (k,); and of each the share of its rim that is hidden: (k,).
    """
    viewer = towards_viewer(view.phi, view.theta)
    right = np.array([-np.sin(view.theta), np.cos(view.theta), 0.0])
    turns = np.arange(_ON_RIM) * 2 * np.pi / _ON_RIM
    rim = np.outer(np.cos(turns), right) + np.outer(np.sin(turns), np.cross(viewer, right))
    spots = np.vstack([np.zeros((1, 3)), rim * theme.DOT_RADIUS / view.zoom]) + bias * viewer
    found = hidden_by_sheet(camera, view, sheet, (places[:, None] + spots).reshape(-1, 3))
    middles, rims = np.split(found.reshape(len(places), -1), [1], axis=1)
    return middles[:, 0], rims.mean(axis=1)


def worth_of_curve(camera: EngineCamera, view: Viewpoint, curve: np.ndarray, given: int) -> float:
    """What it is worth how much is seen of a curve through points (n, 3), the one with the number
    `given` above all: from within its plane or along itself it is little."""
    known = curve[np.isfinite(curve).all(axis=1)]
    seen = seen_from(camera, view, known)[:, :2]
    breadth = min(_breadth(seen), _BROAD)
    return _BREADTH_WEIGHT * breadth + _LONG_WEIGHT * _seen_length(view, curve, given)


def _seen_length(view: Viewpoint, curve: np.ndarray, given: int) -> float:
    """How long a curve is seen, as a share of its length, up to `_LONG`: the mean of that at a
    point and that where it is seen the shortest."""
    steps = np.gradient(curve, axis=0)
    lengths = np.linalg.norm(steps, axis=1)
    moves = np.nan_to_num(lengths) > 0
    if not moves[given]:
        return 0.0
    directions = steps[moves] / lengths[moves, None]
    across = np.linalg.norm(np.cross(directions, towards_viewer(view.phi, view.theta)), axis=1)
    order = across.argsort()
    reached = lengths[moves][order].cumsum()
    shortest = across[order][np.searchsorted(reached, _SHORT_PART * reached[-1])]
    return float(np.minimum([shortest, across[moves[:given].sum()]], _LONG).mean())


def worth_of_lines(
    camera: EngineCamera, view: Viewpoint, lines: np.ndarray, marks: np.ndarray, floor: float
) -> float:
    """What it is worth how well lines (k, n, 3) through the first of marked points (m, 3) are seen:
    apart from each other, from the line down from it to the floor and from the other marked points,
    and none along itself or from within its plane."""
    known = [line[np.isfinite(line).all(axis=1)] for line in lines]
    known = [line for line in known if len(line)]
    if len(known) < 2:
        return 0.0
    seen = [seen_from(camera, view, line)[:, :2] for line in known]
    point, *others = seen_from(camera, view, marks)[:, :2]
    drop = seen_from(camera, view, np.linspace(marks[0], [*marks[0][:2], floor], len(lines[0])))
    apart = [_share_apart(*pair, point) for pair in combinations(seen, 2)]
    worths = [
        _APART_WEIGHT * (_OF_WORST * min(apart) + (1 - _OF_WORST) * np.mean(apart)),
        _LENGTHS_WEIGHT * min(_length_seen(view, line) for line in known),
        _OPEN_WEIGHT * min(map(_openness, known, seen)),
        _DROP_WEIGHT * np.mean([_share_apart(drop[:, :2], line, point) for line in seen]),
        -_OTHERS_WEIGHT * sum(_on_lines(spot, seen) for spot in others),
    ]
    return float(sum(worths))


def _share_apart(first: np.ndarray, second: np.ndarray, point: np.ndarray) -> float:
    """How much of two lines through points (n, 2) and (m, 2) of the frame, which meet in a point
    (2,), is seen apart, from 0 to 1: what is near to the point counts the most."""
    gaps = np.linalg.norm(first[:, None] - second, axis=-1)
    shares = []
    for line, gap in ((first, gaps.min(axis=1)), (second, gaps.min(axis=0))):
        away = np.linalg.norm(line - point, axis=1)
        enough = np.maximum(np.minimum(_WIDE * away, _APART), _SAME)
        shares.append(np.average(np.minimum(gap / enough, 1.0), weights=1 / (away + _APART)))
    return min(shares)


def _length_seen(view: Viewpoint, line: np.ndarray) -> float:
    """How long a line through points (n, 3) is seen, as a share of its length, up to `_LONG`; of a
    point that is all."""
    steps = np.diff(line, axis=0)
    length = np.linalg.norm(steps, axis=1).sum()
    across = np.linalg.norm(np.cross(steps, towards_viewer(view.phi, view.theta)), axis=1).sum()
    return min(across / length, _LONG) if length > _SAME else _LONG


def _openness(line: np.ndarray, seen: np.ndarray) -> float:
    """How well is seen that a line through points (n, 3) is bent, by where they are seen (n, 2),
    from 0, from within its plane, to 1; 1 if it is straight."""
    own, shown = _breadth(line), _breadth(seen)
    return min(shown / (_OPEN * own), 1.0) if own > _BENT else 1.0


def _breadth(points: np.ndarray) -> float:
    """How broad points (n, d) lie for their length, from 0 to 1."""
    if len(points) < 2:
        return 0.0
    long, broad, *_ = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
    return float(broad / max(long, _SAME))


def _on_lines(spot: np.ndarray, lines: list[np.ndarray]) -> float:
    """How much a dot at a spot (2,) of the frame seems to lie on lines through points (n, 2)."""
    gaps = (np.linalg.norm(line - spot, axis=1).min() for line in lines)
    return max(0.0, 1.0 - min(gaps) / _CLEAR)
