"""The author's names: which letters are inputs, in which order, and which have values."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ExpressionError, Mapping, ScalarField
from calclib.expression import notes, parse_named
from calclib.syntax.inputs import FAMILIES, read_head

FIELDS = [
    ("x^2", ("x", "y")),
    ("5", ("x", "y")),
    ("u^2 v", ("u", "v")),
    ("e^u cos v", ("u", "v")),
    ("v/3", ("u", "v")),
    ("1/(u+2v+3w)", ("u", "v", "w")),
    ("r cos(theta)", ("r", "theta")),
    ("θ r", ("r", "theta")),
    ("ρ^2 sin φ", ("rho", "phi")),
    ("rtheta", ("r", "theta")),
    ("p q^2", ("p", "q")),
    ("s t", ("t", "s")),
    ("-e^(-t-x^2)", ("t", "x")),
    ("sin(xt)", ("x", "t")),
    ("pi r^2h", ("r", "h")),
    ("L^.75K^.25", ("L", "K")),
    ("lwh", ("l", "w", "h")),
    ("rs cos(r)", ("r", "s")),
    ("a b", ("a", "b")),
    ("f(x, y) = x + y", ("x", "y")),
    ("f(y, x) = x + y", ("y", "x")),
    ("T(x, t) := sin(x) e^(-t)", ("x", "t")),
    ("h(α, β) = α", ("alpha", "beta")),
    ("P(L, K) = 1.01 L^.75 K^.25", ("L", "K")),
    ("f(X, Y) = X Y", ("X", "Y")),
    ("z = x^2 + y^2", ("x", "y")),
    ("w = f(x, y, z) = x y z", ("x", "y", "z")),
    ("f(t) = t^2", ("t",)),
    ("y = x^2", ("x",)),
    ("r sin(φ)cos(θ)", ("r", "theta", "phi")),
    ("R1*R2/(R1+R2)", ("R_1", "R_2")),
    ("x2 - x1", ("x_1", "x_2")),
    ("2x1x3^2", ("x_1", "x_3")),
    ("T_2 T_10", ("T_2", "T_10")),
    ("v_0 t", ("v_0", "t")),
    ("R(R₁, R₂) = R₁R₂/(R₁ + R₂)", ("R_1", "R_2")),
    (r"\frac{R_{1}R_{2}}{R_{1}+R_{2}}", ("R_1", "R_2")),
    (r"\theta_1 + \theta_{12}", ("theta_1", "theta_12")),
    ("f(x2, y2) = x2 y2", ("x_2", "y_2")),
]


@pytest.mark.parametrize(("text", "inputs"), FIELDS, ids=[row[0] for row in FIELDS])
def test_inputs_are_those_declared_or_else_those_used(text, inputs) -> None:
    assert ScalarField.parse(text).variables == inputs


@pytest.mark.parametrize("family", [family[:2] for family in FAMILIES])
def test_names_change_nothing_but_the_names(family) -> None:
    first, second = family
    own = ScalarField.parse(f"{first}^2*{second} + sin({second})", family)
    usual = ScalarField.parse("x^2*y + sin(y)")
    points = np.random.default_rng(3).normal(size=(2, 20))
    assert (own(*points) == usual(*points)).all()
    for names in [(0,), (1,), (0, 1), (1, 1)]:
        derived = own.partial(*(family[k] for k in names))
        assert (derived(*points) == usual.partial(*("xy"[k] for k in names))(*points)).all()


def test_a_mapping_names_its_inputs_too() -> None:
    assert Mapping.parse("[cos u, sin u, v]").inputs == ("u", "v")
    assert Mapping.parse("r(u, v) = [v, u]").inputs == ("u", "v")
    assert Mapping.parse("F(t) = <cos t, sin t>").inputs == ("t",)
    assert Mapping.parse("[t^2, s]").inputs == ("t", "s")
    assert Mapping.parse("[z, x]").inputs == ("x", "z")


COUNTED = [
    ("m/h^2", 2, ("m", "h")),
    ("k x", 2, ("k", "x")),
    ("-10*ln(s) - 5*((m-2)^2+1)/s^2", 2, ("s", "m")),
    ("k_B T", 2, ("k_B", "T")),
    ("x y w", 3, ("x", "y", "w")),
    ("(y - t)/x", 3, ("x", "t", "y")),
    ("x^2", 2, ("x", "y")),
]


@pytest.mark.parametrize(("text", "count", "inputs"), COUNTED, ids=[row[0] for row in COUNTED])
def test_as_many_letters_as_there_are_inputs_are_inputs(text, count, inputs) -> None:
    assert ScalarField.parse(text, count=count).variables == inputs


def test_a_letter_keeps_its_value_whatever_the_count() -> None:
    assert ScalarField.parse("a x + b y", let={"a": 2, "b": 3}, count=2).variables == ("x", "y")
    with pytest.raises(ExpressionError, match="letter a has no value"):
        ScalarField.parse("a x + y", count=2)


ORDERS = [
    ("L^.75K^.25", "reads the inputs in the order L, K; for another write f(K, L) = ..."),
    ("θ r", "reads the inputs in the order r, θ; for another write f(θ, r) = ..."),
    ("R2/R1", "reads the inputs in the order R₁, R₂; for another write f(R₂, R₁) = ..."),
    ("z = u + v", "reads the inputs in the order u, v; for another write f(v, u) = ..."),
    ("y + x", ""),
    ("f(L, K) = L K", ""),
    ("t^2", ""),
]


@pytest.mark.parametrize(("text", "line"), ORDERS, ids=[row[0] for row in ORDERS])
def test_the_order_of_undeclared_inputs_is_told(text, line) -> None:
    inputs = ScalarField.parse(text, ("t",) if text == "t^2" else None).variables
    assert notes(text, inputs=inputs) == [line] * bool(line)


REFUSED = [
    ("x2 + y2", 0, "write x_2 for a letter, x^2 or 2x"),
    ("x2^t + x", 0, "x2 is unclear"),
    ("x y2", 2, "write y_2"),
    ("x1.5", 1, "*1.5 or ^1.5"),
    ("v_max t", 0, "v_1 and v_m"),
    ("k_BT", 0, "a number or one letter"),
    ("f(x, y) = x_1", 10, "x and y are allowed"),
    ("sin_x", 0, "unknown name sin_x"),
    ("z+w", 0, "unknown variable z; x and y are allowed"),
    ("x + xz", 5, "unknown variable z; x and y are allowed"),
    ("a x^2 + y", 0, "the letter a has no value"),
    ("x^2 + y^2 - R^2", 12, "declare f(x, y, R)"),
    ("m/h^2", 0, "declare f(m, h)"),
    ("e^(3x+4y)sin(az)", 13, "the letter a has no value"),
    ("X + 1", 0, "write x"),
    ("p u s h", 6, "at most 3"),
    ("f(x, x) = x", 4, "different letters"),
    ("f(x, sin) = x", 4, "different letters"),
    ("f(x, y, z, t) = x", 2, "at most 3"),
    ("f(x, ) = x", 4, "different letters"),
    ("x = y + x", 8, "both sides"),
    ("f(x, y) = x + w", 14, "unknown variable w; x and y are allowed"),
    ("wwt + x", 0, "w*w*t"),
    ("tg(x)", 0, "write tan"),
    ("snx(x)", 0, "unknown function snx"),
]


@pytest.mark.parametrize(("text", "position", "words"), REFUSED, ids=[row[0] for row in REFUSED])
def test_other_letters_are_refused_where_they_stand(text, position, words) -> None:
    with pytest.raises(ExpressionError) as caught:
        ScalarField.parse(text)
    assert words in str(caught.value)
    assert (caught.value.position, caught.value.text) == (position, text)


def test_an_equation_is_no_head() -> None:
    with pytest.raises(ExpressionError, match="no ="):
        ScalarField.parse("x = 2", ("x", "y"))
    assert read_head("x^2 + 1").length == 0
    with pytest.raises(ExpressionError, match="expected a function of x, y"):
        ScalarField.parse("f(u, v) = u", ("x", "y"))


def test_named_numbers() -> None:
    assert parse_named("u=1, v=max(1, 2)") == {"u": "1", "v": "max(1, 2)"}
    assert parse_named("θ = pi/4") == {"theta": " pi/4"}
    assert parse_named("1, 2") is None
    with pytest.raises(ExpressionError, match="each number or none"):
        parse_named("1, v=2")
    with pytest.raises(ExpressionError, match="twice"):
        parse_named("u=1, u=2")
