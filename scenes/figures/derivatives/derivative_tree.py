"""The tree of derivatives: f, its two partial derivatives, and the four second ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import product
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    UP,
    Animation,
    Arrow,
    ReplacementTransform,
    RoundedRectangle,
    Transform,
    VGroup,
    VMobject,
)

from calclib import ScalarField, readings
from calclib.typesetting.typesetter import Label
from scenes._kit import roles, theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.rewrite import Rewrite
from scenes.figures.derivatives.tree_columns import (
    LEAST_BOX,
    PADDING,
    ROW_GAP,
    shared_out,
    shared_rows,
)
from scenes.figures.derivatives.tree_forms import fitting_forms
from scenes.figures.derivatives.tree_sources import source
from scenes.figures.derivatives.tree_stages import WHOLE, Path, Stage, levels_of

_TIP = 0.2
_LABEL_GAP = 0.08
"""Between an arrow and its label."""
_STEEP = 1.2
"""An arrow that rises more than this, in multiples of its run, has its label at its left."""


class DerivativeTree:
    """Nodes in boxes, from the root at the left to the leaves at the right, in a slot.

    A node's key is its path, the names by which f is differentiated in turn: () is the root,
    ("x", "y") the leaf f_xy. All formulas have one font size; if they do not all fit in the
    smallest one, some are abbreviated to their symbols (`abbreviated` holds their paths).

    `point`: where formulas say so themselves if they do not hold there, at a kink of f; `stage`:
    how far the tree has grown, and what is spoken of.
    """

    def __init__(
        self,
        slot: Slot,
        field: ScalarField,
        point: Sequence[float] | None = None,
        stage: Stage = WHOLE,
    ) -> None:
        self.slot, self.field = slot, field
        self.paths = [
            path for n in range(stage.depth + 1) for path in product(field.variables, repeat=n)
        ]
        self.levels = levels_of(self.paths)
        self.leaves = self.levels[-1]
        self.trees = {
            path: readings.formula_beside_kinks(field, path, point)
            if path and point
            else field.partial(*path).tree
            for path in self.paths
        }
        self.shown = fitting_forms(slot, self.trees, stage)
        self.formulas = {
            path: Formula(self.source(path)).scale(self.shown.scale) for path in self.paths
        }
        self._rows: dict[Path, float] = {}
        for level in self.levels:
            rows = shared_rows(slot, [self.formulas[path].height for path in level])
            self._rows |= zip(level, rows, strict=True)
        self.boxes = {path: self._box(path) for path in self.paths}
        self._arrange()
        self.edges = {path: self._edge(path) for path in self.paths[1:]}

    # -- parts -----------------------------------------------------------------------------------

    def node(self, path: Path) -> VGroup:
        """A box with its formula."""
        return VGroup(self.boxes[path], self.formulas[path])

    def promised(self, path: Path) -> VGroup:
        """A branch before it has grown: a dim box without a text, and an arrow to it."""
        box, arrow = self.boxes[path].copy(), self.edges[path][0].copy()
        return VGroup(box.set_stroke(opacity=theme.DIMMED), arrow.set_opacity(theme.FADED))

    def route(self, *paths: Path) -> VGroup:
        """The branches from the root to some leaves: their nodes and arrows."""
        nodes = dict.fromkeys(path[:n] for path in paths for n in range(len(path) + 1))
        arrows = [self.edges[path] for path in nodes if path]
        return VGroup(*map(self.node, nodes), *arrows)

    def off_route(self, *paths: Path) -> VGroup:
        """All parts that are not on the branches to some leaves."""
        route = set(self.route(*paths).get_family())
        parts = [part for each in self.everything for part in each]
        return VGroup(*(part for part in parts if part not in route))

    def highlight(self, *paths: Path) -> list[Any]:
        """Animations that highlight the branches to some leaves and dim the rest."""
        highlighted = [_shown(part, 1.0) for each in self.route(*paths) for part in each]
        dimmed = [
            _shown(part, theme.DIMMED if isinstance(part, Formula) else theme.TRANSLUCENT)
            for part in self.off_route(*paths)
        ]
        return highlighted + dimmed

    def becomes(
        self, other: DerivativeTree, shown: Mapping[Path, Formula] | None = None
    ) -> list[Animation]:
        """Animations that turn what both trees have into the other's; `shown`: the formulas that
        stand in place of this tree's own, such as the grey ones."""
        formulas = {**self.formulas, **(shown or {})}
        parts = [(self.boxes[path], other.boxes[path]) for path in self.paths]
        parts += [(self.edges[path], other.edges[path]) for path in self.paths[1:]]
        moves: list[Animation] = [ReplacementTransform(*pair) for pair in parts]
        return moves + [Rewrite(formulas[path], other.formulas[path]) for path in self.paths]

    @property
    def mixed(self) -> list[Path]:
        """The leaves by different variables: f_xy and f_yx."""
        return [path for path in self.leaves if len(set(path)) > 1]

    @property
    def everything(self) -> VGroup:
        """All nodes and arrows."""
        return VGroup(*(self.node(path) for path in self.paths), *self.edges.values())

    @property
    def abbreviated(self) -> set[Path]:
        """The paths of the nodes that show only their symbols."""
        return self.shown.abbreviated

    def held(self, path: Path) -> tuple[str, ...]:
        """The variables held by the last derivative of a path."""
        return tuple(name for name in self.field.variables if name not in path[-1:])

    @cached_property
    def greyed_formulas(self) -> dict[Path, Formula]:
        """The formulas of the first derivatives, in place, with their constants grey."""
        return {path: self._greyed(path) for path in self.levels[1]}

    def _greyed(self, path: Path) -> Formula:
        size = self.formulas[path].font_size
        label = notation.constant_labels(self.held(path))
        return Formula(self.source(path, label), font_size=size).move_to(self.formulas[path])

    def source(self, path: Path, label: Label | None = None) -> str:
        """f_x = cos(x) y^2, or just the symbol if that is too long."""
        return source(path, self.trees[path], self.shown.forms[path], label)

    # -- places ----------------------------------------------------------------------------------

    def _box(self, path: Path) -> RoundedRectangle:
        formula = self.formulas[path]
        across, along = PADDING
        return RoundedRectangle(
            corner_radius=0.12,
            width=max(formula.width + across, LEAST_BOX[0]),
            height=min(max(formula.height + along, LEAST_BOX[1]), self._rows[path] - ROW_GAP),
            stroke_color=theme.FAINT,
            stroke_width=theme.AXIS_WIDTH,
        )

    def _arrange(self) -> None:
        """Arranges columns and rows."""
        widths = [max(self.boxes[path].width for path in level) for level in self.levels]
        gaps = shared_out(self.slot.width - sum(widths), self.shown.gaps, len(widths))
        left = self.slot.x - (sum(widths) + sum(gaps)) / 2
        for level, width, gap in zip(self.levels, widths, (*gaps, 0.0), strict=True):
            top = self.slot.top
            for path in level:
                y, top = top - self._rows[path] / 2, top - self._rows[path]
                self.boxes[path].move_to((0, y, 0)).align_to((left, 0, 0), LEFT)
                self.formulas[path].move_to(self.boxes[path])
            left += width + gap

    def join_mixed(self) -> list[Transform]:
        """Animations that move the mixed leaves, with their arrows, close together."""
        moves = []
        first, second = self.mixed
        lower, upper = self.boxes[second].get_top(), self.boxes[first].get_bottom()
        gap = min(theme.GAP, (upper - lower)[1])
        for path, side in ((first, UP), (second, DOWN)):
            goal = self.node(path).copy()
            goal.shift(((lower + upper) / 2 + gap / 2 * side - goal.get_edge_center(-side))[1] * UP)
            goal[0].set_stroke(theme.POINT, theme.LINE_WIDTH)
            arrow = self._edge(path, goal[0])
            moves += [Transform(self.node(path), goal), Transform(self.edges[path], arrow)]
        return moves

    def _edge(self, path: Path, box: VMobject | None = None) -> VGroup:
        """The arrow to a node (at its box, or another one) from its parent, and its label."""
        parent = self.boxes[path[:-1]]
        start, end = parent.get_right(), (box or self.boxes[path]).get_left()
        color = roles.color(path[-1])
        arrow = Arrow(
            start,
            end,
            buff=0.08,
            color=color,
            stroke_width=theme.LINE_WIDTH,
            tip_length=_TIP,
            max_tip_length_to_length_ratio=1.0,
            max_stroke_width_to_length_ratio=99.0,
        )
        label = Formula(derivatives.partial_operator(path[-1], in_line=True), font_size=theme.LABEL)
        rise, run = np.abs(end - start)[[1, 0]]
        if rise > _STEEP * run:
            clear = (parent.height + label.height) / 2 + 0.1  # of the box where it starts
            apart = 0.12 + label.height / 2 * run / rise  # its corner is nearest to the arrow
            label.next_to(start + min(1.0, clear / rise) * (end - start), LEFT, buff=apart)
        else:
            _place_beside(label, start, end, path[-1] == self.field.variables[0])
        return VGroup(arrow, label)


def _shown(part: Any, opacity: float) -> Any:
    """An animation of a part to an opacity; a box stays an outline."""
    if isinstance(part, RoundedRectangle):
        return part.animate.set_stroke(opacity=opacity)
    return part.animate.set_opacity(opacity)


def _place_beside(label: Formula, start: np.ndarray, end: np.ndarray, above: bool) -> None:
    """Places a label at the middle of an arrow, above or below it, clear of its line and of the
    boxes where it starts and ends; half way between them where the room is narrow."""
    run, rise, _ = (end - start) / np.linalg.norm(end - start)
    normal = np.array([-rise, run, 0.0]) * (1 if above else -1)
    reach = np.abs(normal) @ [label.width / 2, label.height / 2, 0.0] + _LABEL_GAP
    label.move_to((start + end) / 2 + reach * normal)
    margin = min(_LABEL_GAP + label.width / 2, (end - start)[0] / 2)
    along = max(0.0, start[0] + margin - label.get_x()) / run
    along = min(along, (end[0] - margin - label.get_x()) / run)
    label.shift(along * np.array([run, rise, 0.0]))
