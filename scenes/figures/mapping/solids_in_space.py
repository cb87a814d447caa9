"""The stage of mappings of space: R^3 -> R^3."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np
from manim import Animation, Group, Transform
from scipy.spatial import KDTree

from calclib.arrays import Interval
from calclib.framing.mapping_values import Domain, ranges_of_values
from engine.mobjects.grid import GridSheet
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.faint_grid import faint_grid
from scenes.figures.mapping.moving_lines import MoveMarks
from scenes.figures.mapping.stages import are_comparable, length
from scenes.figures.mapping.stages_in_space import BELOW, SpaceStage

_LINES = 4
"""Cells along each edge of a face."""
_PER_LINE = 16
"""Steps of a mesh along each of them."""
_LEAST_SHARE = 0.75
"""Inputs and outputs share a box of whose sides the outputs fill at least this share."""
_BLOCK = 0.45
"""Else the edge of the block of inputs below the box, as a share of the box's shortest."""
_SAME = 1e-6
"""Points that are nearer than this share of a face are one."""


class Fold(Transform):
    """Bends the two faces of a mesh; at the end what lies on the first is dropped from the second.

    Both would fight for one depth.
    """

    def finish(self) -> None:
        super().finish()
        assert isinstance(self.mobject, SurfaceMesh)
        grid = self.mobject.grid  # a view of the mesh's points
        count = len(grid)
        first, second = grid[:, :count].reshape(-1, 3), grid[:, -count:]
        known = first[np.isfinite(first).all(axis=1)]
        if len(known):
            gaps, _ = KDTree(known).query(np.nan_to_num(second, nan=np.inf).clip(-1e9, 1e9))
            second[gaps < _SAME * np.ptp(known, axis=0).max()] = np.nan


class SpaceToSpace(SpaceStage):
    """R^3 -> R^3: a block of space bends. Each pair of its faces is translucent, in the colour of
    the input that does not vary on it."""

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
        below = self.target.size[2] / 2 + BELOW + edge / 2
        return ((inputs - low) / (high - low) - 0.5) * edge - [0, 0, below]

    def input_scenery(self) -> list[Group]:
        """The edges of the block, which stay where it started in the box of the outputs."""
        if not self.shared:
            return []  # they would cover the numbers of the box
        edges = self.input_place(self._edges())
        return [Group(faint_grid(edges))]

    def lines(self) -> list[SurfaceMesh | GridSheet]:
        self.bent = self._block(self.images)
        return self._block(self.input_place)

    def images_of_lines(self) -> list[SurfaceMesh | GridSheet]:
        """The bent faces and edges."""
        return self.bent

    def animations(self) -> list[Animation]:
        """The block bends, with its edges and the marked points."""
        *faces, edges = zip(self.moving, self.bent, strict=True)
        folds = [Fold(start, end, run_time=theme.LONG) for start, end in faces]
        return [*folds, Transform(*edges, run_time=theme.LONG), MoveMarks(self.moving_marks())]

    def _block(self, place: Callable[[np.ndarray], np.ndarray]) -> list[SurfaceMesh | GridSheet]:
        faces = [self._faces(axis, place) for axis in range(3)]
        edges = place(self._edges())
        return [*faces, GridSheet(edges, color=theme.FOREGROUND, stroke_width=theme.AXIS_WIDTH)]

    def _edges(self) -> np.ndarray:
        """Inputs (12, n, 3) on the edges of the domain."""
        low, high = np.array(self.view.domain).T
        along, edges = np.linspace(0, 1, _LINES * _PER_LINE + 1), []
        for axis, others in product(range(3), product((0.0, 1.0), repeat=2)):
            ends = np.tile(others, (len(along), 1))
            edges.append(low + np.insert(ends, axis, along, axis=1) * (high - low))
        return np.array(edges)

    def _faces(self, axis: int, place: Callable[[np.ndarray], np.ndarray]) -> SurfaceMesh:
        """The two opposite faces across one input, side by side in one mesh."""
        sheets = [place(sheet) for sheet in _face(self.view.domain, axis)]
        count = len(sheets[0])
        gap = np.full((count, _PER_LINE - 1, 3), np.nan)
        return SurfaceMesh(
            np.concatenate([sheets[0], gap, sheets[1]], axis=1),
            lines=(_LINES, 2 * _LINES + 1),
            color=(theme.X, theme.Y, theme.OUTPUT)[axis],
            opacity=theme.TRANSLUCENT,
        )


def _face(domain: Domain, axis: int) -> np.ndarray:
    """Inputs (2, n, n, 3) on the two opposite faces of a domain across one input."""
    count = _LINES * _PER_LINE + 1
    others = [each for k, each in enumerate(domain) if k != axis]
    nodes = np.meshgrid(*(np.linspace(*each, count) for each in others), indexing="ij")
    across = np.stack(nodes, axis=-1)
    return np.array([np.insert(across, axis, end, axis=-1) for end in domain[axis]])
