"""Derivatives without formulas, against differences of values at high precision."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from mpmath import mp

from calclib.expression import parse
from calclib.numeric.jets import Jets
from calclib.tree.evaluation import evaluate
from calclib.tree.functions import FUNCTIONS
from calclib.tree.precision import evaluate_mp

TEXTS = [
    "x^2*y + sin(y)", "x^y", "x^x + y^-2", "(x^2)^y", "2^x*e^y*x^pi", "x/(1+y^2)/(2+x)", "5", "x",
    "3y - 1/x", "max(x, y, x*y)", "min(x^2, y^2)", "|sin(3x)*y|^3", "sqrt(x^4 + y)", "x^(1/3)*y^7",
    "x^(5/3) - y^(4/3)", "atan(x/y)", "log(x^2 + y^2)", "ln(x)*y", "1/(1 + exp(-20x*y))",
    "(x-1)^2 - (2y)^0", "sign(x - y)*x^2", "x^-3 y", "-(x*y)^9", "1/sin(pi/3) + x^100*y",
]  # fmt: skip
TEXTS += [f"{name}(x/3 + y^2/9)" for name, each in FUNCTIONS.items() if each.arity == 1]


def differences(text: str, point: tuple[float, float]) -> list[float]:
    """f_x, f_y, f_xx, f_xy, f_yy by central differences."""
    tree = parse(text, ("x", "y"))
    with mp.workdps(100):
        h = mp.mpf(10) ** -20

        def f(i: int, j: int) -> Any:
            return evaluate_mp(tree, {"x": point[0] + i * h, "y": point[1] + j * h}, 100)

        first = [(f(1, 0) - f(-1, 0)) / (2 * h), (f(0, 1) - f(0, -1)) / (2 * h)]
        xx, yy = (
            (f(*a) - 2 * f(0, 0) + f(*b)) / h**2 for a, b in (((1, 0), (-1, 0)), ((0, 1), (0, -1)))
        )
        xy = (f(1, 1) - f(1, -1) - f(-1, 1) + f(-1, -1)) / (4 * h**2)
        return [float(each) for each in (*first, xx, xy, yy)]


@pytest.mark.parametrize("text", TEXTS)
def test_derivatives_agree_with_differences(text: str) -> None:
    jets = Jets.of(parse(text, ("x", "y")), ("x", "y"))
    points = np.array([(0.7, 1.3), (1.9, 0.4), (2.6, 2.9), (-1.2, 1.7), (-0.4, -2.2)])
    gradient, hessian = jets.gradient(*points.T), jets.hessian(*points.T)
    for point, slopes, matrix in zip(points, gradient, hessian, strict=True):
        expected = differences(text, tuple(point))
        if np.isnan(expected).any():
            assert np.isnan(slopes).all()
            continue
        found = [*slopes, matrix[0, 0], matrix[0, 1], matrix[1, 1]]
        assert found == pytest.approx(expected, rel=1e-11, abs=1e-11)
        assert matrix[0, 1] == matrix[1, 0]


@pytest.mark.parametrize("text", ["log(x)*y", "sqrt(x)", "asin(x)", "1/x", "x/x", "tan(x)^(1/2)"])
def test_derivatives_are_undefined_where_the_value_is(text: str) -> None:
    tree = parse(text, ("x", "y"))
    x, y = np.meshgrid(np.linspace(-3, 3, 25), [0.0, 1.0])
    undefined = np.isnan(evaluate(tree, {"x": x, "y": y}))
    jets = Jets.of(tree, ("x", "y"))
    assert undefined.any()
    assert np.isnan(jets.gradient(x, y)[undefined]).all()
    assert np.isnan(jets.hessian(x, y)[undefined]).all()


@pytest.mark.parametrize("text", ["|x|", "max(x, -x)", "sqrt(x^2)", "-min(x, -x)", "sign(x)*x"])
def test_derivatives_at_a_kink_are_the_mean_of_both_sides(text: str) -> None:
    jets = Jets.of(parse(text, ("x", "y")), ("x", "y"))
    slopes = jets.gradient(np.array([-1.0, 0.0, 1.0]), np.zeros(3))
    assert slopes.tolist() == [[-1, 0], [0, 0], [1, 0]]


def test_arrays_of_any_shape_and_size() -> None:
    jets = Jets.of(parse("x^2*y", ("x", "y")), ("x", "y"))
    x, y = np.meshgrid(np.linspace(0, 1, 150), np.linspace(0, 1, 70))
    assert jets.gradient(x, y)[..., 0] == pytest.approx(2 * x * y)
    assert jets.hessian(x, y)[..., 1, 0] == pytest.approx(2 * x)
    assert jets.gradient(np.empty(0), np.empty(0)).shape == (0, 2)
