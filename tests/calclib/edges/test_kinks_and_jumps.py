"""One-sided derivatives at kinks, jumps, slow powers and steep places; answers by hand."""

import math

import pytest

from calclib import NotDifferentiable, ScalarField
from calclib.expression import parse_point

INF, NAN = math.inf, math.nan

SIDES = [
    ("|x-0.3|+x", "x", "0.3,0.3", 0, 2), ("|x-1/3|+x", "x", "1/3,0", 0, 2),
    ("|x-0.3|-x", "x", "0.3,0", -2, 0), ("2x-|2x-0.2|", "x", "0.1,0", 4, 0),
    ("|x-0.7|+1000x", "x", "0.7,0", 999, 1001), ("|x-pi|+x", "x", "pi,0", 0, 2),
    ("max(x+y,0.3)", "x", "0.1,0.2", 0, 1), ("max(x+y,0.3)", "y", "0.1,0.2", 0, 1),
    ("min(x+y,0.3)-x", "x", "0.1,0.2", 0, -1), ("max(x^2+y^2,1)-x^2", "x", "0.6,0.8", -1.2, 0),
    ("min(y^2,x^2)-(2+x^2)", "x", "2,2", 0, -4), ("|x^2+y^2|-max(x^2-y,y)", "x", "2,2", 4, 0),
    ("|sin(x)|+x", "x", "pi,0", 0, 2), ("|cos(x)|", "x", "pi/2,0", -1, 1),
    ("|x y-0.06|", "x", "0.2,0.3", -0.3, 0.3), ("|x|+|x|", "x", "0,0", -2, 2),
    ("sqrt((x-0.1)^2)+x", "x", "0.1,0", 0, 2), ("((x-0.1)^4)^(1/4)", "x", "0.1,0", -1, 1),
    ("|x|/(1+|x|)", "x", "0,0", -1, 1), ("exp(|x|)", "x", "0,0", -1, 1),
    ("max(x,2x)", "x", "0,0", 1, 2), ("max(x,y,0.3)", "x", "0.3,0.1", 0, 1),
    ("min(|x|,|y|)", "x", "0,1", -1, 1), ("acos(cos(x))", "x", "pi,0", 1, -1),
    ("asin(sin(x))+x", "x", "pi/2,0", 2, 0), ("|x^2-2|", "x", "sqrt(2),0", -(8**0.5), 8**0.5),
    ("|log(x)|", "x", "1,0", -1, 1), ("|1e-3x|+1e3", "x", "0,0", -1e-3, 1e-3),
    ("|3x-1|+|3y-1|", "y", "1/3,1/3", -3, 3), ("|1.1x-0.11|", "x", "0.1,0", -1.1, 1.1),
    ("sqrt(x^2+y^2)", "x", "0,0", -1, 1), ("|x|+x^2*1e6", "x", "0,0", -1, 1),
    # jumps
    ("sign(x)", "x", "0,0", INF, INF), ("-sign(x)", "x", "0,0", -INF, -INF),
    ("|1+sign(x)|", "x", "0,1", INF, INF), ("|sign(x)|", "x", "0,1", -INF, INF),
    ("max(1+sign(x),0)", "x", "0,1", INF, INF), ("max(sign(x),0)", "x", "0,1", 0, INF),
    ("min(sign(x),0)", "x", "0,1", INF, 0), ("min(1-sign(x),1)", "x", "0,0", 0, -INF),
    ("x+sign(x-0.1)", "x", "0.1,0", INF, INF), ("sign(x)*y", "x", "0,-2", -INF, -INF),
    ("sign(x)^2", "x", "0,0", -INF, INF), ("|x|+sign(y)", "x", "0,0", -1, 1),
    ("sign(sin(x))", "x", "pi,0", -INF, -INF), ("sign(x+y-0.3)", "x", "0.1,0.2", INF, INF),
    ("exp(sign(x))", "x", "0,0", INF, INF), ("max(0.5,sign(x-y))", "x", "1,1", 0, INF),
    # slow powers and logarithms
    ("|x|^0.9", "x", "0,0", -INF, INF), ("|x|^0.99", "x", "0,0", -INF, INF),
    ("x^(9/11)", "x", "0,0", INF, INF), ("|x|^0.95-|x|", "x", "0,0", -INF, INF),
    ("|x|^1.1+|x|", "x", "0,0", -1, 1), ("|x|^1.05-2|x|", "x", "0,0", 2, -2),
    ("|x-0.1|^0.9", "x", "0.1,0", -INF, INF), ("x^(99/101)", "x", "0,0", INF, INF),
    # steep, but not infinite
    ("atan(1e9x)+1e9|x|", "x", "0,0", 0, 2e9), ("tanh(1e12x)+1e12|x|", "x", "0,0", 0, 2e12),
    ("|1e14x|", "x", "0,0", -1e14, 1e14),
    # borders of the domain
    ("sqrt(0.3-x-y)", "x", "0.1,0.2", -INF, NAN), ("asin(x/0.1)", "x", "0.1,0", INF, NAN),
    ("sqrt(4-x^2-y^2)", "x", "1.2,1.6", -INF, NAN), ("(x-0.7)^(3/2)", "x", "0.7,0", NAN, 0),
    ("acos(x+y)", "x", "0.3,0.7", -INF, NAN), ("sqrt(sin(x))", "x", "pi,0", -INF, NAN),
    ("x+sqrt(0.1-x)^3", "x", "0.1,0", 1, NAN),
    # oscillations
    ("|x|+max(x,0)^2*0", "x", "0,0", -1, 1),
]  # fmt: skip

SMOOTH = [
    ("|x|^1.1", "x", "0,0", 0), ("|x|^1.02", "x", "0,0", 0), ("x^(10/9)", "x", "0,0", 0),
    ("x^(101/99)", "x", "0,0", 0), ("|x|^1.1+3x", "x", "0,0", 3), ("|x|^1.5*y", "x", "0,2", 0),
    ("|x-0.1|^1.1", "x", "0.1,0", 0), ("|x|^1.1+|x|^1.05", "x", "0,0", 0),
    ("|x+y-0.3|^1.2", "y", "0.1,0.2", 0), ("x*|x|^0.1", "x", "0,0", 0),
    ("max(x^2+y^2,1)-x^2", "x", "0,1", 0), ("|y^2|-x^2(x^2+y^2)", "y", "1,0", 0),
    ("|x^2|", "x", "0,0", 0), ("|x|*x", "x", "0,0", 0), ("|sin(x)|*sin(x)", "x", "pi,0", 0),
    ("|x-0.3|*(x-0.3)+x", "x", "0.3,0", 1), ("max(x,0)^1.2", "x", "0,0", 0),
    ("max(x,x)", "x", "0,0", 1), ("max(x,0)+min(x,0)", "x", "0,0", 1),
    ("|x|-|x|", "x", "0,0", 0), ("|x-0.1|-|0.1-x|+y", "x", "0.1,0", 0),
    ("sqrt(x^4)", "x", "0,0", 0), ("((x-0.1)^6)^(1/4)", "x", "0.1,0", 0),
    ("x^(4/3)", "x", "0,0", 0), ("x^(5/3)+x", "x", "0,0", 1), ("|x|^3", "x", "0,0", 0),
    ("sign(x)*x^2", "x", "0,0", 0), ("sign(x)*sin(x)*x", "x", "0,0", 0),
    ("cos(|x|)", "x", "0,0", 0), ("cosh(|x-0.7|)", "x", "0.7,0", 0),
    ("min(x^2,2x^2)", "x", "0,0", 0), ("max(sin(x),x)-x", "x", "0,0", 0),
    ("|x|*|y|", "x", "0,0", 0), ("(x-1/3)^2/(1+|3x-1|)", "x", "1/3,0", 0),
    ("sqrt(|x|^3)", "x", "0,0", 0), ("|x|^2.5", "x", "0,0", 0),
    ("x^2*sign(sin(x))", "x", "0,0", 0), ("exp(-|x|)+|x|", "x", "0,0", 0),
    ("|x|-sin(|x|)", "x", "0,0", 0), ("1e10+|x|^1.1", "x", "0,0", 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "typed", "left", "right"), SIDES)
def test_sides_that_differ(text: str, name: str, typed: str, left: float, right: float) -> None:
    with pytest.raises(NotDifferentiable) as caught:
        ScalarField.parse(text).partial_at(name, parse_point(typed))
    found = (caught.value.left, caught.value.right)
    assert found == pytest.approx((left, right), rel=1e-9, abs=1e-12, nan_ok=True)


@pytest.mark.parametrize(("text", "name", "typed", "expected"), SMOOTH)
def test_sides_that_agree(text: str, name: str, typed: str, expected: float) -> None:
    field, point = ScalarField.parse(text), parse_point(typed)
    assert field.partial_at(name, point) == pytest.approx(expected, rel=1e-9, abs=1e-12)
    assert float(field.partial(name)(*point)) == pytest.approx(expected, rel=1e-9, abs=1e-12)
