"""The command that makes a request again."""

from __future__ import annotations

from pipeline.cli.spelling import command
from pipeline.requests import ClipRequest


def test_a_text_by_language_is_written_in_the_language_of_the_request() -> None:
    title = {"en": "Slopes", "ko": "기울기"}
    for language, text in title.items():
        request = ClipRequest(scene="title_card", parameters={"title": title}, language=language)
        words = command(request)
        assert words[words.index("--title") + 1] == text


def test_a_text_in_another_language_alone_is_written_as_it_is() -> None:
    request = ClipRequest(scene="title_card", parameters={"title": {"ko": "기울기"}}, language="en")
    assert "기울기" in command(request)
