"""Level curves against closed forms: all points lie on the curves and cover them."""

import numpy as np
import pytest
from mpmath import mp
from scipy.spatial import KDTree

from calclib import ScalarField
from calclib.geometry.level_curves import level_curves, parts_within
from tests.effort import effort

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))
NEAR = 6e-3  # 1e-3 of the region's side
TURN = np.linspace(0, 2 * np.pi, 400)
LINE = np.linspace(-3, 3, 400)
LOW = np.linspace(-3, 0.5, 99)
ROOT = np.linspace(0, 2**0.5, 99)
LEFT, RIGHT = -np.geomspace(3, 1e-3, 900), np.geomspace(1e-3, 3, 900)
DOWN, FALL = np.linspace(-3, 2 - np.exp(1 / 3), 400), np.linspace(-3, -np.exp(1 / 3), 400)
FAR = np.linspace(-1.169, 3, 900)
WIDE, FLAT = np.linspace(-1.557, 3, 900), np.linspace(-2.1, 2.1, 900)


def circle(radius: float) -> np.ndarray:
    return radius * np.stack([np.cos(TURN), np.sin(TURN)], axis=-1)


def line(x: np.ndarray, y: np.ndarray | float) -> np.ndarray:
    return np.stack(np.broadcast_arrays(x, y), axis=-1)


def distances(points: np.ndarray, curves: list) -> np.ndarray:
    """The distance (n,) of points (n, 2) from the nearest segment of the curves."""
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
    ("max(x, 0)", 0, [line(np.zeros(400), LINE)]),
    ("(x - y)^(1/5)", 0, [line(LINE, LINE)]),
    # jumps to infinity from one side, with a finite limit on the other
    ("exp(1/x)", 2, [line(np.full(400, 1 / np.log(2)), LINE)]),
    ("exp(1/x) + y", 2, [line(LEFT, 2 - np.exp(1 / LEFT)), line(1 / np.log(2 - DOWN), DOWN)]),
    ("exp(1/(x + y))", 2, [line(WIDE, 1 / np.log(2) - WIDE)]),
    ("exp(1/(x^2 - y))", 2, [line(FLAT, FLAT**2 - 1 / np.log(2))]),
    ("exp(-1/x) + y", 0, [line(RIGHT, -np.exp(-1 / RIGHT)), line(-1 / np.log(-FALL), FALL)]),
    ("2^(1/x)", 3, [line(np.full(400, np.log(2) / np.log(3)), LINE)]),
    ("exp(tan(x))", 2, [line(np.full(400, np.arctan(np.log(2)) + k * np.pi), LINE)
                        for k in (-1, 0)]),
    ("1/(1 + exp(1/x))", 0.3, [line(np.full(400, 1 / np.log(7 / 3)), LINE)]),
    ("atan(1/(x + y))", 0.5, [line(FAR, 1 / np.tan(0.5) - FAR)]),
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
        assert np.nanmax(np.abs(values - level)) < 1e-6 * max(1, abs(level))


@pytest.mark.parametrize(
    ("text", "level"),
    [("1/x", 0), ("tan(x)*0 + 5", 5), ("5", 5), ("sin(x)^2 + cos(x)^2 + 0y", 1),
     ("abs(x)/x", 0), ("x^2 + y^2", -1), ("x^2 + y^2", 0), ("1/(x*y)", 0), ("log(-1-x^2)", 0),
     ("exp(1/x)", 1), ("exp(1/x)", 0), ("exp(1/x) + 1e9x", 2), ("exp(1/(x + y))", 1),
     ("exp(1/sin(x))", 2), ("1/(1 + exp(1/x))", 0.5), ("atan(1/x)", 0), ("tanh(1/(x - 2y))", 0),
     ("1/(x - 2y)", 0), ("sec(x + y)", 0.5)],
)  # fmt: skip
def test_no_false_curves(text: str, level: float) -> None:
    assert level_curves(ScalarField.parse(text), [level], SQUARE) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [("exp(1/x)*y", 1), ("exp(1/x)*(y-1)", 2), ("exp(1/x)*sin(y)", 0.4), ("exp(1/(x-2y))", 0.1),
     ("exp(1/x) - 1e9x", 2), ("exp(1/(x*y))", 3), ("1/(1+exp(1/(x+y)))", 0.7), ("x^(1/x)", 1.2),
     ("sin(1/x)", 0.5), ("sin(1/(x^2+y^2))", 0.5), ("1/(x+10y) + y", 1), ("x/(x^2+y^2)", 1),
     ("exp(-1000*(x^2+y^2))", 1e-300), ("1e-200*(x^2+y^2)", 1e-200), ("tanh(1e6*(x+y))", 0.3),
     ("log(|x+y|)", -20), ("sinh(1/x)", 2), ("x*y/(x^2+y^2)", 0.3)],
)  # fmt: skip
def test_values_at_high_precision_are_the_level(text: str, level: float) -> None:
    f = ScalarField.parse(text)
    points = [point for curve in level_curves(f, [level], SQUARE) for point in curve.points[::29]]
    for point in points:
        with mp.workdps(40):
            value = f.evaluate_mp([mp.mpf(float(each)) for each in point])
            assert abs(value - mp.mpf(level)) < 1e-6 * max(1, abs(level))


def test_the_time_does_not_grow_with_the_number_of_curves() -> None:
    f = ScalarField.parse("sin(20x)*sin(20y)")
    with effort(at_most=1_500_000):
        curves = level_curves(f, [0], SQUARE)
    lines = np.arange(-19, 20) * np.pi / 20
    true_points = np.concatenate([line(np.full(99, at), LINE[::4][:99]) for at in lines])
    known = KDTree(np.concatenate([curve.points for curve in curves]))
    assert known.query(true_points)[0].max() < 6 / 400


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
def test_a_curve_along_the_border_is_found(text: str, level: float) -> None:
    (curve,) = level_curves(ScalarField.parse(text), [level], SQUARE)
    ends = np.array([[level, -3], [level, 3]]) if text == "x" else [[-3, level], [3, level]]
    assert distances(np.array(ends, dtype=float), [curve]).max() < 1e-12


def test_region_must_have_an_area() -> None:
    with pytest.raises(ValueError, match="region"):
        level_curves(ScalarField.parse("x"), [0], ((1, 1), (0, 1)))


def test_more_levels_of_the_same_region_take_little_work() -> None:
    f = ScalarField.parse("cos(x*y)*exp(-(x^2 + y^4)/7) + x/5")
    with effort() as first:
        level_curves(f, [0.1], SQUARE)
    with effort(at_most=first.calls // 2):
        level_curves(f, [0.2], SQUARE)


def test_levels_found_together_are_those_found_alone() -> None:
    f, levels = ScalarField.parse("x^2*y^2 - x*sqrt(4 - y^2)"), [-1.0, 0.0, 0.5]
    together = level_curves(f, levels, SQUARE)
    alone = [curve for level in levels for curve in level_curves(f, [level], SQUARE)]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_array_equal(one.points, other.points)


def test_parts_within_a_smaller_region_are_the_curves_found_there():
    field, small = ScalarField.parse("x^2*y + sin(3*x)"), ((-1.3, 0.9), (-2.0, 1.1))
    levels = [-1.0, 0.0, 0.4]
    parts = parts_within(field.level_curves(levels, SQUARE), small)
    found = field.level_curves(levels, small)
    assert len(parts) == len(found)
    for level in levels:
        kept, there = ([c for c in each if c.level == level] for each in (parts, found))
        for curves, others in ((kept, there), (there, kept)):
            points = np.concatenate([curve.points for curve in curves])
            assert distances(points, others).max() < NEAR
    ends = np.concatenate([curve.points[[0, -1]] for curve in parts if not curve.closed])
    low, high = np.array(small).T
    on_border = (ends == low) | (ends == high)
    assert on_border.any(axis=1).all()


def test_a_curve_within_the_region_stays_closed():
    (curve,) = ScalarField.parse("x^2 + y^2").level_curves([1.0], SQUARE)
    assert parts_within([curve], ((-2.0, 2.0), (-2.0, 2.0))) == [curve]
    assert parts_within([curve], ((1.5, 2.0), (1.5, 2.0))) == []
    (half,) = parts_within([curve], ((-2.0, 0.0), (-2.0, 2.0)))
    assert not half.closed
    assert np.allclose(np.abs(half.points[[0, -1]]), [0.0, 1.0], atol=1e-4)
