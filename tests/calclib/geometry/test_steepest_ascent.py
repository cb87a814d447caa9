"""Paths of steepest ascent: outcomes, monotonicity, and agreement with the gradient."""

import numpy as np
import pytest

from calclib import ScalarField
from calclib.errors import DomainError
from calclib.geometry.steepest_ascent import Ascent, steepest_ascent

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))
PEAKS = "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3"
HILL = "4*exp(-(x^2/2 + y^2/8))"


def climb(text: str, start: tuple, region: tuple = SQUARE) -> Ascent:
    path = steepest_ascent(ScalarField.parse(text), start, region)
    assert path.points.shape == (len(path.values), 2)
    assert (np.diff(path.values) >= 0).all()
    assert np.array_equal(path.points[0], start)
    return path


@pytest.mark.parametrize(
    ("text", "start", "outcome", "end"),
    [
        (PEAKS, (0.5, -1), "summit", (1.28568, -0.00485)),
        ("-x^4 - y^4", (1, 2), "summit", (0, 0)),
        ("0.001*sin(50x)*sin(50y)", (0.001, 0.002), "summit", (np.pi / 100, np.pi / 100)),
        ("-((1-x)^2 + 100*(y-x^2)^2)", (-1, 2), "summit", (1, 1)),
        ("-x^2", (1, 1), "summit", (0, 1)),
        ("-x^2 - y^2", (0, 0), "summit", (0, 0)),
        ("x", (0, 1), "left the region", (3, 1)),
        ("1e-6x - 1e-6y", (0, 0), "left the region", (3, -3)),
        ("x^2 + 4y", (1, 2), "left the region", None),
        ("x", (3, 0), "left the region", (3, 0)),
        ("x", (-3, 0), "left the region", (3, 0)),
        ("x^2 - y^2", (0, -1), "saddle", (0, 0)),
        ("x^2 - y^2", (0, 0), "saddle", (0, 0)),
        ("x^2 - y^2", (1e-5, -1), "left the region", None),
        ("1000x*y", (-1, 1), "saddle", (0, 0)),
        ("x^3 - 3x*y^2", (-1, 0), "saddle", (0, 0)),
        ("1/(x^2 + y^2)", (1, 1.5), "undefined", (0, 0)),
        ("-1/x", (-1, 1), "undefined", (0, 1)),
        ("-sqrt(4 - x^2 - y^2)", (0.6, 0.8), "undefined", (1.2, 1.6)),
        ("x^2 + y^2", (0, 0), "did not settle", (0, 0)),
        ("5", (1, 1), "did not settle", (1, 1)),
        ("-sqrt(x^2 + y^2)", (1, 1), "did not settle", (0, 0)),
        ("-abs(x) - y^2", (1, 1), "did not settle", None),
        ("min(x, 1 - y)", (0, 0), "did not settle", None),
    ],
)
def test_outcomes(text: str, start: tuple, outcome: str, end: tuple | None) -> None:
    path = climb(text, start)
    assert path.outcome == outcome
    if end is not None:
        assert path.points[-1] == pytest.approx(end, abs=2e-5)
    if outcome == "left the region":
        assert np.abs(path.points[-1]).max() == 3.0


def test_the_hiker_of_the_storyboard_reaches_the_summit() -> None:
    path = climb(HILL, (-1.5, -2), ((-3.0, 3.0), (-4.0, 4.0)))
    assert path.outcome == "summit"
    assert path.points[-1] == pytest.approx((0, 0), abs=1e-10)
    assert path.values[0] == pytest.approx(4 * np.exp(-(1.125 + 0.5)), abs=1e-12)
    assert path.values[-1] == pytest.approx(4, abs=1e-12)


def test_the_hiker_follows_the_closed_form() -> None:
    # grad is parallel to (4x, y), so dy/dx = y/(4x) and x/x0 = (y/y0)^4
    path = climb(HILL, (-1.5, -2), ((-3.0, 3.0), (-4.0, 4.0)))
    x, y = path.points.T
    assert x == pytest.approx(-1.5 * (y / 2) ** 4, abs=1e-5)


def test_the_path_of_a_bowl_is_a_power_law() -> None:
    # x' = 2x, y' = 6y: y = y0 (x / x0)^3
    path = climb("x^2 + 3y^2", (0.5, 0.01))
    x, y = path.points.T
    assert y == pytest.approx(0.01 * (x / 0.5) ** 3, abs=1e-5)


@pytest.mark.parametrize("start", [(-1.2, 0), (-2, 2)])
def test_the_path_is_smooth_and_perpendicular_to_level_curves(start) -> None:
    path = climb(PEAKS, start)
    step = np.diff(path.points, axis=0)
    length = np.hypot(*step.T)
    assert length.max() < 0.01 * 6 * 1.5
    direction = step / length[:, None]
    turn = np.degrees(np.arccos(np.clip((direction[1:] * direction[:-1]).sum(axis=1), -1, 1)))
    assert turn[:-1].max() < 8  # except the last step, straight to the summit
    f, middle, h = ScalarField.parse(PEAKS), 0.5 * (path.points[1:] + path.points[:-1]), 1e-5
    slope = np.stack([f(*(middle + h * e).T) - f(*(middle - h * e).T) for e in np.eye(2)], axis=-1)
    slope /= np.hypot(*slope.T)[:, None]
    assert (slope * direction).sum(axis=1)[:-1].min() > 0.995


def test_rejected_starts() -> None:
    with pytest.raises(ValueError, match="region"):
        climb("x", (4, 0))
    with pytest.raises(ValueError, match="region"):
        climb("x", (float("nan"), 0))
    with pytest.raises(DomainError):
        climb("log(x)", (-1, 0))
