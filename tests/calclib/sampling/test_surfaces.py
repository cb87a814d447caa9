"""Sheets of graphs end at the border of the domain, without stair steps."""

import numpy as np
import pytest
from scipy import ndimage

from calclib import ScalarField
from calclib.sampling.surfaces import sample_graph

REGION = ((-3.0, 3.0), (-3.0, 3.0))
SHAPE = (81, 81)


def sheet_of(text, window, region=REGION):
    (sheet,) = sample_graph(ScalarField.parse(text), region, window, SHAPE)
    return sheet


def test_a_function_without_gaps_keeps_the_regular_grid():
    sheet = sheet_of("x^2*y + sin(y)", (-100.0, 100.0))
    x, y = np.meshgrid(*(np.linspace(-3, 3, 81),) * 2, indexing="ij")
    assert sheet.x == pytest.approx(x)
    assert sheet.y == pytest.approx(y)
    assert sheet.z == pytest.approx(x * x * y + np.sin(y))


def test_a_dome_ends_at_its_circle():
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
    (sheet,) = sample_graph(field, REGION, (-4.0, 4.0), SHAPE)
    known = np.isfinite(sheet.z)
    assert sheet.z[known] == pytest.approx(field(sheet.x[known], sheet.y[known]))
    assert not known[sheet.x < -0.2].any()


def walls(sheets, least):
    """The number of neighbours between which a sheet rises by at least `least`."""
    steps = [np.diff(sheet.z, axis=axis) for sheet in sheets for axis in (0, 1)]
    return sum(int((np.abs(step) >= least).sum()) for step in steps)


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("abs(x)/x", lambda x, y: x),
        ("abs(x - 0.01)/(x - 0.01)", lambda x, y: x - 0.01),
        ("abs(x - y)/(x - y)", lambda x, y: x - y),
        ("abs(x^2 + y^2 - 2)/(x^2 + y^2 - 2) + 0.1*x", lambda x, y: x**2 + y**2 - 2),
    ],
)
def test_a_graph_is_cut_at_a_jump(text, side):
    sheets = sample_graph(ScalarField.parse(text), REGION, (-1.5, 1.5), SHAPE)
    assert len(sheets) == 2
    assert walls(sheets, 1.0) == 0
    known = [np.isfinite(sheet.z) for sheet in sheets]
    for sheet, here in zip(sheets, known, strict=True):
        signs = np.sign(side(sheet.x[here], sheet.y[here]))
        assert len(set(signs)) == 1
        assert np.abs(side(sheet.x[here], sheet.y[here])).min() < 1e-5
    assert (known[0] | known[1]).all()


def test_a_jump_that_ends_within_the_graph_leaves_a_gap():
    root = ScalarField.parse("abs(y)/y*sqrt((sqrt(x^2 + y^2) - x)/2)")  # jumps where x < 0 only
    sheets = sample_graph(root, REGION, (-2.0, 2.0), SHAPE)
    assert walls(sheets, 0.8) == 0
    assert all(np.isfinite(sheet.z[-20:]).any() for sheet in sheets)


@pytest.mark.parametrize("text", ["tan(x)", "1/(x - y)", "tan(x*y)", "1/(x^2 - y)", "1/(99*x - 1)"])
def test_no_cell_crosses_a_pole(text):
    sheets = sample_graph(ScalarField.parse(text), REGION, (-4.0, 4.0), SHAPE)
    assert walls(sheets, 7.0) == 0
    assert max(np.nanmax(sheet.z) for sheet in sheets) == pytest.approx(4.0, abs=1e-3)


def test_steep_graphs_and_graphs_with_small_holes_are_one_piece():
    for text in ("atan(1000*x)", "x^(1/3)", "sin(x)/x + y", "x*y/x", "sin(50*x)"):
        sheets = sample_graph(ScalarField.parse(text), REGION, (-5.0, 5.0), (80, 80))
        assert len(sheets) == 1
        assert np.isfinite(sheets[0].z).all()


def test_a_steep_wall_beside_a_pole_has_no_notch():
    sheet = sheet_of("x^2/(y - 1)", (-7.0, 20.0), ((-3.0, 3.0), (1 + 4e-9, 7.0)))
    distance = np.abs(sheet.x[:, 0])
    assert sheet.z[(distance > 0.1) & (distance < 1.1), 0] == pytest.approx(20.0, abs=1e-4)


@pytest.mark.parametrize("text", ["(x^2 + 4)/(1 + x*y)", "1/(x - y)"])
def test_a_sheet_reaches_the_border_beside_every_node_inside(text):
    f, window = ScalarField.parse(text), (-25.0 / 3, 25.0)
    x, y = np.meshgrid(np.linspace(-1.2, 3.6, 121), np.linspace(-0.9, 3.2, 121), indexing="ij")
    z = f(x, y)
    inside = (window[0] <= z) & (z <= window[1])
    found = [
        np.isfinite(sheet.z)
        for sheet in sample_graph(f, ((-1.2, 3.6), (-0.9, 3.2)), window, x.shape, least_share=0.1)
    ]
    for piece in (inside & (z > 0), inside & (z < 0)):  # poles part the signs
        if piece.sum() > 0.1 * inside.sum():
            around = np.asarray(ndimage.binary_dilation(piece), dtype=bool) & ~inside
            assert any(known[around].all() for known in found)
