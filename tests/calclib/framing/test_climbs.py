"""Climbs: along ridges without gradient, and how they end there."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.climbs import climb
from calclib.framing.hike import hike

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))

RIDGES = [
    ("10 - abs(x) - 2*abs(y)", (2, 1), "peak", (0, 0)),
    ("-abs(x) - y^2", (1, 1), "peak", (0, 0)),
    ("-abs(y - x^2) - (x-1)^2", (-1, 2), "peak", (1, 1)),
    ("5 - max(abs(x-0.1), abs(y-1/3))", (2, 1), "peak", (0.1, 1 / 3)),
    ("-sqrt(x^2 + y^2)", (1, 1), "peak", (0, 0)),
    ("min(x, 1 - y)", (0, 0), "left the region", (3, -2)),
    ("y - abs(x)", (-1, -1), "left the region", (0, 3)),
    ("-abs(x)", (-1, -1), "did not settle", (0, -1)),
    ("min(x, 1) + 0*y", (0, 0), "did not settle", (1, 0)),
    ("-x^2 - y^2", (1, 1), "summit", (0, 0)),
    ("1200 - 0.5*abs(x - 1) - 3*(y - 2)^2", (-2, 1), "peak", (1, 2)),
    ("1e6 - (x - 1)^2 - 1e-3*(y - 2)^4", (-2, 1), "summit", (1, 2)),
    ("abs(x) + y", (0, 0), "did not settle", (0, 0)),
    ("6 - max(abs(x), abs(y-1))", (2, 3), "peak", (0, 1)),
    ("1000 - abs(x) - abs(y)/10", (0, 2), "peak", (0, 0)),
    ("abs(x) + x/2 - x^2/4 - y^2/4", (0, 1), "summit", (3, 0)),
    ("min(4 - x^2, 5 - x - y^2)", (1, 1), "did not settle", (0, 0.84)),
    ("abs(x*y)", (0, 0), "did not settle", (0, 0)),
    ("x^2 + x^3/9 + y^2", (0, 0), "did not settle", (0, 0)),
]


@pytest.mark.parametrize(("text", "start", "outcome", "end"), RIDGES)
def test_climbs_follow_ridges(text, start, outcome, end) -> None:
    found = climb(ScalarField.parse(text), start, SQUARE)
    assert found.outcome == outcome
    on_border = outcome == "left the region"
    assert found.points[-1] == pytest.approx(end, abs=0.01 if on_border else 1e-9)
    assert (np.diff(found.values) >= 0).all()
    assert np.array_equal(found.points[0], start)
    assert np.linalg.norm(np.diff(found.points, axis=0), axis=1).max(initial=0.0) < 0.1


def test_on_a_level_crest_a_path_ends_where_its_coordinates_are_short() -> None:
    """All of (0, -1) to (0, 1) is as high: the height at a rounded place would be no exact one."""
    field = ScalarField.parse("min(4-x^2, 5-x-y^2)")
    x, y = (end := hike(field, (-1.5, -2)).points[-1]).tolist()
    assert (x, y) == (0, round(y, 2))
    assert field.at(end) == 4


def test_a_peak_of_a_slanted_ridge_has_short_coordinates() -> None:
    path = hike(ScalarField.parse("3 - abs(x+y) - x^2/4"), (1.6, -0.4))
    assert path.points[-1].tolist() == [0, 0]


def test_a_ridge_is_followed_on_its_crest() -> None:
    found = climb(ScalarField.parse("-abs(y - sin(x)) + x/5"), (-2, 1), SQUARE)
    crest = found.points[len(found.points) // 2 :]
    assert found.outcome == "left the region"
    assert np.abs(crest[:-1, 1] - np.sin(crest[:-1, 0])).max() < 1e-6
