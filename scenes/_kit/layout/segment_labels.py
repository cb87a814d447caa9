"""Places labels beside segments: each nearest to its own, else tied to it by a leader line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from manim import VGroup, VMobject
from scipy.spatial import KDTree

from engine.mobjects.place import in_frame
from scenes._kit.layout.leader_lines import leader_line, like_minus, like_segments
from scenes._kit.layout.slots import Slot
from scenes._kit.text.formula import Formula

_DISTANCES = np.array([0.2, 0.28, 0.36, 0.5, 0.75, 1.1, 1.5, 2.0, 2.6, 3.2])
"""Distances tried between a label and a place on its segment, in scene units."""
_SHARES = np.linspace(0.1, 0.9, 9)
"""Places tried on the segment."""
_ANGLES = np.linspace(0, 2 * np.pi, 32, endpoint=False)
_CLEARANCE = 0.12
"""A label is at least this far from every line and text, in scene units."""
_NEARER = 0.75
"""A label beside its segment is at most this share of the distance from any other."""
_TAKEN = 2.0
"""And at most this multiple of its distance from things without a label."""
_FARTHEST = 0.4
"""Farther than this from its segment, a label needs a leader line."""
_SHORTEST = 0.25
"""A segment shorter than this is a point, which only a leader line can single out."""
_FAINT_COST, _CENTER_COST = 0.3, 0.6
"""What a label on something faint costs, as a distance, and a unit from its segment's middle."""
_LINE_COST, _TEXT_COST = 1.5, 4.0
"""What it costs that a leader line crosses a line or a text, and the same again if it lies on it
all its way."""
_NOT_FREE_COST = 10.0
_SHORTEST_LEADER = 0.4
_LIKE_OTHER_COST = 2.0
"""What it costs that a leader line could be read as a minus sign, or taken for a segment."""
_PAIRS = 1 << 16
"""Distances of so many pairs are computed at once: they fit a processor's cache."""


@dataclass(frozen=True)
class Surroundings:
    """What labels have to keep clear of, places (n, 3) in the frame.

    What is `faint` may be covered if need be; near `things` that have no label, such as a point or
    an edge, a label would be taken for theirs.
    """

    slot: Slot
    lines: np.ndarray
    texts: np.ndarray
    faint: np.ndarray
    things: np.ndarray = field(default_factory=lambda: np.empty((0, 3)))

    def including(
        self, lines: Sequence[np.ndarray] = (), texts: Sequence[np.ndarray] = ()
    ) -> Surroundings:
        """These surroundings, and more places (n, 3) on lines and texts."""
        return replace(
            self, lines=np.vstack([self.lines, *lines]), texts=np.vstack([self.texts, *texts])
        )


def place_by_segments(
    labels: Sequence[Formula], segments: Sequence[np.ndarray], around: Surroundings
) -> list[VGroup]:
    """Puts each label beside its segment (2, 3), nearer to it than to any other.

    Returns the labels; where there is no such place, with a leader line to the segment's middle.
    Segments without length choose first, then the longest.
    """
    placed: dict[int, VGroup] = {}
    lengths = [np.linalg.norm(np.diff(segment[:, :2], axis=0)) for segment in segments]
    ranks = [length if length >= _SHORTEST else np.inf for length in map(float, lengths)]
    for k in np.argsort(-np.array(ranks)):
        others = [line_points(each) for i, each in enumerate(segments) if i != k]
        placed[k] = _placed(labels[k], segments[k], others, around)
        label, *leader = placed[k]
        ends = [np.array(line.get_start_and_end()) for line in leader]
        around = around.including([line_points(each) for each in ends], [box_points(label)])
    return [placed[k] for k in range(len(labels))]


def _placed(
    label: Formula, segment: np.ndarray, others: list[np.ndarray], around: Surroundings
) -> VGroup:
    flat, is_long = segment[:, :2], np.linalg.norm(np.diff(segment[:, :2], axis=0)) >= _SHORTEST
    around = around.including(others)
    places = _Places(label, flat, _SHARES, around)
    own = line_points(flat)[13:-13]
    apart = around.things[box_distances(around.things[:, :2], np.zeros(2), own) > _CLEARANCE]
    other, thing, inner = (
        box_distances(places.centers, places.half, each)
        for each in (np.vstack([np.empty((0, 3)), *others]), apart, own)
    )
    beside = places.free & (inner <= np.minimum(_NEARER * other, _TAKEN * thing))
    beside &= inner <= _FARTHEST
    if is_long and beside.any():
        center = places.centers[np.argmin(np.where(beside, places.cost, np.inf))]
        return in_frame(VGroup(label.move_to(np.append(center, 0.0))))
    places, middle = _Places(label, flat, np.array([0.5]), around), flat.mean(axis=0)
    starts = np.clip(middle, places.centers - places.half, places.centers + places.half)
    least = _leader_costs(places, starts, middle, others)
    best, best_cost = 0, np.inf
    for k in np.argsort(least, kind="stable"):
        if least[k] >= best_cost:  # a leader line only adds to it
            break
        cost = least[k] + _crossing_cost(np.array([starts[k], middle]), around)
        if cost < best_cost:
            best, best_cost = k, cost
    label.move_to(np.append(places.centers[best], 0.0))
    return in_frame(VGroup(label, leader_line(label, middle)))


def _leader_costs(
    places: _Places, starts: np.ndarray, middle: np.ndarray, others: list[np.ndarray]
) -> np.ndarray:
    """What it costs at least to put a label at each place (k,) with a leader line from there to the
    middle of its segment, beside other segments."""
    allowed = places.free & (places.from_middle >= _SHORTEST_LEADER)
    like_other = like_minus(starts, middle) | like_segments(starts - middle, others)
    return places.cost + _NOT_FREE_COST * ~allowed + _LIKE_OTHER_COST * like_other


class _Places:
    """Places tried for a label around its segment (2, 2): `centers` (k, 2), and what they cost."""

    def __init__(
        self, label: Formula, segment: np.ndarray, shares: np.ndarray, around: Surroundings
    ) -> None:
        self.half = np.array([label.width, label.height]) / 2
        self.centers = _candidates(segment, self.half, shares, around.slot)
        own, middle = line_points(segment), segment.mean(axis=0)[None]
        self.own, self.from_middle = (
            box_distances(self.centers, self.half, points) for points in (own, middle)
        )
        kept_clear = np.vstack([around.lines, around.texts])
        self.free = (self.own >= _CLEARANCE) & ~boxes_near(self.centers, self.half, kept_clear)
        covers_faint = boxes_near(self.centers, self.half, around.faint)
        self.cost = self.own + _CENTER_COST * self.from_middle + _FAINT_COST * covers_faint


def line_points(ends: np.ndarray, count: int = 65) -> np.ndarray:
    """Points (n, d) on a segment (2, d)."""
    return ends[0] + np.linspace(0, 1, count)[:, None] * (ends[1] - ends[0])


def box_points(mobject: VMobject) -> np.ndarray:
    """Points (n, 3) that fill the bounding box of a text, closer than any clearance."""
    center, sides = mobject.get_center(), (mobject.width, mobject.height)
    marks = [np.linspace(-side / 2, side / 2, 2 + int(side / _CLEARANCE)) for side in sides]
    x, y = np.meshgrid(*marks)
    return center + np.column_stack([x.ravel(), y.ravel(), np.zeros(x.size)])


def box_distances(centers: np.ndarray, half: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Distances (k,) of boxes at centres (k, 2) from points (n, d); infinite without points."""
    if not len(points):
        return np.full(len(centers), np.inf)
    parts = np.array_split(centers, 1 + len(centers) * len(points) // _PAIRS)
    return np.concatenate([_box_distances(part, half, points) for part in parts])


def _box_distances(centers: np.ndarray, half: np.ndarray, points: np.ndarray) -> np.ndarray:
    across, along = (
        np.maximum(np.abs(points[None, :, k] - centers[:, None, k]) - half[k], 0) for k in (0, 1)
    )
    across *= across
    along *= along
    return np.sqrt((across + along).min(axis=1))


def boxes_near(
    centers: np.ndarray, half: np.ndarray, points: np.ndarray, clearance: float = _CLEARANCE
) -> np.ndarray:
    """Whether boxes at centres (k, 2) are nearer than the clearance to any of the points (n, d).

    Most of them are, or are not, for every distance that a tree of the points can tell.
    """
    across, along = np.diag([clearance, clearance])
    near = _boxes_with(centers, half + across, points) | _boxes_with(centers, half + along, points)
    unknown = np.flatnonzero(~near & _boxes_with(centers, half + clearance, points))
    near[unknown] = box_distances(centers[unknown], half, points) < clearance
    return near


def _boxes_with(centers: np.ndarray, half: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Which boxes (k,) have any of the points (n, d) inside."""
    if not len(points):
        return np.zeros(len(centers), bool)
    found, _ = KDTree(points[:, :2] / half).query(
        centers / half, p=np.inf, distance_upper_bound=1.0
    )
    return np.isfinite(found)


def _candidates(
    segment: np.ndarray, half: np.ndarray, shares: np.ndarray, slot: Slot
) -> np.ndarray:
    """Centres (k, 2) of the label: all around places at shares of the segment, inside the slot."""
    directions = np.column_stack([np.cos(_ANGLES), np.sin(_ANGLES)])
    places = segment[0] + shares[:, None] * (segment[1] - segment[0])
    reaches = directions * _DISTANCES[:, None, None] + np.sign(np.round(directions, 9)) * half
    found = (places[:, None, None] + reaches).reshape(-1, 2)
    low = np.array([slot.left, slot.bottom]) + half
    high = np.array([slot.right, slot.top]) - half
    return np.clip(found, low, np.maximum(low, high))


def _crossing_cost(ends: np.ndarray, around: Surroundings) -> float:
    """What a leader line costs that crosses lines and texts; its last part does not count."""
    way, cost = line_points(ends)[:-10], 0.0
    low, high = way.min(axis=0) - _CLEARANCE, way.max(axis=0) + _CLEARANCE
    for points, each in ((around.lines, _LINE_COST), (around.texts, _TEXT_COST)):
        places = points[:, :2]
        near = places[((low < places) & (places < high)).all(axis=1)]  # few: the line is short
        if len(near):
            gaps = np.linalg.norm(near[None] - way[:, None], axis=2).min(axis=1)
            touched = float((gaps < _CLEARANCE / 2).mean())
            cost += each * (touched + (touched > 0))
    return cost
