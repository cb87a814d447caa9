"""Steps of secants."""

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.secant_steps import STEP_SHARES, secant_steps, secants_turn


def function(text):
    return ScalarField.parse(text, ("x",))


def test_the_storyboards_steps():
    assert secant_steps(function("x^2 + sin(1)"), -1.0, (-2.5, 0.5)) == (1.0, 0.5, 0.1, 0.01)


@pytest.mark.parametrize(
    ("text", "a", "interval"),
    [
        ("sqrt(1 - x)", 1.0, (-1.0, 1.0)),
        ("tan(x)", 1.0, (-0.5, 2.5)),
        ("1/x", 0.2, (-1.0, 1.4)),
        ("log(x)", 0.1, (0.0, 2.0)),
    ],
)
def test_no_step_leaves_the_connected_piece_of_the_graph(text, a, interval):
    f = function(text)
    steps = secant_steps(f, a, interval)
    assert [h / steps[0] for h in steps] == pytest.approx(STEP_SHARES)
    between = f(np.linspace(a, a + steps[0], 2001))
    assert np.isfinite(between).all()
    assert np.abs(np.diff(between)).max() < 0.2 * np.ptp(between) + 1e-12


def test_an_isolated_point_has_no_steps():
    with pytest.raises(ValueError, match="no values beside"):
        secant_steps(function("sqrt(-x^2)"), 0.0, (-1.0, 1.0))


@pytest.mark.parametrize(
    ("text", "a", "interval"),
    [
        ("8*x^2 - 8*x", 1 / 3, (-1.0, 1.5)),
        ("x^2", -0.4, (-2.0, 2.0)),
        ("cos(x)", 2.9, (0.0, 6.0)),
        ("x^3 - 3*x", 0.7, (-2.0, 2.2)),
    ],
)
def test_the_first_secant_rises_visibly_and_as_the_graph_does_at_the_point(text, a, interval):
    f = function(text)
    h = secant_steps(f, a, interval)[0]
    assert interval[0] <= a + h <= interval[1]
    rise = f.at(a + h) - f.at(a)
    assert abs(rise) >= 0.05 * np.ptp(f(np.linspace(interval[0], interval[1], 1001)))
    assert rise / h * (f.at(a + 1e-4) - f.at(a - 1e-4)) > 0


def test_without_a_rise_the_first_step_is_the_largest():
    assert secant_steps(function("3"), 0.0, (-1.5, 1.5))[0] == 1.0


@pytest.mark.parametrize(
    ("text", "a", "interval", "first"),
    [
        ("20*cosh(x/20)", 10.0, (4.0, 18.0), 5.0),
        ("60x/(x^2 + 4)", 3.0, (1.85, 4.65), -1.0),
        ("x^2", 1.0, (-0.5, 3.5), 1.0),
        ("3x - 2", 1.0, (-0.5, 3.5), 1.0),
    ],
)
def test_the_first_step_is_so_long_that_secants_turn(
    text: str, a: float, interval: tuple[float, float], first: float
) -> None:
    """Beyond an inflection they do not; nor do those of a line."""
    assert secant_steps(function(text), a, interval)[0] == first


def test_secants_turn_if_the_first_is_seen_apart_from_the_tangent() -> None:
    """Of x^2 at 1 from a step of 1: from a slope of 3 to one of 2."""
    size = 1.0, 3.0
    assert secants_turn(function("x^2"), 1.0, 1.0, size)
    assert not secants_turn(function("x^2"), 1.0, 0.1, size)
