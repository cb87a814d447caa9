"""Rejected texts: messages, positions, and effort."""

import pickle
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calclib.errors import ExpressionError, NotDifferentiable
from calclib.expression import (
    parse,
    parse_constant,
    parse_domain,
    parse_mapping,
    parse_point,
)
from calclib.tree.evaluation import evaluate
from tests.effort import effort


def refusal(reader, text):
    """The error of a text, or None where it is accepted; any other error is a failure."""
    try:
        reader(text)
    except ExpressionError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ('__import__("os").system("id")', 0, "unknown function __import__"),
        ("open(x)", 0, "unknown function open"),
        ("x + print(x)", 4, "unknown function print"),
        ("x.__class__", 1, "unexpected character ."),
        ("().__class__", 2, "unexpected character ."),
        ("(lambda:1)()", 7, "unexpected character :"),
        ("[a for a in y]", 1, "unknown variable a"),
        ("[x for x in y]", 3, "unknown name for"),
        ('f"{x}"', 1, 'unexpected character "'),
        ("x;y", 1, "unexpected character ;"),
        ("x\0", 1, "U+0000"),
        ("9**9**9**9", 3, "number too large"),
        ("((9**9)**9999)**9999", 1, "number too large"),
        ("factorial(10**9)", 0, "too large"),
        ("1e999999", 0, "number too large"),
        ("7^(exp(exp(exp(10))))", 7, "number too large"),
        ("1e-400", 0, "number too small"),
        ("2 + 1e309", 4, "number too large"),
        ("(" * 400 + "x" + ")" * 400, 50, "at most 50"),
        ("(" * 10_000 + "x" + ")" * 10_000, None, "1,000"),
        ("x" * 1_000_000, None, "1,000"),
        ("(x+y+1)^5000", 0, "at most 10,000"),
        ("х+1", 0, "U+0445"),
        ("x\u200by", 1, "U+200B"),
        ("x \u202ey", 2, "U+202E"),
        ("z+w", 0, "unknown variable z; x and y are allowed"),
        ("x+xz", 3, "unknown variable z; x and y are allowed"),
        ("", 0, "empty"),
        ("x+", 2, "expected a number, a name or a bracket after +"),
        ("sin", 3, "sin needs an argument: sin(...)"),
        ("sin()", 4, "sin needs an argument: sin(...)"),
        ("sin(x,y)", 6, "sin takes 1 argument, not 2"),
        ("max(x)", 0, "two or more"),
        ("x^", 2, "after ^"),
        (")x(", 0, "at the start"),
        ("x)", 1, "never opened"),
        ("2*(x", 2, "not closed"),
        ("|x", 0, "abs(...)"),
        ("X+1", 0, "lower case"),
        ("Sin(x)", 0, "write sin"),
        ("sqr(x)", 0, "did you mean sqrt?"),
        ("atan2(y, x)", 0, "unknown function atan2"),
        ("log3(x)", 0, "write log_3(...)"),
        ("log_1(x)", 0, "at least 2"),
        ("log10 x", 0, "log_10(...) or log(10...)"),
        ("tg x", 0, "unknown name tg"),
        ("arccot(x)", 0, "atan(1/...)"),
        ("lg(x)", 0, "log10 or log2"),
        ("mod(x)", 0, "mod takes 2 arguments"),
        ("x2", 1, "*2 or ^2"),
        ("sin x y", 6, "sin x y can be sin(x) y or sin(x y): write brackets"),
        ("1 + sin^2 x y", 12, "sin^2 x y can be sin^2(x) y or sin^2(x y): write brackets"),
        ("y ln x/2", 7, "ln x/2 can be ln(x)/2 or ln(x/2): write brackets"),
        ("sin " + "x" * 30 + " " + "y" * 30, 35, "unclear where the argument ends"),
        ("√xy", 2, "√xy can be √(x)y or √(xy): write brackets"),
        ("√x²", 2, "√(...)"),
        ("sin^-2(x)", 4, "write 1/sin(...)"),
        ("sec⁻¹ x", 3, "acos(1/...) for the inverse"),
        ("log^-1(x)", 4, "exp(...) for the inverse"),
        ("2½", 1, "write +½ or *½"),
        ("1 000 x", 2, "without spaces: 1000"),
        ("sin 30°", 6, "30 pi/180"),
        ("∛xy", 2, "∛xy can be ∛(x)y or ∛(xy): write brackets"),
        ("(x]", 0, "the bracket ( is not closed"),
        ("{x", 0, "the bracket { is not closed"),
        ("x < y", 2, "a comparison is not an expression"),
        ("x > y", 2, "a comparison is not an expression"),
        ("<x, y>", 0, "not a vector"),
        ("2(x, y)", 0, "not a vector"),
        ("sin([x, y])", 4, "not a vector"),
        ("x i", 2, "unknown variable i"),
        ("x²·х", 3, "U+0445"),
        ("[x, y]", 0, "a mapping has several"),
        ("1, 5", 1, "decimals take a point"),
        ("1,000 x", 0, "1,000 can be the number 1.000 or the number 1000"),
        ("sin(0,5, x)", 9, "sin takes 1 argument"),
        ("0,5,5", 0, "0,5 can be the number 0.5 or two values"),
        ("x + sin^-1", 10, "sin needs an argument"),
        ("max(0,5, x)", 4, "0,5 can be the number 0.5 or two values"),
        ("x = 2", 2, "unexpected character ="),
        ("-" * 999 + "x", None, "too deep"),
        ("x^" * 499 + "x", None, "too deep"),
        ("x+" * 499 + "x", 0, "at most 400"),
    ],
)
def test_rejected_texts_have_a_one_line_message_and_a_position(text, position, words):
    with effort(at_most=200_000), pytest.raises(ExpressionError, match=r".") as caught:
        parse(text, ("x", "y"))
    message = str(caught.value)
    assert words in message
    assert "\n" not in message
    assert len(message) < 150
    assert caught.value.text == text
    if position is not None:
        assert caught.value.position == position


SNIPPETS = re.findall(
    r"\S+",
    "x y ( ) | ^ ** - + * / sin sin^2 √ ² , 2 1e9 max( e pi [ ] : . − 0.5 exp( w х log √x x^- ((9 "
    "0.9^64) (1.0001^64 i k < > { } <x,y> ½ ∛ log_2 log_3( tan^-1( mod( "
    r"floor( \frac \frac{x}{ \sqrt[3] \left( $ \begin{pmatrix} \\ \log_ ⌊ np. "
    r"Sin[ E 0,5 ·<x,y> {x if x<1; cases} ｘ \pi",
)


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from([*SNIPPETS, " "])).map("".join)))
def test_any_text_is_a_tree_or_an_expression_error(text):
    for reader in (parse, parse_mapping, parse_constant, parse_point, parse_domain):
        error = refusal(reader, text)
        if error is not None:
            assert error.text == text
            assert error.position is None or 0 <= error.position <= len(text)


@pytest.mark.parametrize("snippet", [*SNIPPETS, "sin x "])
def test_long_texts_are_parsed_or_rejected_quickly(snippet):
    for text in ((snippet * 1000)[:1000], (snippet * 49)[:999] + "x"):
        with effort(at_most=200_000):
            error = refusal(parse, text)
        assert error is None or "\n" not in str(error)


@pytest.mark.parametrize(
    ("reader", "text", "position"),
    [
        (parse_constant, "nan", 0),
        (parse_constant, "1/0", 0),
        (parse_constant, "log(-1)", 0),
        (parse_constant, "1, 2", 1),
        (parse_point, "0,5, 1", 0),
        (parse_mapping, "[0,5x, y]", 1),
        (parse_point, "a,b", 0),
        (parse_point, "1,inf", 2),
        (parse_point, "1,,2", 2),
        (parse_point, "1,1/0", 2),
        (parse_domain, "1:0,0:1", 0),
        (parse_domain, "0:1,2:2", 4),
        (parse_domain, "0,1", 1),
        (parse_domain, "0:x", 2),
        (parse_domain, "0:1/0", 2),
        (parse_domain, "", 0),
    ],
)
def test_rejected_numbers_points_and_domains(reader, text, position):
    with pytest.raises(ExpressionError) as caught:
        reader(text)
    assert caught.value.position == position


NO_NUMBERS = [
    "max(1, log(-1))", "min(1, 1/0)", "sign(acos(2))", "log(-1)^0", "0*log(0)", "sqrt(-1)^2",
    "tan(pi/2)", "cot(pi)", "cot(0)", "sec(-3pi/2)", "csc(2pi)", "1/sin(pi)", "1/cos(pi/2)",
    "0^-1", "(-1)^pi", "1/(0.1+0.2-0.3)", "1/(sqrt(2)^2-2)", "atanh(1)", "atanh(sqrt(2)^2/2)",
    "acosh(0)", "|log(0)|", "exp(1/0)", "atan(1/0)", "1/(1/0)",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_constant_is_undefined_where_a_function_is(text):
    for reader, whole in (
        (parse_constant, text),
        (parse_point, f"0,{text}"),
        (parse_domain, f"0:1,{text}:9"),
    ):
        assert "no real value" in str(refusal(reader, whole))
    assert np.isnan(evaluate(parse(f"{text} + x"), {"x": np.linspace(-2, 2, 9)})).all()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1e15*1e15", "too large"), ("-1e15*1.01", "too large"), ("10^16", "too large"),
        ("tan(1.5707963267948966)", "too large"), ("1e-300*0.1", "too small"),
        ("-exp(-1000)", "too small"), ("2^-1000", "too small"), ("exp(1000)", "overflows"),
        ("1/exp(1000)", "overflows"), ("0*9^9^9", "overflows"),
    ],
)  # fmt: skip
def test_a_constant_has_the_limits_of_a_numeral(text, words):
    for reader, whole, place in (
        (parse_constant, text, 0),
        (parse_point, f"0,{text}", 2),
        (parse_domain, f"0:1,{text}:9", 4),
    ):
        error = refusal(reader, whole)
        assert error is not None
        assert words in str(error)
        assert (error.position or 0) >= place


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("1:1.0000000000000002,0:1", 0), ("0:1,1:1+1e-12", 4), ("-1-1e-11:-1,0:1", 0),
        ("1e15-1:1e15", 0), ("pi:pi*(1+1e-14),0:1", 0), ("0:1,1e-200:1e-200+1e-215", 4),
    ],
)  # fmt: skip
def test_too_narrow_domains_are_rejected(text, position):
    error = refusal(parse_domain, text)
    assert error is not None
    assert "too narrow" in str(error)
    assert error.position == position


@pytest.mark.parametrize("text", ["1:1.000000001", "0:1e-300", "-1e-200:1e-200", "1e15-1e6:1e15"])
def test_narrow_domains_are_accepted(text):
    ((low, high),) = parse_domain(text)
    nodes = np.linspace(low, high, 1001)
    assert (np.diff(nodes) > 0).all()


def test_errors_can_be_pickled():
    kink = pickle.loads(pickle.dumps(NotDifferentiable("no slope", -1.0, 1.0)))
    assert (str(kink), kink.left, kink.right) == ("no slope", -1.0, 1.0)
    refusal = pickle.loads(pickle.dumps(ExpressionError("empty", 3, "x+")))
    assert (str(refusal), refusal.position, refusal.text) == ("empty", 3, "x+")
