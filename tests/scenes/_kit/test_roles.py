"""Roles: the first input is blue and the second red in every formula, whatever their names."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from calclib import ScalarField
from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.roles import color, role, roles_of
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.languages import LANGUAGES

DryRun = Callable[..., Lesson]


def test_a_role_is_that_of_the_place() -> None:
    assert [role(name) for name in ("x", "y", "z", "q")] == ["x", "y", "z", None]
    with roles_of(("q", "x")):
        assert [role(name) for name in ("q", "x", "y", "a")] == ["x", "y", "y", None]
        assert (color("q"), color("x")) == (theme.X, theme.Y)
    assert role("q") is None


@pytest.mark.parametrize("inputs", [("u", "v"), ("r", "theta"), ("x", "t"), ("K", "L")])
def test_formulas_have_the_colours_of_the_places(inputs: tuple[str, str]) -> None:
    first, second = inputs
    field = ScalarField.parse(f"f({first}, {second}) = {first}^2*{second}")
    with roles_of(inputs):
        call = Formula(notation.function_call(field))
        ratio = Formula(derivatives.rise_over_run(second))
    assert [len(call[label]) for label in ("x", "y")] == [1, 1]
    assert call["x"][0].get_fill_color().to_hex().lower() == theme.X.lower()
    assert len(ratio["y"]) == 2


def test_values_of_letters_are_told_once() -> None:
    field = ScalarField.parse("a r^2 sin(k theta)", let={"a": "1/2", "k": 3})
    assert notation.where(field) == ['part("held", (a = 1\\/2, k = 3))']
    assert notation.where(field.partial("r")) == []


def test_long_values_may_be_broken_between() -> None:
    let = {"G": 6.674e-11, "M": "5.972e24"}
    sources = notation.where(ScalarField.parse("G*M/r^2", ("r",), let))
    assert sources == [
        r'part("held", \(G = 6.674 times 10^(-11)\,)',
        r'part("held", M = 5.972 times 10^(24)\))',
    ]
    assert len(Formula(" ".join(sources)).get_family()) > len(Formula(sources[0]).get_family()) > 1
    assert notation.where(ScalarField.parse("x*y")) == []


RENAMED: list[dict[str, Any]] = [
    {"scene": "slicing", "function": "u^2*v + sin(v)", "at": "-1,1"},
    {"scene": "tangent_line", "function": "u^2*v + sin(v)", "at": "-1,1"},
    {"scene": "second_partials", "function": "sin(u)*v^2", "at": "pi/3,2"},
    {"scene": "total_differential", "function": "u^2 + v^2", "at": "1,2", "step": "0.1,0.1"},
    {"scene": "gradient_field", "function": "u^2*sin(v)", "at": "-1,-2"},
    {"scene": "hiking_ascent", "function": "3 - u^2 - v^2/2", "at": "2,1"},
]


@pytest.mark.parametrize("given", RENAMED, ids=[each["scene"] for each in RENAMED])
def test_a_lesson_says_the_same_in_other_names(dry_run: DryRun, given: dict[str, Any]) -> None:
    scene, function = given["scene"], given["function"]
    own = dry_run(**given)
    usual = dry_run(**{**given, "function": function.replace("u", "x").replace("v", "y")})
    assert [beat.name for beat in own.played] == [beat.name for beat in usual.played]
    assert own.frame == usual.frame
    for beat, same in zip(own.played, usual.played, strict=True):
        assert [n.value for n in beat.values] == [n.value for n in same.values]
        for language in LANGUAGES:
            assert len(beat.narration[language]) == len(same.narration[language]), scene
    said = " ".join(beat.narration["en"] for beat in own.played)
    assert not {"x", "y", "dx", "dy"} & set(said.replace(",", " ").replace(".", " ").split())


def test_greek_letters_are_said_as_they_are_printed(dry_run: DryRun) -> None:
    lesson = dry_run("second_partials", function="r^2 sin(theta)", at="1,pi/2")
    said = lesson.played[-1].narration
    assert "By r, then by θ" in said["en"]
    assert "r, θ 순으로" in said["ko"]
