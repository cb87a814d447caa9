"""Derivatives of a tree, by textbook rules and in textbook form.

Factors stay in the author's order, but a power of a variable that a rule changes moves in front of
functions: sin(x) y^2 gives cos(x) y^2 by x and 2 y sin(x) by y. Only like terms are added, so every
rule ends. The formula of a derivative may be defined where its function is not; callers restrict it
to the function's domain.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import islice, permutations

from calclib.errors import ExpressionError
from calclib.symbolic.absolute_values import with_quotients, without_squared_signs
from calclib.symbolic.function_rules import outer_derivatives
from calclib.symbolic.interiors import derivative_of_pieces, exceeds_others
from calclib.symbolic.monomials import (
    ONE,
    Term,
    collected,
    common_factor,
    constants_first,
    ordered,
    product,
    reciprocal,
    term,
)
from calclib.symbolic.short_forms import shortened, size
from calclib.symbolic.short_sums import together, with_bracket
from calclib.symbolic.written_numbers import Decimals, decimals_of
from calclib.symbolic.written_terms import as_single_term, to_node
from calclib.tree.nodes import (
    Call,
    Constant,
    Negative,
    Node,
    Pieces,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    constant_rational,
    variables,
    walk,
)

_MAX_ORDERED = 3
"""All orders are tried for so many variables: there are 6."""
_MAX_FACTORS = 20_000
"""A derivative with more factors, or more nodes, than this is rejected."""


def derivative(node: Node, *names: str) -> Node:
    """The tree of the derivative by each of the variables in turn, in textbook form.

    Numbers in it are decimals where the text has decimals, and the logarithm is log where the
    text has log, else ln. Whatever the order of the variables, the tree is the same one: the
    smallest of those that the orders give. Raises ExpressionError where it would be too long.
    """
    orders = sorted({*permutations(names)}) if len(names) <= _MAX_ORDERED else [names]
    return min((_derivative(node, each) for each in orders), key=size)


def derivative_formula(node: Node, *names: str) -> Node:
    """The derivative as it is written: u/|u|, which has no value at u = 0, for the slope of |u|.

    A text with sgn in it keeps sgn.
    """
    found = derivative(node, *names)
    return found if "sign" in _functions(node) else with_quotients(found, decimals_of(node))


def _derivative(node: Node, names: Sequence[str]) -> Node:
    decimals, typed = decimals_of(node), _functions(node)
    logarithm = "log" if "log" in typed else "ln"
    for name in names:
        node = Differentiator(name, decimals, logarithm, "sign" in typed).derivative(node)
        if next(islice(walk(node), _MAX_FACTORS, None), None) is not None:
            raise _too_long()
    return with_bracket(node, decimals)


def _functions(node: Node) -> set[str]:
    return {part.name for part in walk(node) if isinstance(part, Call)}


class Differentiator:
    """Differentiates by one variable.

    `decimals`: what is written as 0.5, not 1/2; `logarithm`: the name of the natural one, log, ln;
    `has_signs`: whether the text has sgn itself, so that sgn(u)^2 is more than the slope of |u|.
    """

    def __init__(self, name: str, decimals: Decimals, logarithm: str, has_signs: bool) -> None:
        self.name = name
        self.decimals = decimals
        self.logarithm = logarithm
        self.has_signs = has_signs

    def derivative(self, node: Node) -> Node:
        """The tree of the derivative."""
        terms = [shortened(each, self.decimals) for each in self.terms(node)]
        terms = together([each for each in terms if each.coefficient], self.decimals)
        return to_node(terms, self.decimals)

    def terms(self, node: Node) -> list[Term]:
        """The terms of the derivative of a node; none where it is zero."""
        if self.name not in variables(node):
            return []
        match node:
            case Variable():
                terms = [ONE]
            case Negative(operand):
                terms = [-summand for summand in self.terms(operand)]
            case Sum(parts):
                terms = self._sum(parts)
            case Product(factors):
                terms = self._product(factors)
            case Quotient(numerator, denominator):
                terms = self._quotient(numerator, denominator)
            case Power(base, exponent):
                terms = self._power(node, base, exponent)
            case Call("min" | "max" as name, arguments):
                terms = self._extreme(name, arguments)
            case Call():
                terms = self._call(node)
            case Pieces():
                terms = self._pieces(node)
            case _:
                raise TypeError(f"no rule for {node!r}")
        if not self.has_signs:
            terms = [*map(without_squared_signs, terms)]
        return _bounded(collected(terms))

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
            terms += [
                product([_ordered_product(before, summand), *plain[index + 1 :]])
                for summand in inner
            ]
            _bounded(terms)
        return terms

    def _quotient(self, numerator: Node, denominator: Node) -> list[Term]:
        """(f / g)' = (f' g - f g') / g^2, or f' / g where g is constant."""
        denominator_term = term(denominator)
        if self.name not in variables(denominator):
            return [summand * reciprocal(denominator_term) for summand in self.terms(numerator)]
        numerator_terms = [
            _ordered_product(summand, denominator_term) for summand in self.terms(numerator)
        ]
        numerator_terms += [
            -_ordered_product(summand, term(numerator)) for summand in self.terms(denominator)
        ]
        numerator_terms = collected(numerator_terms)
        shared = common_factor(numerator_terms, denominator_term)
        numerator_terms = [summand * reciprocal(shared) for summand in numerator_terms]
        reduced = as_single_term(numerator_terms, self.decimals)
        return [reduced * shared * reciprocal(denominator_term * denominator_term)]

    def _power(self, node: Node, base: Node, exponent: Node) -> list[Term]:
        """n f^(n-1) f', f^g log(f) g', or both: (f^g)' = f^g (g' log f + g f'/f)."""
        power = term(node)
        terms = []
        if self.name in variables(exponent):
            log = ONE if base == Constant("e") else term(Call(self.logarithm, (base,)))
            terms += self._chain(exponent, log * power)
        if self.name in variables(base):
            lowered = _reduced_power(base, exponent, self.decimals)
            terms += self._chain(base, term(exponent) * lowered)
        return terms

    def _chain(self, inside: Node, outer: Term) -> list[Term]:
        """f(g)' = g' f'(g), the inner derivative in front."""
        if not outer.coefficient:
            return []
        inner = as_single_term(self.terms(inside), self.decimals)
        return [ordered(inner * outer)] if inner.coefficient else []

    def _call(self, node: Call) -> list[Term]:
        """The chain rule: the sum over all arguments of their derivative times that by them."""
        pairs = zip(node.arguments, outer_derivatives(node), strict=True)
        return [summand for inside, outer in pairs for summand in self._chain(inside, term(outer))]

    def _pieces(self, node: Pieces) -> list[Term]:
        """The derivatives of the pieces, inside their regions."""
        found = derivative_of_pieces(node, self.derivative, self.name)
        parts = found.terms if isinstance(found, Sum) else (found,)
        return [each for each in map(term, parts) if each.coefficient]

    def _extreme(self, name: str, arguments: Sequence[Node]) -> list[Term]:
        """The derivative of the largest or smallest argument, in pieces; nothing where two tie."""
        pieces = {each: self.derivative(each) for each in arguments}
        slopes = [*pieces.values()]
        if all(each == slopes[0] for each in slopes):
            return [term(slopes[0])]
        relation = ">" if name == "max" else "<"
        conditions = [exceeds_others(each, [*pieces], relation) for each in pieces]
        return [term(Pieces(tuple(slopes), tuple(conditions)))]


def _reduced_power(base: Node, exponent: Node, decimals: Decimals) -> Term:
    """base^(exponent - 1)."""
    power = constant_rational(exponent)
    if power is None:
        return term(Power(base, to_node(collected([term(exponent), -ONE]), decimals)))
    return term(base) if power == 2 else Term(Fraction(1), ((base, power - 1),)) * ONE


def _ordered_product(left: Term, right: Term) -> Term:
    """The product; ordered, powers of variables first, if the right factor has any."""
    result = left * right
    has_variables = any(isinstance(base, Variable) for base, _ in right.factors)
    return ordered(result) if has_variables else constants_first(result)


def _bounded(terms: list[Term]) -> list[Term]:
    if sum(len(summand.factors) for summand in terms) > _MAX_FACTORS:
        raise _too_long()
    return terms


def _too_long() -> ExpressionError:
    return ExpressionError(
        f"too many terms: a derivative may have at most {_MAX_FACTORS:,} factors"
    )
