"""Marks in sentences: no part of what is said; scenes wait for all of them and no others."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.catalog import Entry, entries
from pipeline.errors import RenderError
from pipeline.rendering.play import play
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.pacing import MAX_WAIT
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import (
    Narration,
    NarrationError,
    before_mark,
    marks,
    parted,
    unmarked,
)
from tests.playing import DryRun, small_job
from tests.project_sources import ROOT

Play = Callable[..., Lesson]
ENTRIES = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.scene)
PAUSES = re.compile(r"(^|[.?!,;:] )$")
"""What stands before a mark: nothing, or a sign at which any voice pauses."""
SENTENCE = "[a] One, [b] two [c] {x}."


@ENTRIES
def test_a_mark_stands_where_a_voice_pauses_in_every_language(entry: Entry) -> None:
    narration = Narration.load(entry.name)
    for beat in narration.tables["en"]["beats"]:
        known = narration.marks(beat)
        assert len({*known}) == len(known)
        for text in narration.unfilled(beat).values():
            assert "[" not in unmarked(text, known)
            assert all(PAUSES.search(before_mark(text, mark, known)) for mark in known), text
            assert all(said.strip() for mark, said in parted(text, known) if mark), text


@ENTRIES
def test_a_scene_waits_for_the_marks_of_its_sentences(entry: Entry) -> None:
    narration = Narration.load(entry.name)
    written = {mark for beat in narration.tables["en"]["beats"] for mark in narration.marks(beat)}
    source = ast.parse(
        ROOT.joinpath(*entry.module.split(".")).with_suffix(".py").read_text("utf-8")
    )
    calls = [each for each in ast.walk(source) if isinstance(each, ast.Call)]
    waited = [each.args for each in calls if getattr(each.func, "attr", "") == "when"]
    assert {ast.literal_eval(mark) for (mark,) in waited} == written


def test_the_beats_where_eye_and_ear_meet_have_marks() -> None:
    met = {("slicing", "cut"), ("slicing", "nudge"), ("gradient_field", "field")}
    for scene, beat in met | {("hiking_ascent", "directions")}:
        assert Narration.load(scene).marks(beat)


def test_a_mark_is_no_part_of_the_text() -> None:
    assert marks(SENTENCE) == ("a", "b", "c")
    assert unmarked(SENTENCE, "abc") == "One, two {x}."
    assert parted(SENTENCE, "b") == [("", "[a] One, "), ("b", "two [c] {x}.")]
    assert before_mark(SENTENCE, "c", "abc") == "One, two "
    assert before_mark(SENTENCE, "d", "abc") == ""


def test_own_sentences_may_have_the_marks_of_the_scene() -> None:
    narration = Narration("any", {code: {"beats": {"a": SENTENCE}} for code in LANGUAGES})
    assert narration.sentences("a", {"x": "[b]"})["en"] == "One, two [b]."
    own = narration.fill_custom({"en": "See [x], [b] then {x}."}, {"x": "2"}, narration.marks("a"))
    assert own == {"en": "See [x], then 2."}


def test_languages_with_other_marks_are_named() -> None:
    narration = Narration(
        "any", {"en": {"beats": {"a": "[b] A."}}, "ko": {"beats": {"a": "가. [c] 나."}}}
    )
    message = r"^narration/ko\.toml: 'a' in \[any\.beats\] has the marks \[c\], not \[b\]$"
    with pytest.raises(NarrationError, match=message):
        narration.marks("a")


@pytest.mark.parametrize(
    ("cut", "there"), [("The plane cuts.", "none"), ("[cut] It [on] cuts.", "[cut] [on]")]
)
def test_a_mark_that_is_missing_or_not_waited_for_is_named(
    media: Path, monkeypatch: pytest.MonkeyPatch, cut: str, there: str
) -> None:
    tables = {code: {**table} for code, table in Narration.load("slicing").tables.items()}
    for table in tables.values():
        table["beats"] = {**table["beats"], "cut": cut}
    changed = Narration("slicing", tables)
    monkeypatch.setattr(Narration, "load", classmethod(lambda cls, scene: changed))
    found = rf"slicing\.cut waits for the marks \[cut\]; its sentence 'cut' has {re.escape(there)}"
    with pytest.raises(RenderError, match=rf"^Slicing, beat cut: .*{found}$"):
        play(small_job("slicing"), DryRun("cut"), str(media))


def test_without_a_voice_a_play_waits_until_the_text_is_read_up_to_its_mark(dry_run: Play) -> None:
    beats = {beat.name: beat for beat in dry_run("slicing", last="nudge").played}
    cut, nudge = beats["cut"], beats["nudge"]
    slowest = max(
        len(before_mark(text, "cut", ("cut",))) / LANGUAGES[code].reading_speed
        for code, text in cut.sentences.items()
    )
    assert cut.marks["cut"] == round(15 * slowest) <= 15 * (1.0 + MAX_WAIT)
    assert nudge.marks["settled"] == 6 * 18  # six plays of 1.2 s: it is read long before
    assert all("[" not in text for text in (*cut.narration.values(), *cut.seen.values()))
