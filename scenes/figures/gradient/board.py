"""The partial derivatives of a field written out, and the column vector that they go into."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, VGroup

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import equation, largest, line

_SIZES = (theme.FORMULA, theme.RULE)
_HALF, _MOST = 0.5, 0.62
"""Share of the rows' width, and the largest share that leaves room for the words."""
_LONG = 0.74
"""The share where they are too long to be written twice."""


class GradientBoard:
    """Rows for the field and its partial derivatives, and its gradient beside them.

    Where the derivatives are too long to be written twice, its entries are their symbols.
    """

    def __init__(self, slot: Slot, field: ScalarField) -> None:
        self.field, self.slot = field, slot
        if any(self._side_by_side(size) for size in _SIZES) or self._in_lines():
            return
        left, self.right = slot.columns(_LONG)
        third = left.inset(0, 2 * theme.GAP).rows(1 / 3)[0]
        self.rows = [self._row(p, third) or _symbol(p) for p in self._paths]
        self.vector = Formula(derivatives.gradient_by_names(field))
        left.place(_stacked(self.rows), LEFT)
        self.right.place(self.vector)

    def _side_by_side(self, size: float) -> bool:
        """Each row in one line, and all in letters of one size; False where they do not fit."""
        rows = [line(*self._statement(path), size, self._held(path)) for path in self._paths]
        vector, stack = Formula(derivatives.gradient(self.field), font_size=size), _stacked(rows)
        share = stack.width / (stack.width + vector.width)
        for each in (_HALF, min(share, _MOST)):
            left, right = self.slot.columns(each)
            if left.holds_size_of(stack) and right.holds_size_of(vector):
                self.rows, self.vector, self.right = rows, vector, right
                left.place(stack)
                right.place(vector)
                return True
        return False

    def _in_lines(self) -> bool:
        """Rows in as many lines as it takes; False where they, or the gradient, do not fit."""
        left, right = self.slot.columns(_HALF)
        vector = largest(
            lambda size: Formula(derivatives.gradient(self.field), font_size=size), right
        )
        rows = [self._row(path, left) for path in self._paths]
        if vector is None or None in rows:
            return False
        self.rows, self.vector, self.right = [row for row in rows if row], vector, right
        left.place(_stacked(self.rows))
        right.place(vector)
        return True

    @property
    def _paths(self) -> tuple[str, ...]:
        return ("", *self.field.variables)

    def partials(self) -> list[Formula]:
        """The rows of the partial derivatives."""
        return self.rows[1:]

    def under(self, phrase: Formula) -> Formula:
        """A phrase under the gradient."""
        return self.right.fit(phrase).next_to(self.vector, DOWN, buff=2 * theme.GAP)

    def _row(self, path: str, slot: Slot) -> Formula | None:
        """f(x, y) = ..., or a partial derivative; None if too long."""
        return equation(*self._statement(path), slot, self._held(path))

    def _statement(self, path: str) -> tuple[str, ScalarField]:
        """A row's left side, and the field on its right."""
        if not path:
            return f"{notation.of_inputs(self.field)} =", self.field
        return f"{derivatives.derivative(path, partial=True)} =", self.field.partial(path)

    def _held(self, path: str) -> list[str]:
        """What is held in a row, to be grey."""
        return [name for name in self.field.variables if path and name != path]


def _symbol(path: str) -> Formula:
    return Formula(derivatives.derivative(path, partial=True) if path else "f")


def _stacked(rows: Sequence[Formula]) -> VGroup:
    return VGroup(*rows).arrange(DOWN, buff=2 * theme.GAP, aligned_edge=LEFT)
