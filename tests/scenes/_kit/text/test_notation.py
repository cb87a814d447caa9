"""One notation: slices with names, finite ratios and their limits, = only for what is exact."""

from __future__ import annotations

import math

import pytest

from calclib import ScalarField
from calclib.typesetting.formulas import to_typst
from scenes._kit.text import derivatives, notation
from scenes.figures.differential import formulas as differential

FIELD = ScalarField.parse("x^2*y + sin(y)")
ALONG_X, ALONG_Y = FIELD.slice(y=1), FIELD.slice(x=-1)
ALONE = ScalarField.parse("x^2", variables=("x",)).slice()


def plain(source: str) -> str:
    """A source without its named parts."""
    for name in ("x", "y", "held", "point", "rise", "value", "gradient", "secant"):
        source = source.replace(f'part("{name}", ', "part(")
    while "part(" in source:
        before, _, rest = source.rpartition("part(")
        depth, end = 1, 0
        while depth:
            depth += {"(": 1, ")": -1}.get(rest[end], 0)
            end += 1
        source = before + rest[: end - 1] + rest[end:]
    return source


def test_a_slice_is_a_named_function_of_one_variable() -> None:
    assert plain(notation.slice_head(ALONG_X)) == "g(x) = f(x, 1)"
    assert plain(notation.slice_head(ALONG_Y)) == "k(y) = f(−1, y)"
    assert notation.slice_name(ALONE) == "f"
    head, terms = notation.slice_statements(ALONG_X)[-1]
    assert plain(f"{head} = {' '.join(terms)}") == "g(x) = f(x, 1) = x^2 dot.op 1 + sin(1)"


def test_the_plane_of_a_slice_has_an_equation() -> None:
    assert plain(notation.held_equation(ALONG_X)) == "y = 1"
    assert plain(notation.held_equation(FIELD.slice(x=math.pi / 4))) == "x = π\\/4"
    assert plain(notation.held_equation(FIELD.slice(x=math.sqrt(2)))) == "x ≈ 1.414"
    assert plain(notation.held_equation(FIELD.slice(x=1e-7))) == "x = 10^(-7)"


def test_a_finite_ratio_has_deltas_and_becomes_a_derivative_in_the_limit() -> None:
    assert plain(derivatives.rise_over_run("x")) == "frac(Delta f, Delta x)"
    head, terms = derivatives.limit_statement(ALONG_X, -1, "= −2")
    assert plain(head) == "frac(dif g, dif x)(−1)"
    assert plain(" ".join(terms)) == "lim_(Delta x -> 0) frac(Delta f, Delta x) = −2"


def test_the_slope_is_worked_out_on_the_slice_and_on_the_field() -> None:
    stated = derivatives.derivative_statements(ALONG_X, -1, "= −2")
    assert [plain(f"{head} = {' '.join(terms)}") for head, terms in stated] == [
        "frac(dif g, dif x) = 2 x",
        "frac(dif g, dif x)(−1) = 2 (-1) = −2",
        "frac(partial f, partial x) = 2 x y",
    ]
    (rule, terms), *_ = derivatives.derivative_statements(ALONG_Y, 1, "≈ 1.540")
    assert plain(f"{rule} = {' '.join(terms)}") == "frac(dif k, dif y) = 1 + cos(y)"


def test_a_constant_slope_and_one_with_a_rounded_number_are_not_worked_out() -> None:
    field = ScalarField.parse("3e7*x*y")
    whole = "frac(partial f, partial x) = 3 times 10^(7) y"
    for held, rows in ((2, ["frac(dif g, dif x) = 6 times 10^(7)", whole]), (2**0.5, [whole])):
        stated = derivatives.derivative_statements(field.slice(y=held), 2, "= 6 times 10^(7)")
        assert [plain(f"{head} = {' '.join(terms)}") for head, terms in stated] == rows


PIECES = "{x^2 + y if x >= 0; y - x otherwise}"


def test_conditions_on_the_held_number_are_decided() -> None:
    stated = derivatives.derivative_statements(ScalarField.parse(PIECES).slice(x=0), 1, "= 1")
    assert [plain(f"{head} = {' '.join(terms)}") for head, terms in stated] == [
        "frac(dif k, dif y) = 1",
        "frac(partial f, partial y) = 1",
    ]


@pytest.mark.parametrize(("function", "slope"), [("max(x, y)", "1"), ("min(y, -2x)", "-2")])
def test_a_number_is_not_said_to_equal_itself(function: str, slope: str) -> None:
    """The slope of a piece is a number, with nothing to be put in."""
    piece = ScalarField.parse(function).slice(y=-1)
    _, (head, terms), _ = derivatives.derivative_statements(piece, 2, f"= {slope}")
    assert plain(f"{head} = {' '.join(terms)}") == f"frac(dif g, dif x)(2) = {slope}"


@pytest.mark.parametrize(
    ("function", "a", "said"),
    [
        ("x^2/2 + y", 1.5, "1.5"),
        ("x^2/2 + y", -2, "-2"),
        ("y - x^2/2", 2, "-2"),
        ("y - x^2/2", -2, "-(-2) = V"),
        ("x^2", 3, "2 dot.op 3 = V"),
    ],
)
def test_a_slope_that_is_the_place_itself_is_said_once(function: str, a: float, said: str) -> None:
    piece = ScalarField.parse(function, variables=("x", "y")).slice(y=0)
    _, (_, terms), _ = derivatives.derivative_statements(piece, a, "= V")
    assert plain(" ".join(terms)) == said


def test_a_slope_that_no_piece_gives_is_not_worked_out() -> None:
    """At 0 both pieces have the slope 0, by a limit: 0 < 0 and 0 > 0 are both false."""
    piece = ScalarField.parse("{x^2 y if x < 0; x^3 otherwise}").slice(y=1)
    for a, count in ((0, 2), (-1, 3)):
        assert len(derivatives.derivative_statements(piece, a, "= 0")) == count


def test_one_sided_limits_have_the_same_ratio() -> None:
    rows = derivatives.one_sided_limits("x", (-1 / 3, math.inf))
    assert [plain(row) for row in rows] == [
        "lim_(Delta x -> 0^-) frac(Delta f, Delta x) ≈ −0.333",
        "lim_(Delta x -> 0^+) frac(Delta f, Delta x) = infinity",
    ]


def test_a_limit_that_does_not_exist_equals_nothing() -> None:
    _, row = derivatives.one_sided_limits("x", (1.0, math.nan))
    assert plain(row) == "exists.not med lim_(Delta x -> 0^+) frac(Delta f, Delta x)"


@pytest.mark.parametrize(
    ("numbers", "coordinates", "sign"),
    [
        ([2, -0.5, 1e-9, 3e7], [math.pi / 4, 1 / 3, 0.25], "="),
        ([math.inf], [], "="),
        ([math.sqrt(2)], [], "≈"),
        ([12345678], [], "≈"),
        ([4], [math.sqrt(2), 1], "≈"),
    ],
)
def test_equal_is_what_is_exact_on_both_sides(numbers, coordinates, sign) -> None:
    assert notation.equals_sign(numbers, coordinates) == sign


def test_a_rounded_step_or_slope_makes_a_product_approximate() -> None:
    exact, rounded = ScalarField.parse("x*y"), ScalarField.parse("x*y/3")
    for field, step, sign in ((exact, 0.1, "="), (exact, 1 / 30, "≈"), (rounded, 0.1, "≈")):
        slopes = [field.partial(name).at((1, 2)) for name in "xy"]
        numbers = [_number(slope) for slope in slopes]
        shown = [notation.value(slope) for slope in slopes]
        product, _ = differential.dot_product_at(numbers, shown, "xy", (step, 0.1), [])
        assert product.startswith(sign)


def _number(value: float):
    from calclib import Number

    return Number("f", value, cross_check=lambda: value)


def test_coordinates_are_fractions_upright_and_in_line() -> None:
    assert notation.display_coordinate(-math.pi / 2) == "−frac(π, 2)"
    assert notation.display_coordinate(2 / 3) == "frac(2, 3)"
    assert notation.coordinate(-2 / 3) == "−2\\/3"
    assert notation.display_coordinate(-8.1e-7) == "−8.1 times 10^(-7)"
    assert notation.display_coordinate(-0.0) == "0"


@pytest.mark.parametrize(
    ("text", "held", "expected"),
    [
        ("sin(x/(1+y))", 1, "frac(cos(frac(inline(x), inline(2))), 2)"),
        ("exp(2*y)*x^2", 3, "2 exp(6) x"),
        ("sqrt(x^2+y^2)", 4, "frac(x, sqrt(x^2 + 16))"),
    ],
)
def test_what_is_rational_in_a_slice_is_worked_out(text, held, expected):
    derived = derivatives.slice_derivative(ScalarField.parse(text).slice(y=held))
    assert to_typst(derived) == expected


def test_the_coordinates_of_a_point_are_written_alike() -> None:
    """A fraction stands beside exact numbers only."""
    assert notation.coordinates([100 / 7, 80 / 7]) == [notation.value(x / 7) for x in (100, 80)]
    assert notation.coordinates([1 / 3, 0.5]) == ["1\\/3", "0.5"]
