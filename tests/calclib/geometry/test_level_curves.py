"""Level curves against curves known in closed form: every point on them, all of them covered."""

import numpy as np
import pytest

from calclib import ScalarField
from calclib.geometry.level_curves import level_curves

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))
NEAR = 6e-3  # 1e-3 of the region's side
TURN = np.linspace(0, 2 * np.pi, 400)
LINE = np.linspace(-3, 3, 400)
LOW = np.linspace(-3, 0.5, 99)
ROOT = np.linspace(0, 2**0.5, 99)


def circle(radius: float) -> np.ndarray:
    return radius * np.stack([np.cos(TURN), np.sin(TURN)], axis=-1)


def line(x: np.ndarray, y: np.ndarray | float) -> np.ndarray:
    return np.stack(np.broadcast_arrays(x, y), axis=-1)


def distances(points: np.ndarray, curves: list) -> np.ndarray:
    """From each point (n, 2) to the nearest segment of the curves."""
    starts = np.concatenate([curve.points[:-1] for curve in curves])
    steps = np.concatenate([np.diff(curve.points, axis=0) for curve in curves])
    offset = points[:, None, :] - starts
    share = (offset * steps).sum(-1) / np.maximum((steps**2).sum(-1), 1e-300)
    foot = offset - np.clip(share, 0, 1)[..., None] * steps
    return np.linalg.norm(foot, axis=-1).min(axis=1)


KNOWN = [
    ("x^2 + y^2", 4, [circle(2)]),
    ("(x^2 + y^2)^5", 1, [circle(1)]),
    ("y - x^2/3", -1, [line(LINE, LINE**2 / 3 - 1)]),
    ("x*y", 0, [line(LINE, 0), line(np.zeros(400), LINE)]),
    ("x^2 - y^2", 0, [line(LINE, LINE), line(LINE, -LINE)]),
    ("1000x*y", 1, [line(s * np.geomspace(1 / 3000, 3, 400), s * np.geomspace(3, 1 / 3000, 400))
                    for s in (1, -1)]),
    ("1/x", 2, [line(np.full(400, 0.5), LINE)]),
    ("tan(x)", 0, [line(np.zeros(400), LINE)]),
    ("tan(x) + y/100", 0, [line(-np.arctan(LINE / 100), LINE)]),
    ("sqrt(4 - x^2 - y^2)", 1, [circle(3**0.5)]),
    ("sqrt(4 - x^2 - y^2)", 0, [circle(2)]),
    ("sqrt(x)", 0, [line(np.zeros(400), LINE)]),
    ("sqrt(x + 0.001)", 0.01, [line(np.full(400, -0.0009), LINE)]),
    ("log(x)", 0.5, [line(np.full(400, np.exp(0.5)), LINE)]),
    ("(x - y)^2", 0, [line(LINE, LINE)]),
    ("abs(x)", 0, [line(np.zeros(400), LINE)]),
    ("abs(x) + abs(y)", 1.7, [line(s * t, (1.7 - t) * w) for t in [np.linspace(0, 1.7, 200)]
                              for s in (1, -1) for w in (1, -1)]),
    ("max(x, y)", 0.5, [line(LOW, 0.5), line(np.full(99, 0.5), LOW)]),
    ("y*sqrt(x - 1)", 0, [line(np.linspace(1, 3, 99), 0), line(np.ones(400), LINE)]),
    ("y - sqrt(x - 1)", 0, [line(1 + ROOT**2, ROOT)]),
    ("x^(1/3)", 0, [line(np.zeros(400), LINE)]),
    ("abs(x)/x + y", 0.2, [line(np.linspace(-3, 0, 99), 1.2), line(np.linspace(0, 3, 99), -0.8)]),
    ("1e-9x", 1e-9, [line(np.ones(400), LINE)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "level", "truth"), KNOWN)
def test_points_lie_on_the_curve_and_cover_it(text: str, level: float, truth: list) -> None:
    curves = level_curves(ScalarField.parse(text), [level], SQUARE)
    true_points = np.concatenate(truth)
    spacing = 0.05
    for curve in curves:
        gap = np.linalg.norm(curve.points[:, None] - true_points, axis=-1).min(axis=1)
        assert gap.max() < spacing
        assert curve.level == level
    assert distances(true_points, curves).max() < NEAR


@pytest.mark.parametrize(("text", "level"), [row[:2] for row in KNOWN])
def test_values_on_the_curve_are_the_level(text: str, level: float) -> None:
    f = ScalarField.parse(text)
    for curve in level_curves(f, [level], SQUARE):
        values = f(curve.points[:, 0], curve.points[:, 1])
        assert np.nanmax(np.abs(values - level)) < 2e-5 * max(1, abs(level))


@pytest.mark.parametrize(
    ("text", "level"),
    [("1/x", 0), ("tan(x)*0 + 5", 5), ("5", 5), ("sin(x)^2 + cos(x)^2 + 0y", 1),
     ("abs(x)/x", 0), ("x^2 + y^2", -1), ("x^2 + y^2", 0), ("1/(x*y)", 0), ("log(-1-x^2)", 0)],
)  # fmt: skip
def test_no_false_curves(text: str, level: float) -> None:
    assert level_curves(ScalarField.parse(text), [level], SQUARE) == []


def test_closed_curves_end_where_they_begin() -> None:
    (curve,) = level_curves(ScalarField.parse("x^2 + y^2"), [4], SQUARE)
    assert curve.closed
    assert np.array_equal(curve.points[0], curve.points[-1])
    (bent,) = level_curves(ScalarField.parse("x^2 + y^2"), [16], ((0, 5), (0, 5)))
    assert not bent.closed
    assert sorted(bent.points[[0, -1]].ravel().round(12)) == [0, 0, 4, 4]


def test_small_islands_are_found() -> None:
    islands = level_curves(ScalarField.parse("sin(20x)*sin(20y)"), [0.9], SQUARE)
    centres = (np.arange(-40, 40) + 0.5) * np.pi / 20
    inside = np.abs(centres) + np.arccos(0.9) / 20 < 3
    signs = np.sign(np.sin(20 * centres[inside]))
    assert sum(curve.closed for curve in islands) == (np.outer(signs, signs) > 0).sum()
    tiny = ScalarField.parse("(x - 0.123)^2 + (y + 1.77)^2")
    (curve,) = level_curves(tiny, [0.03**2], SQUARE)
    radius = np.hypot(curve.points[:, 0] - 0.123, curve.points[:, 1] + 1.77)
    assert np.abs(radius - 0.03).max() < 1e-9


def test_each_level_has_its_curves_and_regions_may_be_oblong() -> None:
    f = ScalarField.parse("x^2/100 + y^2*100")
    curves = level_curves(f, [0.25, 0.5], ((-10, 10), (-0.1, 0.1)))
    assert [curve.level for curve in curves] == [0.25, 0.5]
    for curve in curves:
        assert np.abs(f(*curve.points.T) - curve.level).max() < 1e-9


@pytest.mark.parametrize("text", ["x", "y"])
@pytest.mark.parametrize("level", [-3, 3])
def test_a_curve_may_run_along_the_border(text: str, level: float) -> None:
    (curve,) = level_curves(ScalarField.parse(text), [level], SQUARE)
    ends = np.array([[level, -3], [level, 3]]) if text == "x" else [[-3, level], [3, level]]
    assert distances(np.array(ends, dtype=float), [curve]).max() < 1e-12


def test_region_must_have_an_area() -> None:
    with pytest.raises(ValueError, match="region"):
        level_curves(ScalarField.parse("x"), [0], ((1, 1), (0, 1)))
