"""Takes that a page sends: kept beside the others, or refused with nothing lost."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import av
import numpy as np
import pytest
from starlette.requests import Request
from starlette.responses import Response

from pipeline.voice.engines.recordings import Recordings, noted_hash
from pipeline.voice.keeping import LARGEST, keep, recorded
from pipeline.voice.serving import Asked
from pipeline.voice.sound import read_sound
from tests.pipeline.voice.sounds import RATE, record, tone

KINDS = {"webm": "libopus", "ogg": "libopus", "mp4": "aac"}
"""What browsers record: containers and codecs."""
TEXT = "f_x = −2."


def take(folder: Path, seconds: float, kind: str = "webm", hertz: float = 330.0) -> bytes:
    """What a browser sends."""
    path = folder / f"sent.{kind}"
    with av.open(str(path), "w") as file:
        stream: Any = file.add_stream(KINDS[kind], rate=RATE, layout="mono")
        stream.codec_context.format = av.AudioFormat("flt" if kind != "mp4" else "fltp")
        samples = tone(seconds, hertz)[None]
        frame = av.AudioFrame.from_ndarray(samples, stream.codec_context.format.name, "mono")
        frame.sample_rate = RATE
        fifo = av.AudioFifo()
        fifo.write(frame)
        for each in fifo.read_many(stream.codec_context.frame_size, partial=True):
            file.mux(stream.encode(each))
        file.mux(stream.encode(None))
    content = path.read_bytes()
    path.unlink()
    return content


def sent(folder: Path, content: bytes, kind: str = "audio/webm", text: str = TEXT) -> Response:
    """The answer to a take."""
    chunks: Iterator[bytes] = (content[n : n + 65536] for n in range(0, len(content), 65536))

    async def receive() -> dict[str, Any]:
        chunk = next(chunks, b"")
        return {"type": "http.request", "body": chunk, "more_body": bool(chunk)}

    async def ask() -> Response:
        return await keep(folder, Asked.by(request), request, asyncio.Lock())

    request = Request(_scope(text, [(b"content-type", kind.encode())]), receive)
    with ThreadPoolExecutor(1) as pool:  # browsers of other tests leave a loop in this thread
        return pool.submit(asyncio.run, ask()).result()


def known(folder: Path, text: str = TEXT) -> str | None:
    """The name of the recording of a sentence."""
    asked = Asked.by(Request(_scope(text, [])))
    with ThreadPoolExecutor(1) as pool:
        return said(pool.submit(asyncio.run, recorded(folder, asked)).result())


def _scope(text: str, headers: list[tuple[bytes, bytes]]) -> dict[str, Any]:
    return {
        "type": "http",
        "method": "PUT",
        "headers": headers,
        "path_params": {"language": "en", "scene": "slicing", "beat": "cut"},
        "query_string": urlencode({"text": text}).encode(),
    }


def said(answer: Response) -> str | None:
    assert answer.status_code == 200, answer.body
    return json.loads(bytes(answer.body))["recorded"]


def sentence(text: str = TEXT) -> Any:
    return Asked("en", "slicing", "cut", text).sentence


def files(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.rglob("*") if each.is_file())


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_take_is_kept_and_noted(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "new" / "takes"
    assert known(folder) is None
    answer = sent(folder, take(tmp_path, 1.5, kind), f"audio/{kind};codecs=x")
    assert said(answer) == known(folder) == "takes/en/slicing.cut.flac"
    assert files(folder) == ["slicing.cut.flac", "slicing.cut.sha256"]
    path = folder / "en" / "slicing.cut.flac"
    assert noted_hash(path) == sentence().sha256
    assert len(read_sound(path)) / RATE == pytest.approx(1.5, abs=0.1)
    assert Recordings(folder).speak(sentence()).seconds == pytest.approx(1.5, abs=0.1)


def test_a_take_again_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "takes"
    record(folder, "slicing.cut", 3.0)
    assert known(folder) == "takes/en/slicing.cut.wav"
    for seconds in (1.0, 2.0):
        sent(folder, take(tmp_path, seconds))
        assert files(folder) == ["slicing.cut.flac", "slicing.cut.sha256"]
        assert Recordings(folder).speak(sentence()).seconds == pytest.approx(seconds, abs=0.1)


def test_recordings_of_other_sentences_stay(tmp_path: Path) -> None:
    folder = tmp_path / "takes"
    record(folder, "slicing.cut", 3.0)
    Recordings(folder).speak(sentence("Another one."))
    before = (folder / "en" / "slicing.cut.wav").read_bytes()
    assert said(sent(folder, take(tmp_path, 1.0))) == "takes/en/slicing-2.cut.flac"
    assert said(sent(folder, take(tmp_path, 2.0), text="A third.")) == "takes/en/slicing-3.cut.flac"
    assert said(sent(folder, take(tmp_path, 1.2))) == "takes/en/slicing-2.cut.flac"
    assert (folder / "en" / "slicing.cut.wav").read_bytes() == before
    lengths = {"Another one.": 3.0, TEXT: 1.2, "A third.": 2.0}
    for text, seconds in lengths.items():
        assert Recordings(folder).speak(sentence(text)).seconds == pytest.approx(seconds, abs=0.1)


REFUSED = (
    *("empty", "rubbish", "a playlist", "another container", "silence"),
    *("another type", "too large"),
)


def refusals(folder: Path) -> dict[str, tuple[bytes, str, int, str]]:
    whole = take(folder, 1.0)
    return {
        "empty": (b"", "audio/webm", 422, "no sound"),
        "rubbish": (b"<html>" * 500, "audio/webm", 422, "no sound"),
        "a playlist": (b"#EXTM3U\n/etc/passwd\n", "audio/ogg", 422, "no sound"),
        "another container": (whole, "audio/mp4", 422, "no sound"),
        "silence": (take(folder, 1.0, hertz=0.0), "audio/webm", 422, "silent"),
        "another type": (whole, "text/html", 415, "a take is audio/webm"),
        "too large": (whole + bytes(LARGEST), "audio/webm", 413, "20 MB at most"),
    }


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_take_is_refused_in_a_line_and_changes_nothing(
    tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "takes"
    sent(folder, take(tmp_path, 1.0))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    content, kind, status, line = refusals(tmp_path)[name]
    answer = sent(folder, content, kind)
    text = bytes(answer.body).decode()
    assert (answer.status_code, line in text, "\n" in text) == (status, True, False), text
    assert str(tmp_path) not in text
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "takes").write_text("a file")
    answer = sent(tmp_path / "takes", take(tmp_path, 1.0))
    assert (answer.status_code, b"takes" in answer.body) == (507, True)
    assert (tmp_path / "takes").read_text() == "a file"


def test_samples_are_kept_as_they_are(tmp_path: Path) -> None:
    """Nothing is lost between what was decoded and what is heard: 16 bits."""
    samples = tone(0.5, silence=0.2)
    path = Recordings(tmp_path / "takes").keep(sentence(), samples)
    assert np.abs(read_sound(path) - samples).max() < 1 / 32_000
