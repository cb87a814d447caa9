"""Mappings R^n -> R^m: values, names, Jacobians."""

import math

import numpy as np
import pytest

from calclib import DomainError, ExpressionError, Mapping, NotDifferentiable

SQUARES = Mapping.parse("[x^2+y^2, x^2-y^2]")
TORUS = Mapping.parse("[3cos(t)+cos(t)cos(s), 3sin(t)+sin(t)cos(s), sin(s)]")


def test_shapes():
    x, y = np.meshgrid(np.linspace(0, 1, 4), np.linspace(0, 1, 3))
    assert SQUARES(x, y).shape == (3, 4, 2)
    assert SQUARES.at((1, 2)).shape == (2,)
    assert TORUS.jacobian()(x, y).shape == (3, 4, 3, 2)
    assert TORUS.jacobian().at((0, 1)).shape == (3, 2)
    assert (TORUS.inputs, TORUS.outputs) == (("t", "s"), 3)


def test_a_constant_output_broadcasts():
    assert Mapping.parse("[x, 1]")(np.zeros(5)).shape == (5, 2)


@pytest.mark.parametrize("point", [(0.3, -1.2), (2.0, 0.5)])
def test_jacobian_against_the_complex_step(point):
    def torus(t, s):
        return np.array(
            [
                3 * np.cos(t) + np.cos(t) * np.cos(s),
                3 * np.sin(t) + np.sin(t) * np.cos(s),
                np.sin(s),
            ]
        )

    t, s = point
    columns = [np.imag(torus(*c)) / 1e-30 for c in ((t + 1e-30j, s), (t, s + 1e-30j))]
    np.testing.assert_allclose(TORUS.jacobian().at(point), np.stack(columns, axis=-1), atol=1e-13)
    np.testing.assert_allclose(TORUS.jacobian()(*point), TORUS.jacobian().at(point), atol=1e-13)


def test_undefined_outputs():
    m = Mapping.parse("[x*y, log(x), abs(y)]")
    assert np.isnan(m(-1, 1)).tolist() == [False, True, False]
    with pytest.raises(DomainError):
        m.at((-1, 1))
    with pytest.raises(NotDifferentiable):
        m.jacobian().at((1, 0))


@pytest.mark.parametrize(
    ("text", "is_affine"),
    [
        ("[u + 2v, 3u - v]", True),
        ("[2x - z, x + y, y + z/2 + pi]", True),
        ("[t, 2t, 3 - t]", True),
        ("[x + y, 2(x + y)]", True),
        ("[(x+1)^2 - x^2, y - x*y + (x-1)*(y+2)]", True),
        ("[x^2 - y^2, 2x*y]", False),
        ("[x, abs(y)]", False),
        ("[x + sqrt(y), sqrt(y)^2]", False),
        ("[x, max(y, -100)]", False),
        ("[x, y, x*y]", False),
        ("[0*t, 0*t]", False),
    ],
)
def test_a_mapping_is_affine_if_its_slopes_are_constant_and_not_all_0(text, is_affine):
    assert Mapping.parse(text).is_affine is is_affine


def test_a_rejected_text_has_a_position():
    with pytest.raises(ExpressionError) as caught:
        Mapping.parse("[x, y+]")
    assert caught.value.position is not None


@pytest.mark.parametrize(
    ("text", "point", "expected"),
    [
        ("[x^2 - 3]", (2,), (1,)),
        ("[cos(x), x/2*sin(x)]", (math.pi / 2,), (0, math.pi / 4)),
        ("[cos(x), x/2*sin(x)]", (math.pi,), (-1, 0)),
        ("[x^2+y^2, x^2-y^2]", (1, 1), (2, 0)),
        ("[x^2+y^2, x^2-y^2]", (0, 0), (0, 0)),
        (
            "[3cos(t)+cos(t)cos(s), 3sin(t)+sin(t)cos(s), sin(s)]",
            (0, math.pi),
            (2, 0, 0),
        ),
    ],
)
def test_mappings_of_the_storyboard(text, point, expected):
    np.testing.assert_allclose(Mapping.parse(text).at(point), expected, atol=1e-15)
