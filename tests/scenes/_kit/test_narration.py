"""Sentences and words: the same ones in every language, with the same placeholders."""

from __future__ import annotations

import pytest

from pipeline.catalog import Entry, entries
from scenes._kit import theme
from scenes._kit.text.narration import (
    LANGUAGES,
    PLACEHOLDER,
    Narration,
    NarrationError,
    fill,
    reading_time,
)

ENTRIES = pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.scene)

NAMES = {"variable", "held"}


def placeholders(sentence: str) -> set[str]:
    return set(PLACEHOLDER.findall(sentence))


def written(entry: Entry, language: str) -> list[str]:
    """The sentences of the beats that are not just what the user typed."""
    told = Narration.load(entry.name).tables[language]["beats"].values()
    return [sentence for sentence in told if PLACEHOLDER.sub("", sentence).strip()]


@ENTRIES
def test_every_beat_has_a_sentence_in_every_language(entry: Entry) -> None:
    tables = Narration.load(entry.name).tables
    for language in LANGUAGES:
        told = tables[language]["beats"]
        assert [beat for beat in entry.beats if not told.get(beat, "").strip()] == []


@ENTRIES
@pytest.mark.parametrize("kind", ["beats", "words"])
def test_languages_have_the_same_keys_and_placeholders(entry: Entry, kind: str) -> None:
    """A language may leave out which variable is meant, but no number."""
    english, korean = (Narration.load(entry.name).tables[each].get(kind, {}) for each in LANGUAGES)
    assert english.keys() == korean.keys()
    differ = [placeholders(english[key]) ^ placeholders(korean[key]) for key in english]
    assert set().union(*differ) <= NAMES


@ENTRIES
def test_korean_is_korean(entry: Entry) -> None:
    for sentence in written(entry, "ko"):
        assert any("가" <= sign <= "힣" for sign in sentence), sentence


@ENTRIES
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_beat_is_a_sentence_or_two(entry: Entry, language: str) -> None:
    for sentence in written(entry, language):
        assert sentence.endswith((".", "?", "!"))
        assert 1 <= len([end for end in sentence.replace("? ", ". ").split(". ") if end]) <= 3
        assert reading_time({language: sentence}) <= 15


def test_values_are_put_in_as_they_are() -> None:
    assert fill("at {a}, {a} is {b}", {"a": "{b}", "b": "\\1"}) == "at {b}, {b} is \\1"


def test_an_unknown_placeholder_is_named_with_the_known_ones() -> None:
    with pytest.raises(NarrationError, match=r"\{slop\}.*slope"):
        fill("it is {slop}", {"slope": "2"})


def test_an_unknown_scene_and_key_are_named() -> None:
    with pytest.raises(NarrationError, match="nowhere"):
        Narration.load("nowhere")
    with pytest.raises(NarrationError, match=r"tangent_line\.beats"):
        Narration.load("tangent_line").sentences("nothing", {})


def test_words_on_the_screen_take_as_long_whatever_language_they_stand_in() -> None:
    narration = Narration(
        "any", {"en": {"words": {"a": "by {v}: yes"}}, "ko": {"words": {"a": "가{v}나"}}}
    )
    filled = 7
    korean = theme.FINDING + (2 + filled) / theme.READING["ko"]
    assert narration.time_for_words("a", "en", 6 + filled) == pytest.approx(korean)
    assert narration.time_for_words("a", "ko", 2 + filled) == pytest.approx(korean)


def test_the_slowest_language_sets_the_time() -> None:
    english, korean = {"en": "a" * 30}, {"ko": "가" * 30}
    assert reading_time(english) == pytest.approx(theme.FINDING + 30 / theme.READING["en"])
    assert reading_time({**english, **korean}) == reading_time(korean) > reading_time(english)
