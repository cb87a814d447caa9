"""The partial derivatives of a field, and the column vector that they become."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, RIGHT, VGroup

from calclib import ScalarField
from calclib.typesetting.formulas import to_typst
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions
from scenes._kit.names import function_name
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import equation, largest_fitting

_SIZES = (theme.LARGE, theme.FORMULA, theme.RULE)
_ROWS_SHARE, _MAX_ROWS_SHARE = 0.5, 0.62
"""The rows' share of the width, and the largest that leaves room for the phrase below."""
_BESIDE = 3.5
"""The least width beside the vector, in scene units, for a phrase to stand there."""
_LONG_ROWS_SHARE = 0.74
"""The rows' share if they are too long to be repeated in the vector."""


class GradientBoard:
    """Rows for a field and its partial derivatives, with the gradient beside them, or below if
    they are too long for that.

    If the derivatives are too long to be repeated, the gradient's entries are their symbols.
    """

    def __init__(self, slot: Slot, field: ScalarField) -> None:
        self.field, self.slot = field, slot if slot.is_wide else above_captions(slot)
        self._phrase_beside = False
        if any(map(self._side_by_side, _SIZES)) or any(map(self._one_below_another, _SIZES)):
            return
        if self._in_lines():
            return
        left, self.right = self.slot.halves(_LONG_ROWS_SHARE)
        third = left.inset(0, 2 * theme.GAP).rows(1 / 3)[0]
        self.rows = [self._row(p, third) or _symbol(p) for p in self._paths]
        self.vector = Formula(derivatives.gradient_symbols(field))
        left.place(_stacked(self.rows), LEFT)
        self.right.place(self.vector)

    def _side_by_side(self, size: float) -> bool:
        """Lays out each row in one line, all in one font size; False if they do not fit."""
        rows = [_one_line(*self._statement(path), size, self._held(path)) for path in self._paths]
        vector, stack = Formula(derivatives.gradient(self.field), font_size=size), _stacked(rows)
        share = stack.width / (stack.width + vector.width)
        for rows_share in (_ROWS_SHARE, min(share, _MAX_ROWS_SHARE)):
            left, right = self.slot.halves(rows_share)
            if left.fits(stack) and right.fits(vector):
                self.rows, self.vector, self.right = rows, vector, right
                left.place(stack)
                right.place(vector)
                return True
        return False

    def _one_below_another(self, size: float) -> bool:
        """Lays out rows in one line each, and the gradient below them, in one font size; False if
        they do not fit, or the slot is narrow."""
        if not self.slot.is_wide:
            return False
        rows = [_one_line(*self._statement(path), size, self._held(path)) for path in self._paths]
        vector = Formula(derivatives.gradient(self.field), font_size=size)
        stack, slot = _stacked([*rows, vector]), above_captions(self.slot).inset(2 * theme.GAP, 0)
        if slot.width - vector.width < _BESIDE or not slot.fits(stack):
            return False
        self.rows, self.vector, self._phrase_beside = rows, vector, True
        empty = slot.width - max(stack.width, vector.width + _BESIDE)
        slot.place(stack, LEFT).shift(max(0.0, empty / 2) * RIGHT)
        self.right = slot.without_left(vector.get_right()[0] + 2 * theme.GAP - slot.left)
        return True

    def _in_lines(self) -> bool:
        """Lays out rows in as many lines as needed; False if they or the gradient do not fit."""
        left, right = self.slot.halves(_ROWS_SHARE)
        vector = largest_fitting(
            lambda size: Formula(derivatives.gradient(self.field), font_size=size),
            right,
            min_size=theme.RULE,
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

    def place_name(self, phrase: Formula) -> Formula:
        """Places a phrase under the gradient, or beside it where that is the last row."""
        way = RIGHT if self._phrase_beside else DOWN
        return self.right.fit(phrase).next_to(self.vector, way, buff=2 * theme.GAP)

    def _row(self, path: str, slot: Slot) -> Formula | None:
        """f(x, y) = ..., or a partial derivative; None if it does not fit."""
        return equation(*self._statement(path), slot, self._held(path))

    def _statement(self, path: str) -> tuple[str, ScalarField]:
        """A row's left side, and the field on its right."""
        if not path:
            return f"{notation.function_call(self.field)} =", self.field
        return f"{derivatives.derivative(path, partial=True)} =", self.field.partial(path)

    def _held(self, path: str) -> list[str]:
        """The variables held in a row, which are grey."""
        return [name for name in self.field.variables if path and name != path]


def _symbol(path: str) -> Formula:
    return Formula(derivatives.derivative(path, partial=True) if path else function_name())


def _stacked(rows: Sequence[Formula]) -> VGroup:
    return VGroup(*rows).arrange(DOWN, buff=2 * theme.GAP, aligned_edge=LEFT)


def _one_line(head: str, field: ScalarField, size: float, held: Sequence[str] = ()) -> Formula:
    """`head` and a field's formula in one line, at a font size."""
    formula = to_typst(field.tree, notation.constant_labels(held))
    return Formula(" quad ".join([f"{head} {formula}", *notation.where(field)]), font_size=size)
