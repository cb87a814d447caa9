"""Keywords are the models' fields; their faults have the command line's words."""

from __future__ import annotations

import inspect
import math
import re
from collections.abc import Callable
from typing import Any

import pytest

import scenes
from pipeline.catalog import entries, find
from pipeline.cli.spelling import option
from pipeline.notebook import keywords
from pipeline.requests import ClipRequest, OneSceneRequest, StillRequest
from tests.ran import Ran

SLICING = scenes.Slicing
WORDS_OF_OPTIONS = {option(name): name for name in StillRequest.model_fields}
FAULTS: list[tuple[dict[str, Any], list[str]]] = [
    ({"function": "x*z"}, ["--function", "x*z"]),
    ({"function": "__import__('os')"}, ["--function", "__import__('os')"]),
    ({"function": "x\x1b[31m"}, ["--function", "x\x1b[31m"]),
    ({"function": "log(x)", "at": (-1, 0)}, ["--function", "log(x)", "--at", "-1,0"]),
    ({"at": (1, 2, 3)}, ["--at", "1,2,3"]),
    ({"at": (math.nan, 0)}, ["--at", "nan,0"]),
    ({"at": (1e300, 0)}, ["--at", "1e+300,0"]),
    ({"at": (5, 0), "domain": ((-2, 2), (-1, 1))}, ["--at", "5,0", "--domain", "-2:2,-1:1"]),
    ({"domain": ((2, -2), (0, 1))}, ["--domain", "2:-2,0:1"]),
    ({"domain": ((0, math.inf), (0, 1))}, ["--domain", "0:inf,0:1"]),
    ({"variable": "z"}, ["--variable", "z"]),
    ({"step": (1, 2)}, ["--step", "1,2"]),
    ({"quality": "lo"}, ["--quality", "lo"]),
    ({"fps": 0}, ["--fps", "0"]),
    ({"language": "fr"}, ["--lang", "fr"]),
    ({"beat": "cutt"}, ["--beat", "cutt"]),
    ({"beat": "cut", "time": 2}, ["--beat", "cut", "--time", "2"]),
    ({"time": -1}, ["--time", "-1"]),
]


@pytest.mark.parametrize(("keywords", "arguments"), FAULTS)
def test_a_fault_has_the_words_of_the_command_line(
    keywords: dict[str, Any], arguments: list[str], nabla: Callable[..., Ran]
) -> None:
    ran = nabla("still", "slicing", *arguments)
    with pytest.raises(ValueError) as fault:  # noqa: PT011 (its words are compared)
        SLICING.still(**keywords)
    words = re.sub(r"--[a-z]+", lambda found: in_python(found[0]), ran.err)
    assert (ran.code, words) == (2, f"error: {fault.value}\n")
    assert type(fault.value) is ValueError


def in_python(spelled: str) -> str:
    """An option of the command line as a keyword."""
    return WORDS_OF_OPTIONS.get(spelled, spelled.removeprefix("--"))


def test_a_name_that_no_scene_has_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="unknown keyword 'qualty'; did you mean quality"):
        SLICING.clip(qualty="low")
    with pytest.raises(
        TypeError, match="Slicing takes function, let, at, domain, variable, quality"
    ):
        SLICING.clip(zzz=1)
    with pytest.raises(TypeError, match="unknown keyword 'output'"):
        SLICING.clip(output="a.mp4")
    with pytest.raises(TypeError, match="positional"):
        SLICING.clip("x*y")


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_every_scene_is_there_with_the_keywords_of_its_models(entry: Any) -> None:
    scene = getattr(scenes, entry.scene)
    own = entry.parameter_defaults()
    shared = {*OneSceneRequest.model_fields} - {
        "scene",
        "parameters",
        "narration",
        "transition",
        "output",
    }
    for method, others in ((scene.clip, {"format", "voice"}), (scene.still, {"time"})):
        found = inspect.signature(method).parameters
        assert found.keys() == own.keys() | shared | others
        assert {name: found[name].default for name in own} == own
        assert all(re.search(rf"^{name}\b", method.__doc__, re.MULTILINE) for name in found)
        assert all(beat in method.__doc__ for beat in entry.beats)
    assert entry.summary in repr(scene)
    assert entry.scene in dir(scenes)


def test_other_names_are_not_there() -> None:
    with pytest.raises(ImportError, match="cannot import name 'Slicin'"):
        from scenes import Slicin  # noqa: F401
    with pytest.raises(AttributeError, match="has no attribute 'slicing_'"):
        scenes.slicing_  # noqa: B018


@pytest.mark.parametrize("value", [object(), True, 1j, (None, 1), b"1,2"])
def test_what_is_no_number_is_a_value_error(value: Any) -> None:
    with pytest.raises(ValueError, match=r"^at: takes a text, a number or a list of numbers$"):
        SLICING.clip(at=value)


def test_a_title_may_be_given_in_each_language() -> None:
    made = keywords.request_of(ClipRequest, find("title_card"), {"title": {"ko": "언덕"}})
    assert made.parameters == {"title": {"ko": "언덕"}}


def test_numbers_may_be_named() -> None:
    given = {"function": "a r cos(theta)", "let": {"a": 2}, "at": {"theta": 0, "r": 1.5}}
    made = keywords.request_of(ClipRequest, find("slicing"), given)
    assert made.parameters == {"function": "a r cos(theta)", "let": "a=2", "at": "theta=0,r=1.5"}
    assert find("slicing").parameters(made.parameters).at == (1.5, 0)
