"""Where a graph ends: a root, or an inverse sine, with a value; an inverse tangent by a jump."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from calclib.framing.windows.edges import edge_curves, jump_curves

REGION = (-3.0, 3.0), (-3.0, 3.0)


@pytest.mark.parametrize(
    ("text", "vanishes"),
    [
        ("sqrt(4 - x^2 - y^2)", lambda x, y: x**2 + y**2 - 4),
        ("sqrt(x*y) + x", lambda x, y: x * y),
        ("y*(x - y)^1.5", lambda x, y: x - y),
        ("asin(x/2) + y", lambda x, y: abs(x) - 2),
        ("y/(1 + sqrt(x))", lambda x, y: x),
    ],
)
def test_edges_lie_where_the_domain_ends(text: str, vanishes) -> None:
    lines = edge_curves(ScalarField.parse(text), REGION)
    assert lines
    for line in lines:
        assert vanishes(*line.T) == pytest.approx(np.zeros(len(line)), abs=1e-6)
    assert sum(map(len, lines)) > 100


@pytest.mark.parametrize(
    "text",
    [
        "x^2 + y",
        "sqrt(x^2 + y^2)",
        "sqrt(abs(x))*y",
        "x^(1/3)*y",
        "1/sqrt(x - y)",
        "log(x + y)",
        "log(sqrt(x))",
    ],
)
def test_no_edge_where_a_function_goes_on_or_grows_without_bound(text: str) -> None:
    assert edge_curves(ScalarField.parse(text), REGION) == []


@pytest.mark.parametrize(
    ("text", "vanishes"),
    [
        ("atan((x - y)/(1 + x*y))", lambda x, y: 1 + x * y),
        ("x*y + 2*atan(1/(x - 1))", lambda x, y: x - 1),
        ("1/(1 + exp(1/(x + y)))", lambda x, y: x + y),
    ],
)
def test_a_bounded_function_jumps_where_a_denominator_is_zero(text: str, vanishes) -> None:
    lines = jump_curves(ScalarField.parse(text), REGION)
    assert lines
    for line in lines:
        assert vanishes(*line.T) == pytest.approx(np.zeros(len(line)), abs=1e-6)
    assert sum(map(len, lines)) > 100


@pytest.mark.parametrize(
    "text", ["1/(x - y)", "(x^2 - y^2)/(x - y)", "atan(1/(x - y)^2)", "sin(x)/x", "x*y/(x^2 + y^2)"]
)
def test_no_jump_where_a_function_goes_on_or_grows_without_bound(text: str) -> None:
    assert jump_curves(ScalarField.parse(text), REGION) == []
