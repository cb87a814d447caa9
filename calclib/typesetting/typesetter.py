"""Typst source for each kind of node: necessary brackets, signs, fractions, powers."""

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
"""The name of a node that is a named part, or None."""

SUM, PRODUCT, FRACTION, POWER, ATOM = range(5)
"""How tightly a source binds, from loosest to tightest."""
_MAX_DIGITS = 17
_MAX_ZEROS = 6
_MIN_PLAIN = Fraction(1, 10_000)


@dataclass(frozen=True, slots=True)
class Source:
    """Typst math: how tightly it binds, and whether it begins and ends with a digit."""

    text: str
    binding: int = ATOM
    digit_first: bool = False
    digit_last: bool = False

    def bracketed_below(self, binding: int) -> Source:
        """The source, in brackets where it binds more loosely than `binding`."""
        return self if self.binding >= binding else Source(f"({self.text})")


@dataclass(frozen=True, slots=True)
class Typesetter:
    """Typesets nodes; in a script (an exponent) fractions are slanted.

    Nested exponents and nested fractions are no smaller than the outer ones: Typst's smallest size
    is illegible on a screen.
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
                return Source(f"-{self.set(operand).bracketed_below(PRODUCT).text}", SUM)
            case Sum():
                return Source(" ".join(self._signed_terms(node)), SUM)
            case Product(factors):
                return self._product(factors)
            case Quotient(numerator, denominator):
                return self._quotient(numerator, denominator)
            case Power(base, exponent):
                return self._power(base, exponent)
            case Call(name, arguments):
                return self._call(name, arguments)

    def _numeral(self, value: Fraction) -> Source:
        if value < 0:
            return self._body(Negative(Numeral(-value)))
        if not is_decimal(value):
            top, bottom = (Numeral(Fraction(part)) for part in value.as_integer_ratio())
            return self._quotient(top, bottom)
        return _decimal(value)

    def terms(self, node: Node) -> list[str]:
        """The sources of a sum's terms, each with its sign; one source for any other tree or part.

        The first term has a sign only if it is a minus.
        """
        if isinstance(node, Sum) and self.label(node) is None:
            return self._signed_terms(node)
        return [self.set(node).text]

    def _signed_terms(self, node: Sum) -> list[str]:
        sources: list[str] = []
        for term in self._flattened_terms(node):
            is_negative = isinstance(term, Negative)
            text = self._after_sign(term.operand if is_negative else term)
            if is_negative and (name := self.label(term)):
                text = _part(name, text)
            sign = "-" if is_negative else "+"
            sources.append(f"{sign} {text}" if sources else f"{sign}{text}".removeprefix("+"))
        return sources

    def _after_sign(self, term: Node) -> str:
        """The source of a term, in brackets if it begins with a sign itself."""
        return self.set(term).bracketed_below(PRODUCT).text

    def _flattened_terms(self, node: Sum) -> list[Node]:
        """The terms, including those of nested sums that are not named parts."""
        terms: list[Node] = []
        for term in node.terms:
            if isinstance(term, Sum) and self.label(term) is None:
                terms += self._flattened_terms(term)
            else:
                terms.append(term)
        return terms

    def _product(self, factors: Sequence[Node]) -> Source:
        parts = [self.set(factor).bracketed_below(PRODUCT) for factor in factors]
        source = parts[0].text
        for left, right in pairwise(parts):
            needs_dot = right.digit_first and (right.binding != FRACTION or left.digit_last)
            source += f" dot.op {right.text}" if needs_dot else f" {right.text}"
        return Source(source, PRODUCT, parts[0].digit_first, parts[-1].digit_last)

    def _quotient(self, numerator: Node, denominator: Node) -> Source:
        if not self.script:
            inner = replace(self, fraction=True)
            top, bottom = inner.set(numerator), inner.set(denominator)
            parts = [
                f"inline({part.text})" if self.fraction else part.text for part in (top, bottom)
            ]
            return Source(f"frac({', '.join(parts)})", FRACTION, top.digit_first)
        top = self.set(numerator).bracketed_below(PRODUCT)
        bottom = self.set(denominator).bracketed_below(POWER)
        return Source(f"{top.text}\\/{bottom.text}", PRODUCT, top.digit_first, bottom.digit_last)

    def _power(self, base: Node, exponent: Node) -> Source:
        raised = replace(self, script=True).set(exponent).text
        if self.script:
            superscript = f"^(script({raised}))"
        else:
            superscript = f"^{raised}" if raised.isalnum() else f"^({raised})"
        unnamed = self.label(base) is None
        if isinstance(base, Call) and unnamed and _takes_power(base.name, exponent):
            return self._call(base.name, base.arguments, superscript)
        source = self.set(base).bracketed_below(ATOM)
        return Source(f"{source.text}{superscript}", POWER, source.digit_first)

    def _call(self, name: str, arguments: Sequence[Node], superscript: str = "") -> Source:
        inside = ", ".join(self.set(argument).text for argument in arguments)
        entry = FUNCTIONS[name]
        source = f"{entry.typst or name}{superscript}({inside})"
        return Source(source, ATOM if entry.is_fence else POWER)


def _part(name: str, source: str) -> str:
    return f"part({quoted(name)}, {source})"


def _takes_power(name: str, exponent: Node) -> bool:
    """Whether the exponent is written at the function's name: sin^2(x)."""
    if not isinstance(exponent, Numeral) or exponent.value.denominator > 1:
        return False
    return FUNCTIONS[name].takes_powers and exponent.value > 1


def _decimal(value: Fraction) -> Source:
    """A decimal as typed; in scientific notation if it is very small or has many zeros."""
    with localcontext(prec=_MAX_DIGITS):
        rounded = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    plain, digits = f"{rounded:f}", len(rounded.as_tuple().digits)
    zeros = len(plain) - digits
    if zeros <= _MAX_ZEROS and not 0 < value < _MIN_PLAIN:
        return Source(plain, digit_first=True, digit_last=True)
    mantissa, exponent = f"{rounded:e}".split("e")
    power = f"10^({int(exponent)})"
    if mantissa == "1":
        return Source(power, POWER, digit_first=True)
    return Source(f"{mantissa} dot.op {power}", PRODUCT, digit_first=True)
