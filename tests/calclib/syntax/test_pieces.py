"""Functions in pieces: their texts."""

import pytest

from calclib.errors import ExpressionError
from calclib.expression import parse, parse_mapping
from calclib.tree.nodes import Comparison, Logic, Pieces

X, Y, ZERO = parse("x"), parse("y"), parse("0")


def test_the_tree_of_pieces():
    tree = parse("{x^2 if x < 0; y otherwise}")
    assert tree == Pieces((parse("x^2"), Y), (Comparison("<", X, ZERO),))
    both = parse("{x if 0 <= x < y or y = 0}")
    chain = Logic("and", (Comparison("<=", ZERO, X), Comparison("<", X, Y)))
    assert both == Pieces((X,), (Logic("or", (chain, Comparison("=", Y, ZERO))),))
    away = Logic("or", (Comparison("!=", X, ZERO), Comparison("!=", Y, ZERO)))
    assert parse("{x if (x, y) != (0, 0); 0 otherwise}") == Pieces((X, ZERO), (away,))


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("{x^2 if x<0, y else}", "{x^2 if x < 0; y otherwise}"),
        ("{x if x ≤ 1; y if x ≥ 2; 0 if x ≠ y;}", "{x if x <= 1; y if x >= 2; 0 if x != y}"),
        ("piecewise(x^2, x < 0, y)", "{x^2 if x < 0; y otherwise}"),
        ("piecewise(x^2, x < 0, y, x > 1)", "{x^2 if x < 0; y if x > 1}"),
        ("np.where(x < y, x, y)", "{x if x < y; y otherwise}"),
        ("{1 if (x < 0 or y < 0) and x != y}", "{1 if (x<0 or y<0) and x != y}"),
        ("{x if x == 1}", "{x if x = 1}"),
        ("2{x if x<y; y otherwise}^2", "2*({x if x<y; y otherwise})^2"),
        (r"\begin{cases} x^2, & x<0 \\ y & \text{otherwise} \end{cases}", "{x^2 if x<0; y else}"),
        (
            r"\begin{cases} xy & \text{if } (x,y) \neq (0,0), \\ 0 & (x,y)=(0,0). \end{cases}",
            "{xy if (x,y) != (0,0); 0 if (x,y) = (0,0)}",
        ),
        (r"\begin{cases} 1, & \text{for } x \le y \\ 0, & x > y \\ \end{cases}",
         "{1 if x <= y; 0 if x > y}"),
    ],
)  # fmt: skip
def test_spellings_of_pieces(text, plain):
    assert parse(text) == parse(plain)


def test_components_may_have_pieces():
    components, names = parse_mapping("[{x if x < y; y otherwise}, x]")
    assert components == (parse("{x if x < y; y otherwise}"), X)
    assert names == ("x", "y")


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("x if x < 0", 2, "stands in braces"),
        ("{x if x}", 7, "expected a condition such as x < 0"),
        ("{x if x; y otherwise}", 7, "expected a condition such as x < 0"),
        ("{x otherwise}", 0, "needs a condition"),
        ("{x if x<0; y otherwise; 1 if y<0}", 24, "nothing can follow"),
        ("{x if x<0", 0, "not closed"),
        ("{x < y}", 3, "a comparison is not an expression"),
        ("{<x, y> if x<0; y otherwise}", 1, "expected a number"),
        ("{[x, y] if x<0; y otherwise}", 1, "not a vector"),
        ("{x if (x,y) < (0,0)}", 6, "not a vector"),
        ("{x if (x,y) = (0,0,0)}", 14, "different numbers of coordinates"),
        ("{x if q < 0}", 6, "unknown variable q"),
        ("x or y", 2, "unexpected or"),
        ("x; y", 1, "one expression is expected"),
        ("x == y", 2, "a comparison is not an expression"),
    ],
)
def test_rejected_pieces(text, position, words):
    with pytest.raises(ExpressionError) as caught:
        parse(text, ("x", "y"))
    assert words in str(caught.value)
    assert caught.value.position == position
