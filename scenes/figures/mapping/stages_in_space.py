"""The stages of mappings into space: R -> R^3, R^2 -> R^3 and R^3 -> R^3."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

import numpy as np
from manim import Animation, Group, Mobject, Transform
from numpy.typing import NDArray

from calclib.framing.ticks import nice_range
from calclib.sampling.jumps import nodes_behind_jumps
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import fit_view
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.mapping.moving_lines import MoveMarks
from scenes.figures.mapping.stages import (
    LineToLine,
    LineToPlane,
    Stage,
    all_between,
    are_comparable,
)
from scenes.figures.mapping.stages_of_planes import PlaneToLine, PlaneToPlane

_DIRECTION = (0.95, -1.0)
_LINES = 13
_DEPTH_BIAS = 0.3
_MESH = 97
_BEYOND = 1e4
"""How far a sheet continues, clipped, near a pole, in heights of the box."""
_JUMP = 0.02
"""A jump by this share of the box splits a sheet."""
_BELOW = 1.4
"""The distance of the inputs below the box of the outputs, in scene units."""


class SpaceStage(Stage):
    """A stage in space: a box for the outputs, to scale if they are comparable, and straight
    transforms."""

    def build(self, slot: Slot) -> Group:
        ranges = [nice_range(*each) for each in self.output_window()]
        self.target = Space(ranges[:2], ranges[2], true_to_scale=are_comparable(*ranges))
        axes = self.target.axes(*(notation.part("output", name) for name in "xyz"))
        names = [each.get_center() for axis in axes for each in axis if isinstance(each, Formula)]
        corners = np.vstack([self.target.corners(), self.input_corners(), names])
        self.viewpoint = fit_view(self.camera, corners, slot.inset(0.1, 0.1), *_DIRECTION)
        return Group(axes, *self.input_scenery())

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
        transforms = [Transform(start, end, run_time=theme.LONG) for start, end in pairs]
        return [*transforms, MoveMarks(self.moving_marks())]

    @abstractmethod
    def images_of_lines(self) -> Sequence[Mobject]:
        """What each line is transformed into."""

    def dot(self, k: int, mark: tuple[float, ...]) -> Mobject:
        place = self.input_place(np.array([mark]))
        bias = _DEPTH_BIAS - 0.01 * k  # the first is the given one: it lies over the others
        return Points(
            place, width=1.2 * theme.DOT_WIDTH, color=theme.MARKS[k], depth_bias=bias, ring=True
        )


class FloorInputStage(SpaceStage):
    """The inputs are flat below the box of the outputs."""

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        low, high = np.array(self.view.domain).T
        shares = (inputs - low) / (high - low) - 0.5
        places = np.zeros((*inputs.shape[:-1], 3))
        width = 1.2 * min(self.target.size[0], self.target.size[1])
        places[..., : inputs.shape[-1]] = shares * width
        places[..., 2] = -self.target.size[2] / 2 - _BELOW
        return places


class LineToSpace(FloorInputStage):
    """R -> R^3: the number line bends into a curve in space."""

    def lines(self) -> list[Curve3D]:
        self.knots = np.linspace(*self.view.domain[0], 801)[:, None]
        style = {"stroke_width": theme.CURVE_WIDTH, "color": theme.X}
        self.image = Curve3D(self.images(self.knots), **style)
        return [Curve3D(self.input_place(self.knots), **style)]

    def images_of_lines(self) -> list[Curve3D]:
        """The curve in space."""
        return [self.image]


class PlaneToSpace(FloorInputStage):
    """R^2 -> R^3: a sheet of the plane bends into a surface."""

    def lines(self) -> list[SurfaceMesh]:
        sides = (np.linspace(*interval, _MESH) for interval in self.view.domain)
        inputs = np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1)
        images, flat = self.images(inputs), self.input_place(inputs)
        images[self._behind_jumps(inputs)] = np.nan
        reach = np.array([-1.0, 1.0]) * self.target.size[2]
        box, start_box = (
            reach / 2,
            flat[0, 0, 2] + reach,
        )  # what leaves the box does so while it moves
        if not np.nanmax(np.abs(images[..., 2])) > box[1] + 1e-9:
            box = start_box = np.array([-np.inf, np.inf])
        self.image = self._sheet(images, inputs[..., 1], box)
        return [self._sheet(flat, inputs[..., 1], start_box)]

    def is_near(self, outputs: np.ndarray) -> NDArray[np.bool_]:
        """Keeps heights outside the box: the sheet is clipped when it is drawn."""
        low, high = np.array(self.target.intervals).T
        beyond = _BEYOND * (high - low) * [0, 0, 1]
        return all_between(outputs, low - beyond, high + beyond)

    def _behind_jumps(self, inputs: np.ndarray) -> NDArray[np.bool_]:
        found = np.zeros(inputs.shape[:2], bool)
        for component, (low, high) in zip(
            self.mapping.components, self.target.intervals, strict=True
        ):
            threshold = _JUMP * (high - low)
            found |= nodes_behind_jumps(component, inputs[..., 0], inputs[..., 1], threshold)
        return found

    def _sheet(self, places: np.ndarray, values: np.ndarray, within: np.ndarray) -> SurfaceMesh:
        """A sheet through places (n, m, 3), coloured by the second input."""
        cells = _LINES - 1
        mesh = SurfaceMesh(
            places,
            lines=(cells, cells),
            line_color=theme.BACKGROUND,
            line_opacity=0.5,
            height_range=(within[0], within[1]),
        )
        return mesh.color_by(values, theme.RAMP)

    def images_of_lines(self) -> list[SurfaceMesh]:
        """The surface."""
        return [self.image]

    def input_scenery(self) -> list[Group]:
        """A faint grid that stays where the sheet started."""
        lines = []
        for axis, (low, high) in enumerate(self.view.domain):
            for value in np.linspace(low, high, _LINES):
                ends = np.array([[value, end] for end in self.view.domain[1 - axis]])
                lines.append(self.input_place(ends if axis == 0 else ends[:, ::-1]))
        return [Group(GridSheet(np.array(lines), color=theme.FAINT, stroke_width=theme.GRID_WIDTH))]


class SpaceToSpace(SpaceStage):
    """R^3 -> R^3: a lattice in space bends, each direction in its colour."""

    def output_window(self) -> list[tuple[float, float]]:
        """Inputs and outputs share one box."""
        pairs = zip(super().output_window(), self.view.domain, strict=True)
        return [(min(a[0], b[0]), max(a[1], b[1])) for a, b in pairs]

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        return self.target.place_of(inputs)

    def lines(self) -> list[GridSheet]:
        sheets = [self._lattice(axis) for axis in range(3)]
        styles = [
            {"color": color, "stroke_width": theme.LINE_WIDTH / 2}
            for color in (theme.X, theme.Y, theme.OUTPUT)
        ]
        pairs = list(zip(sheets, styles, strict=True))
        self.bent = [GridSheet(self.images(lines), **style) for lines, style in pairs]
        return [GridSheet(self.input_place(lines), **style) for lines, style in pairs]

    def images_of_lines(self) -> list[GridSheet]:
        """The bent lattice."""
        return self.bent

    def _lattice(self, axis: int) -> np.ndarray:
        """Inputs (k, n, 3) on the lines of the lattice along one axis."""
        nodes = [np.linspace(*interval, 5) for interval in self.view.domain]
        nodes[axis] = np.linspace(*self.view.domain[axis], 65)
        lattice = np.stack(np.meshgrid(*nodes, indexing="ij"), axis=-1)
        return np.moveaxis(lattice, axis, 2).reshape(-1, 65, 3)


STAGES = {
    "line_to_line": LineToLine,
    "line_to_plane": LineToPlane,
    "plane_to_line": PlaneToLine,
    "plane_to_plane": PlaneToPlane,
    "line_to_space": LineToSpace,
    "plane_to_space": PlaneToSpace,
    "space_to_space": SpaceToSpace,
}
