"""Values of parameters are written as one would type them, and read again as they were."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st

from calclib.expression import MAX_NUMBER, MIN_NUMBER, parse_domain, parse_point
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.typed_values import as_typed

number = st.floats(-MAX_NUMBER, MAX_NUMBER).filter(lambda x: x == 0 or abs(x) > MIN_NUMBER)


@pytest.mark.parametrize(
    ("value", "typed"),
    [
        ("pi/4,1", "pi/4,1"),
        ((1, 2), "1,2"),
        (["pi/2", -0.5], "pi/2,-0.5"),
        (3, "3"),
        ((Fraction(1, 4), 1), "0.25,1"),
        (np.array([1.5, 2]), "1.5,2.0"),
        ((np.int64(1), np.float64(2)), "1.0,2.0"),
        (((-2, 2), (-1, 1)), "-2:2,-1:1"),
        ([["-pi", "pi"], (0, 1)], "-pi:pi,0:1"),
        (np.array([[0, 1], [2, 3.5]]), "0.0:1.0,2.0:3.5"),
        ((sympy.Rational(1, 2), 1), "0.5,1"),
        (np.float32(0.5), "0.5"),
    ],
    ids=str,
)
def test_values_are_as_one_would_type_them(value: Any, typed: str) -> None:
    assert as_typed("at", value) == typed


@given(st.tuples(number, number))
def test_a_point_is_read_as_it_was_given(point: tuple[float, float]) -> None:
    assert parse_point(as_typed("at", point)) == point


@given(number, st.floats(1e-3, 1e3))
def test_a_domain_is_read_as_it_was_given(low: float, width: float) -> None:
    interval = (low, low + width * max(1, abs(low)))
    if interval[1] <= MAX_NUMBER:
        assert parse_domain(as_typed("domain", (interval, (0, 1)))) == (interval, (0.0, 1.0))


@pytest.mark.parametrize(
    "value", [None, True, (True, 1), 1j, {}, b"1", object, sympy.Symbol("x"), [[[1]]]], ids=str
)
def test_anything_else_is_refused(value: Any) -> None:
    with pytest.raises(ParameterError, match=r"^at: takes a text, a number or a list of numbers$"):
        as_typed("at", value)
