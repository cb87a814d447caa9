"""Poles: found at their exact places, and nowhere else."""

from __future__ import annotations

import math

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.windows.poles import asymptote_curves, asymptotes, pole_curves, poles
from calclib.sampling.growth import can_grow
from calclib.tree.function_entry import Function
from calclib.tree.functions import FUNCTIONS

REGION = ((-0.8, 2.8), (-1.0, 3.0))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/x", [0]),
        ("1/x^2", [0]),
        ("(x-2)/(x+2)", [-2]),
        ("1/(x^2-1)", [-1, 1]),
        ("tan(x)", [-math.pi / 2, math.pi / 2]),
        ("1/(x-0.3) + 5", [0.3]),
        ("3e5/x", [0]),
        ("1e-5/x", [0]),
        ("1/sin(3x)", [k * math.pi / 3 for k in (-2, -1, 0, 1, 2)]),
        ("exp(-100x^2)", []),
        ("1/(x^2 + 1e-6)", []),
        ("exp(-log(x))", [0]),
        ("x^(-x)*x^-1", [0]),
        ("sqrt(3)/(2x) - 1", [0]),
        ("sin(x)/x", []),
        ("abs(x)/x", []),
        ("x^2", []),
        ("5", []),
        ("sqrt(x-4)", []),
    ],
)
def test_poles_of_an_interval(text, expected) -> None:
    found = poles(ScalarField.parse(text, ("x",)), (-3.0, 3.0))
    assert found == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize(
    ("text", "zero_at_pole"),
    [
        ("(x-y)/(x+y)", lambda x, y: x + y),
        ("1/(x-y)", lambda x, y: x - y),
        ("1/(x-y)^2", lambda x, y: x - y),
        ("x/y", lambda x, y: y),
        ("tan(x+y)", lambda x, y: np.cos(x + y)),
        ("1/(x^2+y^2-1)", lambda x, y: np.hypot(x, y) - 1),
        ("1/(x*y)", lambda x, y: x * y),
        ("log(x)/(x-y)", lambda x, y: x - y),
    ],
)
def test_curves_of_poles_lie_where_the_denominator_vanishes(text, zero_at_pole) -> None:
    found = pole_curves(ScalarField.parse(text), REGION)
    assert found
    for line in found:
        assert zero_at_pole(*line.T) == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize(
    "text",
    ["x*y", "5", "exp(-100(x^2+y^2))", "abs(x-y)", "sin(x-y)/(x-y)", "x*y/(x^2+y^2)",
     "1/(x^2+y^2)", "sqrt(-1-x^2)", "log(x)"],
)  # fmt: skip
def test_no_curve_of_poles(text) -> None:
    assert not pole_curves(ScalarField.parse(text), REGION)


@pytest.mark.parametrize(
    "text",
    ["x^2/7 - exp(sin(x*y))", "sqrt(x+2)^3 + max(x, 0.5)", "abs(x)^1.5", "x^(1/3)*acos(y)",
     "3x*e^(-x^2-y^2) + (1/2)^x - pi^(x*y)"],
)  # fmt: skip
def test_functions_bounded_by_their_formula(text) -> None:
    """Of these no value is computed, so that pictures of most functions come faster."""
    assert not can_grow(ScalarField.parse(text).tree)


@pytest.mark.parametrize("text", ["e^(1/x)", "x^y", "2^tan(x)", "(-x)^(-1/3)", "0^y", "1/(1+x^2)"])
def test_functions_whose_formula_does_not_bound_them(text) -> None:
    assert can_grow(ScalarField.parse(text).tree)


@pytest.mark.parametrize("name", [name for name, each in FUNCTIONS.items() if each.is_bounded])
def test_what_the_table_calls_bounded_is_bounded(name) -> None:
    entry = FUNCTIONS[name]
    ends = (entry.domain.low, entry.domain.high) if entry.domain else (0.0,)
    corners = np.concatenate([np.array(ends), np.arange(-5, 6) * math.pi / 2])
    t = np.concatenate([np.linspace(-9, 9, 2001), *(corners + side for side in (-1e-9, 1e-9))])
    with np.errstate(all="ignore"):
        sizes = np.abs(ScalarField.parse(f"{name}({call(entry)})", ("x",))(t))
    assert np.nanmax(sizes) < math.exp(9.1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ln(x)", [0]),
        ("ln(9 - 4*x^2)", [-1.5, 1.5]),
        ("ln(abs(x - 1))", [1]),
        ("1/x", [0]),
        ("atanh(x)", [-1, 1]),
        ("sqrt(x)", []),
        ("abs(x)^0.1", []),
        ("x*ln(x)", []),
        ("exp(x)", []),
    ],
)
def test_asymptotes_are_poles_and_logarithmic_ones(text: str, expected: list[float]) -> None:
    found = asymptotes(ScalarField.parse(text, ("x",)), (-2.13, 2.9))
    assert found == pytest.approx(expected, abs=1e-7)


def call(entry: Function) -> str:
    """The argument x, as often as a function takes one."""
    return ", ".join("x" * (entry.arity or 2))


@pytest.mark.parametrize("text", ["ln(x - y)", "ln(abs(x - y))", "log10(x - y) + y", "1/(x - y)"])
def test_curves_on_which_a_logarithm_ends_are_asymptotes(text: str) -> None:
    found = np.concatenate(asymptote_curves(ScalarField.parse(text), REGION))
    assert np.abs(found[:, 0] - found[:, 1]).max() < 1e-3
    assert np.ptp(found[:, 0]) > 0.9 * (REGION[0][1] - REGION[0][0])


@pytest.mark.parametrize("text", ["ln(1 + x^2)*y", "sqrt(x - y)", "(x - y)*ln(x - y)"])
def test_what_stays_bounded_has_no_asymptotes(text: str) -> None:
    assert not asymptote_curves(ScalarField.parse(text), REGION)
