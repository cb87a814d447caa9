"""Parameters: points and domains that fit the function; others are refused."""

from __future__ import annotations

import math
import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from calclib import ExpressionError
from pipeline.catalog import find
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.mapping import MappingInput
from scenes._kit.parameters.slice import FieldAtPoint, SliceAtPoint

DEFAULTS: dict[str, Any] = {"function": "x^2*y + sin(y)", "at": "-1,1", "variable": "x"}


def sliced(**given: Any) -> SliceAtPoint:
    return SliceAtPoint.with_defaults(given, DEFAULTS)


POINTS = [
    ({}, (-1, 1)),
    ({"at": "pi/2, -1"}, (math.pi / 2, -1)),
    ({"at": (2, 3)}, (2, 3)),
    ({"function": "x*y"}, (-1, 1)),
    ({"function": "log(x)*y"}, (1, 1)),
    ({"function": "x^2"}, (-1,)),
    ({"function": "sqrt(x)"}, (1,)),
    ({"function": "x^2", "at": "3"}, (3,)),
    ({"function": "x^2", "at": "3,0"}, (3, 0)),
    ({"function": "y^2"}, (-1, 1)),
    ({"domain": "2:4,5:9"}, (3, 7)),
    ({"function": "x^2", "domain": "2:4"}, (3,)),
    ({"function": "x^2", "domain": "-2:4,-2:4"}, (-1, 1)),
    ({"function": "1/(x-3)", "domain": "2:4"}, (2.5,)),
]


@pytest.mark.parametrize(("given", "point"), POINTS, ids=[str(row[0]) for row in POINTS])
def test_the_point_follows_from_the_given_parameters(
    given: dict[str, Any], point: tuple[float, ...]
) -> None:
    parameters = sliced(**given)
    assert parameters.at == pytest.approx(point)
    assert math.isfinite(parameters.field.at(parameters.at))


def test_a_function_of_x_alone_has_one_input_if_the_point_has_one_number() -> None:
    assert sliced(function="x^2", at="1").inputs == ("x",)
    assert sliced(function="x^2", at="1,2").inputs == ("x", "y")
    assert sliced().inputs == ("x", "y")


def test_the_slice_holds_the_other_variable() -> None:
    parameters = sliced()
    assert parameters.held == ("y",)
    assert parameters.slice_by("x").at(3) == pytest.approx(9 + math.sin(1))
    assert parameters.slice_by("y").at(3) == pytest.approx(3 + math.sin(3))
    assert [parameters.coordinate(name) for name in "xy"] == [-1, 1]


def test_the_interval_of_a_variable() -> None:
    assert sliced(domain="-2:2,0:pi").interval("y") == pytest.approx((0, math.pi))
    assert sliced().interval("x") is None


@pytest.mark.parametrize(("at", "both"), [("1", False), ("1,1", True)])
def test_there_is_a_second_input_if_the_point_has_two_numbers(at: str, both: bool) -> None:
    assert sliced(function="x^2", at=at).has_two_inputs is both


@pytest.mark.parametrize(
    ("function", "beats"),
    [
        (None, ["machine", "several_inputs", "line_to_line", "plane_to_plane"]),
        ("x^2 - 3", ["machine", "line_to_line"]),
        ("[cos(t), sin(t)]", ["machine", "line_to_plane"]),
        ("x*y", ["several_inputs", "plane_to_line"]),
        ("[x^2+y^2, x^2-y^2]", ["several_inputs", "plane_to_plane"]),
    ],
)
def test_a_mapping_plays_the_machine_and_its_stage(function: str | None, beats: list[str]) -> None:
    stages = ("machine", "several_inputs", "line_to_line", "plane_to_line", "plane_to_plane")
    parameters = MappingInput.with_defaults({"function": function}, {})
    played = [beat for beat in (*stages, "line_to_plane") if parameters.plays(beat)]
    assert set(beats) <= set(played)
    if function is not None:
        assert set(played) == set(beats)


def test_the_given_point_is_the_first_mark() -> None:
    parameters = MappingInput.with_defaults({"function": "x^2", "at": "0.25"}, {})
    assert parameters.view({}).marks[0] == (0.25,)


@pytest.mark.parametrize(
    ("model", "given"),
    [
        (SliceAtPoint, {"function": "1/x", "at": "0,1"}),
        (SliceAtPoint, {"function": "x*y", "at": "1"}),
        (SliceAtPoint, {"function": "x*y", "at": "1,1", "variable": "z"}),
        (SliceAtPoint, {"function": "x*y", "at": "5,1", "domain": "0:1,0:1"}),
        (SliceAtPoint, {"function": "x*y", "at": "1,1", "speed": 3}),
        (FieldAtPoint, {"function": "x", "at": "1"}),
        (MappingInput, {"at": "1"}),
        (MappingInput, {"function": "log(-1-x^2)"}),
        (MappingInput, {"function": "x", "domain": "0:1,0:1"}),
        (MappingInput, {"function": "[x, y, t, s]"}),
    ],
)
def test_what_does_not_fit_is_refused(model: type, given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        model(**given)


def test_a_bad_text_is_refused_with_the_position() -> None:
    with pytest.raises(ExpressionError) as caught:
        sliced(function="x +* y")
    assert caught.value.position == 3


def test_parameters_can_be_pickled() -> None:
    parameters = sliced(domain="-2:2,-2:2")
    assert parameters.field.at(parameters.at) == pytest.approx(
        1 + math.sin(1)
    )  # cached in the model
    assert pickle.loads(pickle.dumps(parameters)) == parameters
    assert SliceAtPoint(**parameters.as_json()) == parameters


def test_a_chosen_point_has_values_beside_it() -> None:
    """(-1)^y is real for single y only; at (1, 1) both slices of x^y can be shown."""
    assert find("tangent_line").parameters({"function": "x^y"}).at == (1.0, 1.0)


NAMED = [
    ({"function": "u^2*v", "at": "v=2,u=1"}, ("u", "v"), (1, 2), "u"),
    ({"function": "f(v, u) = u^2*v", "at": "u=1,v=2"}, ("v", "u"), (2, 1), "v"),
    ({"function": "r sin(θ)", "at": "θ=0,r=3", "variable": "θ"}, ("r", "theta"), (3, 0), "theta"),
    ({"function": "a x + y", "let": "a=2", "at": "1,2"}, ("x", "y"), (1, 2), "x"),
    ({"function": "T(x, t) = x e^(-t)"}, ("x", "t"), (-1, 1), "x"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "inputs", "point", "moving"), NAMED, ids=[str(n[0]) for n in NAMED]
)
def test_inputs_have_the_authors_names(given, inputs, point, moving) -> None:
    parameters = SliceAtPoint.read(given, DEFAULTS)
    assert (parameters.inputs, parameters.variable) == (inputs, moving)
    assert parameters.at == pytest.approx(point)
    assert parameters.held == tuple(name for name in inputs if name != moving)


def test_named_and_plain_numbers_are_the_same_request() -> None:
    named = SliceAtPoint.read(
        {"function": "u v", "at": "v=2,u=1", "domain": "v=0:3,u=-2:2"}, DEFAULTS
    )
    plain = SliceAtPoint.read({"function": "u v", "at": "1,2", "domain": "-2:2,0:3"}, DEFAULTS)
    assert named.as_json() == plain.as_json()


WRONG_NAMES = [
    ({"function": "u v", "at": "x=1,y=2"}, "at: takes one for each of u, v, in any order"),
    ({"function": "u v", "at": "u=1"}, "at: takes one for each of u, v, in any order"),
    ({"function": "u v", "at": "1,v=2"}, "at: name each number or none"),
    ({"function": "a u v"}, "function: the letter a has no value"),
    ({"function": "u v", "variable": "x"}, "variable: takes u or v"),
    ({"function": "u v w"}, "function: takes a function of two variables, not of u, v, w"),
    ({"function": "u v", "let": "2"}, "let: takes letters with their values, such as a=2"),
    ({"function": "a u v", "let": "a=u"}, "let: unknown variable u"),
    ({"function": "u v", "let": "a=2"}, "let: the formula has no letter a"),
]


@pytest.mark.parametrize(("given", "message"), WRONG_NAMES, ids=[str(n[0]) for n in WRONG_NAMES])
def test_wrong_names_are_refused_in_one_line(given, message) -> None:
    with pytest.raises(ParameterError) as caught:
        SliceAtPoint.read(given, DEFAULTS)
    assert str(caught.value).startswith(message)


def test_a_letter_without_a_value_says_how_to_give_it_one() -> None:
    with pytest.raises(ParameterError) as caught:
        SliceAtPoint.read({"function": "a u v"}, DEFAULTS)
    assert "(--let a=2)" in caught.value.spelled(lambda name: f"--{name}")


def test_a_mapping_has_letters_with_values() -> None:
    circle = MappingInput.read({"function": "(R cos t, R sin t)", "let": {"R": "2"}}, {})
    assert circle.inputs == ("t",)
    assert circle.mapping is not None
    assert circle.mapping.at([0.0])[0] == 2
