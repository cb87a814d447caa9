"""Trees as Typst: sources, and that all of them compile."""

import math
from fractions import Fraction

import pytest
import typst
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calclib.errors import ExpressionError
from calclib.expression import parse
from calclib.symbolic.derivatives import derivative
from calclib.tree.evaluation import evaluate
from calclib.tree.functions import FUNCTIONS
from calclib.tree.nodes import (
    Call,
    Constant,
    Negative,
    Numeral,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    children,
    rebuilt,
    walk,
)
from calclib.typesetting.formulas import to_two_lines, to_typst, ways_to_break, with_held_number

PREAMBLE = """
#set page(width: auto, height: auto)
#let part(label, body) = { assert.eq(type(label), str); text(fill: red, body) }
"""


def variable_names(node):
    return node.name if isinstance(node, Variable) else None


def compiled(*formulas: str) -> bytes:
    return typst.compile((PREAMBLE + "\n".join(formulas)).encode(), format="svg")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("x^2*y + sin(y)", "x^2 y + sin(y)"),
        ("ln x + ln^2(y) + log(x)", "ln(x) + ln^2(y) + log(x)"),
        ("y^2 - 1 + x", "y^2 - 1 + x"),
        ("-x^2", "-x^2"),
        ("-(x+y)", "-(x + y)"),
        ("x - (y - 1)", "x - (y - 1)"),
        ("x + (y - 1)", "x + y - 1"),
        ("x*(-y)", "x (-y)"),
        ("x - -y", "x - (-y)"),
        ("2*3*x", "2 dot.op 3 x"),
        ("x*3", "x dot.op 3"),
        ("x*2^y", "x dot.op 2^y"),
        ("2*(1/2)", "2 dot.op frac(1, 2)"),
        ("x*(1/2)", "x frac(1, 2)"),
        ("cos(5*(pi/10))*x", "cos(5 dot.op frac(pi, 10)) x"),
        ("5*(x/10)", "5 frac(x, 10)"),
        ("(x+1)(y-1)", "(x + 1) (y - 1)"),
        ("x/2*sin(x)", "frac(x, 2) sin(x)"),
        ("(x+1)/y", "frac(x + 1, y)"),
        ("(x/y)^2", "(frac(x, y))^2"),
        ("(2^x)^y", "(2^x)^y"),
        ("2^x^y", "2^(x^(script(y)))"),
        ("(x/y^2)/3", "frac(frac(inline(x), inline(y^2)), 3)"),
        ("(x/(1/y))/3", "frac(frac(inline(x), inline(frac(inline(1), inline(y)))), 3)"),
        ("x^(1/3)", "x^(1\\/3)"),
        ("e^(x/(y+1))", "e^(x\\/(y + 1))"),
        ("x^12", "x^12"),
        ("sin(x)^2", "sin^2(x)"),
        ("sin(x)^y", "(sin(x))^y"),
        ("exp(x)^2", "(exp(x))^2"),
        ("sqrt(x)^2 + |x|^3", "sqrt(x)^2 + abs(x)^3"),
        ("4sqrt(x y)*y + cbrt(x)*sin(y)", "4 sqrt(x y) dot.op y + root(3, x) dot.op sin(y)"),
        ("y sqrt(x)*sqrt(y) + sqrt(x)*(x + y)", "y sqrt(x) sqrt(y) + sqrt(x) (x + y)"),
        ("sqrt(x)^3 y", "sqrt(x)^3 y"),
        ("asin(x) + asinh(x) + sign(x)", 'arcsin(x) + op("arsinh")(x) + op("sgn")(x)'),
        ("min(x, y^2)", "min(x, y^2)"),
        ("0.5x + 1000", "0.5 x + 1000"),
        ("1e-3 x", "0.001 x"),
        ("1.5e-9", "1.5 times 10^(-9)"),
        ("1e15 x", "10^(15) x"),
        ("123456789012345", "123456789012345"),
        ("12345678 x", "12345678 x"),
        ("1000000", "10^(6)"),
        ("3e7 x*y", "3 times 10^(7) x y"),
        ("x*3e7", "x dot.op 3 times 10^(7)"),
        ("1e-4 x - 1e-5 y", "0.0001 x - 10^(-5) y"),
        ("(3e7)^2", "(3 times 10^(7))^2"),
        ("2pi x", "2 pi x"),
        ("(1/2)*(1/3)*x", "frac(1, 2) dot.op frac(1, 3) x"),
        ("2|x||y|^2 z", "2 abs(x) dot.op abs(y)^2 dot.op z"),
        ("x|y - 1|", "x dot.op abs(y - 1)"),
        ("max(2*3, x*y)", "max(2 dot.op 3, x y)"),
    ],
)
def test_formulas_are_typeset_as_in_textbooks(source, expected):
    assert to_typst(parse(source)) == expected


def test_parts_are_named():
    tree = parse("x^2*y - sin(y)")
    assert to_typst(tree, variable_names) == ('part("x", x)^2 part("y", y) - sin(part("y", y))')
    terms = dict(zip(children(tree), ["first", "second"], strict=True))
    assert to_typst(tree, terms.get) == 'part("first", x^2 y) - part("second", sin(y))'
    assert to_typst(parse("(x+y)*2"), {parse("x+y"): "a"}.get) == '(part("a", x + y)) dot.op 2'


def test_a_held_variable_is_a_number_of_its_own_name():
    tree = parse("x^2*y - y^2")
    assert with_held_number(tree, "y", 1) == ['x^2 dot.op part("held", 1)', '- part("held", 1)^2']
    assert with_held_number(tree, "y", -1, variable_names) == [
        'part("x", x)^2 (part("held", -1))',
        '- (part("held", -1))^2',
    ]
    shown = with_held_number(parse("x + (y - 1)^2"), "y", -2)
    assert shown == ["x", '+ (part("held", -2) - 1)^2']
    assert with_held_number(parse("x + y"), "y", -2) == ["x", '+ (part("held", -2))']
    assert with_held_number(parse("max(x*y, 1)"), "x", 1) == ['max(part("held", 1) dot.op y, 1)']
    assert with_held_number(parse("2x*y + x^2 sin(y)"), "x", 3) == [
        '2 dot.op part("held", 3) dot.op y',
        '+ part("held", 3)^2 dot.op sin(y)',
    ]
    (shown,) = with_held_number(parse("tan(x/2)*y"), "x", math.pi / 3)
    assert shown == 'tan(frac(part("held", pi\\/3), 2)) y'
    assert with_held_number(parse("x*(y + 1)"), "x", 0.5) == ['part("held", 0.5) dot.op (y + 1)']
    assert with_held_number(parse("2x*y"), "x", -1) == ['2 (part("held", -1)) y']
    assert with_held_number(parse("x*y"), "x", 1.23456e-7) == [
        'part("held", 1.235 times 10^(-7)) dot.op y'
    ]
    assert 'part("held", frac(pi, 3))' in with_held_number(tree, "y", 1.0471975511965976)[0]
    assert 'part("held", 0.739)' in with_held_number(tree, "y", 0.7390851332151607)[0]


def test_derivatives_are_typeset():
    assert to_typst(derivative(parse("sin(x)*y^2"), "x", "x")) == "-sin(x) y^2"
    assert to_typst(derivative(parse("x^2/4"), "x")) == "frac(x, 2)"
    assert to_typst(Numeral(Fraction(-1, 3))) == "-frac(1, 3)"


SMALL = st.one_of(
    st.fractions(min_value=-5, max_value=5, max_denominator=8).map(Numeral),
    st.sampled_from([Constant("pi"), Constant("e"), *map(Variable, "tsxyz")]),
)
LEAVES = st.one_of(
    SMALL,
    st.sampled_from([Fraction(1, 10**9), Fraction(10**15), Fraction(123456789012345)]).map(Numeral),
)


def _extended(below):
    several = st.lists(below, min_size=2, max_size=3).map(tuple)
    calls = st.sampled_from(sorted(name for name, each in FUNCTIONS.items() if each.arity == 1))
    return st.one_of(
        st.builds(Negative, below),
        st.builds(Sum, several),
        st.builds(Product, several),
        st.builds(Quotient, below, below),
        st.builds(Power, below, below),
        st.builds(lambda name, inside: Call(name, (inside,)), calls, below),
        st.builds(Call, st.sampled_from(["min", "max"]), several),
    )


TREES = st.recursive(LEAVES, _extended, max_leaves=10)


@settings(max_examples=5, deadline=None)
@given(st.lists(TREES, min_size=60, max_size=60))
def test_every_formula_compiles(trees):
    plain = [f"$ {to_typst(tree)} $" for tree in trees]
    named = [
        f"$ {to_typst(tree, variable_names)} + {' '.join(with_held_number(tree, 'x', -0.5))} $"
        for tree in trees
    ]
    assert compiled(*plain, *named)


READ_BACK = {
    "frac(": "max(",
    " dot.op ": "*",
    " times ": "*",
    "\\/": "/",
    "script(": "(",
    "inline(": "(",
    "root(3, ": "cbrt(",
    **{each.typst: name for name, each in FUNCTIONS.items() if each.typst},
}


def fractions_restored(node):
    """max(a, b), the stand-in for a fraction, as a quotient."""
    parts = [fractions_restored(child) for child in children(node)]
    return (
        Quotient(*parts) if isinstance(node, Call) and node.name == "max" else rebuilt(node, parts)
    )


@given(st.recursive(SMALL, _extended, max_leaves=10))
def test_a_parsed_formula_has_the_same_value(tree):
    assume(not any(isinstance(each, Call) and each.name == "max" for each in walk(tree)))
    source = to_typst(tree)
    for notation, plain in READ_BACK.items():
        source = source.replace(notation, plain)
    try:
        parsed = fractions_restored(parse(source))
    except ExpressionError as error:
        assume("too" not in str(error))
        raise
    place = {"t": 0.3, "s": 0.45, "x": 0.7, "y": 1.3, "z": 2.1}
    expected = float(evaluate(tree, place))
    assume(abs(expected) < 1e6 or math.isnan(expected))
    assert float(evaluate(parsed, place)) == pytest.approx(
        expected, rel=1e-6, abs=1e-9, nan_ok=True
    )


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("x^2 + y - 3", [("x^2", "+ y - 3")]),  # no mere number is alone on a line
        ("-2*exp(x)", []),
        ("-x*sin(y)", [("-x", "dot.op sin(y)")]),
        ("(x+1)*y*exp(x)", [("(x + 1)", "dot.op y exp(x)"), ("(x + 1) y", "dot.op exp(x)")]),
        ("sin(x)/y", []),
        ("exp(x + y)", []),
    ],
)
def test_sums_and_products_in_two_lines(source: str, lines: list[tuple[str, str]]) -> None:
    tree = parse(source, ("x", "y"))
    assert [to_two_lines(tree, count) for count in ways_to_break(tree)] == lines


def test_a_part_in_two_lines_is_a_part_in_each() -> None:
    tree = parse("x + y", ("x", "y"))
    whole = lambda node: "held" if node == tree else None  # noqa: E731
    assert to_two_lines(tree, 1, whole) == ('part("held", x)', 'part("held", + y)')
