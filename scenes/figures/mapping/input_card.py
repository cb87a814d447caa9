"""The card of a mapping's two inputs: it stays where a sheet in space started."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from manim import Group

from calclib.arrays import Interval
from calclib.framing.ticks import labelled_ticks
from engine.mobjects.curve import Curve3D
from engine.mobjects.place import in_world
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.plane.axis_numbers import axis_number
from scenes._kit.space.axes import Axis
from scenes._kit.space.faint_grid import faint_grid
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula

LINES = 13
"""Across each side."""
_OPACITY = 0.3
"""How much its ground covers."""
_TO_NUMBERS = 0.45
"""From its edges to their numbers, in scene units."""
_CLEARANCE = 0.1
"""Beside a number, in scene units."""
_COUNTS = range(2, 6)
"""About how many numbers an edge has: the first with which it has two."""


class InputCard(Group):
    """A faint grid of inputs on a ground in the colours of the sheet, lest it is taken for the
    floor of the outputs' box; the edges in front, as those of a box after so many quarter turns,
    are axes.

    `place` maps inputs (..., 2) to places (..., 3).
    """

    def __init__(
        self,
        names: Sequence[str],
        domain: Sequence[Interval],
        place: Callable[[np.ndarray], np.ndarray],
        quarter_turns: int,
    ) -> None:
        self.domain, self.place = domain, place
        self.corners = place(np.stack(np.meshgrid(*domain, indexing="ij"), axis=-1))
        in_front = quarter_turns in (1, 2), quarter_turns in (0, 1)
        self.axes = [self._axis(k, int(in_front[k]), name) for k, name in enumerate(names)]
        super().__init__(self._ground(), faint_grid(self._lines()), *self.axes)

    def rim(self) -> np.ndarray:
        """Places (n, 3) of its corners and about the edges of the numbers: one that does not fit
        into the frame would be left out."""
        return np.vstack([self.corners.reshape(4, 3), *map(_around_numbers, self.axes)])

    def _ground(self) -> SurfaceMesh:
        """Its ground, coloured by the second input, as the sheet is."""
        sides = (np.linspace(*interval, LINES) for interval in self.domain)
        inputs = np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1)
        ground = SurfaceMesh(self.place(inputs), gloss=0.0).set_opacity(_OPACITY)
        return ground.color_by(inputs[..., 1], theme.RAMP)

    def _lines(self) -> np.ndarray:
        """Places (2 n, 2, 3) of the ends of the grid's lines."""
        values = [np.linspace(*interval, LINES) for interval in self.domain]
        upright, level = (np.meshgrid(values[k], self.domain[1 - k], indexing="ij") for k in (0, 1))
        return self.place(np.concatenate([np.stack(upright, -1), np.stack(level[::-1], -1)]))

    def _axis(self, k: int, end: int, name: str) -> Axis:
        """The edge along input k at one of the ends of the other input."""
        held = self.domain[1 - k][end]

        def places(values: Sequence[float]) -> np.ndarray:
            return self.place(np.insert(np.array(values)[:, None], 1 - k, held, axis=1))

        edge = places(self.domain[k])
        outward = edge.mean(axis=0) - self.corners.mean(axis=(0, 1))
        outward /= np.linalg.norm(outward)
        values, texts = zip(*_few_numbers(self.domain[k]), strict=True)
        gap = min(
            (sum(pair) / 2 for pair in pairwise(values)),
            key=lambda middle: abs(middle - sum(self.domain[k]) / 2),
        )
        label = Formula(notation.symbol(name), font_size=theme.LABEL)
        labels = [*map(axis_number, texts), label]
        for each, place in zip(labels, places([*values, gap]), strict=True):
            in_world(each.move_to(place + _TO_NUMBERS * outward))
        line = Curve3D(edge, stroke_width=theme.AXIS_WIDTH, color=theme.MUTED)
        return Axis(line, labels[:-1], label, outward)


def _around_numbers(axis: Axis) -> np.ndarray:
    """Places (n, 3) at both sides of each number of an axis, and beyond it."""
    start, end = np.array(axis.line.points)[[0, -1]]
    forward = (end - start) / np.linalg.norm(end - start)
    sides = np.stack([-forward, forward, axis.outward])
    reaches = [(each.width / 2 + _CLEARANCE) * sides for each in axis.numbers]
    return np.vstack(
        [each.get_center() + reach for each, reach in zip(axis.numbers, reaches, strict=True)]
    )


def _few_numbers(interval: Interval) -> list[tuple[float, str]]:
    """Two or three numbers of an interval, with their texts."""
    rows = (labelled_ticks(*interval, count=count) for count in _COUNTS)
    return next(row for row in rows if len(row) > 1)
