"""Ranges of values: finite, nonempty, robust against poles."""

import numpy as np
import pytest

from calclib import ScalarField
from calclib.sampling.value_ranges import graph_range, value_range


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("x^2", 0, 9),
        ("4*exp(-(x^2/2 + y^2/8))", 4 * np.exp(-4.5 - 9 / 8), 4),
        ("exp(-40*(x^2 + y^2))", 0, 1),
        ("7", 6, 8),
        ("7000", 3500, 10500),
        ("0", -1, 1),
        ("log(-1 - x^2)", -1, 1),
    ],
)
def test_full_range_where_there_is_no_pole(text: str, low: float, high: float) -> None:
    found = value_range(ScalarField.parse(text), ((-3.0, 3.0), (-3.0, 3.0)))
    assert found == pytest.approx((low, high), abs=1e-6)


@pytest.mark.parametrize("text", ["1/x", "1/(x^2 + y^2)", "tan(x)", "1/(x - y)^2", "-1/(x*y)^4"])
def test_ranges_exclude_poles(text: str) -> None:
    field, region = ScalarField.parse(text), ((-3.0, 3.0), (-3.0, 3.0))
    low, high = value_range(field, region)
    places = np.random.default_rng(1).uniform(-3, 3, (2, 4000))
    values = field(*places)
    inside = (values >= low) & (values <= high)
    assert inside.mean() > 0.8
    values_on_a_line = field(np.linspace(-3, 3, 998), np.linspace(-2.99, 2.98, 998))
    assert high - low < 0.05 * np.ptp(values_on_a_line)


def test_ranges_are_finite_and_nonempty() -> None:
    assert value_range([np.inf, 1.0, 3.0, np.nan]) == (1, 3)
    assert value_range([]) == (-1, 1)
    assert value_range([np.nan]) == (-1, 1)
    low, high = value_range(np.r_[np.linspace(0, 1, 99), 1e9])
    assert (low, high) == (0, pytest.approx(1.7, abs=0.2))


@pytest.mark.parametrize("text", ["(x - y)/(x + y)", "1/(x - y)", "1/(x + y)^2", "tan(x + y)"])
@pytest.mark.parametrize("shift", [0.0, 1e-17, 0.1 + 0.2])
def test_a_node_on_a_pole_does_not_count(text: str, shift: float) -> None:
    """The corner of a region may be 1e-16 beside a pole, where the value is 1e16."""
    region = ((-0.8 + shift, 2.8 + shift), (0.8 - 3.6 - shift, 0.8 - shift))
    low, high = value_range(ScalarField.parse(text), region)
    assert -1e4 < low < high < 1e4


def test_the_range_of_a_graph_holds_a_needle_and_a_given_value() -> None:
    low, high = graph_range(lambda t: np.exp(-100 * t * t), (-3.0, 3.0), 0.5, 0.1)
    assert low == pytest.approx(-0.1, abs=0.02)
    assert high == pytest.approx(1.1, abs=0.05)
    low, high = graph_range(lambda t: 1 / t, (-3.0, 3.0), 50.0, 0.0)
    assert high == 50
    assert low > -50


def test_a_node_on_a_logarithm_does_not_count() -> None:
    """At the edge of its domain, rounding gives log(x*y + 2) a value such as -36."""
    low, high = value_range(ScalarField.parse("log(x*y + 2)"), ((-0.8, 2.8), (-0.8, 2.8)))
    assert -5 < low < 0
    assert high == pytest.approx(np.log(2.8**2 + 2))
