"""What the preview's server says of a sentence."""

from __future__ import annotations

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from starlette.requests import Request
from starlette.responses import Response

from pipeline.preview.timeline import Timeline
from pipeline.requests import PreviewRequest
from pipeline.voice import laying
from pipeline.voice.serving import Asked, speech, voice_of
from pipeline.voice.sound import read_sound
from tests.pipeline.voice.sounds import RATE, record, tone, write_wav

SAID = {"en": "One. [cut] Two.", "ko": "하나. [cut] 둘."}


def beat(name: str = "cut", **told: Any) -> dict[str, Any]:
    """A beat of 60 frames, as a page is told of it, with a mark before its frame 20."""
    facts = {"sentences": SAID, "facts": {}, "marks": {"cut": 20}, **told}
    narration = {code: said.replace("[cut] ", "") for code, said in facts["sentences"].items()}
    return {"name": name, "start": 30, "end": 90, "narration": narration, "told": facts}


def asked(
    voice: str | None, text: str = "One. Two.", name: str = "cut", language: str = "en"
) -> Response:
    """What is answered where a page shows the beat, at 10 frames a second."""
    scope = {
        "type": "http",
        "path_params": {"language": language, "scene": "slicing", "beat": name},
        "query_string": urlencode({"text": text}).encode(),
    }
    shown = Timeline(scene="slicing", fps=10.0, over=[beat(), beat("nudge")])
    said = Asked.by(Request(scope))
    found = shown.saying(said.language, said.scene, said.beat, said.text)
    with ThreadPoolExecutor(1) as pool:  # browsers of other tests leave a loop in this thread
        return pool.submit(asyncio.run, speech(voice, said, found)).result()


def sound(response: Response, folder: Path) -> np.ndarray:
    """What is heard of an answer."""
    assert (response.status_code, response.media_type) == (200, "audio/flac")
    path = folder / "answer.flac"
    path.write_bytes(bytes(response.body))
    return read_sound(path)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "store_folder", lambda: tmp_path / "store")


@pytest.fixture
def takes(tmp_path: Path) -> Path:
    record(tmp_path / "takes", "slicing.cut", 1.0)
    return tmp_path / "takes"


def test_a_sentence_is_heard(takes: Path, tmp_path: Path) -> None:
    found = asked(str(takes))
    assert len(sound(found, tmp_path)) == pytest.approx(RATE, abs=5000)
    assert json.loads(found.headers["Stops"]) == []


def test_picture_and_voice_wait_for_each_other(takes: Path, tmp_path: Path) -> None:
    """As in a video: for the languages that are later, and in silence for the pictures."""
    early = np.concatenate([tone(1.0), np.zeros(RATE // 2, np.float32), tone(1.0)])
    write_wav(takes / "en" / "slicing.cut.wav", early)
    found = asked(str(takes))
    heard = np.abs(sound(found, tmp_path)) > 0.01
    assert json.loads(found.headers["Stops"]) == []
    assert heard[: round(0.9 * RATE)].any()
    assert not heard[round(1.1 * RATE) : round(1.9 * RATE)].any()
    assert heard[round(2.0 * RATE) : round(2.1 * RATE)].any()
    assert len(heard) == pytest.approx(3.0 * RATE, abs=0.1 * RATE)
    late = np.concatenate([tone(2.6), np.zeros(RATE // 2, np.float32), tone(1.4)])
    write_wav(takes / "ko" / "slicing.cut.wav", late)
    found = asked(str(takes))
    assert json.loads(found.headers["Stops"]) == [[20, pytest.approx(11, abs=1)]]
    heard = np.abs(sound(found, tmp_path)) > 0.01
    assert not heard[round(1.1 * RATE) : round(3.0 * RATE)].any()
    assert heard[round(3.1 * RATE) : round(3.2 * RATE)].any()
    assert len(heard) == pytest.approx(4.5 * RATE, abs=0.1 * RATE)  # Korean is not over before


def test_what_is_not_recorded(takes: Path) -> None:
    voices = f"{takes},none", str(takes)
    silent, missing = (asked(voice, name="nudge") for voice in voices)
    assert silent.status_code == 204
    assert missing.status_code == 503
    assert b"no recording of en/slicing.nudge" in missing.body


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [("../cut", "en", "One. Two."), ("cut", "xx", "One. Two."), ("cut", "en", "Three.")],
)
def test_anything_else_is_not_there(takes: Path, name: str, language: str, text: str) -> None:
    assert asked(str(takes), text, name, language).status_code == 404
    assert asked(None).status_code == 404


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
