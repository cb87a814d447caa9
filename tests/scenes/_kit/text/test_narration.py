"""Sentences and words: the same ones in every language, with the same placeholders."""

from __future__ import annotations

import math
import re

import pytest

from pipeline.catalog import Entry, entries
from scenes._kit.lesson.facts import coordinate_fact, number_fact
from scenes._kit.text.languages import DEFAULT_LANGUAGE, LANGUAGES
from scenes._kit.text.narration import (
    PLACEHOLDER,
    Narration,
    NarrationError,
    fill,
    without_placeholders,
)
from scenes._kit.text.narration import placeholders as named
from scenes._kit.text.reading import seconds_to_read

ENTRIES = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.scene)
CODES = pytest.mark.parametrize("language", LANGUAGES)

VARIABLES = {"variable", "held"}
"""Placeholders that a language may omit: which variable is meant."""


def placeholders(sentence: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentence))


def written(entry: Entry, language: str) -> list[str]:
    """The sentences of the beats that are not just what the user typed."""
    sentences = Narration.load(entry.name).tables[language]["beats"].values()
    return [sentence for sentence in sentences if PLACEHOLDER.sub("", sentence).strip()]


@ENTRIES
def test_scenes_and_beats_have_titles_in_every_language(entry: Entry) -> None:
    narration = Narration.load(entry.name)
    titles = [narration.scene_titles(), *map(narration.titles, entry.beats)]
    assert all(re.search("[가-힣]", title["ko"]) for title in titles)
    assert narration.titles("lay_flat")["en"] == "Lay flat"
    assert {*narration.tables["ko"]["titles"]} == {*entry.beats}


@ENTRIES
@CODES
def test_every_beat_has_a_sentence(entry: Entry, language: str) -> None:
    sentences = Narration.load(entry.name).tables[language]["beats"]
    assert [beat for beat in entry.beats if not sentences.get(beat, "").strip()] == []


@ENTRIES
@CODES
@pytest.mark.parametrize("kind", ["beats", "seen", "words"])
def test_languages_have_the_same_keys_and_placeholders(
    entry: Entry, language: str, kind: str
) -> None:
    tables = Narration.load(entry.name).tables
    first, other = (tables[each].get(kind, {}) for each in (DEFAULT_LANGUAGE, language))
    assert first.keys() == other.keys()
    differ = [placeholders(first[key]) ^ placeholders(other[key]) for key in first]
    assert set().union(*differ) <= VARIABLES


@ENTRIES
def test_korean_is_korean(entry: Entry) -> None:
    for sentence in written(entry, "ko"):
        assert any("가" <= character <= "힣" for character in sentence), sentence


@ENTRIES
@CODES
def test_a_beat_is_a_sentence_or_two(entry: Entry, language: str) -> None:
    for sentence in written(entry, language):
        assert sentence.endswith((".", "?", "!"))
        assert 1 <= len(re.findall(r"[.?!](?= |$)", sentence)) <= 3


def test_values_are_inserted_unchanged() -> None:
    assert fill("at {a}, {a} is {b}", {"a": "{b}", "b": "\\1"}) == "at {b}, {b} is \\1"


def test_doubled_braces_are_braces() -> None:
    assert fill("{{a}} {a} {{{a}}}", {"a": "1"}) == "{a} 1 {1}"
    for text in ("{title} $x$", "}{", "{{a}}", "plain"):
        assert named(without_placeholders(text)) == []
        assert fill(without_placeholders(text), {}) == text


def test_own_sentences_are_filled_as_the_scenes_are() -> None:
    narration = Narration("any", {"en": {"beats": {"a": "{x} {b}", "c": "{x}"}}})
    assert narration.placeholders() == ["b", "x"]
    filled = narration.fill_custom({"en": "At {x}.", "ko": "{x}은(는) {{x}}"}, {"x": "2"})
    assert filled == {"en": "At 2.", "ko": "2는 {x}"}
    assert narration.fill_custom({"ko": "값은(는) 참"}, {}) == {
        "ko": "값은(는) 참"
    }  # as it was written


def test_an_unknown_placeholder_is_named_with_the_known_ones() -> None:
    with pytest.raises(NarrationError, match=r"\{slop\}.*slope"):
        fill("it is {slop}", {"slope": "2"})


def test_an_unknown_scene_and_key_are_named() -> None:
    with pytest.raises(NarrationError, match=r"en\.toml has no table \[nowhere\]"):
        Narration.load("nowhere")
    with pytest.raises(NarrationError, match=r"tangent_line\.beats"):
        Narration.load("tangent_line").sentences("nothing", {})


def test_phrases_have_the_same_reading_time_in_every_language() -> None:
    words = dict.fromkeys(LANGUAGES, "by {v}: yes") | {"ko": "가{v}나"}
    narration = Narration("any", {code: {"words": {"a": text}} for code, text in words.items()})
    filled = 7
    slowest = max(seconds_to_read(6 + filled, "en"), seconds_to_read(2 + filled, "ko"))
    assert narration.phrase_reading_time("a", "en", 6 + filled) == pytest.approx(slowest)
    assert narration.phrase_reading_time("a", "ko", 2 + filled) == pytest.approx(slowest)


ROUNDED = {"x": "≈ 1.414", "y": "2", "df": "≈ 8.1×10⁻⁷"}
FILLED = [
    ("x = {x}, y = {y}", "x ≈ 1.414, y = 2"),
    ("df={df}만큼", "df≈ 8.1×10⁻⁷만큼"),
    ("at ({x}, {y})", "at (1.414, 2)"),
    ("x = {{x}} = {y}", "x = {x} = 2"),
]


@pytest.mark.parametrize(("sentence", "filled"), FILLED)
def test_a_rounded_number_has_no_equals_sign(sentence: str, filled: str) -> None:
    assert fill(sentence, ROUNDED) == filled


def test_facts_say_whether_they_are_rounded() -> None:
    values = (1.5, math.sqrt(2), 1e-7, 3e7, 12345678, -math.inf, -0.0)
    numbers = ["1.5", "≈ 1.414", "10⁻⁷", "3×10⁷", "≈ 1.235×10⁷", "−∞", "0"]
    assert [number_fact(value) for value in values] == numbers
    places = [coordinate_fact(value) for value in (math.pi / 4, 1 / 3, 0.3333, -0.5)]
    assert places == ["π/4", "1/3", "≈ 0.333", "−0.5"]
