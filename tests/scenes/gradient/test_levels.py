"""GradientField: which level curves are drawn, and how much of them."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.windows.edges import limit_curves
from scenes.figures.gradient.levels import CurvesOff, without_scraps

REGION = ((-0.5, 4.0), (-0.5, 4.0))


@pytest.mark.parametrize("text", ["ln(x/y) + x*y^3/6", "ln(x*y)", "sqrt(x*y)"])
def test_no_level_curve_runs_along_a_limit_of_the_graph(text: str) -> None:
    f, levels = ScalarField.parse(text), [-4.0, -1.0, 0.1, 1.0, 2.0, 4.0]
    limits = limit_curves(f, REGION)
    curves = CurvesOff(f, REGION, limits, 0.1)(levels)
    every = np.concatenate(limits)
    for curve in curves:
        gaps = np.linalg.norm(curve.points[:, None] - every, axis=-1).min(axis=1)
        assert np.median(gaps) > 0.1
        assert f(*curve.points.T) == pytest.approx(curve.level, abs=1e-6)
    before = f.level_curves(levels, REGION)
    assert 0 < len(curves) < len(before)
    whole = {len(each.points) for each in before}
    assert all(len(curve.points) in whole for curve in curves)  # none ends inside the domain


def test_level_curves_without_limits_stay_whole() -> None:
    f = ScalarField.parse("x^2 + y^2")
    (curve,) = CurvesOff(f, ((-3.0, 3.0), (-3.0, 3.0)), limit_curves(f, REGION), 0.1)([1.0])
    assert curve.closed


def test_a_border_leaves_no_specks_of_level_curves() -> None:
    """Of a large circle only a tip is in the region; small ones in its middle are whole."""
    f = ScalarField.parse("min((x+4)^2 + y^2 - 1, 50*(x^2 + y^2))")
    region = (-3.01, 3.0), (-3.0, 3.0)
    found = f.level_curves([0.01, 3.0], region)
    kept = [(curve.level, curve.closed) for curve in without_scraps(found, region)]
    assert [(c.level, c.closed) for c in found].count((0.01, False)) == 1
    assert sorted(kept) == [(0.01, True), (3.0, False), (3.0, True)]
