"""Lessons played without drawing: sentences for every kind of function, correct numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import RenderError
from pipeline.rendering.play import play
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.reading import reading_time
from tests.playing import DryRun, small_job

Play = Callable[..., Lesson]


KINDS = [
    ({"function": "abs(x)", "at": "0"}, "from the left is −1, from the right it is 1"),
    ({"function": "x^(1/3)", "at": "0"}, "no finite limit"),
    ({"function": "x*sqrt(x)", "at": "0"}, "both sides"),
    ({"function": "x^2", "at": "3"}, "Here it is 6."),
    ({"function": "x^2 + abs(y)", "at": "1,0"}, "This partial derivative does not exist"),
]


@pytest.mark.parametrize(("given", "fragment"), KINDS, ids=[str(row[0]) for row in KINDS])
def test_every_kind_of_point_has_its_sentence(
    dry_run: Play, given: dict[str, Any], fragment: str
) -> None:
    lesson = dry_run("tangent_line", **given)
    narration = " ".join(beat.narration["en"] for beat in lesson.played)
    assert fragment in narration
    assert "{" not in narration


def said_of_own(media: Path, narration: dict[str, dict[str, str]], **given: Any) -> list[Beat]:
    """The first beat of a scene with sentences of one's own."""
    job = small_job("slicing", **given)
    asked = job.request.model_copy(update={"narration": narration})
    return play(replace(job, request=asked), DryRun("surface"), str(media)).played


OWN = {"surface": {"en": "At ({x}, {y}) it is {height}.", "ko": "{y}은(는) y"}}


def test_own_sentences_take_the_numbers_of_the_scene(media: Path) -> None:
    beat, *_ = said_of_own(media, OWN, function="x + y", at="pi/4, 2")
    assert beat.narration == {"en": "At (π/4, 2) it is 2.785.", "ko": "2는 y"}


def test_own_sentences_leave_what_is_seen(media: Path) -> None:
    (own, *_), (usual, *_) = (said_of_own(media, each, function="x + y") for each in (OWN, {}))
    assert own.narration != usual.narration
    assert own.seen == usual.seen
    assert own.seen["en"].startswith("In space, a flat grid")
    assert own.seen["ko"].startswith("공간에")


def test_a_number_that_this_function_does_not_have_is_named(media: Path) -> None:
    own = {"surface": {"en": "The slope is {slope}."}}
    with pytest.raises(RenderError, match=r"^Slicing, beat surface: .*\{slope\}.*left, right"):
        said_of_own(media, own, function="abs(x) + y", at="0,0")


def test_a_beat_lasts_as_long_as_the_slowest_language_reads(dry_run: Play) -> None:
    lesson = dry_run("tangent_line", function="x^2", at="3")
    assert [beat.name for beat in lesson.played] == list(lesson.beats[:5])
    for beat in lesson.played:
        assert (beat.end - beat.start) / 15 >= reading_time(beat.narration) - 1 / 15
        assert beat.narration.keys() == LANGUAGES.keys()


MAPPINGS = {
    "x*y": lambda x, y: [x * y],
    "[x^2+y^2, x^2-y^2]": lambda x, y: [x * x + y * y, x * x - y * y],
}


@pytest.mark.parametrize("function", MAPPINGS)
def test_a_mapping_shows_the_images_of_its_marks(dry_run: Play, function: str) -> None:
    lesson = dry_run("transformation", function=function)
    marks = lesson.parameters.view({}).marks
    expected = [value for mark in marks for value in MAPPINGS[function](*mark)]
    for beat in lesson.played:
        assert [number.value for number in beat.values] == pytest.approx(expected, abs=1e-9)


def test_nothing_to_play_takes_no_time(dry_run: Play) -> None:
    """What a scene draws of a function may be an empty list."""
    lesson = dry_run("tangent_line", function="x^2", at="3")
    before = lesson.frame
    lesson.play(*[], run_time=1.0)
    assert lesson.frame == before
