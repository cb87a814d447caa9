"""What is seen in each beat is described, in every language, for every function."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from pipeline.catalog import Entry, entries
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import Narration, NarrationError, placeholders

ENTRIES = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.scene)
CODES = pytest.mark.parametrize("language", LANGUAGES)
ALWAYS = {"f", "u", "v"}
"""Names that every function of two inputs has."""
OWN = {"title_below": {"below"}}
"""What is on the screen and is not said."""
BOTH_FORMS = re.compile(r"[가-힣]\([가-힣]\)|\(으\)로")


def seen(entry: Entry, language: str) -> dict[str, str]:
    return Narration.load(entry.name).tables[language]["seen"]


@ENTRIES
@CODES
def test_every_sentence_has_its_description(entry: Entry, language: str) -> None:
    sentences = Narration.load(entry.name).tables[language]["beats"]
    described = seen(entry, language)
    assert described.keys() == sentences.keys()
    assert set(entry.beats) <= described.keys()


@ENTRIES
@CODES
def test_a_description_is_one_to_three_sentences(entry: Entry, language: str) -> None:
    for text in seen(entry, language).values():
        assert text.endswith("."), text
        assert 1 <= len(re.findall(r"[.?!](?= |$)", text)) <= 3, text
        assert text == " ".join(text.split())


@ENTRIES
@CODES
def test_its_placeholders_are_those_of_the_sentence(entry: Entry, language: str) -> None:
    tables = Narration.load(entry.name).tables.values()
    for key, text in seen(entry, language).items():
        said = {name for table in tables for name in placeholders(table["beats"][key])}
        assert set(placeholders(text)) <= said | ALWAYS | OWN.get(key, set()), key


PLAYED: list[tuple[str, dict[str, Any], str]] = [
    ("tangent_line", {"function": "abs(x)", "at": "0"}, "zoom_corner"),
    ("tangent_line", {"function": "x^2", "at": "3"}, "curve_alone"),
    ("tangent_line", {"function": "x^2 + abs(y)", "at": "1,0"}, "partial_other_none"),
    ("slicing", {"function": "sqrt(x)*y", "at": "0,1"}, "nudge_edge"),
    ("transformation", {"function": "x*y"}, "plane_to_line"),
    ("transformation", {"function": "[cos(t), sin(t)]"}, "machine_several"),
    ("transformation", {"function": "[x + y, y - z, x*z]"}, "several_inputs_three"),
    ("transformation", {"function": "[t, 2t]"}, "line_to_plane_straight"),
    ("transformation", {"function": "[u + 2v, 3u - v]"}, "plane_to_plane_straight"),
    ("transformation", {"function": "[t, 2t, 1 - t]"}, "line_to_space_straight"),
    ("transformation", {"function": "[u, v, u + v]"}, "plane_to_space_straight"),
    ("transformation", {"function": "[x + y, y + z, z]"}, "space_to_space_straight"),
    ("gradient_field", {"function": "3"}, "level_curves_none"),
    ("gradient_field", {"function": "abs(x) + y", "at": "0,1"}, "one_arrow_none"),
    ("hiking_ascent", {}, "second_terrain"),
    ("total_differential", {"function": "2x + y", "at": "1,1"}, "half_step_none"),
    ("total_differential", {"function": "abs(x) + y", "at": "0,0"}, "steps_no_slope"),
    ("second_partials", {"function": "abs(x)*y", "at": "0,1"}, "number_none"),
    ("title_card", {"title": "A", "below": "B"}, "title_below"),
    ("slide", {"slide": "# A\n- B"}, "slide"),
]


@pytest.mark.parametrize(("scene", "given", "key"), PLAYED, ids=[row[2] for row in PLAYED])
def test_it_is_filled_and_chosen_as_the_sentence_is(
    dry_run: Callable[..., Lesson], scene: str, given: dict[str, Any], key: str
) -> None:
    lesson = dry_run(scene, **given)
    for beat in lesson.played:
        assert beat.seen.keys() == LANGUAGES.keys()
        for text in beat.seen.values():
            assert "{" not in text
            assert not BOTH_FORMS.search(text), text
    english = lesson.narration.tables["en"]
    said, seen = (english[table][key].partition("{")[0] for table in ("beats", "seen"))
    assert any(
        beat.narration["en"].startswith(said) and beat.seen["en"].startswith(seen)
        for beat in lesson.played
    )


def test_a_line_below_a_title_is_seen(dry_run: Callable[..., Lesson]) -> None:
    (beat,) = dry_run("title_card", title="A", below="B").played
    assert beat.narration["en"] == "A"
    assert beat.seen["en"].endswith("Below it is written: “B”.")


def test_a_missing_description_is_named_with_its_place() -> None:
    narration = Narration("any", {code: {"beats": {"a": "A."}, "seen": {}} for code in LANGUAGES})
    with pytest.raises(NarrationError, match=r"narration/en\.toml lacks 'a' in \[any\.seen\]"):
        narration.seen("a", {})
