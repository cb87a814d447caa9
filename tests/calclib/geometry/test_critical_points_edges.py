"""Critical points where a search goes astray: near poles, along lines, on flat land, in kinks."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField, critical_points

REGION = ((-3.0, 3.0), (-3.0, 3.0))


@pytest.mark.parametrize(
    "text", ["y + 1/(x+10y)^2", "x + 1/(5x+y)^2", "1/(x-y)^2 + x", "exp(1/x) + y"]
)
def test_none_is_found_where_the_gradient_vanishes_nowhere(text: str) -> None:
    assert critical_points(ScalarField.parse(text), REGION) == []


@pytest.mark.parametrize("text", ["|y^2|", "|x|^4", "max(x,x)", "min(x^2,1)", "abs(x*y)^3", "y^2"])
def test_points_in_lines_and_areas_are_not_isolated(text: str) -> None:
    assert critical_points(ScalarField.parse(text), REGION) == []


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("x^3 - 3x + y^2", [(-1, 0), (1, 0)]),
        ("exp(-100*(x^2+y^2))", [(0, 0)]),
        ("1e-8*(x^2 + y^2)", [(0, 0)]),
        ("|x|^3 + y^2", [(0, 0)]),
    ],
)
def test_what_is_there_is_found_and_its_gradient_vanishes(
    text: str, points: list[tuple[float, float]]
) -> None:
    field = ScalarField.parse(text)
    found = critical_points(field, REGION)
    assert np.allclose([each.point for each in found], points, atol=1e-6)
    for each in found:
        slope = np.abs(field.gradient()(*each.point)).max()
        assert slope < 1e-9 * max(1.0, np.abs(field.gradient()(*(each.point + 0.1))).max())
