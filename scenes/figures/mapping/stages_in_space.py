"""The stages of mappings into space, and that of R -> R^3."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from itertools import chain

import numpy as np
from manim import Animation, Dot, FadeIn, Group, Mobject, Transform, smooth, squish_rate_func
from numpy.typing import NDArray
from scipy.ndimage import binary_erosion

from calclib.framing.ticks import nice_range
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import Slot
from scenes._kit.names import output_names
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import FLAT, Viewpoint, seen_alike
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.mapping.moving_lines import MoveMarks
from scenes.figures.mapping.stages import COMPARABLE, Stage, all_between, are_comparable
from scenes.figures.mapping.stages_of_lines import number_line_in
from scenes.figures.mapping.views_in_space import (
    ENOUGH_OF_CURVE,
    best_view,
    cost_of_touching,
    worth_of_curve,
)

_DEPTH_BIAS = 0.3
_DASH = (0.14, 0.1)
"""Dashes and gaps of a drop line, in scene units."""
_AT_END = squish_rate_func(smooth, 0.7, 1.0)
_ABOVE = 0.84
"""The share of the height of a stage that is above the number line of the inputs."""
_SAME, _SHIFT, _NEXT = 1e-6, 0.123, 3
"""Points of a mesh that are nearer than this share of it are one, by rounding; what is added before
that, as many lie on round places; nodes of a mesh so few steps apart are neighbours."""


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


class SpaceStage(Stage):
    """A stage in space: a box for the outputs, to scale if they are comparable, and straight
    transforms."""

    ratio = COMPARABLE
    """Outputs whose ranges have less than this ratio have one scale."""
    turns: Sequence[int] = ()
    """Quarter turns to other sides from which the box may be seen."""
    enough = 0.0
    """A viewpoint of this merit is good: no other sides are tried."""

    def build(self, slot: Slot) -> Group:
        room = slot.inset(0.1, 0.1)
        axes = self._seen_after(0, room)
        merits = {0: self.merit(self.viewpoint)}
        for turns in self.turns:
            if max(merits.values()) >= self.enough:
                break
            axes = self._seen_after(turns, room)
            merits[turns] = self.merit(self.viewpoint)
        best = max(merits, key=lambda turns: merits[turns])  # of equal ones the first
        if best != self.target.quarter_turns:
            axes = self._seen_after(best, room)
        scenery = self.input_scenery()
        arrange_labels(chain(axes, *scenery), self.camera, self.viewpoint)
        return Group(axes, *scenery)

    def _seen_after(self, turns: int, room: Slot) -> Group:
        """The axes of the box seen from the side after quarter turns, from the best viewpoint."""
        ranges = [nice_range(*each) for each in self.output_window()]
        even = are_comparable(*ranges, ratio=self.ratio)
        self.target = Space(ranges[:2], ranges[2], true_to_scale=even, quarter_turns=turns)
        outputs = output_names(self.mapping.inputs)
        axes = self.target.axes(*(notation.part("output", name) for name in outputs))
        names = [each.get_center() for axis in axes for each in axis if isinstance(each, Formula)]
        corners = np.vstack([self.target.corners(), self.input_corners(), names])
        self.viewpoint = best_view(self.camera, corners, room, self.merit, turns)
        return axes

    def merit(self, view: Viewpoint) -> float:
        """Of a viewpoint: from the best ones the images of the marked points are seen apart."""
        return -cost_of_touching(self.camera, view, self.images_of_marks())

    def images_of_marks(self) -> np.ndarray:
        """Places (k, 3) of the images of the marked points, the given one first."""
        return self.output_place(self.mapping(*np.array(self.view.marks).T))

    def input_corners(self) -> np.ndarray:
        """Places (k, 3) of the corners of the inputs' domain."""
        corners = np.meshgrid(*self.view.domain)
        return self.input_place(np.stack([each.ravel() for each in corners], axis=-1))

    def input_scenery(self) -> list[Group]:
        """Mobjects that show where the inputs are."""
        return []

    def output_place(self, outputs: np.ndarray) -> np.ndarray:
        return self.target.place_of(outputs)

    def images(self, inputs: np.ndarray) -> np.ndarray:
        """Places (..., 3) of the images of inputs (..., n); NaN where they are not in the box."""
        outputs = self.mapping(*np.moveaxis(inputs, -1, 0))
        outputs[~self.is_near(outputs)] = np.nan
        return self.target.place_of(outputs)

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        return all_between(outputs, *np.array(self.target.intervals).T)

    def animations(self) -> list[Animation]:
        pairs = zip(self.moving, self.images_of_lines(), strict=True)
        return [*(bending(start, end) for start, end in pairs), MoveMarks(self.moving_marks())]

    @abstractmethod
    def images_of_lines(self) -> Sequence[Mobject]:
        """What each line is transformed into."""

    def dot(self, k: int, mark: tuple[float, ...], size: float = 1.2) -> Mobject:
        place = self.input_place(np.array([mark]))
        bias = _DEPTH_BIAS - 0.01 * k  # the first is the given one: it lies over the others
        style = {"color": theme.MARKS[k], "depth_bias": bias, "rim": theme.BACKGROUND}
        moves = size > 1  # the ring of an input behind a sheet would seem to be a point of it
        return Points(place, width=size * theme.DOT_WIDTH, ring=moves, **style)


class LineToSpace(SpaceStage):
    """R -> R^3: a number line below a box bends into a curve in space, over its shadow on the
    floor."""

    ratio = 2.5  # a curve does not fill its box: it may not be flat or narrow
    turns = (1, 2, 3)
    enough = ENOUGH_OF_CURVE

    def build(self, slot: Slot) -> Group:
        room, strip = slot.rows(_ABOVE)
        self.source = number_line_in(strip, self.view)
        return super().build(room)

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        """Places on the number line, which faces the viewer."""
        on_line = self.source.place_of(inputs[:, 0])
        return seen_alike(self.camera, FLAT, self.viewpoint, on_line)

    def input_corners(self) -> np.ndarray:
        """None: the number line is not in the room of the box."""
        return np.empty((0, 3))

    def dot(self, k: int, mark: tuple[float, ...], size: float = 1.2) -> Mobject:
        """A dot in space, or one that stays on the number line."""
        if size > 1:
            return super().dot(k, mark, size)
        place = self.source.place_of(mark[0])
        return in_frame(Dot(place, radius=size * theme.DOT_RADIUS, color=theme.MARKS[k]))

    def merit(self, view: Viewpoint) -> float:
        """Of a viewpoint: from the best ones a curve is not seen from within its plane, nor along
        itself, either."""
        given = int(np.abs(self.knots[:, 0] - self.view.marks[0][0]).argmin())
        curve = self.images(self.knots)
        return worth_of_curve(self.camera, view, curve, given) + super().merit(view)

    @cached_property
    def knots(self) -> np.ndarray:
        """Inputs (n, 1) along the line."""
        return np.linspace(*self.view.domain[0], 801)[:, None]

    def lines(self) -> list[Curve3D]:
        style = {"stroke_width": theme.CURVE_WIDTH, "color": theme.X}
        self.image = Curve3D(self.images(self.knots), **style)
        return [Curve3D(self.input_place(self.knots), **style)]

    def images_of_lines(self) -> list[Curve3D]:
        """The curve in space."""
        return [self.image]

    def input_scenery(self) -> list[Group]:
        """The floor's grid, and the number line."""
        return [Group(self.target.grid()), Group(in_frame(self.source))]

    def animations(self) -> list[Animation]:
        """The curve bends while its shadow is drawn; then the marked points drop to the floor."""
        shadow = Curve3D(
            self._on_floor(self.image.points), stroke_width=theme.LINE_WIDTH, color=theme.MUTED
        )
        drops = FadeIn(self._drops(), run_time=theme.LONG, rate_func=_AT_END)
        return [*super().animations(), Create(shadow, run_time=theme.LONG), drops]

    def _drops(self) -> Group:
        """Dashed lines from the marked points in space to the floor."""
        tops = self.images_of_marks()
        dashes = [
            Curve3D(ends, stroke_width=theme.AXIS_WIDTH, dash=_DASH, color=color)
            for *ends, color in zip(tops, self._on_floor(tops), theme.MARKS, strict=False)
        ]
        return Group(*dashes)

    def _on_floor(self, places: np.ndarray) -> np.ndarray:
        """Places (n, 3) below those given, on the floor of the box."""
        return np.column_stack([places[:, :2], np.full(len(places), -self.target.size[2] / 2)])
