"""Critical points against closed forms, published values and the Poincare-Hopf index."""

import numpy as np
import pytest
from mpmath import mp

from calclib import ScalarField
from calclib.geometry.critical_points import critical_points

SQUARE = ((-3.0, 3.0), (-3.0, 3.0))
PEAKS = "3*(1-x)^2*exp(-x^2-(y+1)^2) - 10*(x/5-x^3-y^5)*exp(-x^2-y^2) - exp(-(x+1)^2-y^2)/3"


def found(text: str, region: tuple = SQUARE) -> list:
    return critical_points(ScalarField.parse(text), region)


def kinds(text: str, region: tuple = SQUARE) -> dict[str, int]:
    names = [point.kind for point in found(text, region)]
    return {name: names.count(name) for name in set(names)}


@pytest.mark.parametrize(
    ("text", "place", "kind"),
    [
        ("x^2 + y^2", (0, 0), "minimum"),
        ("-x^2 - y^2", (0, 0), "maximum"),
        ("x^2 - y^2", (0, 0), "saddle"),
        ("1000x*y", (0, 0), "saddle"),
        ("1e-6*(x - 1)*(y + 2)", (1, -2), "saddle"),
        ("(1-x)^2 + 100*(y-x^2)^2", (1, 1), "minimum"),
        ("4*exp(-(x^2/2 + y^2/8))", (0, 0), "maximum"),
        ("exp(-100*x^2 - 100*y^2)", (0, 0), "maximum"),
        ("x^4 + y^4", (0, 0), "minimum"),
        ("-(x - 1)^4 - (y - 1/3)^4", (1, 1 / 3), "maximum"),
        ("x^6 + y^2", (0, 0), "minimum"),
        ("x^3 - 3x*y^2", (0, 0), "saddle"),
        ("x*y*(x^2 - y^2)", (0, 0), "saddle"),
        ("x^3 + y^2", (0, 0), "saddle"),
        ("(y - x^2)*(y - 2x^2)", (0, 0), "saddle"),
        ("(x^2)^(2/3) + y^2", (0, 0), "minimum"),
        ("x^2 + y^2 + 0/(x - 5)", (0, 0), "minimum"),
    ],
)
def test_one_point(text: str, place: tuple, kind: str) -> None:
    (only,) = found(text)
    assert only.kind == kind
    assert only.point == pytest.approx(place, abs=1e-8)
    assert only.value == pytest.approx(float(ScalarField.parse(text)(*place)), abs=1e-12)


@pytest.mark.parametrize(
    "text",
    ["5", "x^2", "x + y", "(x - y)^2", "x^2*y^2", "sin(x) + 0y", "abs(x) + y^2",
     "sqrt(x^2 + y^2)", "1/(x^2 + y^2)", "x*y/(x^2 + y^2)", "exp(x)*cos(y)", "1/x", "log(x)",
     "abs(x*y)"],
)  # fmt: skip
def test_no_isolated_point(text: str) -> None:
    assert found(text) == []


def test_himmelblau() -> None:
    text, region = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2", ((-5.0, 5.0), (-5.0, 5.0))
    assert kinds(text, region) == {"minimum": 4, "saddle": 4, "maximum": 1}
    minima = [each.point for each in found(text, region) if each.kind == "minimum"]
    published = [(-3.779310, -3.283186), (-2.805118, 3.131312), (3, 2), (3.584428, -1.848126)]
    assert np.array(minima) == pytest.approx(np.array(published), abs=1e-6)


def test_peaks_has_nine_points_at_roots_of_the_exact_gradient() -> None:
    points = found(PEAKS)
    assert kinds(PEAKS) == {"minimum": 3, "maximum": 3, "saddle": 3}

    def height(x, y):
        return (
            3 * (1 - x) ** 2 * mp.exp(-(x**2) - (y + 1) ** 2)
            - 10 * (x / 5 - x**3 - y**5) * mp.exp(-(x**2) - y**2)
            - mp.exp(-((x + 1) ** 2) - y**2) / 3
        )

    with mp.workdps(40):
        for each in points:
            root = mp.findroot(
                lambda x, y: [mp.diff(height, (x, y), n) for n in ((1, 0), (0, 1))],
                tuple(map(float, each.point)),
            )
            assert each.point == pytest.approx([float(root[0]), float(root[1])], abs=1e-10)


def test_many_points_are_found_once_each() -> None:
    # gradient 0: both cosines 0 (extrema) or both sines 0 (saddles)
    region = ((-20.0, 20.0), (-20.0, 20.0))
    zeros, turns = len(np.arange(-6, 7)), len(np.arange(-6, 6))
    assert kinds("sin(x)*sin(y)", region) == {
        "saddle": zeros**2, "maximum": turns**2 // 2, "minimum": turns**2 // 2,
    }  # fmt: skip
    small = kinds("0.001*sin(50x)*sin(50y)", ((-1.0, 1.0), (-1.0, 1.0)))
    zeros, turns = 2 * int(50 / np.pi) + 1, 2 * int(50 / np.pi + 0.5)
    assert small["saddle"] == zeros**2
    assert small["maximum"] + small["minimum"] == turns**2


def test_line_of_saddles_and_a_maximum() -> None:
    points = found("exp(-x^2 + cos(2y))")
    assert [each.kind for each in points] == ["saddle", "maximum", "saddle"]
    expected = [(0, -np.pi / 2), (0, 0), (0, np.pi / 2)]
    assert np.array([each.point for each in points]) == pytest.approx(np.array(expected), abs=1e-9)


def test_a_ring_of_critical_points_leaves_the_isolated_one() -> None:
    (only,) = found("cos(x^2 + y^2)", ((-2.0, 2.5), (-2.0, 2.5)))
    assert only.kind == "maximum"
    assert only.point == pytest.approx((0, 0), abs=1e-7)


@pytest.mark.parametrize("e", [0.03, 0.01, 0.003, 0.001])
def test_two_points_close_together(e: float) -> None:
    # x = -e and x = +e, minima; the origin, a saddle
    points = found(f"(x^2 - {e}^2)^2 + y^2")
    assert [each.kind for each in points] == ["minimum", "saddle", "minimum"]
    assert [each.point[0] for each in points] == pytest.approx([-e, 0, e], abs=1e-8)


def test_nine_points_close_together() -> None:
    assert kinds("(x^2 - 1e-6)^2 + (y^2 - 1e-6)^2") == {"minimum": 4, "saddle": 4, "maximum": 1}


def test_points_on_the_border_count_and_points_outside_do_not() -> None:
    assert len(found("x^2 + y^2", ((0.0, 1.0), (0.0, 1.0)))) == 1
    assert len(found("(x - 1)^2 + y^2", ((0.0, 1.0), (-1.0, 1.0)))) == 1
    assert found("x^2 + y^2", ((0.001, 1.0), (0.0, 1.0))) == []


@pytest.mark.parametrize("seed", range(2))
def test_indices_add_up_to_the_winding_number_of_the_gradient(seed: int) -> None:
    """Poincare-Hopf: the winding number along the border is the sum of the indices inside."""
    random = np.random.default_rng(seed)
    waves = random.uniform(-2, 2, (4, 4)).round(3)
    field = ScalarField.parse(" + ".join(f"({a})*sin({b}x + ({c})y + {d})" for a, b, c, d in waves))
    side = np.linspace(-3, 3, 20000)
    x = np.r_[side, np.full(20000, 3.0), side[::-1], np.full(20000, -3.0)]
    y = np.r_[np.full(20000, -3.0), side, np.full(20000, 3.0), side[::-1]]
    step = 1e-6
    east = field(x + step, y) - field(x - step, y)
    north = field(x, y + step) - field(x, y - step)
    angle = np.unwrap(np.arctan2(north, east))
    points = critical_points(field, SQUARE)
    index = sum(-1 if each.kind == "saddle" else 1 for each in points)
    assert index == round((angle[-1] - angle[0]) / (2 * np.pi))
