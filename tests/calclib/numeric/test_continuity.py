"""Continuity of mixed derivatives at a point: against limits found by hand."""

import pytest

from calclib import NotDifferentiable, ScalarField
from calclib.numeric.continuity import is_known_continuous_at


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("x^2*y^2/(x^2+y^2)", (0, 0), False),  # of degree 0: 1 on y = x, 0 on the axes
        ("x*y*(x^2-y^2)/(x^2+y^2)", (0, 0), False),  # -1 on x = 0, 1 on y = 0
        ("x^3*y/(x^2+y^2)", (0, 0), False),
        ("x^3*y^3/(x^2+y^2)", (0, 0), True),  # of degree 2: at most a number times r^2
        ("x^4*y^4/(x^2+y^2)^2", (0, 0), True),
        ("x*y*sqrt(x^2+y^2)", (0, 0), True),
        ("sin(x)*y", (0, 0), True),
        ("sin(x)/x*y", (0, 1), True),
        ("x*abs(x)*y", (0, 1), True),  # 2 abs(x)
        ("x^3*sin(1/x)*y", (0, 1), True),
        ("x^2*y^2/(x^2+y^2)", (1, 2), True),
    ],
)
def test_mixed_derivatives(text: str, at: tuple[float, float], expected: bool) -> None:
    for names in ("xy", "yx"):
        derivative = ScalarField.parse(text).extended().partial(*names)
        assert is_known_continuous_at(derivative, at) is expected


def test_no_value_no_continuity() -> None:
    with pytest.raises(NotDifferentiable):
        is_known_continuous_at(ScalarField.parse("abs(x)*y").partial("x", "y"), (0, 1))
