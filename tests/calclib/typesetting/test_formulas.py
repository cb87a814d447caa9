"""Trees as Typst: the sources, and that Typst takes them all."""

import math
from fractions import Fraction

import pytest
import typst
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from calclib.errors import ExpressionError
from calclib.expression import parse, parse_mapping
from calclib.symbolic.derivatives import derivative
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import (
    FUNCTIONS,
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
from calclib.typesetting.formulas import (
    gradient,
    hold,
    number,
    ordinary,
    partial,
    subscript,
    text,
    to_typst,
    to_typst_vector,
)

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
        ("asin(x) + asinh(x) + sign(x)", 'arcsin(x) + op("arsinh")(x) + op("sgn")(x)'),
        ("min(x, y^2)", "min(x, y^2)"),
        ("0.5x + 1000", "0.5 x + 1000"),
        ("1e-3 x", "0.001 x"),
        ("1.5e-9", "1.5 dot.op 10^(-9)"),
        ("1e15 x", "10^(15) x"),
        ("123456789012345", "123456789012345"),
        ("1000000", "1000000"),
        ("2pi x", "2 pi x"),
    ],
)
def test_formulas_are_set_as_in_textbooks(source, expected):
    assert to_typst(parse(source)) == expected


def test_parts_are_named():
    tree = parse("x^2*y - sin(y)")
    assert to_typst(tree, variable_names) == ('part("x", x)^2 part("y", y) - sin(part("y", y))')
    terms = dict(zip(children(tree), ["first", "second"], strict=True))
    assert to_typst(tree, terms) == 'part("first", x^2 y) - part("second", sin(y))'
    assert to_typst(parse("(x+y)*2"), {parse("x+y"): "a"}) == '(part("a", x + y)) dot.op 2'


def test_a_held_variable_is_a_number_of_its_own_name():
    tree = parse("x^2*y - y^2")
    assert hold(tree, "y", 1) == ['x^2 dot.op part("held", 1)', '- part("held", 1)^2']
    assert hold(tree, "y", -1, variable_names) == [
        'part("x", x)^2 (part("held", -1))',
        '- (part("held", -1))^2',
    ]
    assert 'part("held", frac(pi, 3))' in hold(tree, "y", 1.0471975511965976)[0]
    assert 'part("held", 0.739)' in hold(tree, "y", 0.7390851332151607)[0]


def test_derivatives_and_mappings_are_set():
    assert to_typst(derivative(parse("sin(x)*y^2"), "x", "x")) == "-sin(x) y^2"
    assert to_typst(derivative(parse("x^2/4"), "x")) == "frac(x, 2)"
    assert to_typst(Numeral(Fraction(-1, 3))) == "-frac(1, 3)"
    assert to_typst_vector(parse_mapping("[x+1, -y]")[0]) == "vec(x + 1, -y)"


def test_signs_of_derivatives():
    assert partial("f", "x") == "frac(partial f, partial x)"
    assert partial("f", "x", "y") == "frac(partial^2 f, partial y partial x)"
    assert partial("f", "x", "x") == "frac(partial^2 f, partial x^2)"
    assert subscript("f", "x", "y") == "f_(x y)"
    assert ordinary("f", "x") == "frac(dif f, dif x)"
    assert gradient("f") == "nabla f"


@pytest.mark.parametrize(
    ("value", "digits", "shown"),
    [
        (1.8414, 3, "1.841"),
        (-2, 0, "−2"),
        (-0.0004, 3, "0.000"),
        (-0.0, 1, "0.0"),
        (float("-inf"), 2, "−infinity"),
    ],
)
def test_numbers(value, digits, shown):
    assert number(value, digits) == shown


def test_nan_is_no_number_to_show():
    with pytest.raises(ValueError, match="NaN"):
        number(float("nan"), 2)


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
    calls = st.sampled_from(sorted(name for name, arity in FUNCTIONS.items() if arity == 1))
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
def test_typst_takes_every_formula(trees):
    plain = [f"$ {to_typst(tree)} $" for tree in trees]
    named = [
        f"$ {to_typst(tree, variable_names)} + {' '.join(hold(tree, 'x', -0.5))} $"
        for tree in trees
    ]
    assert compiled(*plain, *named)


def test_every_notation_and_number_compiles():
    sources = [partial("f", "x", "y"), subscript("f", "x"), ordinary("f", "t"), gradient("f")]
    sources += [
        number(-1.5, 2),
        number(float("inf"), 2),
        to_typst_vector([parse("x"), parse("2x")]),
    ]
    assert compiled(*(f"$ {source} $" for source in sources))


HOSTILE = '#read("/etc/passwd") #import "@preview/x" $ \\write18 </script> *b* _i_ @a <b> // ` " \\'


@pytest.mark.parametrize("words", [HOSTILE, "한글 제목", "a\nb\tc", '"', "\\", "#", "", "\0\x1b"])
@pytest.mark.parametrize("place", ["{}", "$ x = {} $", "#box[{}]", "{}.len()", "{}(x)", "= {}"])
def test_any_text_is_shown_and_never_run(words, place):
    assert compiled(place.format(text(words)))


@settings(max_examples=5, deadline=None)
@given(st.lists(st.text(max_size=20), min_size=50, max_size=50))
def test_texts_compile_whatever_is_in_them(texts):
    assert compiled(*(text(words) for words in texts))


def test_a_text_keeps_its_characters():
    """Typst itself compares the string with the characters' code points."""
    points = ", ".join(str(ord(character)) for character in HOSTILE)
    literal = text(HOSTILE).removeprefix("#").removesuffix(";")
    assert compiled(f"#assert.eq({literal}, ({points}).map(str.from-unicode).join())")


READ_BACK = {
    "frac(": "max(",
    " dot.op ": "*",
    "\\/": "/",
    "script(": "(",
    "inline(": "(",
    'op("arsinh")': "asinh",
    'op("arcosh")': "acosh",
    'op("artanh")': "atanh",
    'op("sgn")': "sign",
}


def fractions_restored(node):
    """max(a, b), the stand-in for a fraction, as a quotient."""
    parts = [fractions_restored(child) for child in children(node)]
    return (
        Quotient(*parts) if isinstance(node, Call) and node.name == "max" else rebuilt(node, parts)
    )


@given(st.recursive(SMALL, _extended, max_leaves=10))
def test_a_formula_read_back_has_the_same_value(tree):
    assume(not any(isinstance(each, Call) and each.name == "max" for each in walk(tree)))
    source = to_typst(tree)
    for sign, plain in READ_BACK.items():
        source = source.replace(sign, plain)
    try:
        again = fractions_restored(parse(source))
    except ExpressionError as error:
        assume("too" not in str(error))
        raise
    place = {"t": 0.3, "s": 0.45, "x": 0.7, "y": 1.3, "z": 2.1}
    expected = float(evaluate(tree, place))
    assume(abs(expected) < 1e6 or math.isnan(expected))
    assert float(evaluate(again, place)) == pytest.approx(expected, rel=1e-6, abs=1e-9, nan_ok=True)
