"""What the preview's server says of a sentence."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from pipeline.requests import PreviewRequest
from pipeline.voice.serving import speech, voice_of
from pipeline.voice.sound import read_sound
from tests.pipeline.voice.sounds import record


def asked(voice: str | None, text: str, beat: str = "cut", language: str = "en") -> Response:
    scope = {
        "type": "http",
        "path_params": {"language": language, "scene": "slicing", "beat": beat},
        "query_string": urlencode({"text": text}).encode(),
    }
    with ThreadPoolExecutor(1) as pool:  # browsers of other tests leave a loop in this thread
        return pool.submit(asyncio.run, speech(voice, Request(scope))).result()


@pytest.fixture
def takes(tmp_path: Path) -> Path:
    record(tmp_path / "takes", "slicing.cut", 1.0)
    return tmp_path / "takes"


def test_a_sentence_is_heard(takes: Path) -> None:
    found = asked(str(takes), "f_x = {−2}")
    assert isinstance(found, FileResponse)
    assert (found.status_code, found.media_type) == (200, "audio/flac")
    assert len(read_sound(Path(found.path))) == pytest.approx(48_000, abs=5000)


def test_what_is_not_recorded(takes: Path) -> None:
    silent, missing = (asked(voice, "x", "nudge") for voice in (f"{takes},none", str(takes)))
    assert silent.status_code == 204
    assert missing.status_code == 503
    assert b"no recording of en/slicing.nudge" in missing.body


@pytest.mark.parametrize(
    ("beat", "language", "text"),
    [("../cut", "en", "x"), ("cut", "xx", "x"), ("cut", "en", ""), ("cut", "en", "x" * 2001)],
)
def test_anything_else_is_not_there(takes: Path, beat: str, language: str, text: str) -> None:
    assert asked(str(takes), text, beat, language).status_code == 404
    assert asked(None, "x").status_code == 404


def test_a_lecture_file_has_a_voice_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "talk.toml"
    file.write_text('title = "T"\nvoice = "takes,none"\n[[scenes]]\nscene = "slicing"\n')
    given = {"source": str(file)}
    assert voice_of(PreviewRequest.read(given)) == f"{tmp_path}/takes,none"
    assert voice_of(PreviewRequest.read({**given, "voice": "none"})) is None
    assert voice_of(PreviewRequest.read({**given, "voice": "espeak"})) == "espeak"
    file.write_text("title = ")
    assert voice_of(PreviewRequest.read(given)) is None
    assert voice_of(PreviewRequest.read({"source": "slicing"})) is None
