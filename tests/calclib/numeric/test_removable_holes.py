"""Removable holes filled by their limit, and other holes: the contract, row by row."""

import numpy as np
import pytest

from calclib import DomainError, ScalarField

PEANO = "x*y*(x^2-y^2)/(x^2+y^2)"

EXTENDED = [
    (PEANO, "", (0, 0), 0),
    (PEANO, "x", (0, 0), 0),
    (PEANO, "y", (0, 0), 0),
    (PEANO, "xy", (0, 0), -1),
    (PEANO, "yx", (0, 0), 1),
    (PEANO, "x", (0, 2), -2),
    ("sin(x)/x", "", (0, 5), 1),
    ("sin(x)/x", "x", (0, 5), 0),
    ("sin(x*y)/x", "", (0, 1.5), 1.5),
    ("sin(x*y)/x", "y", (0, 1.5), 1),
    ("(x - sin(x))/x^3", "", (0, 0), 1 / 6),
    ("x^2*sin(1/x)", "x", (0, 0), 0),
]

HOLES = [
    ("x*y/(x^2+y^2)", (0, 0)),
    ("x^2*y/(x^4+y^2)", (0, 0)),
    ("x*y/(x+y)", (0, 0)),
    ("sin(1/x)", (0, 0)),
    ("1/x^2", (0, 0)),
    ("log(x)", (-1, 0)),
]


@pytest.mark.parametrize(("text", "names", "point", "expected"), EXTENDED)
def test_extended(text, names, point, expected):
    field = ScalarField.parse(text).extended().partial(*names)
    assert field.at(point) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(("text", "point"), HOLES)
def test_other_holes_are_not_filled(text, point):
    field = ScalarField.parse(text).extended()
    assert np.isnan(field(*point))
    with pytest.raises(DomainError):
        field.at(point)


def test_a_hole_in_one_variable():
    field = ScalarField.parse("(exp(x) - 1)/x", variables=("x",)).extended()
    assert field.at(0) == pytest.approx(1)
    assert field.partial_at("x", 0) == pytest.approx(0.5)
    assert field.is_limit_at([0])
    assert not field.is_limit_at([1])


def test_holes_along_a_line_are_filled_in_arrays():
    field = ScalarField.parse("sin(x*y)/x").extended()
    y = np.linspace(-2, 2, 5)
    np.testing.assert_allclose(field(0, y), y, atol=1e-12)
