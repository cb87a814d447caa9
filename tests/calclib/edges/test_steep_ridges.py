"""Paths of ascent along steep ridges and towards lines of maxima; answers by hand."""

import numpy as np
import pytest

from calclib import ScalarField

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))

CLIMBS = [
    ("-x^2-1e6y^2", (2, 1), "summit", (0, 0)), ("-x^2-1e8y^2", (2, 1), "summit", (0, 0)),
    ("-x^6-y^2", (1, 2), "summit", (0, 0)), ("-1e4(x-y)^2-x^2", (2, -1), "summit", (0, 0)),
    ("-(1-x)^2-1e3(y-x^2)^2", (-1.2, 1), "summit", (1, 1)),
    ("x-1e3(y-sin(3x))^2", (-2, 0), "left the region", None),
    ("6-x y^2", (0.7, -0.4), "summit", None), ("cos(x y)", (0.5, 0.3), "summit", None),
    ("-(x+y)^2", (1, 2), "summit", None), ("-(x^2+y^2-1)^2", (2, 1), "summit", None),
    ("atan(y/x)", (1, 0), "undefined", (0, 1)), ("exp(-(x-2y)^2)", (1, 1), "summit", None),
    ("sin(x+y)", (0.2, 0.3), "summit", None), ("-|x-1|^3-y^2", (0, 1), "summit", (1, 0)),
    ("x-1e6y^2", (0, 1), "left the region", (3, 0)),
    ("x^2-1e5(y-x)^2", (1, 0), "left the region", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "start", "outcome", "end"), CLIMBS)
def test_steep_ridges(text: str, start: tuple, outcome: str, end: tuple | None) -> None:
    field = ScalarField.parse(text)
    path = field.steepest_ascent(start, SQUARE)
    assert path.outcome == outcome
    if end is not None:
        assert path.points[-1] == pytest.approx(end, abs=1e-4)
    assert (np.diff(path.values) >= -1e-9 * np.abs(path.values[1:])).all()
