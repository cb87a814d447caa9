"""Windows end where a field breaks off, also where the point's own slice does not show it."""

from __future__ import annotations

import pytest

from calclib import ScalarField
from calclib.framing.windows.breaks import clear_of_breaks, without_poles_aside
from calclib.framing.windows.poles import pole_curves
from calclib.framing.windows.regions import default_region, equal_scale_region
from calclib.framing.windows.visible_slices import closer_region

REGION = ((-2.0, 4.0), (-2.0, 4.0))
BREAKS = [
    ("exp(-(2-x)^2/(2*y^2))/y", (1, 1.5), ((-2, 4), (0, 6))),
    ("x*exp(1/y)", (2, 1), ((-2, 4), (0, 6))),
    ("atan(y/x)", (1, 1), ((0, 6), (-2, 4))),
    ("atan(y/x)", (-1, 1), ((-6, 0), (-2, 4))),
    ("x*(atan(1/(y-3)) + atan(1/y))", (1, 2), ((-2, 4), (0, 3))),
    ("50*x^0.6*(y+1)^0.4", (2, 1), ((0, 6), (-1, 5))),
]


@pytest.mark.parametrize(("text", "point", "region"), BREAKS)
def test_a_window_is_on_the_point_s_side_of_a_break(text, point, region) -> None:
    found = clear_of_breaks(ScalarField.parse(text), point, REGION)
    assert [*found[0], *found[1]] == pytest.approx([*region[0], *region[1]], abs=1e-6)


@pytest.mark.parametrize(
    "text", ["sin(x*y)/y", "ln(1+x*y)/y", "x/(1+y^2)", "abs(y)*x", "x^(2/3)*y"]
)
def test_a_window_goes_on_where_a_field_does(text: str) -> None:
    """Also through a hole that a limit fills."""
    assert clear_of_breaks(ScalarField.parse(text), (1, 0.5), REGION) == REGION


@pytest.mark.parametrize(("text", "point"), [each[:2] for each in BREAKS[:3]])
def test_default_windows_have_no_break(text: str, point: tuple[float, float]) -> None:
    field = ScalarField.parse(text)
    for region in (default_region(field, point)[0], equal_scale_region(field, point, 1.2)):
        found = clear_of_breaks(field, point, region)
        assert [*found[0], *found[1]] == pytest.approx([*region[0], *region[1]], abs=1e-6)


def test_a_closer_region_ends_before_poles_in_its_corner() -> None:
    field = ScalarField.parse("x^2/(2*9.81*(y+0.04*x))")
    across, (low, high) = closer_region(field, (15, 0.35))
    assert not pole_curves(field, (across, (low, high)))
    assert 0 <= low < 0.1
    assert high > 1


def test_poles_that_reach_across_a_region_stay() -> None:
    for text, point in (("1/(x-y)", (2, 1)), ("1/(x+0.5*y-1.5)", (1.5, 1.5))):
        field = ScalarField.parse(text)
        assert without_poles_aside(field, point, REGION) == REGION
