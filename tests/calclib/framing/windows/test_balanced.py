"""Windows in which what is near the point can be read beside what is far away."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.windows.balanced import (
    balanced_region,
    inside_domain,
    legible_region,
    with_nearest_critical_point,
    within_domain,
)
from calclib.framing.windows.regions import equal_scale_region


def _lattice(region) -> tuple[np.ndarray, np.ndarray]:
    x, y = np.meshgrid(*(np.linspace(low, high, 61) for low, high in region))
    return x, y


@pytest.mark.parametrize(
    ("text", "point"), [("exp(2*x - y)", (1, -1)), ("exp(-x/2 + y)", (2, 1)), ("x^y", (2, 3))]
)
def test_a_region_ends_before_everything_near_the_point_is_flat(text, point) -> None:
    f = ScalarField.parse(text)
    region = balanced_region(f, point, equal_scale_region(f, point, 1.2))
    lengths = np.linalg.norm(f.gradient()(*_lattice(region)), axis=-1)
    assert np.linalg.norm(f.gradient().at(point)) > 0.15 * np.nanquantile(lengths, 0.9)
    for (low, high), a in zip(region, point, strict=True):
        assert low + 0.1 * (high - low) < a < high - 0.1 * (high - low)


def test_both_wells_and_the_pass_between_them_stay() -> None:
    f = ScalarField.parse("x^4/4 - x^2/2 + y^2/2")
    first = equal_scale_region(f, (1, 0), 1.2)
    (x0, x1), (y0, y1) = balanced_region(f, (1, 0), first)
    assert -2.6 < x0 < -1.4
    assert 1.4 < x1 < 2.6
    assert y0 < -1 < 1 < y1
    assert (x1 - x0) / (y1 - y0) == pytest.approx(1.2)


@pytest.mark.parametrize("text", ["x^2 + y^2", "x + 2*y", "sin(x)*cos(y)", "1/(1 + x^2 + 2*y^2)"])
def test_a_region_that_can_be_read_is_kept(text: str) -> None:
    f = ScalarField.parse(text)
    region = equal_scale_region(f, (0.5, 1), 1.2)
    assert balanced_region(f, (0.5, 1), region) == region


@pytest.mark.parametrize(
    ("text", "point", "critical"),
    [
        ("x^2/16 - y^2/9", (4, 3), (0, 0)),
        ("1200 - 3*x^2 - 5*y^2", (10, -4), (0, 0)),
        ("x^3 - 3*x + y^2", (2.5, 1.5), (1, 0)),
    ],
)
def test_the_nearest_critical_point_comes_well_inside(text, point, critical) -> None:
    f = ScalarField.parse(text)
    first = equal_scale_region(f, point, 1.2)
    region = with_nearest_critical_point(f, point, first)
    assert np.allclose(np.diff(region), np.diff(first))
    for (low, high), *places in zip(region, point, critical, strict=True):
        for place in places:
            assert low + 0.19 * (high - low) < place < high - 0.19 * (high - low)


def test_little_is_shown_beyond_the_domain() -> None:
    f = ScalarField.parse("sqrt(x) + sqrt(y)")
    (x0, _), (y0, _) = within_domain(f, (4, 9), ((-6.0, 24.0), (-2.0, 24.0)))
    assert -2.1 < x0 < 0
    assert -2 <= y0 < 0
    disc = ScalarField.parse("sqrt(1 - x^2 - y^2)")
    whole = ((-1.5, 1.5), (-1.5, 1.5))
    assert within_domain(disc, (0.5, 0), whole) == whole


def test_a_plain_and_a_constant_keep_their_regions() -> None:
    for text in ("3", "2*x - y"):
        f = ScalarField.parse(text)
        region = ((-2.0, 4.0), (-1.0, 4.0))
        assert legible_region(f, (1, 1), region) == region


@pytest.mark.parametrize(
    ("text", "point"),
    [("3*x/(y + 4) - sqrt(x*y + 6)", (2, -1)), ("y/(1 + x) + ln(2 + x*y)", (0.5, 1.2))],
)
def test_a_wide_region_comes_closer_if_much_of_it_is_beyond_the_domain(text, point) -> None:
    f = ScalarField.parse(text)
    wide = equal_scale_region(f, point, 1.2)
    region = inside_domain(f, point, wide)
    with np.errstate(all="ignore"):
        before, after = (np.isfinite(f(*_lattice(each))).mean() for each in (wide, region))
    assert before < 0.8
    assert after > 0.85
    assert region[1][1] - region[1][0] >= 6


def test_a_region_that_shows_a_bounded_domain_stays() -> None:
    f, region = ScalarField.parse("sqrt(9 - x^2 - y^2)"), ((-3.3, 3.3), (-3.3, 3.3))
    assert inside_domain(f, (1, 1), region) == region
