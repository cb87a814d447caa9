"""How long reading takes, and what is too long to read in one beat."""

from __future__ import annotations

import pytest

from pipeline.catalog import Entry, entries
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import Narration
from scenes._kit.text.reading import FINDING, LONGEST, reading_time, seconds_to_read, too_long


def test_the_slowest_language_sets_the_time() -> None:
    english, korean = {"en": "a" * 30}, {"ko": "가" * 30}
    assert reading_time(english) == pytest.approx(FINDING + 30 / 15)
    assert reading_time(korean) == pytest.approx(seconds_to_read(30, "ko"))
    assert reading_time({**english, **korean}) == reading_time(korean) > reading_time(english)


def test_too_long_says_which_language_how_long_and_what_to_do() -> None:
    longest = int((LONGEST - FINDING) * LANGUAGES["ko"].reading_speed)
    assert too_long({"en": "a", "ko": "가" * longest}) is None
    said = too_long({"en": "a", "ko": "가" * (longest + 1)})
    assert said is not None
    assert "Korean" in said
    assert f"at most {LONGEST:g} s" in said
    assert "reading.py" in said


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_no_beat_of_ours_is_too_long(entry: Entry) -> None:
    """Placeholders stand for a few characters, as their names are."""
    tables = Narration.load(entry.name).tables
    for beat in tables["en"]["beats"]:
        said = too_long({code: table["beats"][beat] for code, table in tables.items()})
        assert said is None, f"{entry.name}.{beat}: {said}"
