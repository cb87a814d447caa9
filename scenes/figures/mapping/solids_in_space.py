"""The stage of mappings of space: R^3 -> R^3."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
from manim import Animation, Group, ManimColor

from calclib.arrays import Interval
from calclib.framing.mapping_values import Domain, ranges_of_values
from engine.mobjects.grid import GridSheet
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.faint_grid import faint_grid
from scenes._kit.space.viewpoint import Viewpoint
from scenes.figures.mapping.moving_lines import MoveMarks, bending
from scenes.figures.mapping.stages import are_comparable, length
from scenes.figures.mapping.stages_in_space import SpaceStage
from scenes.figures.mapping.views_in_space import worth_of_lines

_LINES = 4
"""Cells along each edge of a face."""
_PER_LINE = 16
"""Steps of a mesh along each of them."""
_LEAST_SHARE = 0.75
"""Inputs and outputs share a box of whose sides the outputs fill at least this share."""
_BLOCK = 0.45
"""Else the edge of the block of inputs below the box, as a share of the box's shortest."""
_BELOW = 1.4
"""The distance of the block below the box, in scene units."""
_EDGE_WIDTH, _EDGE_OPACITY = 0.6 * theme.AXIS_WIDTH, 0.65
"""Edges are quieter than the lines through the marked point, of which they might be taken for
parts."""
_SHADE = 0.5 * theme.TRANSLUCENT
"""How much the faces cover."""


class SpaceToSpace(SpaceStage):
    """R^3 -> R^3: a block of space bends. Its edges, and the lines through the first marked point,
    have the colour of the input that varies on them; its faces are lightly shaded."""

    ratio = 3.0  # a block whose image is flatter fills its box
    turns = (1, 2, 3)

    def build(self, slot: Slot) -> Group:
        outputs = self._ranges()
        pairs = list(zip(outputs, self.view.domain, strict=True))
        joint = [(min(a[0], b[0]), max(a[1], b[1])) for a, b in pairs]
        shares = [length(a) / length(b) for a, b in zip(outputs, joint, strict=True)]
        self.shared = min(shares) >= _LEAST_SHARE and are_comparable(*joint)
        self.window = joint if self.shared else list(outputs)
        return super().build(slot)

    @property
    def keeps_inputs(self) -> bool:
        return False

    def merit(self, view: Viewpoint) -> float:
        """Of a viewpoint: from the best ones the lines through the given point are seen apart."""
        lines, floor = self.images(self._lines_through_mark()), -self.target.size[2] / 2
        worth = worth_of_lines(self.camera, view, lines, self.images_of_marks(), floor)
        return worth + super().merit(view)

    def _ranges(self) -> tuple[Interval, ...]:
        """The ranges of the outputs on the faces, which are what is drawn, and at the marks."""
        faces = [_face(self.view.domain, axis) for axis in range(3)]
        inputs = np.concatenate([face.reshape(-1, 3) for face in faces])
        return ranges_of_values(self.mapping, self.mapping(*inputs.T), self.view.marks)

    def output_window(self) -> list[Interval]:
        """The ranges of the outputs, and of the inputs where they share a box."""
        return self.window

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        """Places in the box of the outputs, or in a cube below it."""
        if self.shared:
            return self.target.place_of(inputs)
        low, high = np.array(self.view.domain).T
        edge = _BLOCK * self.target.size.min()
        below = self.target.size[2] / 2 + _BELOW + edge / 2
        return ((inputs - low) / (high - low) - 0.5) * edge - [0, 0, below]

    def input_scenery(self) -> list[Group]:
        """The floor's grid, and the edges of the block, which stay where it started in the box of
        the outputs, to be compared with straight ones; among bent ones they would be taken for a
        part of the image."""
        floor = Group(self.target.grid())
        if not (self.shared and self.mapping.is_affine):
            return [floor]
        return [floor, Group(faint_grid(self.input_place(self._edges())))]

    def lines(self) -> list[SurfaceMesh | GridSheet]:
        self.bent = self._block(self.images)
        return self._block(self.input_place)

    def images_of_lines(self) -> list[SurfaceMesh | GridSheet]:
        """The bent faces, edges and lines."""
        return self.bent

    def animations(self) -> list[Animation]:
        """The block bends, with its edges, the lines and the marked points, which drop at last."""
        pairs = zip(self.moving, self.bent, strict=True)
        bends = [bending(start, end) for start, end in pairs]
        return [*bends, MoveMarks(self.moving_marks()), self.drop()]

    def _block(self, place: Callable[[np.ndarray], np.ndarray]) -> list[SurfaceMesh | GridSheet]:
        faces = [self._faces(axis, place) for axis in range(3)]
        edges = _in_colors(place(self._edges()), _EDGE_WIDTH).set_opacity(_EDGE_OPACITY)
        return [*faces, edges, _in_colors(place(self._lines_through_mark()), theme.CURVE_WIDTH)]

    def _edges(self) -> np.ndarray:
        """Inputs (12, n, 3) on the edges of the domain."""
        ends = product(range(3), product((0, 1), repeat=2))
        return np.array([self._line(axis, self._at_ends(axis, which)) for axis, which in ends])

    def _lines_through_mark(self) -> np.ndarray:
        """Inputs (3, n, 3) on the lines along each input through the first marked point."""
        mark = self.view.marks[0]
        return np.array([self._line(axis, np.delete(mark, axis)) for axis in range(3)])

    def _at_ends(self, axis: int, which: tuple[int, ...]) -> np.ndarray:
        """The values (2,) of the inputs but one, each at one of the ends of its interval."""
        others = np.delete(np.array(self.view.domain), axis, axis=0)
        return others[(0, 1), which]

    def _line(self, axis: int, held: np.ndarray) -> np.ndarray:
        """Inputs (n, 3) on the line along one of them, the others held at values (2,)."""
        along = np.linspace(*self.view.domain[axis], _LINES * _PER_LINE + 1)
        return np.insert(np.tile(held, (len(along), 1)), axis, along, axis=1)

    def _faces(self, axis: int, place: Callable[[np.ndarray], np.ndarray]) -> SurfaceMesh:
        """The two opposite faces across one input, side by side in one mesh."""
        sheets = [place(sheet) for sheet in _face(self.view.domain, axis)]
        count = len(sheets[0])
        gap = np.full((count, _PER_LINE - 1, 3), np.nan)
        return SurfaceMesh(
            np.concatenate([sheets[0], gap, sheets[1]], axis=1),
            lines=(_LINES, 2 * _LINES + 1),
            color=theme.HELD,
            opacity=_SHADE,
        )


def _in_colors(lines: np.ndarray, width: float) -> GridSheet:
    """Lines (3 k, n, 3), k along each input, in its colour."""
    colors = [ManimColor(each).to_rgba() for each in (theme.X, theme.Y, theme.OUTPUT)]
    return GridSheet(lines, colors=np.repeat(colors, len(lines) // 3, axis=0), stroke_width=width)


def _face(domain: Domain, axis: int) -> np.ndarray:
    """Inputs (2, n, n, 3) on the two opposite faces of a domain across one input."""
    count = _LINES * _PER_LINE + 1
    others = [each for k, each in enumerate(domain) if k != axis]
    nodes = np.meshgrid(*(np.linspace(*each, count) for each in others), indexing="ij")
    across = np.stack(nodes, axis=-1)
    return np.array([np.insert(across, axis, end, axis=-1) for end in domain[axis]])
