"""Trees as Typst math, set as a textbook sets them, with named parts to colour and to move."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from calclib.tree.literals import literal, terminates
from calclib.tree.nodes import (
    Call,
    Constant,
    Negative,
    Node,
    Numeral,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    walk,
)
from calclib.typesetting.decimals import decimals_shown
from calclib.typesetting.typst_strings import (
    gradient,
    number,
    ordinary,
    partial,
    quoted,
    subscript,
    text,
    vector,
)

__all__ = [
    "gradient",
    "hold",
    "number",
    "ordinary",
    "partial",
    "subscript",
    "text",
    "to_typst",
    "to_typst_terms",
    "to_typst_vector",
]

Label = Callable[[Node], str | None] | Mapping[Node, str]
"""Which nodes are named parts: a function from nodes to names (or None), or a table of them."""

SUM, PRODUCT, FRACTION, POWER, ATOM = range(5)
_OPERATORS = {
    "asin": "arcsin",
    "acos": "arccos",
    "atan": "arctan",
    "asinh": 'op("arsinh")',
    "acosh": 'op("arcosh")',
    "atanh": 'op("artanh")',
    "sign": 'op("sgn")',
}
_RAISED = {"sin", "cos", "tan", "cot", "sec", "csc", "sinh", "cosh", "tanh", "log", "ln"}
_MOST_DIGITS = 17
_MOST_ZEROS = 6
_SHORT = 6
_SMALL = Fraction(1, 10_000)


def to_typst(node: Node, label: Label | None = None) -> str:
    """Typst math source of a tree.

    Every node that `label` names becomes `part("name", ...)`, for a Typst function of the caller's
    preamble. The author's order and decimals are kept; brackets stand where they are needed.
    """
    return _setter(label).set(node).source


def to_typst_terms(node: Node, label: Label | None = None) -> list[str]:
    """The terms of a sum as sources, each with its sign, to be broken into lines between them.

    Any other tree is one term; `label` as for `to_typst`.
    """
    return _setter(label).pieces(node)


def hold(node: Node, name: str, value: float, label: Label | None = None) -> list[str]:
    """The same with a number in the place of one variable, as the part "held".

    The number is written exactly where that is short (1, 0.5, pi/3), else rounded.
    """
    return _setter(label, {name: _held(value)}).pieces(node)


def to_typst_vector(nodes: Sequence[Node], label: Label | None = None) -> str:
    """The components of a mapping as a column vector; `label` as for one tree."""
    return vector([_setter(label).set(node).source for node in nodes])


def _setter(label: Label | None, held: Mapping[str, Node] | None = None) -> _Setter:
    names = label.get if isinstance(label, Mapping) else label or (lambda _node: None)
    return _Setter(names, held or {})


def _held(value: float) -> Node:
    exact = literal(value)
    if all(len(str(each.value)) <= _SHORT for each in walk(exact) if isinstance(each, Numeral)):
        return exact
    return Numeral(Fraction(f"{value:.{decimals_shown(value)}f}"))


@dataclass(frozen=True, slots=True)
class _Set:
    """A source, how tightly it binds, and whether it begins and ends with a digit."""

    source: str
    level: int = ATOM
    digit_first: bool = False
    digit_last: bool = False

    def at_least(self, level: int) -> _Set:
        """Itself, or itself in brackets where it binds more loosely."""
        return self if self.level >= level else _Set(f"({self.source})")


@dataclass(frozen=True, slots=True)
class _Setter:
    """Sets nodes; in scripts (exponents) fractions are slanted.

    An exponent within an exponent and a fraction within a fraction are set no smaller than the
    first: Typst's smallest size cannot be read on a screen.
    """

    label: Callable[[Node], str | None]
    held: Mapping[str, Node] = field(default_factory=dict)
    script: bool = False
    fraction: bool = False

    def set(self, node: Node) -> _Set:
        name = self.label(node)
        if isinstance(node, Variable) and node.name in self.held:
            node, name = self.held[node.name], "held"
        result = self._body(node)
        return result if name is None else replace(result, source=_part(name, result.source))

    def _body(self, node: Node) -> _Set:
        match node:
            case Numeral(value):
                return self._numeral(value)
            case Constant(name) | Variable(name):
                return _Set(name)
            case Negative(operand):
                return _Set(f"-{self.set(operand).at_least(PRODUCT).source}", SUM)
            case Sum():
                return self._sum(node)
            case Product(factors):
                return self._product(factors)
            case Quotient(above, below):
                return self._quotient(above, below)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(name, arguments):
                return self._call(name, arguments)

    def _numeral(self, value: Fraction) -> _Set:
        if value < 0:
            return self._body(Negative(Numeral(-value)))
        if not terminates(value):
            above, below = value.as_integer_ratio()
            return self._quotient(Numeral(Fraction(above)), Numeral(Fraction(below)))
        return _decimal(value)

    def _sum(self, node: Sum) -> _Set:
        return _Set(" ".join(self.terms(node)), SUM)

    def pieces(self, node: Node) -> list[str]:
        """The sources of a sum's terms; of any other tree, or a part, the one source."""
        if isinstance(node, Sum) and self.label(node) is None:
            return self.terms(node)
        return [self.set(node).source]

    def terms(self, node: Sum) -> list[str]:
        """The sources of the terms, each with its sign; the first one's only where it is minus."""
        sources = []
        for term in self._flat(node):
            sign, inner = "+", term
            if isinstance(term, Negative):
                sign, inner = "-", term.operand
            result = self.set(inner)
            if result.level == SUM:
                result = result.at_least(PRODUCT)
            body = result.source
            if isinstance(term, Negative) and (name := self.label(term)):
                body = _part(name, body)
            first = "-" if sign == "-" else ""
            sources.append(f"{sign} {body}" if sources else f"{first}{body}")
        return sources

    def _flat(self, node: Sum) -> list[Node]:
        """The terms, those of sums within the sum among them unless these are parts."""
        terms = []
        for term in node.terms:
            inner = isinstance(term, Sum) and self.label(term) is None
            terms += self._flat(term) if inner and isinstance(term, Sum) else [term]
        return terms

    def _product(self, factors: Sequence[Node]) -> _Set:
        parts = [self.set(factor).at_least(PRODUCT) for factor in factors]
        source = parts[0].source
        for left, right in pairwise(parts):
            touching = right.digit_first and (right.level != FRACTION or left.digit_last)
            source += f" dot.op {right.source}" if touching else f" {right.source}"
        return _Set(source, PRODUCT, parts[0].digit_first, parts[-1].digit_last)

    def _quotient(self, above: Node, below: Node) -> _Set:
        if not self.script:
            inner = replace(self, fraction=True)
            top, bottom = inner.set(above), inner.set(below)
            parts = [
                f"inline({each.source})" if self.fraction else each.source for each in (top, bottom)
            ]
            return _Set(f"frac({', '.join(parts)})", FRACTION, top.digit_first)
        top, bottom = self.set(above).at_least(PRODUCT), self.set(below).at_least(POWER)
        return _Set(f"{top.source}\\/{bottom.source}", PRODUCT, top.digit_first, bottom.digit_last)

    def _power(self, base: Node, exponent: Node) -> _Set:
        above = replace(self, script=True).set(exponent)
        if self.script:
            raised = f"^(script({above.source}))"
        else:
            raised = f"^{above.source}" if above.source.isalnum() else f"^({above.source})"
        unnamed = self.label(base) is None
        if isinstance(base, Call) and base.name in _RAISED and _is_whole(exponent) and unnamed:
            return self._call(base.name, base.arguments, raised)
        below = self.set(base).at_least(ATOM)
        return _Set(f"{below.source}{raised}", POWER, below.digit_first)

    def _call(self, name: str, arguments: Sequence[Node], raised: str = "") -> _Set:
        inside = ", ".join(self.set(each).source for each in arguments)
        if name in ("sqrt", "abs"):
            return _Set(f"{name}({inside})")
        return _Set(f"{_OPERATORS.get(name, name)}{raised}({inside})", POWER)


def _part(name: str, source: str) -> str:
    return f"part({quoted(name)}, {source})"


def _is_whole(exponent: Node) -> bool:
    return isinstance(exponent, Numeral) and exponent.value > 1 and exponent.value.denominator == 1


def _decimal(value: Fraction) -> _Set:
    """A decimal as typed; in powers of ten where it is very small or has many zeros."""
    with localcontext(prec=_MOST_DIGITS):
        rounded = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    plain, digits = f"{rounded:f}", len(rounded.as_tuple().digits)
    zeros = len(plain) - digits
    if zeros <= _MOST_ZEROS and not 0 < value < _SMALL:
        return _Set(plain, digit_first=True, digit_last=True)
    mantissa, exponent = f"{rounded:e}".split("e")
    power = f"10^({int(exponent)})"
    if mantissa == "1":
        return _Set(power, POWER, digit_first=True)
    return _Set(f"{mantissa} dot.op {power}", PRODUCT, digit_first=True)
