"""Published pages that speak: each in its language, all at the same times."""

from __future__ import annotations

from pathlib import Path

import av
import pytest

from scenes._kit.text.languages import LANGUAGES
from tests.pipeline.publish.conftest import WORDS
from tests.pipeline.videos import program
from tests.pipeline.voice.sounds import record

pytestmark = pytest.mark.xdist_group("voices")
LECTURE = """
title = "A voice"
voice = "takes"

[[scenes]]
scene = "transformation"
function = "x^2"
beats = ["machine"]
"""
SECONDS = {"en": 14.0, "ko": 17.0}


def test_a_page_speaks_its_language_and_the_switch_keeps_the_moment(tmp_path: Path) -> None:
    (tmp_path / "talk.toml").write_text(LECTURE, encoding="utf-8")
    for language, seconds in SECONDS.items():
        record(tmp_path / "takes", "title_card.title", 1.0, language)
        record(tmp_path / "takes", "transformation.machine", seconds, language)
    words = ("--to", "site", "--motion", "full", *WORDS)
    ran = program(tmp_path, "publish", "talk.toml", *words)
    assert ran.returncode == 0, ran.stderr
    found = {}
    for code, language in LANGUAGES.items():
        for suffix in ("mp4", "webm"):
            with av.open(str(tmp_path / "site" / "talk" / f"talk.{code}.{suffix}")) as video:
                (sound,) = video.streams.audio
                assert sound.metadata["language"] == language.iso639_2
                found[code, suffix] = video.streams.video[0].frames or video.duration
    assert found["en", "mp4"] == found["ko", "mp4"] >= 4 * (SECONDS["ko"] + 0.4)
