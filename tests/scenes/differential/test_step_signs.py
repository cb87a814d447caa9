"""TotalDifferential: "=" stands before what is exact as it is printed, and before nothing else."""

from __future__ import annotations

import re
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
import sympy

from calclib import ScalarField
from scenes._kit.text import notation
from scenes.figures.differential.step_numbers import StepNumbers
from scenes.figures.differential.step_sources import StepSources

_NUMBER = re.compile(r"−?\d+(?:\.\d+)?(?: times 10\^\((-?\d+)\))?")
LESSON: Any = SimpleNamespace(
    typeset=lambda number, digits=None: notation.value(number.value, digits),
    typeset_given=notation.value,
)


def _printed(source: str) -> list[Fraction]:
    """The numbers in a formula's source."""
    found = []
    for each in _NUMBER.finditer(source):
        digits, _, _ = each[0].replace("−", "-").partition(" times ")
        found.append(Fraction(digits) * Fraction(10) ** int(each[1] or 0))
    return found


def _true_slopes(text: str, at: tuple[str, str]) -> list[Fraction]:
    """The partial derivatives of a polynomial of decimals."""
    x, y = sympy.symbols("x y")
    tree = sympy.parse_expr(text.replace("^", "**"), {"x": x, "y": y}, transformations="all")
    place = {x: sympy.Rational(at[0]), y: sympy.Rational(at[1])}
    slopes = [sympy.diff(sympy.nsimplify(tree, rational=True), name).subs(place) for name in (x, y)]
    return [Fraction(str(each)) for each in slopes]


@pytest.mark.parametrize(
    ("text", "at", "step"),
    [
        ("x*(9.81*y+0.5*20^2)", ("70", "12"), ("2", "0.5")),
        ("0.00001*x^2*y", ("40", "50"), ("2", "2")),
        ("9.81*x*y", ("1.25", "0.4"), ("0.1", "0.2")),
        ("0.5*1.225*x*y^2", ("2.2", "30"), ("0.1", "1")),
        ("3.14159*x^2*y", ("1.5", "4"), ("0.1", "0.1")),
        ("1.8*x+32*y^2", ("37.5", "1.1"), ("0.5", "0.05")),
        ("0.25*x^2-0.75*x*y", ("1.3", "2.7"), ("0.04", "-0.1")),
        ("x*y/3", ("1", "2"), ("0.1", "0.3")),
        ("1234.5678*x+0.001*y", ("1", "1"), ("0.1", "0.1")),
        ("2.5*x^3*y", ("1.2", "0.3"), ("0.02", "0.01")),
    ],
)
def test_equal_is_what_is_exact_as_printed(text, at, step) -> None:
    place, h = tuple(map(float, at)), tuple(map(float, step))
    numbers = StepNumbers(ScalarField.parse(text), place, h)
    sources = StepSources(LESSON, "xy", h, numbers)
    slopes, steps = _true_slopes(text, at), list(map(Fraction, step))
    rises = [slope * each for slope, each in zip(slopes, steps, strict=True)]
    shown_slopes = []
    for k, (slope, each, rise) in enumerate(zip(slopes, steps, rises, strict=True)):
        _, product, value = sources.worked(k)
        assert (product[0] == "=") == (_printed(product) == [slope, each])
        assert (value[0] == "=") == (product[0] == "=" and _printed(value) == [rise])
        shown_slopes.append(_printed(product)[0])
        _, (label, *_) = sources.labels()[2 * k : 2 * k + 2]
        assert ("≈" not in label) == (_printed(label)[-1] == rise)
    total = sources.total()
    terms = [_printed(total[0])[0], _printed(total[1])[0] * (-1 if total[1][0] == "−" else 1)]
    assert (total[0][0] == "=") == (terms == rises)
    assert (total[2][0] == "=") == (_printed(total[2]) == [sum(terms)])
    _, (gradient, *_, value) = sources.dot_product()
    assert (gradient[0] == "=") == (shown_slopes == slopes)
    is_true = gradient[0] == "=" and _printed(value) == [sum(rises)]
    assert (value[0] == "=") == is_true
