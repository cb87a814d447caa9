"""Text to tree: accepted texts and their trees."""

import ast
import math
import subprocess
import sys
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calclib.errors import ExpressionError
from calclib.expression import (
    parse,
    parse_mapping,
)
from calclib.tree.evaluation import evaluate
from calclib.tree.functions import FUNCTIONS
from calclib.tree.nodes import (
    Call,
    Comparison,
    Constant,
    Negative,
    Node,
    Numeral,
    Pieces,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
)

LEAVES = st.one_of(
    st.integers(0, 20).map(lambda n: Numeral(Fraction(n, 4))),
    st.sampled_from(["pi", "e"]).map(Constant),
    st.sampled_from(["t", "s", "x", "y", "z"]).map(Variable),
)


def _extended(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(below, min_size=2, max_size=3).map(tuple)
    calls = st.sampled_from(sorted(name for name, each in FUNCTIONS.items() if each.arity == 1))
    return st.one_of(
        below.map(Negative),
        several.map(Sum),
        several.map(Product),
        st.builds(Quotient, below, below),
        st.builds(Power, below, below),
        st.builds(lambda name, inside: Call(name, (inside,)), calls, below),
        st.builds(Call, st.sampled_from(["min", "max"]), several),
        st.builds(Pieces, st.tuples(below, below), st.tuples(_comparisons(below))),
    )


def _comparisons(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    names = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
    return st.builds(Comparison, names, below, below)


TREES = st.recursive(LEAVES, _extended, max_leaves=12)


def printed(node: Node) -> str:
    """A tree as text, with every operand in brackets."""
    match node:
        case Numeral(value):
            return str(float(value))
        case Constant(name) | Variable(name):
            return name
        case Negative(operand):
            return f"-({printed(operand)})"
        case Sum(parts):
            return "+".join(f"({printed(each)})" for each in parts)
        case Product(parts):
            return "*".join(f"({printed(each)})" for each in parts)
        case Quotient(above, below):
            return f"({printed(above)})/({printed(below)})"
        case Power(base, exponent):
            return f"({printed(base)})^({printed(exponent)})"
        case Call(name, arguments):
            return f"{name}({', '.join(map(printed, arguments))})"
        case Comparison(name, left, right):
            return f"({printed(left)}) {name} ({printed(right)})"
        case Pieces((value, other), (condition,)):
            return f"{{{printed(value)} if {printed(condition)}; {printed(other)} otherwise}}"
    raise TypeError(f"{node!r} is not printed")


@given(TREES)
def test_printing_and_parsing_a_tree_is_the_identity(tree):
    try:
        parsed = parse(printed(tree))
    except ExpressionError as error:
        assume("too" not in str(error))
        raise
    assert parsed == tree


def from_python(node: ast.expr) -> Node:
    """The tree of a Python expression, to compare operator precedence with Python's."""
    match node:
        case ast.Constant(value=int(value)):
            return Numeral(Fraction(value))
        case ast.Name(id=name):
            return Variable(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return Negative(from_python(operand))
        case ast.BinOp(left=left, op=op, right=right):
            a, b = from_python(left), from_python(right)
            match op:
                case ast.Add():
                    return Sum((a, b))
                case ast.Sub():
                    return Sum((a, Negative(b)))
                case ast.Mult():
                    return Product((a, b))
                case ast.Div():
                    return Quotient(a, b)
            return Power(a, b)
    raise AssertionError(ast.dump(node))


OPERATORS = ["+", "-", "*", "/", "**", " - -", "*-", "/-", "**-"]


@given(
    st.lists(st.tuples(st.sampled_from(["x", "y", "2", "3"]), st.sampled_from(OPERATORS))),
    st.sampled_from(["x", "-y", "2"]),
)
def test_operator_precedence_is_that_of_python(pairs, last):
    text = "".join(operand + operator for operand, operator in pairs[:8]) + last.lstrip("-")
    place = {"x": 1.25, "y": 0.75}
    expected = evaluate(from_python(ast.parse(text, mode="eval").body), place)
    assume(math.isfinite(expected) and abs(expected) < 1e12)
    try:
        tree = parse(text)
    except ExpressionError as error:
        assume("too large" not in str(error))
        raise
    assert evaluate(tree, place) == pytest.approx(float(expected), rel=1e-9)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("-x^2", "-(x^2)"),
        ("2^3^x", "2^(3^x)"),
        ("x**2", "x^2"),
        ("2x", "2*x"),
        ("xy", "x*y"),
        ("x y", "x*y"),
        ("ex", "e*x"),
        ("2e", "2*e"),
        ("2e3", "2000"),
        ("2pi x", "2*pi*x"),
        ("2πx", "2*pi*x"),
        ("2sin(x)", "2*sin(x)"),
        ("x(y+1)", "x*(y+1)"),
        ("(x+1)(y-1)", "(x+1)*(y-1)"),
        ("x^2y", "(x^2)*y"),
        ("3/2 x", "(3/2)*x"),
        ("1/2x", "(1/2)*x"),
        ("x/y/2", "(x/y)/2"),
        ("x − 2·y × 3 ÷ 2", "x - 2*y*3/2"),
        ("x²y³", "x^2*y^3"),
        ("x¹⁰", "x^10"),
        ("x⁻²", "x^(-2)"),
        ("√x", "sqrt(x)"),
        ("√(x+1)y", "sqrt(x+1)*y"),
        ("√2x", "sqrt(2)*x"),
        ("|x|", "abs(x)"),
        ("||x|-1|", "abs(abs(x)-1)"),
        ("|x+|y||", "abs(x+abs(y))"),
        ("|x|y|x|", "abs(x)*y*abs(x)"),
        ("2|x|²", "2*abs(x)^2"),
        ("ln x", "ln(x)"),
        ("arcsin(x) + arccos(y) - arctan(x)", "asin(x) + acos(y) - atan(x)"),
        ("sin x", "sin(x)"),
        ("sinx", "sin(x)"),
        ("sin 2x", "sin(2*x)"),
        ("sin 2 pi x", "sin(2*pi*x)"),
        ("sin xy", "sin(x*y)"),
        ("sin -x", "sin(-x)"),
        ("sin x^2 + 1", "sin(x^2) + 1"),
        ("sin x cos y", "sin(x)*cos(y)"),
        ("sin cos x", "sin(cos(x))"),
        ("sin |x|", "sin(abs(x))"),
        ("sin(x) y", "sin(x)*y"),
        ("sin^2(x)", "sin(x)^2"),
        ("sin² x", "sin(x)^2"),
        ("sin^2 x cos^3 y", "sin(x)^2*cos(y)^3"),
        ("+x", "x"),
        ("\tx\n+ y ", "x+y"),
    ],
)
def test_abbreviations_are_parsed_as_in_textbooks(text, plain):
    assert parse(text) == parse(plain)


def test_numbers_are_exact():
    for text, value in [
        (".5", Fraction(1, 2)),
        ("3.5", Fraction(7, 2)),
        ("1e-3", Fraction(1, 1000)),
    ]:
        assert parse(text) == Numeral(value)


def test_mappings_and_their_inputs():
    parts, names = parse_mapping("[x^2+y^2, x^2-y^2]")
    assert parts == (parse("x^2+y^2"), parse("x^2-y^2"))
    assert names == ("x", "y")
    assert parse_mapping("[s, t]")[1] == ("t", "s")
    assert parse_mapping("[z, s]")[1] == ("s", "z")
    assert parse_mapping("[z, s]", ("s", "z", "t"))[1] == ("s", "z", "t")
    assert parse_mapping("x^2 - 3") == ((parse("x^2-3"),), ("x",))
    assert parse_mapping("[1, 2]")[1] == ("x",)
    assert parse_mapping("[[x]]") == parse_mapping("[x]") == parse_mapping("x")
    unclosed = ("[", "[x", "x]", "(x, y", "<x, y", "[x, y)")
    for text in (*unclosed, "[]", "[x,]", "[x],y", "x, y", "[[x, y], z]"):
        with pytest.raises(ExpressionError):
            parse_mapping(text)


def test_parsing_needs_neither_sympy_nor_numpy():
    script = (
        "import sys; from calclib.expression import parse; parse('x^2*y');"
        "sys.exit(any(n in sys.modules for n in ('sympy', 'numpy', 'scipy', 'mpmath')))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
