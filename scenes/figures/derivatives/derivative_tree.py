"""The tree of derivatives: f, its two partial derivatives, and their four."""

from __future__ import annotations

from functools import cached_property
from itertools import product
from typing import Any

from manim import DOWN, LEFT, UP, Arrow, RoundedRectangle, Transform, VGroup, VMobject

from calclib import ScalarField
from calclib.typesetting.formulas import to_typst
from calclib.typesetting.typesetter import Label
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula

_BRANCHES = 1.75
"""Room between two columns, for the arrows and their labels."""
_PADDING = (0.5, 0.36)
"""What a box is wider and higher than its formula."""
_TIP = 0.2
_ASIDE = 0.15
"""How far the label of an arrow stands to the left of its middle: clear of the slanting arrow."""


class DerivativeTree:
    """Nodes in boxes, from the root at the left to the leaves at the right, in a slot.

    A node is known by its path, the names by which f is differentiated in turn: "" is the root,
    "xy" the leaf f_xy. All formulas have one size; those too long for it at the smallest size are
    abbreviated to their symbol, the longest first (`shortened` holds their paths).
    """

    def __init__(self, slot: Slot, field: ScalarField) -> None:
        self.slot, self.field = slot, field
        levels = [["".join(path) for path in product(field.variables, repeat=n)] for n in range(3)]
        self.levels, self.leaves = levels, levels[-1]
        self.paths = [path for level in levels for path in level]
        self.fields = {path: field.partial(*path) for path in self.paths}
        self.shortened: set[str] = set()
        self.formulas = self._formulas()
        self.boxes = {path: self._box(path) for path in self.paths}
        self._arrange()
        self.edges = {path: self._edge(path) for path in self.paths[1:]}

    # -- parts -----------------------------------------------------------------------------------

    def node(self, path: str) -> VGroup:
        """A box with its formula."""
        return VGroup(self.boxes[path], self.formulas[path])

    def route(self, *paths: str) -> VGroup:
        """The ways from the root to some leaves: their nodes and arrows."""
        passed = dict.fromkeys(path[:n] for path in paths for n in range(len(path) + 1))
        arrows = [self.edges[path] for path in passed if path]
        return VGroup(*map(self.node, passed), *arrows)

    def beside(self, *paths: str) -> VGroup:
        """All that is not on the ways to some leaves."""
        route = set(self.route(*paths).get_family())
        parts = [part for each in self.everything for part in each]
        return VGroup(*(part for part in parts if part not in route))

    def follow(self, *paths: str) -> list[Any]:
        """The ways to some leaves light up, and all else steps back, its formulas still legible."""
        lit = self.route(*paths).animate.set_opacity(1.0)
        back = [
            part.animate.set_opacity(theme.ASIDE if isinstance(part, Formula) else theme.SHEER)
            for part in self.beside(*paths)
        ]
        return [lit, *back]

    @property
    def mixed(self) -> list[str]:
        """The leaves by different variables: "xy" and "yx"."""
        return [path for path in self.leaves if len(set(path)) > 1]

    @property
    def everything(self) -> VGroup:
        """All nodes and arrows."""
        return VGroup(*(self.node(path) for path in self.paths), *self.edges.values())

    def held(self, path: str) -> tuple[str, ...]:
        """The variables held by the last derivative of a path."""
        return tuple(name for name in self.field.variables if name != path[-1:])

    @cached_property
    def greyed(self) -> dict[str, Formula]:
        """The formulas of the branches, in their places, with grey what was constant in each."""
        return {path: self._greyed(path) for path in self.levels[1]}

    def _greyed(self, path: str) -> Formula:
        size = self.formulas[path].font_size
        label = notation.constants(self.held(path))
        return Formula(self.source(path, label), font_size=size).move_to(self.formulas[path])

    def source(self, path: str, label: Label | None = None) -> str:
        """f_x = cos(x) y^2, or the symbol alone where that is too long."""
        symbol = derivatives.subscripted(path)
        if path in self.shortened:
            return symbol
        return f"{symbol} = {to_typst(self.fields[path].tree, label or notation.labels())}"

    # -- sizes -----------------------------------------------------------------------------------

    def _formulas(self) -> dict[str, Formula]:
        """The formulas at the largest size at which the columns fit side by side."""
        made = {path: Formula(self.source(path)) for path in self.paths}
        written = set(self.paths)
        while (share := self._share(made)) < theme.TICK / theme.FORMULA and written:
            longest = max(sorted(written), key=lambda path: self._excess(path, made[path]))
            written.remove(longest)
            self.shortened.add(longest)
            made[longest] = Formula(self.source(longest))
        return {path: formula.scale(min(1.0, share)) for path, formula in made.items()}

    def _share(self, made: dict[str, Formula]) -> float:
        """By what share of their size the formulas fit."""
        room = self.slot.width - 2 * _BRANCHES - 3 * _PADDING[0]
        widths = sum(max(made[path].width for path in level) for level in self.levels)
        return min(room / widths, *(1 / self._tallness(path, made[path]) for path in self.paths))

    def _excess(self, path: str, formula: Formula) -> tuple[bool, float]:
        """What makes a node the first to be abbreviated: too tall at any size, then wide."""
        return self._tallness(path, formula) > theme.FORMULA / theme.TICK, formula.width

    def _tallness(self, path: str, formula: Formula) -> float:
        """A node's height against what its row has room for."""
        row = self.slot.height / len(self.levels[len(path)])
        return formula.height / (row - _PADDING[1] - theme.GAP / 2)

    # -- places ----------------------------------------------------------------------------------

    def _box(self, path: str) -> RoundedRectangle:
        formula = self.formulas[path]
        across, along = _PADDING
        return RoundedRectangle(
            corner_radius=0.12,
            width=max(formula.width + across, 1.0),
            height=max(formula.height + along, 0.75),
            stroke_color=theme.FAINT,
            stroke_width=theme.AXIS_WIDTH,
            fill_color=theme.BACKGROUND,
            fill_opacity=1.0,
        )

    def _arrange(self) -> None:
        """Columns from left to right, with equal room between them; rows evenly."""
        widths = [max(self.boxes[path].width for path in level) for level in self.levels]
        gap = min((self.slot.width - sum(widths)) / 2, 1.6 * _BRANCHES)
        left = self.slot.x - (sum(widths) + 2 * gap) / 2
        for level, width in zip(self.levels, widths, strict=True):
            height = self.slot.height / len(level)
            for k, path in enumerate(level):
                y = self.slot.top - (k + 0.5) * height
                self.boxes[path].move_to((0, y, 0)).align_to((left, 0, 0), LEFT)
                self.formulas[path].move_to(self.boxes[path])
            left += width + gap

    def meet(self) -> list[Transform]:
        """The mixed leaves move together, one upon the other, and their arrows follow."""
        moves = []
        first, second = self.mixed
        middle = (self.boxes[first].get_bottom() + self.boxes[second].get_top()) / 2
        for path, side in ((first, UP), (second, DOWN)):
            goal = self.node(path).copy()
            goal.shift((middle - goal.get_edge_center(-side))[1] * UP)
            goal[0].set_stroke(theme.FOREGROUND)
            arrow = self._edge(path, goal[0])
            moves += [Transform(self.node(path), goal), Transform(self.edges[path], arrow)]
        return moves

    def _edge(self, path: str, box: VMobject | None = None) -> VGroup:
        """The arrow to a node (in its box or another) from its parent, and what it stands for."""
        start, end = self.boxes[path[:-1]].get_right(), (box or self.boxes[path]).get_left()
        color = theme.SYMBOLS[path[-1]]
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
        label = Formula(derivatives.operator(path[-1]), font_size=theme.TICK)
        middle = (start + end) / 2
        label.next_to(middle, UP if self._is_upper(path) else DOWN, buff=0.1)
        return VGroup(arrow, label.shift(_ASIDE * LEFT))

    def _is_upper(self, path: str) -> bool:
        return path[-1] == self.field.variables[0]
