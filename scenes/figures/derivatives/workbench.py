"""`Workbench`: shows derivations: constants go grey, the derivative follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import DOWN, LEFT, RIGHT, FadeOut, VGroup, VMobject, Write

from calclib.tree.nodes import Node
from calclib.typesetting.formulas import to_inline_typst, to_typst
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.paragraph import definition, heading, paragraph, stacked, terms
from scenes.figures.derivatives.derivative_tree import DerivativeTree, Path

_ROW_GAP = 0.7 * theme.GAP


class Workbench:
    """A slot in which the derivations of a tree's derivatives are shown, one after another.

    Formulas too long for one line are broken between their terms; those that still do not fit are
    replaced by their symbols.
    """

    def __init__(self, slot: Slot, tree: DerivativeTree) -> None:
        self.slot, self.tree = slot, tree
        formula = definition(tree.field, slot) or Formula(notation.function_call(tree.field))
        self.shown: VMobject = slot.place(formula)
        """The mobject shown now; at first f(x, y) = ..."""

    def replace_shown(self, new: VMobject) -> tuple[FadeOut, Write]:
        """Animations that replace the mobject shown by another."""
        old, self.shown = self.shown, new
        return FadeOut(old), Write(new)

    def add_note(self, note: VMobject) -> tuple[Any, Write]:
        """Animations that move what is shown up, smaller where it must be, and write a note."""
        old = self.shown
        goal = self._above(note).place(old.copy())
        self.slot.place(note, DOWN)
        self.shown = VGroup(old, note)
        return old.animate.scale(goal.width / old.width).move_to(goal), Write(note)

    def _above(self, below: VMobject) -> Slot:
        """The slot above what will stand below."""
        return self.slot.rows(1 - (below.height + theme.GAP) / self.slot.height)[0]

    def derivation(self, path: Path) -> tuple[Formula, Formula]:
        """What is differentiated, constants grey; and the same with the derivative added.

        If a line has no room for both, the second formula is the derivative alone.
        """
        source = f"{self._question(path)} = {self._answer(path)}"
        whole = Formula(source, font_size=theme.LARGE)
        share = min(self.slot.width / whole.width, self.slot.height / whole.height, 1.0)
        if share < theme.RULE / theme.LARGE:
            return self._lines(path[:-1], path), self._lines(path, path)
        self.slot.place(whole.scale(share))
        question = Formula(self._question(path), font_size=whole.font_size)
        return question.move_to(whole).align_to(whole, LEFT), whole

    def statement_of_mixed(self, agree: bool, below: VMobject) -> Formula:
        """f_xy = f_yx, with a question mark where they do not agree; and their formula, if the tree
        has no room for it and there is some above what will stand `below`."""
        names = self._names_of_mixed
        if not agree:
            return Formula(names.replace("=", "=^?"), font_size=theme.LARGE)
        return self.formula_of_mixed(below) or Formula(names, font_size=theme.TITLE)

    def formula_of_mixed(self, below: VMobject) -> Formula | None:
        """f_xy = f_yx and what they equal; None if the tree shows it, or there is no room for it
        above what will stand `below`."""
        first, _ = self.tree.mixed
        if first not in self.tree.abbreviated:
            return None
        room, tree = self._above(below), self.tree.trees[first]
        for sources in (terms(tree), [to_inline_typst(tree, notation.labels())]):
            written = paragraph(f"{self._names_of_mixed} =", sources, room, theme.LARGE)
            if written and written.font_size >= theme.RULE:
                return written
        return None

    def lines(self, phrases: Sequence[str], gap: float, is_all: bool) -> list[Formula]:
        """Lines to stand one below another; larger where they are all that stands here, and each
        has room for that."""
        is_all = is_all and self.tree.abbreviated.isdisjoint(self.tree.mixed)
        for size in (theme.FORMULA, theme.TEXT) if is_all else ():
            made = [words(phrase, font_size=size) for phrase in phrases]
            height = sum(line.height for line in made) + gap * (len(made) - 1)
            if max(line.width for line in made) <= self.slot.width and height <= self.slot.height:
                return made
        return [heading(phrase, self.slot, theme.LABEL) for phrase in phrases]

    def formula_above(self, lines: VGroup, gap: float, agree: bool) -> Formula | None:
        """`formula_of_mixed` above lines, None where they do not agree; arranges the lines in a
        column, or in a row where only that leaves room for the formula."""
        for direction, buff in ((DOWN, gap), (RIGHT, 2 * theme.GAP)) if agree else ():
            lines.arrange(direction, buff=buff)
            found = self.formula_of_mixed(lines)
            if found and lines.width <= self.slot.width:
                return found
        lines.arrange(DOWN, buff=gap)
        return None

    def missing_leaves(self) -> VGroup | None:
        """The formulas of the second derivatives for which the tree has no room, one below another,
        without the mixed ones, which are told next, where only the others fit; or None."""
        hidden = [path for path in self.tree.leaves if path in self.tree.abbreviated]
        unmixed = [path for path in hidden if path not in self.tree.mixed]
        return self._equations(hidden) or self._equations(unmixed)

    def _equations(self, paths: Sequence[Path]) -> VGroup | None:
        """Formulas one below another, equal ones as one; None if there are none, or no room."""
        heads: dict[Node, list[str]] = {}
        for path in paths:
            heads.setdefault(self.tree.trees[path], []).append(derivatives.subscripted(path))
        sources = [
            " = ".join([*names, to_inline_typst(tree, notation.labels())])
            for tree, names in heads.items()
        ]
        rows = stacked(sources, self.slot, _ROW_GAP)
        made = VGroup(*rows).arrange(DOWN, buff=_ROW_GAP, aligned_edge=LEFT)
        is_legible = all(row.font_size >= theme.LABEL for row in rows)
        return self.slot.place(made) if rows and is_legible and self.slot.fits(made) else None

    @property
    def _names_of_mixed(self) -> str:
        return " = ".join(map(derivatives.subscripted, self.tree.mixed))

    def _question(self, path: Path) -> str:
        tree = self.tree.trees[path[:-1]]
        return (
            f"{derivatives.partial_operator(path[-1])} lr(({to_typst(tree, self._greyed(path))}))"
        )

    def _answer(self, path: Path) -> str:
        return to_typst(self.tree.trees[path], self._greyed(path))

    def _greyed(self, path: Path):
        return notation.constant_labels(self.tree.held(path))

    def _lines(self, shown: Path, path: Path) -> Formula:
        """The derivative by the names `shown`, grey where it is constant on the way to `path`."""
        symbol = derivatives.subscripted(shown)
        sources = terms(self.tree.trees[shown], self.tree.held(path))
        written = paragraph(f"{symbol} =", sources, self.slot)
        if shown == path:
            before = derivatives.subscripted(path[:-1])
            symbol = f"{derivatives.partial_operator(path[-1])} {before} = {symbol}"
        return self.slot.place(written or Formula(symbol))
