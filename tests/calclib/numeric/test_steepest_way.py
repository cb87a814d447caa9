"""The steepest way from a kink, against closed forms."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from calclib.numeric.steepest_way import SteepestWay


@pytest.mark.parametrize(
    ("text", "place", "near", "way", "slope"),
    [
        ("8 - abs(x^2-y) - y^2/4", (1, 1), (-0.44, -0.9), (-1, -2), 0.2**0.5),
        ("6 - max(abs(x), abs(y-1))", (2, 3), (-0.7, -0.72), (-1, -1), 0.5**0.5),
        ("2*x + y - abs(x)", (0, 1), (0.7, 0.72), (1, 1), 2**0.5),
    ],
)
def test_the_slope_is_the_largest_one_sided_one(
    text: str,
    place: tuple[float, float],
    near: tuple[float, float],
    way: tuple[float, float],
    slope: float,
) -> None:
    found = SteepestWay.near(ScalarField.parse(text), place, np.array(near))
    assert found is not None
    assert found.slope.value == pytest.approx(slope, rel=1e-12)
    assert found.direction == pytest.approx(np.array(way) / np.hypot(*way), abs=1e-7)


def test_a_way_is_none_where_another_is_steeper() -> None:
    assert SteepestWay.near(ScalarField.parse("-abs(x) + y"), (0, 1), np.array([1, 0])) is None
