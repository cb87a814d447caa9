"""The catalogue is read from the sources: it agrees with the classes, and needs no manim."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from importlib import import_module

import pytest

from pipeline.catalog import Entry, entries, find
from pipeline.errors import InputError
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.errors import ParameterError
from tests.pipeline.videos import ROOT

ENTRIES = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.scene)


def test_every_scene_of_the_sources_is_in_the_catalogue() -> None:
    modules = [import_module(f"scenes.{path.stem}") for path in (ROOT / "scenes").glob("*.py")]
    lessons = {
        name
        for module in modules
        for name, value in vars(module).items()
        if isinstance(value, type) and issubclass(value, Lesson) and value is not Lesson
    }
    assert {entry.scene for entry in entries()} == lessons
    assert {"TangentLine", "Transformation"} <= lessons


def test_reading_it_imports_neither_manim_nor_sympy() -> None:
    report = (
        "import sys\nfrom pipeline.catalog import entries\n"
        "[(entry.as_json(), entry.parameters({})) for entry in entries()]\n"
        "print(*{'manim', 'sympy', 'scipy', 'moderngl', 'av'} & set(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", report], cwd=ROOT, capture_output=True, text=True)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")


@ENTRIES
def test_an_entry_agrees_with_its_class(entry: Entry) -> None:
    lesson = getattr(import_module(entry.module), entry.scene)
    assert entry.beats == tuple(lesson.beats)
    assert entry.defaults == lesson.defaults
    assert entry.only_if == lesson.only_if
    assert all(hasattr(lesson.model, condition) for condition in entry.only_if.values())
    assert entry.parameter_model is lesson.model
    assert len(set(entry.beats)) == len(entry.beats)
    assert [beat for beat in entry.beats if not callable(getattr(lesson, beat, None))] == []
    assert entry.summary.endswith((".", "?"))


@ENTRIES
def test_defaults_are_valid_and_play_beats(entry: Entry) -> None:
    chosen = entry.parameters({})
    assert entry.beats_played(chosen)
    assert entry.parameters(entry.defaults) == chosen


def test_parameters_that_play_no_beat_are_refused() -> None:
    condition = {"formula": "has_tangent_plane"}
    entry = replace(find("total_differential"), beats=("formula",), only_if=condition)
    assert entry.beats_played(entry.parameters({})) == ("formula",)
    with pytest.raises(ParameterError, match="TotalDifferential plays no beat with these"):
        entry.parameters({"function": "abs(x) + y", "at": "0,0"})


@ENTRIES
def test_both_names_of_a_scene_find_it(entry: Entry) -> None:
    assert find(entry.scene) == find(entry.name) == entry


@pytest.mark.parametrize("name", ["", "tangent", "Tangent_Line", "scenes.tangent_line", "os"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(InputError, match="unknown scene"):
        find(name)


@ENTRIES
def test_the_defaults_listed_are_the_scene_s_or_else_the_model_s(entry: Entry) -> None:
    made = entry.parameter_model.model_construct(**entry.defaults)
    listed = entry.parameter_defaults()
    assert listed == {
        name: getattr(made, name, None) for name in entry.parameter_model.model_fields
    }
    assert listed.keys() == entry.parameter_model.model_fields.keys()
