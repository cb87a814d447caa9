"""`Workbench`: where derivatives are worked out: what is constant goes grey, the result follows."""

from __future__ import annotations

from manim import LEFT, FadeOut, VMobject, Write

from calclib.typesetting.formulas import to_typst
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import definition, paragraph, terms
from scenes.figures.derivatives.derivative_tree import DerivativeTree


class Workbench:
    """A slot in which the derivatives of a tree are worked out, one after another.

    What is too long for one line is broken between its terms; what does not even fit so is named
    by its symbol.
    """

    def __init__(self, slot: Slot, tree: DerivativeTree) -> None:
        self.slot, self.tree = slot, tree
        formula = definition(tree.field, slot) or Formula(notation.of_inputs(tree.field))
        self.shown: VMobject = slot.place(formula)
        """What stands on it now; at first f(x, y) = ..."""

    def exchange(self, new: VMobject) -> tuple[FadeOut, Write]:
        """What stands on it goes, and something else is written there."""
        old, self.shown = self.shown, new
        return FadeOut(old), Write(new)

    def work(self, path: str) -> tuple[Formula, Formula]:
        """What is to be differentiated, all that is constant in grey; and with the derivative.

        Where a line has no room for both, the derivative takes the place of what it comes from.
        """
        whole = Formula(f"{self._question(path)} = {self._answer(path)}")
        share = min(self.slot.width / whole.width, self.slot.height / whole.height, 1.0)
        if share < theme.RULE / theme.FORMULA:
            return self._lines(path[:-1], path), self._lines(path, path)
        self.slot.place(whole.scale(share))
        question = Formula(self._question(path), font_size=whole.font_size)
        return question.move_to(whole).align_to(whole, LEFT), whole

    def _question(self, path: str) -> str:
        tree = self.tree.fields[path[:-1]].tree
        return f"{derivatives.operator(path[-1])} lr(({to_typst(tree, self._greyed(path))}))"

    def _answer(self, path: str) -> str:
        return to_typst(self.tree.fields[path].tree, self._greyed(path))

    def _greyed(self, path: str):
        return notation.constants(self.tree.held(path))

    def _lines(self, shown: str, path: str) -> Formula:
        """The derivative by the names `shown`, what is constant on the way to `path` in grey."""
        symbol = derivatives.subscripted(shown)
        sources = terms(self.tree.fields[shown].tree, self.tree.held(path))
        written = paragraph(f"{symbol} =", sources, self.slot)
        if shown == path:
            symbol = (
                f"{derivatives.operator(path[-1])} {derivatives.subscripted(path[:-1])} = {symbol}"
            )
        return self.slot.place(written or Formula(symbol))
