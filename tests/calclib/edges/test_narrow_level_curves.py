"""Level curves narrower than the grid, with cusps, of constants, and of fast oscillations."""

import numpy as np
import pytest
from scipy.spatial import KDTree

from calclib import ScalarField
from tests.effort import effort

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))
TURN = np.linspace(0, 2 * np.pi, 20_001)
CIRCLE = np.stack([np.cos(TURN), np.sin(TURN)], axis=-1)
CUBE = np.linspace(-3, 3, 20_001)
NEAR = 3e-3

COVERED = [
    ("x^2+1e4*y^2", 1, CIRCLE * [1, 1e-2]), ("x^2+1e6*y^2", 1, CIRCLE * [1, 1e-3]),
    ("1e5x^2+y^2/4", 1, CIRCLE * [1e5**-0.5, 2]), ("1e8+x^2+y^2", 100000001, CIRCLE),
    ("x^(2/3)+y^(2/3)", 1, CIRCLE**3), ("x^(2/3)+y^(2/3)", 1.5, 1.5**1.5 * CIRCLE**3),
    ("max(x^2+y^2,1)", 1, CIRCLE), ("max(1-x^2-y^2,0)", 0, CIRCLE),
    ("y^2-x^3", 0, np.stack([np.abs(CUBE) ** (2 / 3), CUBE], axis=-1)),
    ("x^2-y^3", 0, np.stack([CUBE, np.abs(CUBE) ** (2 / 3)], axis=-1)),
    ("(x^2+y^2-x)^2-(x^2+y^2)", 0, CIRCLE * (1 + np.cos(TURN))[:, None]),
    ("exp(-1e4((x-0.777)^2+(y-0.333)^2))", 0.5, [0.777, 0.333] + CIRCLE * (np.log(2) / 1e4) ** 0.5),
    ("exp(-9e3((x+1.1)^2+(y-2)^2))", 0.4, [-1.1, 2] + CIRCLE * (-np.log(0.4) / 9e3) ** 0.5),
]  # fmt: skip

NONE = [
    ("(x^2-y^2)/(x-y)-x-y", 0), ("tan(x)cos(x)-sin(x)", 0), ("sin(2x)-2sin(x)cos(x)", 0),
    ("2/(x^2+y^2)-(4x^2)/((x^2+y^2)^2)+2/(x^2+y^2)-(4y^2)/((x^2+y^2)^2)", 0), ("exp(x)exp(-x)", 1),
]  # fmt: skip


def sampled(curves: list) -> np.ndarray:
    pieces = []
    for curve in curves:
        for start, end in zip(curve.points[:-1], curve.points[1:], strict=True):
            count = 2 + int(np.hypot(*(end - start)) / (NEAR / 4))
            pieces.append(start + (end - start) * np.linspace(0, 1, count)[:, None])
    return np.concatenate(pieces)


@pytest.mark.parametrize(("text", "level", "truth"), COVERED)
def test_the_curve_is_found_as_a_whole(text: str, level: float, truth: np.ndarray) -> None:
    truth = truth[(np.abs(truth) <= 3).all(axis=1)]
    found = sampled(ScalarField.parse(text).level_curves([level], SQUARE))
    assert KDTree(found).query(truth)[0].max() < NEAR
    assert KDTree(truth).query(found)[0].max() < NEAR


@pytest.mark.parametrize(("text", "level"), NONE)
def test_a_constant_has_no_curve(text: str, level: float) -> None:
    assert ScalarField.parse(text).level_curves([level], SQUARE) == []


@pytest.mark.parametrize(
    ("text", "level"), [("cos(4x^3y^2)", 0.5), ("tan(x^3-3x^2y^2+2y^4)", 0.16), ("cos(5x y^3)", 0)]
)
def test_the_work_for_fast_oscillations_is_bounded(text: str, level: float) -> None:
    with effort(at_most=5_000_000):
        found = ScalarField.parse(text).level_curves([level], SQUARE)
    assert not found.is_complete
    assert ScalarField.parse("x y").level_curves([1], SQUARE).is_complete
