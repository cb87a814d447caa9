"""Functions in pieces: values, derivatives, formulas."""

import math

import numpy as np
import pytest
import sympy

from calclib import DomainError, NotDifferentiable, ScalarField, readings
from calclib.numeric.jets import Jets
from calclib.sampling.surfaces import sample_graph
from calclib.typesetting.formulas import to_typst, with_held_number

PARABOLA = "{x^2 if x < 0; x^3 otherwise}"
TWISTED = "{x y(x^2-y^2)/(x^2+y^2) if (x,y) != (0,0); 0 otherwise}"


@pytest.mark.parametrize(
    ("text", "point", "value"),
    [
        (PARABOLA, (-2, 0), 4),
        (PARABOLA, (2, 0), 8),
        ("{log(x) if x > 0; 0 otherwise}", (-1, 0), 0),
        ("{1 if x < log(y); 2 otherwise}", (0, -1), None),
        ("{1 if x > 0; 2 if x < log(y)}", (1, -1), 1),
        ("{1 if x < 0; 2 if x > 0}", (0, 0), None),
        ("{1 if x+y <= 0.3; 0 otherwise}", (0.1, 0.2), 1),
        ("{1 if x+y < 0.3; 0 otherwise}", (0.1, 0.2), 0),
        ("{1 if x <= 1/3; 0 otherwise}", (1 / 3, 0), 1),
        ("{1 if 0 < x < 1 and y > 0; -1 if x < 0 or y < 0; 0 otherwise}", (0.5, 1), 1),
        ("{1 if 0 < x < 1 and y > 0; -1 if x < 0 or y < 0; 0 otherwise}", (2, -1), -1),
        ("{1 if 0 < x < 1 and y > 0; -1 if x < 0 or y < 0; 0 otherwise}", (2, 1), 0),
        (TWISTED, (0, 0), 0),
    ],
)
def test_values(text, point, value):
    field = ScalarField.parse(text)
    if value is None:
        with pytest.raises(DomainError):
            field.at(point)
        assert math.isnan(field(*map(np.atleast_1d, point))[0])
        return
    assert field.at(point) == value
    readings.value_at(field, point).check()


@pytest.mark.parametrize(
    ("text", "names", "point", "slope"),
    [
        (PARABOLA, "x", (-2, 0), -4),
        (PARABOLA, "x", (0, 0), 0),
        (PARABOLA, "x", (2, 0), 12),
        ("{x+1 if x != 0; 1 otherwise}", "x", (0, 0), 1),
        ("{sin(x)/x if x != 0; 1 otherwise}", "x", (0, 0), 0),
        ("{sin(x)/x if x != 0; 1 otherwise}", "xx", (0, 0), -1 / 3),
        ("{x y if x+y <= 0.3; x otherwise}", "x", (0.1, 0.1), 0.1),
        ("{x^2 if y <= 0; x^3 otherwise}", "x", (2, 0), 4),
        (TWISTED, "x", (0, 0), 0),
        (TWISTED, "xy", (0, 0), -1),
        (TWISTED, "yx", (0, 0), 1),
        ("y{x if x < y; y^2 otherwise}", "y", (1, 2), 1),
        ("y{x if x < y; y^2 otherwise}", "y", (2, 1), 3),
    ],
)
def test_slopes(text, names, point, slope):
    field = ScalarField.parse(text).partial(*names)
    assert field.at(point) == pytest.approx(slope, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "point", "exact"),
    [
        ("{x^2+y if x^2+y^2 > 4; 4+y otherwise}", (2, 1), "sqrt(17)"),
        ("max(x^2+y^2, 4)", (2, 1), "2*sqrt(5)"),
        ("max(x^2+y^2, 4)", (1, 1), "0"),
    ],
)
def test_gradients_of_pieces_have_exact_lengths(text, point, exact):
    length = readings.gradient_length(ScalarField.parse(text), point)
    assert length.exact == exact
    length.check()


@pytest.mark.parametrize(
    ("text", "name", "point", "left", "right"),
    [
        ("{x^2 if x < 0; x otherwise}", "x", (0, 0), 0, 1),
        ("{x^2 if x+y < 0.3; x otherwise}", "x", (0.1, 0.2), math.inf, 1),
        ("{x+1 if x != 0; 5 otherwise}", "x", (0, 0), math.inf, -math.inf),
        ("{x^2 if y <= 0; x^3 otherwise}", "y", (2, 0), 0, math.inf),
    ],
)
def test_no_slope_at_borders(text, name, point, left, right):
    with pytest.raises(NotDifferentiable) as caught:
        ScalarField.parse(text).partial_at(name, point)
    assert (caught.value.left, caught.value.right) == pytest.approx((left, right))


@pytest.mark.parametrize(
    "text", [PARABOLA, "{x y if x < y; x^2 y^3 otherwise}", "{1 if x<0; 2 if x>0}"]
)
def test_derivatives_by_jets_and_by_formulas_agree(text):
    field = ScalarField.parse(text)
    jets = Jets.of(field.tree, ("x", "y"))
    x, y = np.array([-1.5, 0.5, 2.0]), np.array([0.7, -0.4, 3.0])
    np.testing.assert_allclose(jets.gradient(x, y), field.gradient()(x, y))
    np.testing.assert_allclose(jets.hessian(x, y), field.hessian()(x, y))


@pytest.mark.parametrize(
    ("text", "typst", "slope"),
    [
        ("{x^2 if x <= 0; x otherwise}", "cases(x^2 & quad x <= 0, x & quad x > 0)",
         "cases(2 x & quad x < 0, 1 & quad x > 0)"),
        ("{x if 0 < x < 1; y if x > 2 and y > 0}",
         'cases(x & quad 0 < x < 1, y & quad x > 2 "," y > 0)',
         'cases(1 & quad 0 < x < 1, 0 & quad x > 2 "," y > 0)'),
        ("{x y if (x,y) != (0,0); 0 otherwise}",
         "cases(x y & quad (x, y) != (0, 0), 0 & quad (x, y) = (0, 0))",
         "y quad ((x, y) != (0, 0))"),
        ("{x if x < 0 or y < 0; y if x = 3; 1 otherwise}",
         'cases(x & quad x < 0 quad "or" quad y < 0, y & quad x = 3, 1 & quad "otherwise")',
         'cases(1 & quad x < 0 quad "or" quad y < 0, 0 & quad "otherwise")'),
        ("{1 if x < 0; 2 otherwise}", "cases(1 & quad x < 0, 2 & quad x >= 0)", "0"),
        ("y + 2{x if x < y; y otherwise}",
         "y + 2 (cases(x & quad x < y, y & quad x >= y))",
         "2 (cases(1 & quad x < y, 0 & quad x > y))"),
    ],
)  # fmt: skip
def test_formulas(text, typst, slope):
    field = ScalarField.parse(text)
    assert to_typst(field.tree) == typst
    assert to_typst(field.partial("x").tree) == slope


@pytest.mark.parametrize(
    ("text", "name", "slope"),
    [
        ("{x^2 + y if x >= 0; y - x otherwise}", "y", "1"),
        ("{x^2 + y if x >= 0; y - x otherwise}", "x", "{2x if x > 0; -1 if x < 0}"),
        ("{x if x <= 0; x + y otherwise}", "y", "{0 if x <= 0; 1 if x > 0}"),
        ("{x if x <= 0; x + y otherwise}", "x", "{1 if x != 0}"),
        ("{x*y if x < 1; x*y if x >= 1}", "x", "y"),
        ("{x y if y = 0; x otherwise}", "x", "{y if y = 0; 1 if y != 0}"),
        ("{x + y if x > 0 and y > 0; x + y otherwise} + x", "x", "2"),
        ("{x if 0 < 1; x^2 otherwise}", "x", "1"),
        ("{x y if x < 0; 2x y if y < 0; 3x y otherwise}", "x",
         "{y if x < 0; 2y if y < 0; 3y otherwise}"),
    ],
)  # fmt: skip
def test_borders_stay_along_which_a_derivative_goes(text, name, slope):
    found, expected = ScalarField.parse(text).partial(name).tree, ScalarField.parse(slope).tree
    assert to_typst(found) == to_typst(expected)


@pytest.mark.parametrize("place", [(0, 1), (0, -2), (1, 0), (-1, 3)])
def test_a_slope_along_a_border_is_that_of_its_piece(place):
    """Checked by differences, which know nothing of the formula."""
    field = ScalarField.parse("{x^2 + y^3 if x >= 0; y^2 - x otherwise}")
    slope = readings.partial_at(field, "y", place)
    slope.check()
    assert slope.value == (3 * place[1] ** 2 if place[0] >= 0 else 2 * place[1])


@pytest.mark.parametrize(
    ("text", "held", "shown"),
    [
        ("{x^2 + y if x < 1; 3 - x otherwise}", 0.5, 'part("held", 0.5)^2 + y'),
        ("{x^2 + y if x < 1; 3 - y otherwise}", 1, "3 - y"),
        ("{x if x < 0; y if x < y; 2 otherwise}", 3,
         'cases(y & quad part("held", 3) < y, 2 & quad part("held", 3) >= y)'),
        ("{x y if y < 0; 2y if x > 0; 1 otherwise}", 2,
         'cases(part("held", 2) dot.op y & quad y < 0, 2 y & quad y >= 0)'),
    ],
)  # fmt: skip
def test_only_pieces_that_are_left_are_shown(text, held, shown):
    assert " ".join(with_held_number(ScalarField.parse(text).tree, "x", held)) == shown


def test_the_sympy_form():
    x, y = sympy.symbols("x y", real=True)
    expression = ScalarField.parse("{x if x < 0 and y > 0; y otherwise}").expr
    assert expression.subs({x: -1, y: 2}) == -1
    assert expression.subs({x: 1, y: 2}) == 2


@pytest.mark.parametrize(
    ("text", "on_graph"),
    [
        (
            "{x^2+y^2 if x^2+y^2 <= 1; 3 otherwise}",
            lambda x, y, z: (np.hypot(x, y) <= 1 + 1e-6) & (z <= 1 + 1e-6) | (z == 3),
        ),
        ("floor(x) + y", lambda x, y, z: np.abs(z - y - np.round(z - y)) < 1e-9),
    ],
)
def test_a_graph_has_no_wall_at_a_border(text, on_graph):
    field = ScalarField.parse(text)
    sheets = sample_graph(field, ((-1.7, 1.8), (-1.6, 1.9)), (-4, 4), (60, 60))
    assert len(sheets) > 1
    for sheet in sheets:
        drawn = np.isfinite(sheet.z)
        assert on_graph(sheet.x[drawn], sheet.y[drawn], sheet.z[drawn]).all()
