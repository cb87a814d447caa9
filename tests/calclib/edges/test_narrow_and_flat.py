"""Critical points of constants, narrow valleys and holes; answers by hand."""

import numpy as np
import pytest

from calclib import ScalarField

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))

NONE = [
    # constant, in terms that cancel
    "(x^2-y^2)/(x-y)-x-y", "tan(x)cos(x)-sin(x)", "(x+y)^2-x^2-2x y-y^2",
    "2/(x^2+y^2)-(4x^2)/((x^2+y^2)^2)+2/(x^2+y^2)-(4y^2)/((x^2+y^2)^2)",
    "sin(x)^2+cos(x)^2", "exp(x)exp(-x)", "(x^3-y^3)/(x-y)-x^2-x y-y^2", "log(exp(x))-x",
    "sin(2x)-2sin(x)cos(x)", "cosh(y)^2-sinh(y)^2", "0", "x/(x^2+1)-x/(1+x^2)",
    # flat on lines or areas
    "max(0,x^2+y^2-1)^2", "max(x,0)*max(y,0)", "acos(cos(x y))", "(x+0.1y)^2", "(0.3x-0.7y)^4",
    "(x+y)^2+2(x+y)", "sin(x+0.1y)", "exp(-(x-3y)^2)", "(x^2-y)^2", "max(0,1-x^2-y^2)*0+x*0",
    # undefined where the gradient tends to 0
    "((x-1)^2(y-1)^2)/((x-1)^2+(y-1)^2)", "sin(x^2+y^2)/(x^2+y^2)", "x^2 y^2/(x^2+y^2)",
]  # fmt: skip

FOUND = [
    ("x^2+1e12*y^2", [(0, 0, "minimum")]), ("1e10x^2-y^2", [(0, 0, "saddle")]),
    ("1e8(x-y)^2+(x+y-1)^2", [(0.5, 0.5, "minimum")]),
    ("-(x^2)-1e9(y-1/3)^2", [(0, 1 / 3, "maximum")]), ("x^3+y^2", [(0, 0, "saddle")]),
    ("x^4+1e6y^4", [(0, 0, "minimum")]), ("1e-9x^2+1e-3y^2", [(0, 0, "minimum")]),
    ("(1-x)^2+1e6(y-x^2)^2", [(1, 1, "minimum")]),
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_isolated_point(text: str) -> None:
    assert ScalarField.parse(text).critical_points(SQUARE) == []


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_narrow_valleys(text: str, expected: list) -> None:
    found = ScalarField.parse(text).critical_points(SQUARE)
    assert [each.kind for each in found] == [kind for _, _, kind in expected]
    places = np.array([each.point for each in found])
    assert places == pytest.approx(np.array([row[:2] for row in expected], float), abs=1e-6)
