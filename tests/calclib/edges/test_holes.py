"""Holes with a limit and without one, approached along curves of every power; answers by hand."""

import numpy as np
import pytest

from calclib import DomainError, NotDifferentiable, ScalarField
from calclib.expression import parse_point

WITHOUT_LIMIT = [
    # unbounded beside a line or a curve through the point
    "x y/(x+2y)", "(x^2+y^2)/(2x-y)", "(x^2+y^2)/(x+2y)", "x^3/(x-2y)", "x^4/(y-x^2)", "x^8/(y-x)",
    "x^2/(x^2+y^2-x)", "x^4/y", "y^6/x", "x^100/(y-x)", "x^9/(y-3x)^3", "x^5/(y-x^3)",
    "x^6/(y^2-x^3)", "x^5/sin(x-y)", "(x^4+y^4)/(x+y-x^2)", "x^7/(exp(x)-1-y)", "x^4/log(1+x-y)",
    "x^3/(x-y)^2", "x log|y|", "x^2 y^2/(x^2-4y^2)", "y^4/(x-y^2)^2", "x^3/tan(x+y)",
    "x^2 exp(1/(x-y))", "x^4/(y-2x)^(1/3)", "(x^2+y^2) cot(x-2y)",
    # with another limit along a curve
    "x y/(x^2+y^2)", "x^2 y/(x^4+y^2)", "x y^2/(x^2+y^4)", "x^3 y/(x^6+y^2)", "x y^3/(x^2+y^6)",
    "x^2(y-2x)/(x^4+(y-2x)^2)", "x^2(y+x)/(x^4+(y+x)^2)", "x^2 y^3/(x^4+y^6)",
    "x^2 y^5/(x^4+y^10)", "x^4 y/(x^8+y^2)", "x^2(y-x^2)^3/(x^4+(y-x^2)^6)", "(x-y)^2/(x^2+y^2)",
    "x^2 y^2/(x^2 y^2+(x-y)^2)", "y^2/(x^2+y^2-2x y+y^4)", "sin(x y)/(x^2+y^2)",
    "(1-cos(x))y/(x^4+y^2)", "x^2/(x^2+y^2)", "|x|/(|x|+|y|)", "atan(y/x)", "x^3 y^4/(x^6+y^8)",
    "(x^2-y^2)/(x^2+y^2)", "sin(x)/y", "|x y|/(x^2+y^2)", "(x+y)/sqrt(x^2+y^2)",
    "exp(-1/x^2)y/(exp(-2/x^2)+y^2)", "x^2 y/(x^4+y^2)+x", "1/(1+exp(1/(x+y)))",
    # powers of the line
    "|y|^x", "(x^2)^y", "|x|^(x/(x^2+y^2))", "(x^2+y^2)^(1/log(x^2+2y^2+x y)^2 * y/x)",
    # unbounded, or oscillating
    "1/(x^2+y^2)", "log(x^2+y^2)", "sin(1/(x^2+y^2))", "sin(1/x)", "(x+y)/(x^2+y^2)", "1/x^2",
]  # fmt: skip

FILLED = [
    ("x*y*(x^2-y^2)/(x^2+y^2)", "0,0", 0), ("x^3/(x^2+y^2)", "0,0", 0),
    ("(x^3-y^3)/(x^2+y^2)", "0,0", 0), ("x^2 y^2/(x^2+y^2)", "0,0", 0),
    ("x y/sqrt(x^2+y^2)", "0,0", 0), ("(1-cos(x y))/(x y)^2", "0,0", 0.5),
    ("sin(x y)/x", "0,0", 0), ("sin(x y)/x", "0,1.5", 1.5), ("sin(x)/x", "0,5", 1),
    ("(x-sin(x))/x^3", "0,0", 1 / 6), ("sin(x^2+y^2)/(x^2+y^2)", "0,0", 1),
    ("tan(x^2+y^2)/(x^2+y^2)", "0,0", 1), ("(x^2-y^2)/(x-y)", "0.3,0.3", 0.6),
    ("(x^3-y^3)/(x-y)", "1,1", 3), ("(cos(x)-cos(y))/(x-y)", "0,0", 0),
    ("(exp(x)-exp(y))/(x-y)", "0,0", 1), ("(x^2+y^2)log(x^2+y^2)", "0,0", 0),
    ("1/log(x^2+y^2)", "0,0", 0), ("y log|y|", "1,0", 0), ("exp(-1/(x^2+y^2))", "0,0", 0),
    ("(x^4+y^4)/(x^2+y^2)", "0,0", 0), ("x^3 y^2/(x^4+y^6)", "0,0", 0),
    ("x^3 y/(x^4+y^2)", "0,0", 0), ("x y/(|x|+|y|)", "0,0", 0),
    ("(x y)^(1/3)/(x^2+y^2)^(1/4)", "0,0", 0), ("|x|^0.2 y/sqrt(x^2+y^2)", "0,0", 0),
    ("(x-0.1)(y-0.2)/sqrt((x-0.1)^2+(y-0.2)^2)", "0.1,0.2", 0),
    ("sin(x-pi)/(x-pi)", "pi,0", 1), ("(x-pi)/sin(x)", "pi,0", -1), ("(3x-1)/(x-1/3)", "1/3,0", 3),
    ("(x^2-2)/(x-sqrt(2))", "sqrt(2),0", 8**0.5), ("x sin(1/y)+y sin(1/x)", "0,0", 0),
    ("(x^2+y^2)sin(1/(x^2+y^2))", "0,0", 0), ("ln(1+x y)/(x y)", "0,0", 1),
    ("(y^2-3x y+2x^2)/(y-x)", "0,0", 0), ("x^2 atan(y/x)-y^2 atan(x/y)", "0,0", 0),
]  # fmt: skip

CLAIRAUT = "x^2 atan(y/x)-y^2 atan(x/y)"
SECOND = [
    (CLAIRAUT, "xy", -1), (CLAIRAUT, "yx", 1), (CLAIRAUT, "xx", 0), (CLAIRAUT, "yy", 0),
    ("x*y*(x^2-y^2)/(x^2+y^2)", "xy", -1), ("x*y*(x^2-y^2)/(x^2+y^2)", "yx", 1),
    ("x^3/(x^2+y^2)", "xx", 0), ("x^3/(x^2+y^2)", "yy", 0), ("(x^3-y^3)/(x^2+y^2)", "xx", 0),
    ("(x^3-y^3)/(x^2+y^2)", "yy", 0), ("x y^3/(x^2+y^2)", "xy", 1), ("x y^3/(x^2+y^2)", "yx", 0),
    ("x^3 y/(x^2+y^2)", "xy", 0), ("x^3 y/(x^2+y^2)", "yx", 1), ("sin(x y)/x", "xy", 0),
    ("sin(x)/x", "xx", -1 / 3), ("sin(x^2+y^2)/(x^2+y^2)", "xx", 0), ("ln(1+x)/x", "xx", 2 / 3),
    ("(1-cos(x y))/(x y)^2", "xx", 0), ("2x^4/(x^2+y^2)", "xx", 4), ("2x^4/(x^2+y^2)", "xy", 0),
]  # fmt: skip


@pytest.mark.parametrize("text", WITHOUT_LIMIT)
def test_a_hole_without_a_limit_stays(text: str) -> None:
    field = ScalarField.parse(text).extended()
    assert np.isnan(field(0, 0))
    with pytest.raises(DomainError, match=r"undefined at \(0, 0\).*limit"):
        field.at((0, 0))
    with pytest.raises(DomainError):
        field.partial_at("x", (0, 0))


@pytest.mark.parametrize(("text", "typed", "expected"), FILLED)
def test_a_hole_with_a_limit_is_filled(text: str, typed: str, expected: float) -> None:
    field, point = ScalarField.parse(text).extended(), parse_point(typed)
    assert field.at(point) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert field.is_limit_at(point)


@pytest.mark.parametrize(("text", "names", "expected"), SECOND)
def test_second_partials_in_a_hole(text: str, names: str, expected: float) -> None:
    field = ScalarField.parse(text).extended()
    assert field.partial(*names).at((0, 0)) == pytest.approx(expected, rel=1e-7, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "names"), [("x^3/(x^2+y^2)", "xy"), ("(x^3-y^3)/(x^2+y^2)", "xy")]
)
def test_second_partials_that_do_not_exist(text: str, names: str) -> None:
    with pytest.raises(NotDifferentiable):
        ScalarField.parse(text).extended().partial(*names).at((0, 0))
