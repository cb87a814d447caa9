"""Derivatives of a tree, by the rules and in the forms of a textbook.

The author's order stays, but a power of a variable that a rule changes moves in front of functions:
sin(x) y^2 gives cos(x) y^2 by x and 2 y sin(x) by y. Only like terms are added, so every rule ends.
The formula of a derivative may be defined where its function is not; callers keep to the function's
domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import islice

from calclib.errors import ExpressionError
from calclib.symbolic.function_rules import outer_derivatives
from calclib.symbolic.monomials import (
    ONE,
    Term,
    common,
    gathered,
    ordered,
    product,
    reciprocal,
    term,
    to_node,
    total,
)
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
    constant_rational,
    variables,
    walk,
)

_MAX_FACTORS = 20_000
"""A derivative with more factors, or more nodes, than this is refused."""


def derivative(node: Node, *names: str) -> Node:
    """The tree of the derivative by each of the variables in turn, in textbook form.

    Numbers in it are decimals where the text has decimals, and the logarithm is ln where the text
    has ln. Raises ExpressionError where it would be too long.
    """
    decimals = any(
        isinstance(each, Numeral) and each.value.denominator > 1 and is_decimal(each.value)
        for each in walk(node)
    )
    typed = {each.name for each in walk(node) if isinstance(each, Call)}
    logarithm = "ln" if "ln" in typed else "log"
    for name in names:
        node = Differentiator(name, decimals, logarithm).derivative(node)
        if next(islice(walk(node), _MAX_FACTORS, None), None) is not None:
            raise _too_long()
    return node


class Differentiator:
    """Differentiates by one variable.

    `decimals`: write 0.5 rather than 1/2; `logarithm`: how the natural one is written, log or ln.
    """

    def __init__(self, name: str, decimals: bool = False, logarithm: str = "log") -> None:
        self.name = name
        self.decimals = decimals
        self.logarithm = logarithm

    def derivative(self, node: Node) -> Node:
        """The tree of the derivative."""
        return to_node(self.terms(node), self.decimals)

    def terms(self, node: Node) -> list[Term]:
        """The terms of the derivative of a node; none where it is zero."""
        if self.name not in variables(node):
            return []
        match node:
            case Variable():
                terms = [ONE]
            case Negative(operand):
                terms = [-each for each in self.terms(operand)]
            case Sum(parts):
                terms = self._sum(parts)
            case Product(factors):
                terms = self._product(factors)
            case Quotient(above, below):
                terms = self._quotient(above, below)
            case Power(base, exponent):
                terms = self._power(node, base, exponent)
            case Call("min" | "max" as name, arguments):
                terms = self._extreme(name, arguments)
            case Call():
                terms = self._call(node)
            case _:
                raise TypeError(f"no rule for {node!r}")
        return _bounded(total(terms))

    def _sum(self, parts: Sequence[Node]) -> list[Term]:
        """(f + g)' = f' + g'."""
        terms: list[Term] = []
        for part in parts:
            terms = _bounded(terms + self.terms(part))
        return terms

    def _product(self, factors: Sequence[Node]) -> list[Term]:
        """(f g)' = f' g + f g'."""
        terms: list[Term] = []
        plain = [term(factor) for factor in factors]
        for index, factor in enumerate(factors):
            inner = self.terms(factor)
            before = product(plain[:index]) if inner else ONE
            terms += [product([_joined(before, each), *plain[index + 1 :]]) for each in inner]
            _bounded(terms)
        return terms

    def _quotient(self, above: Node, below: Node) -> list[Term]:
        """(f / g)' = (f' g - f g') / g^2, or one half of it where the other is constant."""
        under = term(below)
        if self.name not in variables(below):
            return [each * reciprocal(under) for each in self.terms(above)]
        top = [_joined(each, under) for each in self.terms(above)]
        top += [-_joined(each, term(above)) for each in self.terms(below)]
        top = total(top)
        shared = common(top, under)
        top = [each * reciprocal(shared) for each in top]
        return [gathered(top, self.decimals) * shared * reciprocal(under * under)]

    def _power(self, node: Node, base: Node, exponent: Node) -> list[Term]:
        """n f^(n-1) f', f^g log(f) g', or both: (f^g)' = f^g (g' log f + g f'/f)."""
        whole = term(node)
        terms = []
        if self.name in variables(exponent):
            log = ONE if base == Constant("e") else term(Call(self.logarithm, (base,)))
            terms += self._chain(exponent, log * whole)
        if self.name in variables(base):
            terms += self._chain(base, term(exponent) * _one_less(base, exponent, self.decimals))
        return terms

    def _chain(self, inside: Node, outer: Term) -> list[Term]:
        """f(g)' = g' f'(g), the inner derivative in front."""
        if not outer.coefficient:
            return []
        inner = gathered(self.terms(inside), self.decimals)
        return [ordered(inner * outer)] if inner.coefficient else []

    def _call(self, node: Call) -> list[Term]:
        """The chain rule: for each argument its derivative, times that of the function by it."""
        pairs = zip(node.arguments, outer_derivatives(node), strict=True)
        return [each for inside, outer in pairs for each in self._chain(inside, term(outer))]

    def _extreme(self, name: str, arguments: Sequence[Node]) -> list[Term]:
        """max(f, g)' = (f' (1 + sign(f - g)) + g' (1 + sign(g - f)))/2; min with other signs."""
        middle = len(arguments) // 2
        first, second = (
            part[0] if len(part) == 1 else Call(name, tuple(part))
            for part in (arguments[:middle], arguments[middle:])
        )
        terms = []
        for mine, other in ((first, second), (second, first)):
            low, high = (other, mine) if name == "max" else (mine, other)
            sign = Call("sign", (Sum((high, Negative(low))),))
            weight = term(Sum((Numeral(Fraction(1)), sign)))
            terms += [each * weight * Term(Fraction(1, 2)) for each in self.terms(mine)]
        return terms


def _one_less(base: Node, exponent: Node, decimals: bool) -> Term:
    """base^(exponent - 1)."""
    power = constant_rational(exponent)
    if power is None:
        return term(Power(base, to_node(total([term(exponent), -ONE]), decimals)))
    return term(base) if power == 2 else Term(Fraction(1), ((base, power - 1),)) * ONE


def _joined(before: Term, each: Term) -> Term:
    """A product; powers of variables move in front where the second part has any."""
    together = before * each
    moved = any(isinstance(base, Variable) for base, _ in each.factors)
    return ordered(together) if moved else together


def _bounded(terms: list[Term]) -> list[Term]:
    if sum(len(each.factors) for each in terms) > _MAX_FACTORS:
        raise _too_long()
    return terms


def _too_long() -> ExpressionError:
    return ExpressionError(
        f"too many terms: a derivative may have at most {_MAX_FACTORS:,} factors"
    )
