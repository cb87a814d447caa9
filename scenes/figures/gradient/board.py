"""The partial derivatives of a field written out, and the column vector that they go into."""

from __future__ import annotations

from collections.abc import Sequence

from manim import DOWN, LEFT, VGroup, VMobject

from calclib import NotDifferentiable, Number, ScalarField, readings
from calclib.typesetting.decimals import decimals_shown, is_exact
from calclib.typesetting.formulas import to_typst
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import largest, paragraph, terms

_SIZES = (theme.FORMULA, theme.RULE)
_HALF, _MOST = 0.5, 0.62
"""Share of the rows' width, and the largest share that leaves room for the words."""
_LONG = 0.74
"""The share where they are too long to be written twice."""
NABLA = notation.part("gradient", "nabla f")


def definition(field: ScalarField, slot: Slot) -> Formula | None:
    """f(x, y) = ..., in one line or several; None where the slot does not hold it."""
    return _set(_of_inputs(field), field, (), slot)


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


def slopes_at(field: ScalarField, point: Sequence[float]) -> dict[str, Number | None]:
    """The partial derivatives at a point by their variables; None for one that does not exist."""
    found: dict[str, Number | None] = {}
    for name in field.variables:
        try:
            found[name] = readings.partial_at(field, name, point)
        except NotDifferentiable:
            found[name] = None
    return found


def slope_at(name: str, point: Sequence[float], shown: str | None) -> str:
    """df/dx(0, 1) and what is shown for it, or that there is no such derivative."""
    left = f"{notation.derivative(name, partial=True)} {notation.point(point)}"
    return f"{left} {shown}" if shown else f"exists.not med {left}"


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
        self.vector = Formula(gradient_names(field))
        left.place(_stacked(self.rows), LEFT)
        self.right.place(self.vector)

    def _side_by_side(self, size: float) -> bool:
        """Each row in one line, and all in letters of one size; False where they do not fit."""
        rows = [_line(*self._statement(path), size) for path in self._paths]
        vector, stack = Formula(gradient_of(self.field), font_size=size), _stacked(rows)
        share = stack.width / (stack.width + vector.width)
        for each in (_HALF, min(share, _MOST)):
            left, right = self.slot.columns(each)
            if all(_fits(*pair) for pair in ((stack, left), (vector, right))):
                self.rows, self.vector, self.right = rows, vector, right
                left.place(stack)
                right.place(vector)
                return True
        return False

    def _in_lines(self) -> bool:
        """Rows in as many lines as it takes; False where they, or the gradient, do not fit."""
        left, right = self.slot.columns(_HALF)
        vector = largest(lambda size: Formula(gradient_of(self.field), font_size=size), right)
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
        return _set(*self._statement(path), slot)

    def _statement(self, path: str) -> tuple[str, ScalarField, list[str]]:
        """A row's left side, the field on its right, and what is held there, to be grey."""
        if not path:
            return _of_inputs(self.field), self.field, []
        held = [name for name in self.field.variables if name != path]
        return f"{notation.derivative(path, partial=True)} =", self.field.partial(path), held


def _set(left: str, field: ScalarField, held: Sequence[str], slot: Slot) -> Formula | None:
    """left = the field's formula: in one line where that is large enough, else in several."""
    made = _line(left, field, held, theme.FORMULA)
    return made if _fits(made, slot) else paragraph(left, terms(field.tree, held), slot)


def _line(left: str, field: ScalarField, held: Sequence[str], size: float) -> Formula:
    return Formula(f"{left} {to_typst(field.tree, notation.constants(held))}", font_size=size)


def _fits(mobject: VMobject, slot: Slot) -> bool:
    return mobject.width <= slot.width and mobject.height <= slot.height


def _of_inputs(field: ScalarField) -> str:
    return f"f{notation.vector([notation.symbol(name) for name in field.variables])} ="


def _symbol(path: str) -> Formula:
    return Formula(notation.derivative(path, partial=True) if path else "f")


def _stacked(rows: Sequence[Formula]) -> VGroup:
    return VGroup(*rows).arrange(DOWN, buff=2 * theme.GAP, aligned_edge=LEFT)
