"""Parameters: points and domains that fit the function; others are refused."""

from __future__ import annotations

import math
import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from calclib import ExpressionError
from pipeline.catalog import find
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
