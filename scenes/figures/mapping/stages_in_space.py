"""The stages of mappings into space, and that of R -> R^3."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

import numpy as np
from manim import Animation, Dot, FadeIn, Group, Mobject, smooth, squish_rate_func
from numpy.typing import NDArray

from calclib.framing.ticks import nice_range
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_frame
from engine.mobjects.points import Points
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import Slot
from scenes._kit.names import output_names
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.box import SIZE
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import FLAT, Viewpoint, seen_alike
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.mapping.moving_lines import MoveMarks, bending
from scenes.figures.mapping.stages import COMPARABLE, Stage, all_between
from scenes.figures.mapping.stages_of_lines import number_line_in
from scenes.figures.mapping.views_in_space import (
    ENOUGH_OF_CURVE,
    best_view,
    cost_of_touching,
    worth_of_curve,
)

DEPTH_BIAS = 0.3
"""How far before its place a dot is drawn, in scene units: not half of it within a sheet."""
_DASH = (0.14, 0.1)
"""Dashes and gaps of a drop line, in scene units."""
_AT_END = squish_rate_func(smooth, 0.7, 1.0)
_ABOVE = 0.84
"""The share of the height of a stage that is above the number line of the inputs."""
_TURNED = 0.5
"""What it costs that a box is seen from another side than the usual one."""


class _Seen(NamedTuple):
    """A box of outputs, and its axes, as it is seen from the best viewpoint on one side."""

    target: Space
    axes: Group
    viewpoint: Viewpoint
    merit: float


class SpaceStage(Stage):
    """A stage in space: a box for the outputs, to scale if they are comparable, and straight
    transforms."""

    ratio = COMPARABLE
    """Outputs whose ranges have less than this ratio have one scale."""
    tallest = np.inf
    """The height of a box at most, in multiples of its longer side."""
    turns: Sequence[int] = ()
    """Quarter turns to other sides from which the box may be seen."""
    enough = np.inf
    """A viewpoint of this merit is good: no other sides are tried."""

    def build(self, slot: Slot) -> Group:
        room, seen = slot.inset(0.1, 0.1), dict[int, _Seen]()
        for turns in (0, *self.turns):
            seen[turns] = self._seen_after(turns, room)
            if seen[turns].merit >= self.enough:
                break
        best = max(seen.values(), key=lambda each: each.merit)  # of equal ones the first
        self.target, self.viewpoint = best.target, best.viewpoint
        scenery = self.input_scenery()
        arrange_labels(chain(best.axes, *scenery), self.camera, self.viewpoint)
        return Group(best.axes, *scenery)

    def _seen_after(self, turns: int, room: Slot) -> _Seen:
        """The box seen from the side after quarter turns, from the best viewpoint."""
        ranges = [nice_range(*each) for each in self.output_window()]
        size = self._size(np.ptp(ranges, axis=1))
        self.target = Space(ranges[:2], ranges[2], size=size, quarter_turns=turns)
        outputs = output_names(self.mapping.inputs)
        axes = self.target.axes(*(notation.part("output", name) for name in outputs))
        names = [each.get_center() for axis in axes for each in axis if isinstance(each, Formula)]
        corners = np.vstack([self.target.corners(), self.input_corners(), names])
        view = best_view(self.camera, corners, room, self.merit, turns)
        merit = self.merit(view) - (_TURNED if turns else 0.0)
        return _Seen(self.target, axes, view, merit)

    def _size(self, spans: np.ndarray) -> np.ndarray | None:
        """The size (3,) of the box of outputs over spans (3,): to scale if they are comparable, but
        not too tall; else the usual one."""
        if spans.max() >= self.ratio * spans.min():
            return None
        sides = np.minimum(spans, [np.inf, np.inf, self.tallest * spans[:2].max()])
        return min(SIZE / sides) * sides

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

    def drop(self) -> Animation:
        """The marked points drop to the floor, once they are in space: dashed lines lead there."""
        return FadeIn(self._drops(), run_time=theme.LONG, rate_func=_AT_END)

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

    @abstractmethod
    def images_of_lines(self) -> Sequence[Mobject]:
        """What each line is transformed into."""

    def dot(self, k: int, mark: tuple[float, ...], size: float = 1.2) -> Mobject:
        place = self.input_place(np.array([mark]))
        bias = DEPTH_BIAS - 0.01 * k  # the first is the given one: it lies over the others
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
        shadow = Curve3D(  # thin, not to be taken for a part of the curve
            self._on_floor(self.image.points), stroke_width=theme.AXIS_WIDTH, color=theme.MUTED
        )
        return [*super().animations(), Create(shadow, run_time=theme.LONG), self.drop()]
