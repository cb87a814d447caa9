"""From which side a plane that cuts a graph is seen best, and what it leaves of the graph."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np

from scenes._kit.space.box import Box
from scenes._kit.space.tilt import PHIS, Graph, direction_along, sheet_of
from scenes._kit.space.turned_space import seen_share
from scenes._kit.space.vertical_plane import VerticalPlane
from scenes._kit.space.viewpoint import Side
from scenes._kit.space.visibility import cell_normals

_PHIS, _THETAS = PHIS[::2], (-1.3, -1.1, -0.9, -0.7, -0.5)
"""Camera angles, the second ones from the fourth quadrant, from which a cut may be seen."""
_ENOUGH, _GAIN, _TURN_COST = 3.85, 0.35, 0.1
"""So well seen, as the sum of what counts, a cut stays; else another side must be so much better
than the usual one, and so much more from another quadrant."""
_WEIGHTS = (1.0, 1.0, 1.0, 0.5, 1.0)
"""What counts: how little of the graph it hides itself, how open it looks, what is left of it
behind the plane, and what is near the point; and how broad the plane looks."""
_OPEN, _BROAD = 0.45, 0.8
"""Cosines of the angle between normal and view from which on a surface looks open, and a plane
broad."""
_NEAR = 0.1
"""What is so near to the point, in shares of the box's sides, is looked at by itself."""
_OPEN_BEFORE, _LEAST_BROAD = 0.65, 0.36
"""If what lies before the plane looks less open, as a steep rise does that is seen edge-on, or the
plane is seen within 21 degrees of edge-on, a cut may be looked at from behind."""


def best_cut_side(box: Box, plane: VerticalPlane, field: Graph, at: Sequence[float]) -> Side:
    """The side from which the cut of a plane along x or y, through a point (x, y), with the graph
    of a field is seen best, of those where its variable runs to the right, as it does in a plot.

    That is the usual one, unless another is clearly better: where the graph falls off behind a
    crest, it is turned away from who looks from there, and so is all that the cut leaves of it.
    Where what rises before the plane, or the plane, is a sliver even from there, it is looked at
    from behind: the rise faces who looks from there, where the variable runs to the left, until the
    camera turns to the plot.
    """
    cut = _Cut(box, plane, field, at)
    usual = Side(*direction_along(box, plane.direction.tolist(), field), 0)
    if cut.quality(usual) >= _ENOUGH:
        return usual
    rightwards = 1 if plane.direction[1] else -1
    found = cut.best_of((0, rightwards), usual, _GAIN)
    if found != usual and cut.has_sliver(found):
        return cut.best_of((-rightwards, 2 * rightwards), found)
    return found


class _Cut:
    """A cut of a plane along x or y, through a point (x, y), with the graph of a field."""

    def __init__(self, box: Box, plane: VerticalPlane, field: Graph, at: Sequence[float]) -> None:
        self.box, self.plane, self.field, self.at = box, plane, field, at
        sheet = sheet_of(box, field)
        parts = [sheet, *_halves(sheet, plane), _near(sheet, box, at)]
        normals = [cell_normals(part.swapaxes(0, 1)) for part in parts]
        self.whole, self.left, self.right, self.near = normals

    def best_of(self, quarter_turns: Sequence[int], otherwise: Side, gain: float = 0.0) -> Side:
        """The side after one of the quarter turns from which the cut is seen best, if it is seen
        better than otherwise by a gain."""
        found = [(self.quality(otherwise) + gain, otherwise)]
        for turns, phi, theta in product(quarter_turns, _PHIS, _THETAS):
            side = Side(phi, theta + turns * np.pi / 2, turns)
            found.append((self.quality(side) - _TURN_COST * abs(turns), side))
        return max(found, key=lambda each: each[0])[1]

    def quality(self, side: Side) -> float:
        """How well all is seen from a side that counts."""
        behind, _ = self._behind_and_before(side)
        shares = [
            seen_share(self.box, self.field, self.at, side.phi, side.theta),
            *(_open_share(each, side.to_viewer) for each in (self.whole, behind, self.near)),
            min(self._breadth(side) / _BROAD, 1.0),
        ]
        return float(np.dot(_WEIGHTS, shares))

    def has_sliver(self, side: Side) -> bool:
        """Whether what lies before the plane, or the plane itself, is hardly open from a side."""
        _, before = self._behind_and_before(side)
        is_open = _open_share(before, side.to_viewer) >= _OPEN_BEFORE
        return not (is_open and self._breadth(side) >= _LEAST_BROAD)

    def _breadth(self, side: Side) -> float:
        """The cosine of the angle between the plane's normal and the view from a side."""
        return abs(float(self.plane.normal @ side.to_viewer))

    def _behind_and_before(self, side: Side) -> tuple[np.ndarray, np.ndarray]:
        """The normals, (n, 3) and (m, 3), of what lies behind the plane and of what lies before."""
        from_right = self.plane.normal @ side.to_viewer > 0
        return (self.left, self.right) if from_right else (self.right, self.left)


def _halves(sheet: np.ndarray, plane: VerticalPlane) -> tuple[np.ndarray, np.ndarray]:
    """What of a sheet through points (n, m, 3) lies at the left of a plane, and what at its right;
    NaN elsewhere."""
    to_right = np.dot(sheet - plane.corner, plane.normal)[..., None]
    return np.where(to_right > 0, np.nan, sheet), np.where(to_right > 0, sheet, np.nan)


def _near(sheet: np.ndarray, box: Box, at: Sequence[float]) -> np.ndarray:
    """What of a sheet through points (n, m, 3) of a box lies near a point (x, y); NaN elsewhere."""
    shares = (box.points_of(sheet)[..., :2] - at) / box.spans[:2]
    return np.where((np.abs(shares) <= _NEAR).all(axis=-1, keepdims=True), sheet, np.nan)


def _open_share(normals: np.ndarray, to_viewer: np.ndarray) -> float:
    """How open a surface whose cells have upward normals (n, 3), as long as their areas, looks
    from a direction (3,): from 0, turned away or edge-on, to 1; 1 of none."""
    areas = np.linalg.norm(normals, axis=1)
    shown = np.clip(normals @ to_viewer / _OPEN, 0, areas)
    return float(shown.sum() / areas.sum()) if areas.any() else 1.0
