"""How far a graph is a line or a plane."""

import math

import pytest

from calclib import ScalarField
from calclib.numeric.straight_parts import distance_to_corner


@pytest.mark.parametrize(
    ("text", "point", "distance"),
    [
        ("max(x, -1)", (2,), 3.0),
        ("abs(x - 0.1)", (3,), 2.9),
        ("floor(x)", (1.5,), 0.5),
        ("max(x, 5)", (300,), 295.0),
        ("max(x, y)", (2, -1), 3 / math.sqrt(2)),
        ("abs(x) + abs(y)", (1, 2), 1.0),
        ("abs(x - 2) - y/3", (-4, 2), 6.0),
    ],
)
def test_a_line_or_plane_is_one_up_to_its_nearest_kink(text, point, distance) -> None:
    names = ("x", "y")[: len(point)]
    tree = ScalarField.parse(text, names).tree
    assert distance_to_corner(tree, names, point) == pytest.approx(distance, rel=0.03)


@pytest.mark.parametrize(
    ("text", "point"),
    [("2x + 1", (1,)), ("x^2", (1,)), ("abs(x)", (0,)), ("max(x, x^2)", (2,)), ("sqrt(x)", (1,)),
     ("abs(x*y)", (1, 2)), ("x + y", (1, 1)), ("ln(abs(x))", (2,)), ("1/abs(x)", (1,))],
)  # fmt: skip
def test_what_bends_or_has_no_kink_has_no_such_distance(text, point) -> None:
    names = ("x", "y")[: len(point)]
    assert distance_to_corner(ScalarField.parse(text, names).tree, names, point) is None
