"""Default views of arbitrary functions."""

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.regions import default_interval, default_region

PEAKS = "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3"

VIEWS = {
    "x^2": (lambda x: x**2, 1),
    "parabola": (lambda x: x**2 + np.sin(1), -1),
    "log": (np.log, 2),
    "half circle": (lambda x: np.sqrt(4 - x * x), 1),
    "1/x": (lambda x: 1 / x, 1),
    "tan": (np.tan, 0),
    "steep": (lambda x: 1000 * x, 1),
    "tiny waves": (lambda x: 0.001 * np.sin(50 * x), 0.01),
    "exp": (np.exp, 3),
    "constant": (lambda x: 0 * x + 3, 0),
    "cubic": (lambda x: x**3 - 3 * x, 0),
    "sin": (np.sin, 0.5),
    "bell": (lambda x: np.exp(-((x / 1000) ** 2)), 500),
    "arcsin": (np.arcsin, 0.5),
    "power": (lambda x: x**10, 0.5),
}


@pytest.mark.parametrize("name", VIEWS)
def test_the_point_is_well_inside_and_its_slope_is_legible(name: str) -> None:
    function, point = VIEWS[name]
    evaluations = 0

    def counted(x):
        nonlocal evaluations
        evaluations += np.size(x)
        return function(x)

    with np.errstate(all="ignore"):
        (left, right), (low, high) = default_interval(counted, point)
        assert evaluations < 30_000
        share = (point - left) / (right - left)
        level = (function(np.float64(point)) - low) / (high - low)
        h = 1e-6 * (right - left)
        slope = (function(point + h) - function(point - h)) / (2 * h)
        defined_share = np.isfinite(function(np.linspace(left, right, 400))).mean()
    assert 0.15 < share < 0.85
    assert 0.0 < level < 1.0
    assert slope == 0 or 0.01 < abs(slope) * (right - left) / (high - low) < 8
    assert defined_share > 0.6
    assert np.isfinite([left, right, low, high]).all()


def test_the_interesting_shape_is_visible() -> None:
    with np.errstate(all="ignore"):
        (left, right), _ = default_interval(lambda x: x**3 - 3 * x, 0)
        assert left < -1
        assert right > 1
        (left, right), _ = default_interval(lambda x: np.sqrt(4 - x * x), 1)
        assert left <= -2
        assert right >= 2
        (left, right), _ = default_interval(lambda x: 0.001 * np.sin(50 * x), 0.01)
        assert 0.5 < (right - left) / (2 * np.pi / 50) < 6
        with pytest.raises(ValueError, match="no values"):
            default_interval(lambda x: np.full_like(x, np.nan), 0)


@pytest.mark.parametrize(
    ("text", "point"),
    [("x^2*y + sin(y)", (-1, 1)), (PEAKS, (0.5, 0.5)), ("log(x*y)", (1, 2)), ("5", (0, 0)),
     ("1000x*y", (1, 1)), ("0.001*sin(50x)*sin(50y)", (0.01, 0.01)), ("x*y/(x^2+y^2)", (1, 1)),
     ("sqrt(4 - x^2 - y^2)", (1, 0.5)), ("1/x", (1, 0))],
)  # fmt: skip
def test_regions_contain_the_point_and_its_value(text: str, point: tuple) -> None:
    field = ScalarField.parse(text)
    region, (low, high) = default_region(field, point)
    for (start, end), value in zip(region, point, strict=True):
        assert start + 0.12 * (end - start) < value < end - 0.12 * (end - start)
    assert low < float(field(*point)) < high
    assert default_region(field, point) == (region, (low, high))


@pytest.mark.parametrize(
    ("function", "point", "width"),
    [
        (lambda x: np.exp(-100 * x * x), 0.0, 2.5),  # the needle is about 0.3 wide
        (lambda x: np.exp(-100 * x * x), 0.1, 2.5),
        (lambda x: np.arctan(10 * x), 1.0, 8.0),
        (lambda x: 1 / (x * x + 0.01), 0.0, 5.0),
    ],
)
def test_what_happens_in_a_small_place_is_large_in_the_picture(function, point, width) -> None:
    (left, right), _ = default_interval(function, point)
    assert left < 0 < right
    assert right - left < width
