"""Sheets of graphs end at the border of the function, without stair steps."""

import numpy as np
import pytest

from calclib import ScalarField
from calclib.surfaces import sample_sheet

REGION = ((-3.0, 3.0), (-3.0, 3.0))
SHAPE = (81, 81)


def sheet_of(text, window, region=REGION):
    return sample_sheet(ScalarField.parse(text), region, window, SHAPE)


def test_a_function_without_gaps_keeps_the_regular_grid():
    sheet = sheet_of("x^2*y + sin(y)", (-100.0, 100.0))
    x, y = np.meshgrid(*(np.linspace(-3, 3, 81),) * 2, indexing="ij")
    assert sheet.x == pytest.approx(x)
    assert sheet.y == pytest.approx(y)
    assert sheet.z == pytest.approx(x * x * y + np.sin(y))


def test_a_dome_ends_on_its_circle():
    sheet = sheet_of("sqrt(4 - x^2 - y^2)", (-1.0, 3.0))
    radius = np.hypot(sheet.x, sheet.y)[np.isfinite(sheet.z)]
    cell = 6 / 80
    assert radius.max() <= 2 + 1e-9
    angle = np.arctan2(sheet.y, sheet.x)[np.isfinite(sheet.z)]
    for sector in np.arange(-np.pi, np.pi, 0.2):
        inside = (angle >= sector) & (angle < sector + 0.2)
        assert radius[inside].max() > 2 - 1e-4
        rim = radius[inside & (radius > 2 - 0.5 * cell)]
        assert (np.abs(rim - 2) < 1e-4).sum() >= 3


def test_a_pole_is_cut_at_the_window():
    sheet = sheet_of("1/(x^2 + y^2)", (0.0, 4.0))
    known = np.isfinite(sheet.z)
    assert sheet.z[known].max() == pytest.approx(4.0, abs=1e-5)
    assert np.hypot(sheet.x, sheet.y)[known].min() == pytest.approx(0.5, abs=1e-6)


def test_points_lie_on_the_graph():
    field = ScalarField.parse("log(x)*y")
    sheet = sample_sheet(field, REGION, (-4.0, 4.0), SHAPE)
    known = np.isfinite(sheet.z)
    assert sheet.z[known] == pytest.approx(field(sheet.x[known], sheet.y[known]))
    assert not known[sheet.x < -0.2].any()
