"""Names: the author's of the function, and letters that are free beside those of the formula."""

from __future__ import annotations

import pytest

from calclib import ScalarField
from scenes._kit.names import (
    STEPS,
    free_letter,
    free_places,
    function_name,
    function_text,
    names_of,
    output_names,
    slice_names,
)
from scenes._kit.parameters.slice import FieldAtPoint
from scenes._kit.text import derivatives, notation
from scenes.slicing import Slicing


def parameters(text: str, **given: str) -> FieldAtPoint:
    return FieldAtPoint.read({"function": text, **given}, Slicing.defaults)


@pytest.mark.parametrize(
    ("text", "source", "printed"),
    [
        ("x^2*y", "f", "f"),
        ("V(r, h) = pi*r^2*h/3", "V", "V"),
        ("C_p(T, V) = T/V", "C_(p)", "C_p"),
        ("R(R_1, R_2) = R_1*R_2", "R", "R"),
        ("φ(x, y) = x + y", "phi", "φ"),
        ("area(r, h) = r*h", '"area"', "area"),
        ("w = f(x, y) = x*y", "f", "f"),
    ],
)
def test_a_function_has_its_author_s_name(text, source, printed) -> None:
    given = parameters(text, at="1,2")
    with names_of(given.function_name, given.letters):
        assert (function_name(), function_text()) == (source, printed)
        assert notation.function_call(given.field).startswith(f"{source}(")
        assert derivatives.rise().endswith(f"Delta {source})")


def test_a_function_s_name_is_no_letter_of_its_formula() -> None:
    with names_of("V", {"r", "V"}):
        assert function_name() == "f"
    with names_of("", {"f", "x"}):
        assert function_name() == "F"


def test_names_are_those_of_the_lesson_only_within_it() -> None:
    with names_of("V"):
        pass
    assert function_name() == "f"


@pytest.mark.parametrize(
    ("text", "let", "slices"),
    [
        ("x^2*y", "", ("g", "k")),
        ("exp(-k^2*y)*sin(k*x)", "k=2", ("g", "p")),
        ("v*t - g*t^2/2", "g=9.81", ("k", "p")),
        ("g(x, y) = x*y", "", ("k", "p")),
    ],
)
def test_slices_have_names_that_the_formula_has_not(text, let, slices) -> None:
    given = parameters(text, at="1,2", **({"let": let} if let else {}))
    with names_of(given.function_name, given.letters):
        assert slice_names() == slices
        names = [notation.slice_name(given.slice_by(name)) for name in given.inputs]
        assert tuple(names) == slices


def test_steps_and_places_have_free_letters() -> None:
    field = ScalarField.parse("sqrt(2*a*h)", ("h",), {"a": 2})
    with names_of("", {"a", "h"}):
        assert free_letter(*STEPS) == "s"
        assert free_places() == ("b", "c")
        quotient = derivatives.difference_quotient(field.variables, "h", ("b",))
        assert quotient == "frac(f(b + s) - f(b), s)"
        assert derivatives.limit("h", "q") == "lim_(s -> 0) q"


def test_a_subscript_of_a_name_and_those_of_a_derivative_stand_together() -> None:
    with names_of("C_p"):
        assert derivatives.subscripted(("m", "n")) == "C_(p, m n)"


@pytest.mark.parametrize(
    ("letters", "names"),
    [("st", "xyz"), ("xy", "uvw"), ("uv", "xyz"), ("xv", "XYZ"), ("uwz", "XYZ")],
)
def test_outputs_have_no_name_of_an_input(letters: str, names: str) -> None:
    with names_of(letters=letters):
        assert output_names(()) == names
    with names_of(letters=()):
        assert output_names(letters) == names
