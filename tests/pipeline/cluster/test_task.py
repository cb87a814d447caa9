"""What is sent and what comes back: JSON and bytes, checked when they arrive."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.cluster.fingerprint import Fingerprint
from pipeline.cluster.task import (
    Answer,
    DamagedAnswerError,
    Drawing,
    Failure,
    Task,
    packed,
    unpacked,
)
from pipeline.errors import InputError, RenderError
from pipeline.rendering.plan import clip_job
from pipeline.requests import ClipRequest
from pipeline.store.scores import BeatScore
from pipeline.store.sources import Sources
from pipeline.store.store import Segment
from tests.pipeline.cluster.fingerprints import FINGERPRINT

VIDEO, STILL = b"a video", b"a still"


def score(name: str = "title", shown: str | None = "shown") -> BeatScore:
    value = {"name": "f", "beat": name, "value": 0.1 + 0.2, "exact": None}
    said, seen = {"en": "Words", "ko": "말"}, {"en": "A line.", "ko": "선."}
    return BeatScore(name, 0, (3, 4), 3, said, seen, (value,), shown)


def answer(folder: Path, given: BeatScore) -> tuple[Answer, bytes]:
    """An answer with one segment, as it is and as it is sent."""
    folder.mkdir(exist_ok=True)
    made = Segment(folder / "made.mp4", folder / "made.png", given.frames)
    made.video.write_bytes(VIDEO)
    made.still.write_bytes(STILL)
    drawing = Drawing.of(given, made)
    found = Answer(worker="tcp://a:1", drawn=(drawing,), memory=7)
    return found, packed(found, [made])


@pytest.fixture
def task() -> Task:
    job = clip_job(ClipRequest(scene="title_card", quality="draft"))
    return Task.of(job, ("title",), FINGERPRINT)


def test_an_answer_comes_back_as_it_was_sent(task: Task, tmp_path: Path) -> None:
    sent, content = answer(tmp_path / "there", score())
    came, (segment,) = unpacked(content, task, tmp_path)
    assert came == sent
    assert came.drawn[0].score == score()
    assert (segment.video.read_bytes(), segment.still.read_bytes()) == (VIDEO, STILL)
    assert (segment.video.suffix, segment.frames) == (".mp4", 7)


def test_a_request_keeps_its_parameters_transitions_and_sentences(tmp_path: Path) -> None:
    request = ClipRequest(
        scene="slicing",
        parameters={"function": "x^2 y + sin(y)", "at": "-1, pi/2"},
        narration={"cut": {"en": "One.", "ko": "하나."}},
        fps=2,
        quality="draft",
        aspect="9:16",
    )
    job = clip_job(request)
    sent = Task.of(job, (job.beats[1],), Fingerprint.of(job, Sources(tmp_path / "known")))
    came = Task.model_validate_json(sent.model_dump_json()).job(tmp_path)
    assert came.parameters == job.parameters
    assert came.request.narration == request.narration
    assert (came.quality, came.beats) == (job.quality, job.beats)
    assert came.drawn_beats == (job.beats[1],)
    assert came.store.parent == came.target.parent == tmp_path


def damaged(content: bytes, name: str, text: bytes) -> bytes:
    """An answer in which one file is another."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(buffer, "w") as new,
    ):
        for each in old.namelist():
            new.writestr(each, text if each == name else old.read(each))
    return buffer.getvalue()


@pytest.mark.parametrize("name", ["answer.json", "0.video", "0.still"])
@pytest.mark.parametrize("text", [b"", b"other"])
def test_a_damaged_answer_is_noticed(task: Task, tmp_path: Path, name: str, text: bytes) -> None:
    _, content = answer(tmp_path / "there", score())
    with pytest.raises(DamagedAnswerError):
        unpacked(damaged(content, name, text), task, tmp_path)


@pytest.mark.parametrize("length", [0, 10, -10])
def test_an_answer_that_is_cut_off_is_noticed(task: Task, tmp_path: Path, length: int) -> None:
    _, content = answer(tmp_path / "there", score())
    with pytest.raises(DamagedAnswerError):
        unpacked(content[:length], task, tmp_path)


@pytest.mark.parametrize("other", [score("../../title"), score("other"), score(shown=None)])
def test_beats_that_nobody_asked_for_are_refused(
    task: Task, tmp_path: Path, other: BeatScore
) -> None:
    _, content = answer(tmp_path / "there", other)
    with pytest.raises(DamagedAnswerError, match="was not asked for"):
        unpacked(content, task, tmp_path)


@pytest.mark.parametrize(
    "error", [RenderError("Slicing", "cut", "a fault", "trace"), InputError("a point")]
)
def test_errors_come_back_as_they_were(error: RenderError | InputError) -> None:
    sent = Failure.of(error).model_dump_json()
    came = Failure.model_validate_json(sent).error()
    assert (type(came), came.args) == (type(error), error.args)
