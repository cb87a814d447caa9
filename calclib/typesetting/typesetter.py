"""How each kind of node is set: brackets where they are needed, signs, fractions, powers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

from calclib.tree.functions import FUNCTIONS
from calclib.tree.literals import is_decimal
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
)
from calclib.typesetting.typst_strings import quoted

Label = Callable[[Node], str | None]
"""Which nodes are named parts: their names, or None."""

SUM, PRODUCT, FRACTION, POWER, ATOM = range(5)
"""How tightly a source binds, loosest first."""
_MOST_DIGITS = 17
_MOST_ZEROS = 6
_SMALL = Fraction(1, 10_000)


@dataclass(frozen=True, slots=True)
class Source:
    """Typst math: how tightly it binds, and whether it begins and ends with a digit."""

    text: str
    binding: int = ATOM
    digit_first: bool = False
    digit_last: bool = False

    def at_least(self, binding: int) -> Source:
        """Itself, or itself in brackets where it binds more loosely."""
        return self if self.binding >= binding else Source(f"({self.text})")


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Sets nodes; in a script (an exponent) fractions are slanted.

    An exponent within an exponent and a fraction within a fraction are set no smaller than the
    first: Typst's smallest size cannot be read on a screen.
    """

    label: Label
    held: Mapping[str, Node] = field(default_factory=dict)
    script: bool = False
    fraction: bool = False

    def set(self, node: Node) -> Source:
        name = self.label(node)
        if isinstance(node, Variable) and node.name in self.held:
            node, name = self.held[node.name], "held"
        result = self._body(node)
        return result if name is None else replace(result, text=_part(name, result.text))

    def _body(self, node: Node) -> Source:
        match node:
            case Numeral(value):
                return self._numeral(value)
            case Constant(name) | Variable(name):
                return Source(name)
            case Negative(operand):
                return Source(f"-{self.set(operand).at_least(PRODUCT).text}", SUM)
            case Sum():
                return Source(" ".join(self._terms(node)), SUM)
            case Product(factors):
                return self._product(factors)
            case Quotient(above, below):
                return self._quotient(above, below)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(name, arguments):
                return self._call(name, arguments)

    def _numeral(self, value: Fraction) -> Source:
        if value < 0:
            return self._body(Negative(Numeral(-value)))
        if not is_decimal(value):
            above, below = value.as_integer_ratio()
            return self._quotient(Numeral(Fraction(above)), Numeral(Fraction(below)))
        return _decimal(value)

    def terms(self, node: Node) -> list[str]:
        """The sources of a sum's terms, each with its sign; of any other tree, or a part, the one.

        The first term has a sign only where it is minus.
        """
        if isinstance(node, Sum) and self.label(node) is None:
            return self._terms(node)
        return [self.set(node).text]

    def _terms(self, node: Sum) -> list[str]:
        sources: list[str] = []
        for term in self._flat(node):
            is_negative = isinstance(term, Negative)
            text = self._after_sign(term.operand if is_negative else term)
            if is_negative and (name := self.label(term)):
                text = _part(name, text)
            sign = "-" if is_negative else "+"
            sources.append(f"{sign} {text}" if sources else f"{sign}{text}".removeprefix("+"))
        return sources

    def _after_sign(self, term: Node) -> str:
        """The source of a term; in brackets where its own sign would follow another."""
        return self.set(term).at_least(PRODUCT).text

    def _flat(self, node: Sum) -> list[Node]:
        """The terms, those of sums within the sum among them unless these are parts."""
        terms: list[Node] = []
        for term in node.terms:
            if isinstance(term, Sum) and self.label(term) is None:
                terms += self._flat(term)
            else:
                terms.append(term)
        return terms

    def _product(self, factors: Sequence[Node]) -> Source:
        parts = [self.set(factor).at_least(PRODUCT) for factor in factors]
        source = parts[0].text
        for left, right in pairwise(parts):
            touching = right.digit_first and (right.binding != FRACTION or left.digit_last)
            source += f" dot.op {right.text}" if touching else f" {right.text}"
        return Source(source, PRODUCT, parts[0].digit_first, parts[-1].digit_last)

    def _quotient(self, above: Node, below: Node) -> Source:
        if not self.script:
            inner = replace(self, fraction=True)
            top, bottom = inner.set(above), inner.set(below)
            parts = [
                f"inline({each.text})" if self.fraction else each.text for each in (top, bottom)
            ]
            return Source(f"frac({', '.join(parts)})", FRACTION, top.digit_first)
        top, bottom = self.set(above).at_least(PRODUCT), self.set(below).at_least(POWER)
        return Source(f"{top.text}\\/{bottom.text}", PRODUCT, top.digit_first, bottom.digit_last)

    def _power(self, base: Node, exponent: Node) -> Source:
        above = replace(self, script=True).set(exponent)
        if self.script:
            raised = f"^(script({above.text}))"
        else:
            raised = f"^{above.text}" if above.text.isalnum() else f"^({above.text})"
        unnamed = self.label(base) is None
        if isinstance(base, Call) and unnamed and _takes_power(base.name, exponent):
            return self._call(base.name, base.arguments, raised)
        below = self.set(base).at_least(ATOM)
        return Source(f"{below.text}{raised}", POWER, below.digit_first)

    def _call(self, name: str, arguments: Sequence[Node], raised: str = "") -> Source:
        inside = ", ".join(self.set(each).text for each in arguments)
        entry = FUNCTIONS[name]
        source = f"{entry.typst or name}{raised}({inside})"
        return Source(source, ATOM if entry.is_fence else POWER)


def _part(name: str, source: str) -> str:
    return f"part({quoted(name)}, {source})"


def _takes_power(name: str, exponent: Node) -> bool:
    """Whether the exponent stands at a function's name: sin^2(x)."""
    if not isinstance(exponent, Numeral) or exponent.value.denominator > 1:
        return False
    return FUNCTIONS[name].takes_powers and exponent.value > 1


def _decimal(value: Fraction) -> Source:
    """A decimal as typed; in powers of ten where it is very small or has many zeros."""
    with localcontext(prec=_MOST_DIGITS):
        rounded = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    plain, digits = f"{rounded:f}", len(rounded.as_tuple().digits)
    zeros = len(plain) - digits
    if zeros <= _MOST_ZEROS and not 0 < value < _SMALL:
        return Source(plain, digit_first=True, digit_last=True)
    mantissa, exponent = f"{rounded:e}".split("e")
    power = f"10^({int(exponent)})"
    if mantissa == "1":
        return Source(power, POWER, digit_first=True)
    return Source(f"{mantissa} dot.op {power}", PRODUCT, digit_first=True)
