"""Numbers put in for a variable: worked out where that is exact, with the same values."""

from __future__ import annotations

import numpy as np
import pytest

from calclib.expression import parse
from calclib.symbolic.held_numbers import worked_out
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import substituted


@pytest.mark.parametrize(
    ("text", "number", "form"),
    [
        ("exp(-x*y)", "1", "exp(-y)"),
        ("cos(5*x)*exp(-y)", "pi/10", "cos(pi/2)*exp(-y)"),
        ("2*x*y^2 - y", "3", "6*y^2 - y"),
        ("0.5*x*y", "3", "1.5*y"),
        ("sin(y)*(x - 2)", "1", "-sin(y)"),
    ],
)
def test_a_product_has_one_number(text: str, number: str, form: str) -> None:
    tree, held = parse(text), {"x": parse(number)}
    found, ys = worked_out(tree, held), {"y": np.linspace(0.3, 2, 7)}
    assert evaluate(found, ys) == pytest.approx(evaluate(substituted(tree, held), ys))
    assert found == parse(form)


@pytest.mark.parametrize(
    ("text", "number", "form"),
    [
        ("sqrt(9 - y^2 - x^2)", "2", "sqrt(5 - y^2)"),
        ("1 + y^2 + x^2", "2", "5 + y^2"),
        ("x*y + 3*y - x", "2", "5*y - 2"),
        ("y^2/2 + x^2/8", "2", "y^2/2 + 1/2"),
        ("y^2 - x", "0.25", "y^2 - 0.25"),
        ("y/sqrt(x)", "4", "y/2"),
        ("abs(x)*y + log(x + 4)", "-3", "3*y"),
        ("y*cos(x) + sin(x)", "0", "y"),
    ],
)
def test_a_sum_has_one_number_and_roots_of_squares_are_drawn(
    text: str, number: str, form: str
) -> None:
    tree, held = parse(text), {"x": parse(number)}
    found, ys = worked_out(tree, held), {"y": np.linspace(0.3, 2, 7)}
    assert evaluate(found, ys) == pytest.approx(evaluate(substituted(tree, held), ys))
    assert found == parse(form)


def test_what_is_not_rational_stays() -> None:
    held = {"x": parse("2")}
    for text, form in (("sqrt(x)*y", "sqrt(2)*y"), ("ln(x)*y", "ln(2)*y"), ("y + sin(x)",) * 2):
        assert worked_out(parse(text), held) == substituted(parse(form), held)
