"""Reading times, and sentences that are too long for one beat."""

from __future__ import annotations

import re

import pytest

from pipeline.catalog import Entry, entries
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import Narration
from scenes._kit.text.reading import (
    MAX_BEAT_TIME,
    TIME_TO_FIND,
    reading_time,
    seconds_to_read,
    too_long,
)
from tests.pipeline.videos import ROOT


def test_the_slowest_language_sets_the_time() -> None:
    english, korean = {"en": "a" * 30}, {"ko": "가" * 30}
    assert reading_time(english) == pytest.approx(TIME_TO_FIND + 30 / 15)
    assert reading_time(korean) == pytest.approx(seconds_to_read(30, "ko"))
    assert reading_time({**english, **korean}) == reading_time(korean) > reading_time(english)


def test_too_long_says_which_language_how_long_and_what_to_do() -> None:
    longest = int((MAX_BEAT_TIME - TIME_TO_FIND) * LANGUAGES["ko"].reading_speed)
    assert too_long({"en": "a", "ko": "가" * longest}) is None
    message = too_long({"en": "a", "ko": "가" * (longest + 1)})
    assert message is not None
    assert message == f"Korean: 15.1 s to read, at most {MAX_BEAT_TIME:g} s; make it two beats"


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/new-scene.md"])
def test_the_docs_name_the_same_limit(page: str) -> None:
    text = " ".join((ROOT / page).read_text("utf-8").split())
    assert re.findall(r"(\d+) seconds at most", text) == [f"{MAX_BEAT_TIME:g}"]
    assert "`MAX_BEAT_TIME` in `scenes/_kit/text/reading.py`" in text


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_no_beat_of_our_scenes_is_too_long(entry: Entry) -> None:
    """Placeholders stand for a few characters, as their names are."""
    tables = Narration.load(entry.name).tables
    for beat in tables["en"]["beats"]:
        message = too_long({code: table["beats"][beat] for code, table in tables.items()})
        assert message is None, f"{entry.name}.{beat}: {message}"
