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
    Comparison,
    Constant,
    Letter,
    Logic,
    Negative,
    Node,
    Numeral,
    Pieces,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    variables,
)
from calclib.typesetting.brace import condition_source, pieces
from calclib.typesetting.decimals import is_plain
from calclib.typesetting.typst_strings import power_of_ten, quoted

Label = Callable[[Node], str | None]
"""The name of a node that is a named part, or None."""

SUM, PRODUCT, FRACTION, POWER, ATOM = range(5)
"""How tightly a source binds, from loosest to tightest."""
DIGIT, HELD, BARS, ROOT = "digit", "held", "bars", "root"

_MAX_DIGITS = 17
_MAX_ZEROS = 6
_SHORT = 4
"""Digits of a large number that is written with a power of ten; a longer one stays as typed."""


@dataclass(frozen=True, slots=True)
class Source:
    """Typst math: how tightly it binds, and with what it begins and ends, as far as that matters to
    a factor beside it: DIGIT, HELD (a number put in for a variable), BARS (of |x|), ROOT or ""."""

    text: str
    binding: int = ATOM
    first: str = ""
    last: str = ""

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
    held_part: str = "held"
    script: bool = False
    fraction: bool = False

    def set(self, node: Node) -> Source:
        name = self.label(node)
        if isinstance(node, Variable) and node.name in self.held:
            return self._held(self._body(self.held[node.name]))
        result = self._body(node)
        return result if name is None else replace(result, text=_part(name, result.text))

    def _held(self, number: Source) -> Source:
        return replace(number, text=_part(self.held_part, number.text), first=HELD, last=HELD)

    def _body(self, node: Node) -> Source:
        match node:
            case Numeral(value):
                return self._numeral(value)
            case Constant(name) | Variable(name) | Letter(name):
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
            case Comparison() | Logic():
                return Source(condition_source(node, self._text), SUM)
            case Pieces(values, conditions):
                return Source(pieces(values, conditions, self._text), SUM)

    def _text(self, node: Node) -> str:
        return self.set(node).text

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

    def in_two(self, node: Node, count: int) -> tuple[str, str]:
        """Two lines of a sum or a product: its first `count` terms or factors, and the others."""
        if name := self.label(node):
            first, second = replace(self, label=no_parts).in_two(node, count)
            return _part(name, first), _part(name, second)
        if isinstance(node, Negative):
            first, second = self.in_two(node.operand, count)
            return f"-{first}", second
        if isinstance(node, Product):
            first, second = self._product(node.factors[:count]), self._product(node.factors[count:])
            return first.text, f"dot.op {second.text}"
        terms = self.terms(node)
        return " ".join(terms[:count]), " ".join(terms[count:])

    def _signed_terms(self, node: Sum) -> list[str]:
        sources: list[str] = []
        for term in self.flattened_terms(node):
            is_negative = isinstance(term, Negative)
            source = self.set(term.operand if is_negative else term)
            needs_none = not sources and isinstance(term, Variable)  # (-2 - 1)^2, but 1 + (-2)
            text = source.text if needs_none else source.bracketed_below(PRODUCT).text
            if is_negative and (name := self.label(term)):
                text = _part(name, text)
            sign = "-" if is_negative else "+"
            sources.append(f"{sign} {text}" if sources else f"{sign}{text}".removeprefix("+"))
        return sources

    def flattened_terms(self, node: Sum) -> list[Node]:
        """The terms, including those of nested sums that are not named parts."""
        terms: list[Node] = []
        for term in node.terms:
            if isinstance(term, Sum) and self.label(term) is None:
                terms += self.flattened_terms(term)
            else:
                terms.append(term)
        return terms

    def _product(self, factors: Sequence[Node]) -> Source:
        parts = [self.set(factor).bracketed_below(PRODUCT) for factor in factors]
        source = parts[0].text
        for left, right in pairwise(parts):
            source += f" dot.op {right.text}" if _needs_dot(left, right) else f" {right.text}"
        return Source(source, PRODUCT, parts[0].first, parts[-1].last)

    def _quotient(self, numerator: Node, denominator: Node) -> Source:
        inner = self if self.script else replace(self, fraction=True)
        top, bottom = inner.set(numerator), inner.set(denominator)
        is_constant = not variables(numerator) | variables(denominator)
        first = DIGIT if top.first != HELD and is_constant else top.first
        if self.script or (self.fraction and is_constant):  # (pi/3)/2 in one upright fraction
            top, bottom = top.bracketed_below(PRODUCT), bottom.bracketed_below(POWER)
            return Source(f"{top.text}\\/{bottom.text}", PRODUCT, first, bottom.last)
        parts = [f"inline({part.text})" if self.fraction else part.text for part in (top, bottom)]
        return Source(f"frac({', '.join(parts)})", FRACTION, first)

    def _power(self, base: Node, exponent: Node) -> Source:
        raised = replace(self, script=True).set(exponent).text
        if self.script:
            superscript = f"^(script({raised}))"
        else:
            superscript = f"^{raised}" if raised.isalnum() else f"^({raised})"
        is_one_part = self.label(base) in (None, self.label(Power(base, exponent)))
        if isinstance(base, Call) and is_one_part and _takes_power(base.name, exponent):
            return self._call(base.name, base.arguments, superscript)
        source = self.set(base).bracketed_below(ATOM)
        last = "" if source.last in (DIGIT, ROOT) else source.last
        return Source(f"{source.text}{superscript}", POWER, source.first, last)

    def _call(self, name: str, arguments: Sequence[Node], superscript: str = "") -> Source:
        inside = ", ".join(self.set(argument).text for argument in arguments)
        entry = FUNCTIONS[name]
        if "{}" in entry.typst:
            source = entry.typst.format(inside)
        else:
            source = f"{entry.typst or name}{superscript}({inside})"
        mark = {"abs": BARS, "sqrt": ROOT, "cbrt": ROOT}.get(name, "")
        return Source(source, ATOM if entry.is_fence else POWER, mark, mark)


def _part(name: str, source: str) -> str:
    return f"part({quoted(name)}, {source})"


def no_parts(_node: Node) -> None:
    """The label that names no node."""


def _needs_dot(left: Source, right: Source) -> bool:
    """Whether two factors would be misread side by side: 2 3, 1 y with a 1 for x, |x| |y|, √x y."""
    if HELD in (left.last, right.first):
        return True
    if left.last == ROOT:
        return right.first != ROOT and not right.text.startswith("(")
    if BARS in (left.last, right.first):
        return left.last != DIGIT
    fractions = left.binding == FRACTION and left.first == DIGIT
    return right.first == DIGIT and (right.binding != FRACTION or left.last == DIGIT or fractions)


def _takes_power(name: str, exponent: Node) -> bool:
    """Whether the exponent is written at the function's name: sin^2(x)."""
    if not isinstance(exponent, Numeral) or exponent.value.denominator > 1:
        return False
    return FUNCTIONS[name].takes_powers and exponent.value > 1


def _decimal(value: Fraction) -> Source:
    """A decimal as typed; with a power of ten where numbers have one (`decimals`), unless it is
    large and has many digits."""
    with localcontext(prec=_MAX_DIGITS):
        rounded = (Decimal(value.numerator) / Decimal(value.denominator)).normalize()
    plain, digits = f"{rounded:f}", len(rounded.as_tuple().digits)
    long = value >= 1 and digits > _SHORT and len(plain) - digits <= _MAX_ZEROS
    if not value or is_plain(float(value)) or long:
        return Source(plain, first=DIGIT, last=DIGIT)
    mantissa, exponent = f"{rounded:e}".split("e")
    power = power_of_ten(int(exponent))
    if mantissa == "1":
        return Source(power, POWER, first=DIGIT)
    return Source(f"{mantissa} times {power}", PRODUCT, first=DIGIT)
