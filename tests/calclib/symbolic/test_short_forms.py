"""Derivatives as books print them: short, numbers first, and the same in either order."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from calclib import ScalarField
from calclib.symbolic.derivatives import derivative
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Node, Product, variables, walk

CORPUS = json.loads((Path(__file__).parents[1] / "corpus" / "functions.json").read_text("utf-8"))
SEVERAL = [
    (row["reading"][0], tuple(row["variables"]))
    for row in CORPUS
    if len(row["reading"]) == 1 and len(row["variables"]) > 1
]
STEP = 1e-5

FORMS = [
    ("atan(y/x)", "x", "-y/(x^2 + y^2)"),
    ("atan(y/x)", "y", "x/(x^2 + y^2)"),
    ("atan(y/x)", "xy", "(y^2 - x^2)/(x^2 + y^2)^2"),
    ("x/(x^2 + y^2)", "xy", "(6*x^2*y - 2*y^3)/(x^2 + y^2)^3"),
    ("(x^4 - 4*y^4)/(x^2 + 2*y^2)", "xy", "0"),
    ("x/(x + y)", "xy", "(x - y)/(x + y)^3"),
    ("sqrt(x^2 + 5*y^2)", "xx", "5*y^2/(x^2 + 5*y^2)^(3/2)"),
    ("x*y/sqrt(x^2 + y^2)", "x", "y^3/(x^2 + y^2)^(3/2)"),
    ("1/(x^2 + y^2 + 1)", "xx", "(6*x^2 - 2*y^2 - 2)/(x^2 + y^2 + 1)^3"),
    ("x*y/(x + 2*y)", "x", "2*y^2/(x + 2*y)^2"),
    ("(x - y)/(x + y)", "x", "2*y/(x + y)^2"),
    ("1/(1 + 1/x)", "x", "1/(x + 1)^2"),
    ("sin(pi*x)*cos(2*pi*y)", "y", "-2*pi*sin(pi*x)*sin(2*pi*y)"),
    ("sin(pi*x)*cos(2*pi*y)", "xy", "-2*pi^2*cos(pi*x)*sin(2*pi*y)"),
    ("x*(y + 1)^2", "y", "2*x*(y + 1)"),
    ("(x^2 + y)^3", "x", "6*x*(x^2 + y)^2"),
    ("sin(x)*y^2", "xy", "2*y*cos(x)"),
    ("4/(x*y)", "yx", "4/(x^2*y^2)"),
    ("arctan((x + y)/(1 - x*y))", "x", "1/(1 + x^2)"),
    ("arctan((x + y)/(1 - x*y))", "yy", "-2*y/(1 + y^2)^2"),
    ("(1 + x)/(1 + x^2*y^2 + x^2 + y^2)", "y", "-2*y*(1 + x)/((1 + x^2)*(1 + y^2)^2)"),
    ("x*y^4/(x^2 + y^8)", "y", "4*x*y^3*(x^2 - y^8)/(x^2 + y^8)^2"),
    ("sqrt(1 + x*y^2)", "xy", "y*(2 + x*y^2)/(2*(1 + x*y^2)^(3/2))"),
    ("cbrt(x^3 + y^3)", "xx", "2*x*y^3/cbrt(x^3 + y^3)^5"),
    ("exp(-x*y)*cos(x + y)", "x", "-exp(-x*y)*(y*cos(x + y) + sin(x + y))"),
    ("sqrt(3*x)/(1 + ln(x))", "x", "3*(ln(x) - 1)/(2*(1 + ln(x))^2*sqrt(3*x))"),
    ("tan(x*y)", "xy", "sec(x*y)^2*(1 + 2*x*y*tan(x*y))"),
    ("x^2*atan(y/x) - y^2*atan(x/y)", "x", "2*x*atan(y/x) - y"),
    ("x^2*atan(y/x) - y^2*atan(x/y)", "xy", "(x^2 - y^2)/(x^2 + y^2)"),
    ("x^2/(x^2 + y^2) + y^2/(y^2 + x^2)", "x", "0"),
    ("x*y*sqrt(x + y)", "x", "y*(3*x + 2*y)/(2*sqrt(x + y))"),
    ("x*y*sqrt(x + y)", "xx", "y*(3*x + 4*y)/(4*(x + y)^(3/2))"),
    ("ln(x)/y", "xx", "-1/(x^2*y)"),
    ("(3*x - 2*y)^5", "xy", "-120*(3*x - 2*y)^3"),
    ("x*y/(x - y)", "xy", "-2*x*y/(x - y)^3"),
    ("exp(-x^2)*cos(3*y)", "xx", "(4*x^2 - 2)*exp(-x^2)*cos(3*y)"),
    ("x*exp(-x*y)", "xx", "y*(x*y - 2)*exp(-x*y)"),
    ("x/y + y/x", "xy", "-1/y^2 - 1/x^2"),
    ("y*sqrt(1 - x^2)", "xx", "-y/(1 - x^2)^(3/2)"),
    ("sqrt(x*y)", "xx", "-y/(4*x*sqrt(x*y))"),
    ("asin(x*y)", "xy", "1/(1 - (x*y)^2)^(3/2)"),
    ("-9.81/sqrt(x^2 + y^2)", "x", "9.81*x/(x^2 + y^2)^(3/2)"),
    ("0.1*x^2.5", "x", "0.25*x^1.5"),
]

SLOPES_OF_ABS = [
    ("abs(x)", "x", "x/abs(x)"),
    ("abs(x)", "xx", "0"),
    ("abs(x)^3*y^2", "x", "3*x*abs(x)*y^2"),
    ("abs(x)^3*y^2", "xx", "6*abs(x)*y^2"),
    ("x*abs(x)", "x", "2*abs(x)"),
    ("log(abs(x))", "x", "1/x"),
    ("exp(-abs(x))", "xx", "exp(-abs(x))"),
    ("abs(x - 2) + abs(y + 1)", "y", "(y + 1)/abs(y + 1)"),
    ("abs(x*y)", "x", "x*y^2/abs(x*y)"),
    ("sgn(x)*abs(y)", "y", "sgn(x)*sgn(y)"),
]


@pytest.mark.parametrize(("text", "by", "form"), FORMS)
def test_forms(text: str, by: str, form: str) -> None:
    assert derivative(ScalarField.parse(text).tree, *by) == ScalarField.parse(form).tree


@pytest.mark.parametrize(("text", "by", "form"), SLOPES_OF_ABS)
def test_slopes_of_absolute_values_are_quotients(text: str, by: str, form: str) -> None:
    tree = ScalarField.parse(text).partial(*by).tree
    assert tree == ScalarField.parse(form, ("x", "y")).tree


@pytest.mark.parametrize("place", [-0.7, 0.6])
@pytest.mark.parametrize(("text", "by", "form"), SLOPES_OF_ABS)
def test_slopes_of_absolute_values(text: str, by: str, form: str, place: float) -> None:
    exact = derivative(ScalarField.parse(text, ("x", "y")).tree, *by)
    point = {"x": np.array(place), "y": np.array(-place / 2)}
    shown = ScalarField.parse(form, ("x", "y")).tree
    assert evaluate(shown, point) == pytest.approx(float(evaluate(exact, point)))


@pytest.mark.parametrize(("text", "names"), SEVERAL)
def test_both_orders_have_one_form(text: str, names: tuple[str, ...]) -> None:
    tree = ScalarField.parse(text, names).tree
    for first, second in combinations(names, 2):
        assert derivative(tree, first, second) == derivative(tree, second, first)


@pytest.mark.parametrize(("text", "names"), SEVERAL[::3])
def test_short_forms_have_the_same_values(text: str, names: tuple[str, ...]) -> None:
    tree = ScalarField.parse(text, names).tree
    places = np.random.default_rng(7).uniform(0.3, 2, (len(names), 40))
    points = dict(zip(names, places, strict=True))
    for name in names:
        slope = evaluate(derivative(tree, name), points)
        ahead, behind = (
            evaluate(tree, {**points, name: points[name] + side * STEP}) for side in (1, -1)
        )
        gaps = np.abs(slope - (ahead - behind) / (2 * STEP)) / (1 + np.abs(slope))
        known = gaps[np.isfinite(gaps)]
        assert not known.size or np.median(known) < 1e-6


def test_numbers_stand_first() -> None:
    for text, names in SEVERAL:
        for name in names:
            tree = derivative(ScalarField.parse(text, names).tree, name)
            assert all(map(_begins_with_numbers, walk(tree))), text


def _begins_with_numbers(node: Node) -> bool:
    moving = [bool(variables(each)) for each in getattr(node, "factors", ())]
    return not isinstance(node, Product) or moving == sorted(moving)
