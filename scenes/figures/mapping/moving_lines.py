"""Lines, sheets and marked points that move from inputs to outputs: a line that bends, a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import Animation, Group, Mobject, Transform, VMobject, linear, smooth
from numpy.typing import NDArray
from scipy.ndimage import binary_erosion

from calclib.arrays import Interval
from calclib.sampling.polylines import runs_in_box
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot

PathPair = tuple[np.ndarray, np.ndarray]
"""Where the points of an unbroken line start and end: two arrays (n, 3)."""

_SAME, _SHIFT, _NEXT = 1e-6, 0.123, 3
"""Points of a mesh that are nearer than this share of it are one, by rounding; what is added before
that, as many lie on round places; nodes of a mesh so few steps apart are neighbours."""


class MovingLines(VMobject):
    """Lines whose every point moves straight from its start to its end.

    `lag` in [0, 1): the delay of a line's last point, at its right end, after its first, as a share
    of the time, so that it visibly bends; `span`: the x of its ends in the frame. What leaves the
    slot `within` is not drawn.
    """

    def __init__(
        self,
        pairs: Sequence[PathPair],
        within: Slot,
        lag: float = 0.0,
        span: Interval = (0.0, 1.0),
        **style,
    ) -> None:
        super().__init__(**{"stroke_width": theme.CURVE_WIDTH, "fill_opacity": 0, **style})
        self.pairs, self.within, self.lag, self.span = pairs, within, lag, span
        self.move_points(0.0)

    def move_points(self, share: float) -> MovingLines:
        """Moves the points to a share of their way."""
        self.clear_points()
        low = np.array([self.within.left, self.within.bottom])
        high = np.array([self.within.right, self.within.top])
        for start, end in self.pairs:
            points = self.points_on_way(start, end, share)
            for run in runs_in_box(points, low, high):
                self.start_new_path(run[0])
                self.add_points_as_corners(run[1:])
        return self

    def points_on_way(self, start: np.ndarray, end: np.ndarray, share: float) -> np.ndarray:
        """Points at a share of the way from start to end, both (n, 3), later ones delayed."""
        left, right = self.span
        delays = self.lag * (start[:, :1] - left) / (right - left)
        shares = np.clip((share - delays) / (1 - self.lag), 0, 1)
        return start + (end - start) * _eased(shares, self.lag)


class Threads(MovingLines):
    """The ways of points that move with lines, each drawn from its start to where the point is."""

    def move_points(self, share: float) -> Threads:
        """Draws the ways up to a share of them."""
        self.clear_points()
        for start, end in self.pairs:
            for tail, head in zip(start, self.points_on_way(start, end, share), strict=True):
                self.start_new_path(tail)
                self.add_line_to(head)
        return self


@dataclass(frozen=True)
class MovingMark:
    """A mobject that moves with the lines; `delay` in [0, 1] is its place on the line."""

    mobject: Mobject
    start: np.ndarray
    end: np.ndarray
    delay: float = 0.0

    def move(self, share: float, lag: float) -> None:
        """Moves the mobject to a share of its way."""
        own_share = float(np.clip((share - lag * self.delay) / (1 - lag), 0, 1))
        self.mobject.move_to(self.start + (self.end - self.start) * _eased(own_share, lag))


@dataclass(frozen=True)
class RisingMark(MovingMark):
    """A dot in space that is drawn farther and farther before its place, or behind it, on its way:
    `biases` from the start to the end of it, in scene units."""

    biases: Interval = (0.0, 0.0)

    @classmethod
    def of(cls, mark: MovingMark, rise: float) -> RisingMark:
        """The mark, whose dot rises by so much."""
        dot = mark.mobject
        assert isinstance(dot, Points)
        biases = dot.depth_bias, dot.depth_bias + rise
        return cls(dot, mark.start, mark.end, mark.delay, biases)

    def move(self, share: float, lag: float) -> None:
        super().move(share, lag)
        assert isinstance(self.mobject, Points)
        first, last = self.biases
        self.mobject.depth_bias = first + share * (last - first)


class MoveMarks(Animation):
    """Moves marks to their ends, all at the same time."""

    def __init__(self, marks: Sequence[MovingMark], **kwargs) -> None:
        self.marks = marks
        group = Group(*(mark.mobject for mark in marks))
        super().__init__(group, **{"run_time": theme.LONG, "rate_func": smooth, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        for mark in self.marks:
            mark.move(self.rate_func(alpha), lag=0.0)


class MoveLines(Animation):
    """Moves lines, and marks along with them."""

    def __init__(self, lines: MovingLines, marks: Sequence[MovingMark] = (), **kwargs) -> None:
        self.marks = marks
        easing = linear if lines.lag else smooth  # with a lag every point is eased by itself
        super().__init__(lines, **{"run_time": theme.LONG, "rate_func": easing, **kwargs})

    def interpolate_mobject(self, alpha: float) -> None:
        share = self.rate_func(alpha)
        assert isinstance(self.mobject, MovingLines)
        self.mobject.move_points(share)
        for mark in self.marks:
            mark.move(share, self.mobject.lag)

    def _setup_scene(self, scene) -> None:
        super()._setup_scene(scene)
        scene.add(*(mark.mobject for mark in self.marks))


class Fold(Transform):
    """Bends a mesh; at the end what lies on another part of it is dropped.

    Both would fight for one depth.
    """

    def finish(self) -> None:
        super().finish()
        assert isinstance(self.mobject, SurfaceMesh)
        grid = self.mobject.grid  # a view of the mesh's points
        grid[_doubled(grid)] = np.nan


def _doubled(grid: np.ndarray) -> NDArray[np.bool_]:
    """Which nodes of a mesh (n, m, 3) lie, with all their neighbours, on earlier ones, column by
    column, that are no neighbours; an edge that lies on another one, as of a tube, does not."""
    known = np.logical_and.reduce(np.isfinite(grid), axis=-1)
    if not known.any():
        return ~known
    unit = _SAME * np.ptp(grid[known], axis=0).max() or 1.0
    places = np.nan_to_num(grid, nan=0.0).swapaxes(0, 1)
    cells = np.round(places.reshape(-1, 3) / unit + _SHIFT)
    _, firsts, groups = np.unique(cells, axis=0, return_index=True, return_inverse=True)
    groups = groups.reshape(places.shape[:2]).T
    first_column, first_row = np.divmod(firsts[groups], len(grid))
    rows, columns = np.indices(known.shape)
    away = np.maximum(abs(rows - first_row), abs(columns - first_column)) > _NEXT
    away[1:][groups[1:] == groups[:-1]] = False  # what has no area covers nothing
    away[:, 1:][groups[:, 1:] == groups[:, :-1]] = False
    inner = binary_erosion(away | ~known, np.ones((3, 3)), border_value=1)
    return known & np.asarray(inner, dtype=bool)


def bending(start: Mobject, end: Mobject) -> Animation:
    """Moves straight from one mobject to another, of meshes so that no part is drawn twice."""
    kind = Fold if isinstance(start, SurfaceMesh) else Transform
    return kind(start, end, run_time=theme.LONG)


def _eased(share, lag: float):
    return share * share * (3 - 2 * share) if lag else share
