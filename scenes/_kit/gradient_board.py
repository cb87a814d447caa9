"""The partial derivatives of a field written out, and the column vector that they go into."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, VGroup

from calclib import Number, ScalarField
from calclib.printing import decimals_shown, is_exact
from calclib.typesetting import to_typst
from scenes._kit import notation, theme
from scenes._kit.formula import Formula
from scenes._kit.paragraph import largest, paragraph, terms
from scenes._kit.slots import Slot

_LONG = 0.74
"""Share of the rows' width where they are long."""
NABLA = notation.part("gradient", "nabla f")


def definition(field: ScalarField, slot: Slot) -> Formula | None:
    """f(x, y) = ..., in one line or several; None where the slot does not hold it."""
    inputs = notation.vector([notation.symbol(name) for name in field.variables])
    return _set(f"f{inputs} =", field, (), slot)


def gradient_of(field: ScalarField) -> str:
    """nabla f = (2x, 2y), a column."""
    entries = [to_typst(field.partial(name).tree, notation.labels()) for name in field.variables]
    return f"{NABLA} = {notation.column(entries)}"


def gradient_names(field: ScalarField) -> str:
    """nabla f = (df/dx, df/dy), a column, with round d's."""
    entries = [notation.derivative(name, partial=True) for name in field.variables]
    return f"{NABLA} = {notation.column(entries)}"


def gradient_at(point: Sequence[float], values: Sequence[str], sign: str) -> str:
    """nabla f(-1, -2) = (-2, -4), a column of the numbers' sources."""
    at = notation.point(point)
    return f"{NABLA}{at} {sign} {notation.column(values)}"


def relation(numbers: Sequence[Number]) -> str:
    """`=` where all of the numbers read exactly what they are, else the sign for about."""
    exact = (is_exact(each.value, decimals_shown(each.value)) for each in numbers)
    return "=" if all(exact) else "approx"


def length_of(point: Sequence[float] | None = None) -> str:
    """|nabla f|, or |nabla f(-1, -2)|."""
    return f"abs({NABLA}{'' if point is None else notation.point(point)})"


class GradientBoard:
    """Rows for the field and its partial derivatives, and its gradient beside them.

    Where the derivatives are too long to be written twice, its entries are their symbols.
    """

    def __init__(self, slot: Slot, field: ScalarField) -> None:
        self.field = field
        left, self.right = slot.columns(0.5)
        vector = largest(lambda size: Formula(gradient_of(field), font_size=size), self.right)
        rows = [self._row(path, left) for path in ("", *field.variables)]
        if vector is not None and None not in rows:
            self.rows, self.vector = [row for row in rows if row], vector
            left.place(_stacked(self.rows))
            self.right.place(vector)
            return
        left, self.right = slot.columns(_LONG)
        third = left.inset(0, 2 * theme.GAP).rows(1 / 3)[0]
        self.rows = [self._row(p, third) or _symbol(p) for p in ("", *field.variables)]
        self.vector = Formula(gradient_names(field))
        left.place(_stacked(self.rows), LEFT)
        self.right.place(self.vector)

    def partials(self) -> list[Formula]:
        """The rows of the partial derivatives."""
        return self.rows[1:]

    def under(self, phrase: Formula) -> Formula:
        """A phrase under the gradient."""
        return self.right.fit(phrase).next_to(self.vector, DOWN, buff=2 * theme.GAP)

    def _row(self, path: str, slot: Slot) -> Formula | None:
        """f(x, y) = ..., or a partial derivative with what is held in grey; None if too long."""
        if not path:
            return definition(self.field, slot)
        held = [name for name in self.field.variables if name != path]
        left = f"{notation.derivative(path, partial=True)} ="
        return _set(left, self.field.partial(path), held, slot)


def _set(left: str, field: ScalarField, held: Sequence[str], slot: Slot) -> Formula | None:
    """left = the field's formula: in one line where that is large enough, else in several."""
    line = f"{left} {to_typst(field.tree, notation.constants(held))}"
    made = Formula(line)
    fits = made.width <= slot.width and made.height <= slot.height
    return made if fits else paragraph(left, terms(field.tree, held), slot)


def _symbol(path: str) -> Formula:
    return Formula(notation.derivative(path, partial=True) if path else "f")


def _stacked(rows: Sequence[Formula]) -> VGroup:
    return VGroup(*rows).arrange(DOWN, buff=2 * theme.GAP, aligned_edge=LEFT)
