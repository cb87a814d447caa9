"""Vectors in a text: `[y, 3x]`, `<y, 3x>`, `(y, 3x)` and `y i + 3x j`, multiplied and added.

A vector is taken apart while the grammar recognises it: what is done to it is done to each of its
components, so that a mapping is a list of ordinary trees in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from lark import Token, v_args

from calclib.errors import ExpressionError
from calclib.syntax.limits import ParsedNode
from calclib.syntax.tree_builder import TreeBuilder
from calclib.syntax.vector_products import CROSS, DOTS, cross, dot
from calclib.tree.nodes import Numeral

UNITS = ("i", "j", "k")
"""The unit vectors along the axes."""


@dataclass(frozen=True, slots=True)
class Vector:
    """Components (None for 0) with the span in the text.

    `is_list`: a list has just these components, `x i` is followed by as many zeros as needed.
    """

    components: tuple[ParsedNode | None, ...]
    is_list: bool
    start: int
    end: int

    def padded(self, size: int) -> tuple[ParsedNode | None, ...]:
        """The components, and zeros up to `size`, which a list does not get."""
        missing = 0 if self.is_list else size - len(self.components)
        return (*self.components, *[None] * missing)

    def each(self, change: Callable[[ParsedNode], ParsedNode], start: int, end: int) -> Vector:
        """The vector with changed components."""
        changed = tuple(part and change(part) for part in self.components)
        return replace(self, components=changed, start=start, end=end)


@v_args(inline=True)
class VectorBuilder(TreeBuilder):  # type: ignore[misc]
    """A TreeBuilder that takes vectors apart into their components."""

    def unit(self, token: Token) -> Vector:
        axis = UNITS.index(token)
        start, end = token.start_pos or 0, token.end_pos or 0
        one = ParsedNode(Numeral(Fraction(1)), start, end, token.type, constant=True)
        return Vector((*[None] * axis, one), False, start, end)

    def vector(self, left: Token, *parts: Any) -> Vector:
        if len(parts) == 2 and isinstance(parts[0], Vector):  # <{x, y}>, as LaTeX has it
            return parts[0]
        components = tuple(part for part in numbers(parts) if isinstance(part, ParsedNode))
        return Vector(components, True, left.start_pos or 0, parts[-1].end_pos)

    def expression(self, parsed: ParsedNode | Vector) -> ParsedNode:
        if isinstance(parsed, Vector):
            message = "one value is expected, not a vector; a mapping has several"
            raise ExpressionError(message, parsed.start)
        return parsed

    def mapping(self, parsed: ParsedNode | Vector) -> tuple[ParsedNode, ...]:
        if isinstance(parsed, ParsedNode):
            return (parsed,)
        missing = 0 if parsed.is_list else 2 - len(parsed.components)
        return tuple(part or _zero(parsed) for part in (*parsed.components, *[None] * missing))

    def point(self, *parts: Any) -> tuple[ParsedNode, ...]:
        if len(parts) == 1 and isinstance(parts[0], Vector):
            return self.mapping(parts[0])
        return super().point(*numbers(parts))

    def interval(self, *parts: Any) -> tuple[ParsedNode, ParsedNode]:
        return super().interval(*numbers(parts))

    def group(self, left: Token, parsed: Any, right: Token) -> Any:
        if isinstance(parsed, ParsedNode):
            return super().group(left, parsed, right)
        group = super().group
        start, end = left.start_pos or 0, right.end_pos or 0
        return parsed.each(lambda part: group(left, part, right), start, end)

    def sum(self, first: Any, *rest: Any) -> Any:
        terms = [first, *rest[1::2]]
        signs = [None, *rest[::2]]
        if not any(isinstance(term, Vector) for term in terms):
            return super().sum(first, *rest)
        if len(terms) == 1:
            return first
        size = _common_size(terms)
        components = tuple(self._component(axis, signs, terms) for axis in range(size))
        is_list = any(term.is_list for term in terms)
        return Vector(components, is_list, first.start, terms[-1].end)

    def _component(
        self, axis: int, signs: Sequence[Token | None], terms: Sequence[Vector]
    ) -> ParsedNode | None:
        """The sum of the terms' components along an axis; None without any."""
        summands: list[Any] = []
        for sign, term in zip(signs, terms, strict=True):
            component = term.components[axis] if axis < len(term.components) else None
            if component is None:
                continue
            if summands:
                summands += [sign, component]
            else:
                summands.append(super().signed(sign, component) if sign else component)
        return super().sum(*summands) if summands else None

    def signed(self, sign: Token, parsed: Any) -> Any:
        if isinstance(parsed, ParsedNode):
            return super().signed(sign, parsed)
        signed = super().signed
        return parsed.each(lambda part: signed(sign, part), sign.start_pos or 0, parsed.end)

    def product(self, first: Any, *rest: Any) -> Any:
        parts = [first, *rest]
        places = _vector_places(parts)
        while len(places) > 1:
            parts = _with_vector_product(parts, *places[:2])
            places = _vector_places(parts)
        if not places:
            return super().product(*parts)
        place = places[0]
        if place and _is_division(parts[place - 1]):
            raise ExpressionError("a vector cannot be a divisor", parts[place].start)
        product = super().product
        return parts[place].each(
            lambda part: product(*_with_component(parts, place, part)), first.start, parts[-1].end
        )

    def power(self, *parts: Any) -> ParsedNode:
        return super().power(*numbers(parts))

    def bars(self, *parts: Any) -> ParsedNode:
        return super().bars(*numbers(parts))

    def root(self, *parts: Any) -> ParsedNode:
        return super().root(*numbers(parts))

    def call(self, *parts: Any) -> ParsedNode:
        return super().call(*numbers(parts))


def numbers(parts: Sequence[Any]) -> Sequence[Any]:
    """The parts; ExpressionError at the first vector among them."""
    for part in parts:
        if isinstance(part, Vector):
            raise ExpressionError("a number is expected here, not a vector", part.start)
    return parts


def _common_size(terms: Sequence[Vector | ParsedNode]) -> int:
    """How many components a sum has; ExpressionError where its terms do not fit together."""
    for term in terms:
        if isinstance(term, ParsedNode):
            message = "a number beside vectors: each term takes i, j or k, or none does"
            raise ExpressionError(message, term.start)
    vectors = [term for term in terms if isinstance(term, Vector)]
    size = max(len(term.components) for term in vectors)
    for term in vectors:
        if term.is_list and len(term.components) != size:
            message = f"{len(term.components)} components are added to {size}"
            raise ExpressionError(message, term.start)
    return size


def _with_component(parts: list[Any], place: int, component: ParsedNode) -> list[Any]:
    """The factors with the vector's component in its place; the 1 of a unit vector is dropped."""
    before, after = parts[:place], parts[place + 1 :]
    if component.first_kind != "UNIT" or not (before or after):
        return [*before, component, *after]
    if before:
        return [*(before[:-1] if isinstance(before[-1], Token) else before), *after]
    if _is_division(after[0]):
        return [component, *after]
    return after[1:] if isinstance(after[0], Token) else after


def _vector_places(parts: Sequence[Any]) -> list[int]:
    return [place for place, part in enumerate(parts) if isinstance(part, Vector)]


def _with_vector_product(parts: list[Any], left: int, right: int) -> list[Any]:
    """The factors with the dot or cross product of two vectors in their place."""
    u, v, operator = parts[left], parts[right], str(parts[right - 1])
    if right != left + 2 or operator not in DOTS + CROSS:
        message = "a product of two vectors can be a dot or a cross product: write · or × between"
        raise ExpressionError(message, v.start)
    size = 3 if operator == CROSS else max(len(u.components), len(v.components))
    first, second = u.padded(size), v.padded(size)
    span = (u.start, v.end)
    if operator == CROSS:
        product: Any = Vector(tuple(cross(first, second, span)), True, *span)
    else:
        product = dot(first, second, span) or _zero(u)
    return [*parts[:left], product, *parts[right + 1 :]]


def _is_division(part: Any) -> bool:
    return isinstance(part, Token) and part.type == "DIVIDE"


def _zero(vector: Vector) -> ParsedNode:
    node = Numeral(Fraction(0))
    return ParsedNode(node, vector.start, vector.end, "NUMBER", constant=True)
