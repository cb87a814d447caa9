"""Spellings of books, programs and pages, each with its plain reading."""

import pytest

from calclib.expression import parse


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("[x+1]^2 {y-1}", "(x+1)^2*(y-1)"),
        ("cos[ln(1+x)]", "cos(ln(1+x))"),
        ("[x]", "x"),
        ("tan^-1(y/x)", "atan(y/x)"),
        ("sin^(-1) (y)", "asin(y)"),
        ("cos⁻¹ x", "acos(x)"),
        ("tanh^{-1} x", "atanh(x)"),
        ("x^3sin^(-1) (y)", "x^3*asin(y)"),
        ("sin^(2) x", "sin(x)^2"),
        ("log_2(x) + log2(y)", "log2(x) + log2(y)"),
        ("log_10 x", "log10(x)"),
        ("log_10 2x", "log10(2*x)"),
        ("log_3(x)", "ln(x)/ln(3)"),
        ("log_2^2(x)", "log2(x)^2"),
        ("sgn x + sech(y)", "sign(x) + sech(y)"),
        ("∛x y", "cbrt(x)*y"),
        ("∛(x y)", "cbrt(x*y)"),
        ("∜x", "x^(1/4)"),
        ("½x² + ¾", "(1/2)*x^2 + (3/4)"),
        ("-½", "-(1/2)"),
    ],
)
def test_more_spellings_of_books(text, plain):
    assert parse(text) == parse(plain)
