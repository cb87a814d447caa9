"""Numbers, points and regions from texts."""

import math

import pytest

from calclib.expression import parse_constant, parse_domain, parse_point


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pi/2", math.pi / 2), ("-1", -1), ("2^0.5", math.sqrt(2)), ("(-8)^(1/3)", -2), ("−√4", -2),
        ("cos(pi/2)", 0), ("sqrt(sin(pi))", 0), ("asin(sqrt(2)^2/2)", math.pi / 2), ("0^0", 1),
        ("acosh(sqrt(3)^2/3)", 0), ("1e15", 1e15), ("-1e15", -1e15), ("1e-300", 1e-300),
        ("(1e10)^20*1e-200", 1), ("1/tan(1)", 1 / math.tan(1)), ("max(1,2)^-1", 0.5),
    ],
)  # fmt: skip
def test_constants(text, value):
    assert parse_constant(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize("text", ["pi/7", "1e15/3", "-1e-299/3", "e^20", "2/3", "1e15", "1e-300"])
def test_the_repr_of_a_constant_parses_to_it(text):
    value = parse_constant(text)
    assert parse_constant(repr(value)) == value


def test_points_and_regions():
    assert parse_point("-1,pi/2") == (-1, math.pi / 2)
    assert parse_point("min(1,2)") == (1,)
    assert parse_point("(1, 2)") == parse_point("<1, 2>") == parse_point("1, 2") == (1, 2)
    assert parse_domain("-3:3, -4:2pi") == ((-3, 3), (-4, 2 * math.pi))
