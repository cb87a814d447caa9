"""Slices with nothing to show: single points of a domain, and what rounding adds to them."""

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.windows.visible_slices import closer_region, is_visible


@pytest.mark.parametrize(
    ("text", "point", "visible"),
    [
        ("sqrt(16 - 4*x^2 - y^2)", (0, 4), (False, True)),
        ("sqrt(10000 - x^2 - y^2)", (0, 100), (False, True)),
        ("sqrt(1 - x^2 - y^2)", (0.6, 0.8), (True, True)),
        ("x^y", (-1, 1), (True, False)),
        ("sqrt(x) + y", (0, 0), (True, True)),
        ("1e-9 x + 1e9 y", (3e8, 0), (True, True)),
    ],
)
def test_a_slice_is_visible_where_it_is_more_than_a_point(text, point, visible):
    field, (x, y) = ScalarField.parse(text), point
    assert (is_visible(field.slice(y=y), x), is_visible(field.slice(x=x), y)) == visible


def test_a_slice_is_visible_in_an_interval_where_it_has_values():
    piece = ScalarField.parse("sqrt(x) + y").slice(y=0)
    assert not is_visible(piece, 0, (-2, 0))
    assert is_visible(piece, 0, (-2, 1))


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("x*exp(-x*y)", (1.0, 1.5)),
        ("sqrt(x + 1)*(y^2 - 2)", (3.0, -1.0)),
        ("x^2*y^3", (2.0, 1.0)),
        ("pi*y^2/4*sqrt(19.6*x)", (5.0, 0.3)),
    ],
)
def test_in_a_closer_region_each_slice_rises_visibly(text: str, point: tuple[float, float]) -> None:
    f = ScalarField.parse(text, ("x", "y"))
    across, along = (np.linspace(*side, 101) for side in closer_region(f, point, 0.6))
    whole = np.ptp(f(across[None, :], along[:, None]))
    assert np.ptp(f(across, point[1])) >= 0.09 * whole
    assert np.ptp(f(point[0], along)) >= 0.09 * whole
