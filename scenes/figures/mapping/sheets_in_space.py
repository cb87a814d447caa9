"""The stage of mappings of the plane into space: R^2 -> R^3."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import Group
from numpy.typing import NDArray

from calclib.sampling.jumps import nodes_behind_jumps
from engine.mobjects.grid import GridSheet
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.box import turned
from scenes._kit.space.viewpoint import Viewpoint, depths, towards_viewer
from scenes._kit.space.visibility import (
    area_seen,
    broad_share,
    cell_normals,
    facing,
    hidden_by_sheet,
)
from scenes.figures.mapping.input_card import LINES, InputCard
from scenes.figures.mapping.moving_lines import MovingMark, RisingMark
from scenes.figures.mapping.stages import all_between
from scenes.figures.mapping.stages_in_space import DEPTH_BIAS, SpaceStage
from scenes.figures.mapping.views_in_space import hidden_parts

_MESH = 97
_BEYOND = 1e4
"""How far a sheet continues, clipped, near a pole, in heights of the box."""
_BEYOND_NUMBERS = 1.8
"""From the box to the sheet where it starts, in scene units: numbers and a name are between, which
stand apart from those of the sheet."""
_BREADTH = 0.55
"""Of the sheet where it starts, as a share of the longest side of the box."""
_JUMP = 0.02
"""A jump by this share of the box splits a sheet."""
_NO_AREA = 1e-3
"""A sheet with an area of less than this, in squares of its size, is a curve."""
_BROAD_SHARE, _BROAD_WEIGHT = 0.75, 4.0
"""What it is worth that so much of the sheet is not seen edge-on; less is worth less. A point in
space that is seen is worth 3."""
_FACING, _FACING_WEIGHT, _AREA_WEIGHT = 0.4, 1.5, 0.4
"""What it is worth that the sheet faces the viewer so much around the given point, less is worth
less; and what each square scene unit of the frame is that it covers."""
_CUT = 0.3
"""What it costs that all of the rim of a dot is hidden, but not its middle, as a share of what it
costs that this is: it is drawn whole, but on what hides it."""
_EVERY = 2
"""So many nodes of the mesh make one by which viewpoints are compared."""
_AROUND_POINT = 6
"""Nodes on each side of the given point that are looked at."""


class PlaneToSpace(SpaceStage):
    """R^2 -> R^3: a sheet of the plane bends into a surface. It starts before the box, beyond the
    numbers of the axis in front, which would be read as its own."""

    turns = (1, 2, 3)
    tallest = 1.3

    def input_place(self, inputs: np.ndarray) -> np.ndarray:
        """Places on a square before the box, at the height of its floor."""
        width = _BREADTH * max(self.target.size)
        depth = self.target.size[1 - self.target.quarter_turns % 2]
        before = depth / 2 + _BEYOND_NUMBERS + width / 2
        low, high = np.array(self.view.domain).T
        places = np.zeros((*inputs.shape[:-1], 3))
        places[..., :2] = ((inputs - low) / (high - low) - 0.5) * width
        step = np.array([0.0, -before, -self.target.size[2] / 2])
        return places + turned(step, self.target.quarter_turns)

    def build(self, slot: Slot) -> Group:
        sides = (np.linspace(*interval, _MESH) for interval in self.view.domain)
        self.inputs = np.stack(np.meshgrid(*sides, indexing="ij"), axis=-1)
        return super().build(slot)

    @cached_property
    def sheet(self) -> np.ndarray:
        """Places (n, m, 3) of the images of the inputs; NaN beyond jumps."""
        images = self.images(self.inputs)
        images[self._behind_jumps(self.inputs)] = np.nan
        return images

    def merit(self, view: Viewpoint) -> float:
        """Of a viewpoint: from the best ones the sheet is large, it is not seen edge-on, least of
        all at the given point, and hides the fewest of the marked points, those in space above
        all, and these are apart."""
        inputs = self.input_place(np.array(self.view.marks))
        weights = np.repeat([3.0, 1.0], len(inputs))
        weights[0] += 1  # the given point
        sheet = self.in_box[::_EVERY, ::_EVERY]
        below = hidden_by_sheet(self.camera, view, sheet, inputs)
        middles, rims = self._hidden(view, sheet)
        hidden = np.concatenate([np.maximum(middles, _CUT * rims), below])
        viewer = towards_viewer(view.phi, view.theta)
        openness = (
            _BROAD_WEIGHT * min(broad_share(sheet, viewer) / _BROAD_SHARE, 1.0)
            + _FACING_WEIGHT * min(facing(self._around_point, viewer) / _FACING, 1.0)
            + _AREA_WEIGHT * area_seen(self.camera, view, sheet)
        )
        return float(openness - weights @ hidden) + super().merit(view)

    def _hidden(self, view: Viewpoint, sheet: np.ndarray) -> tuple[NDArray[np.bool_], np.ndarray]:
        """Which images of the marked points a sheet through points (n, m, 3) hides from a viewpoint
        (k,), and the share of the rim of each dot that it hides (k,)."""
        places = self.images_of_marks()
        return hidden_parts(self.camera, view, sheet, places, DEPTH_BIAS)

    def moving_marks(self) -> list[MovingMark]:
        """The marked points. In space those that the sheet does not hide come before all of it,
        lest its edge cuts them, the given one foremost; of the others a ring is seen, and they go
        behind it."""
        view, places = self.viewpoint, self.images_of_marks()
        hidden, _ = self._hidden(view, self.in_box)
        own = depths(view, places)
        nearest = np.nanmax(depths(view, self.in_box.reshape(-1, 3)), initial=own.max())
        before = (nearest - own.min()) * np.arange(len(own), 0, -1)
        rises = np.where(hidden, -2 * DEPTH_BIAS, before)
        rows = zip(super().moving_marks(), rises.tolist(), strict=True)
        return [RisingMark.of(mark, rise) for mark, rise in rows]

    @property
    def _around_point(self) -> np.ndarray:
        """The places (k, l, 3) of the sheet around the given point."""
        apart = np.linalg.norm(self.inputs - self.view.marks[0], axis=-1)
        node = np.unravel_index(apart.argmin(), apart.shape)
        rows, columns = (slice(max(0, k - _AROUND_POINT), k + _AROUND_POINT + 1) for k in node)
        return self.in_box[rows, columns]

    @cached_property
    def in_box(self) -> np.ndarray:
        """The places (n, m, 3) of the sheet; NaN above and below the box."""
        height = self.target.size[2] / 2 + _JUMP
        return np.where(np.abs(self.sheet[..., 2:]) > height, np.nan, self.sheet)

    def lines(self) -> list[SurfaceMesh | GridSheet]:
        """The sheet; and lines over it if its image is a curve, of which a sheet shows nothing."""
        inputs, images, flat = self.inputs, self.sheet, self.input_place(self.inputs)
        reach = np.array([-1.0, 1.0]) * self.target.size[2]
        box, start_box = (
            reach / 2,
            flat[0, 0, 2] + reach,
        )  # what leaves the box does so while it moves
        if not np.nanmax(np.abs(images[..., 2])) > box[1] + 1e-9:
            box = start_box = np.array([-np.inf, np.inf])
        self.bent: list[SurfaceMesh | GridSheet] = [self._sheet(images, inputs[..., 1], box)]
        sheets: list[SurfaceMesh | GridSheet] = [self._sheet(flat, inputs[..., 1], start_box)]
        if not self._is_collapsed():
            return sheets
        self.bent.append(_lines_over(self.in_box))
        return [*sheets, _lines_over(flat)]

    def _is_collapsed(self) -> bool:
        """Whether the image of the sheet is a curve or a point."""
        areas = np.linalg.norm(cell_normals(self.sheet), axis=1)
        known = self.sheet[np.isfinite(self.sheet).all(axis=-1)]
        return bool(areas.sum() < _NO_AREA * np.ptp(known, axis=0).max() ** 2)

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
        cells = LINES - 1
        mesh = SurfaceMesh(
            places,
            lines=(cells, cells),
            line_color=theme.BACKGROUND,
            line_opacity=0.5,
            height_range=(within[0], within[1]),
        )
        return mesh.color_by(values, theme.RAMP)

    def images_of_lines(self) -> list[SurfaceMesh | GridSheet]:
        """The surface, and the lines over it."""
        return self.bent

    def input_scenery(self) -> list[Group]:
        """The card that stays where the sheet started."""
        return [self._card()]

    def input_corners(self) -> np.ndarray:
        """Places (n, 3) of the corners of the card, and of its numbers."""
        return self._card().rim()

    def _card(self) -> InputCard:
        names, turns = self.mapping.inputs, self.target.quarter_turns
        return InputCard(names, self.view.domain, self.input_place, turns)


def _lines_over(sheet: np.ndarray) -> GridSheet:
    """Lines along both inputs over a sheet through points (n, m, 3), n = m."""
    step = (_MESH - 1) // (LINES - 1)
    lines = np.concatenate([sheet[::step], sheet[:, ::step].swapaxes(0, 1)])
    return GridSheet(lines, stroke_width=theme.CURVE_WIDTH, color=theme.FOREGROUND)
