"""A lecture that speaks: a track for each language, and the author's videos as they are."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipeline.clips import render as clips
from pipeline.errors import InputError
from pipeline.lecture.plan import LectureJob, lecture_job
from pipeline.lecture.render import render_lecture
from pipeline.requests import LectureRequest
from pipeline.video.companions import Record
from scenes._kit.parameters.errors import ParameterError
from tests.pipeline.clips.drawing import ONE, run_in_process
from tests.pipeline.lecture.test_media import loudness, make_video
from tests.pipeline.lecture.test_render import SMALL, no_progress
from tests.pipeline.voice.sounds import record

pytestmark = pytest.mark.xdist_group("lecture")
LECTURE = """
title = "Talk"
voice = "takes,none"
[[scenes]]
scene = "transformation"
function = "x^2"
beats = ["machine"]
[[scenes]]
video = "own.mp4"
narration = "What is said in the video itself."
[[scenes]]
slide = "The end"
"""


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "run_jobs", run_in_process)


def planned(folder: Path, text: str = LECTURE, **options: Any) -> LectureJob:
    (folder / "talk.toml").write_text(text, encoding="utf-8")
    given = {"output": folder / "talk.mp4", **SMALL, **options}
    return lecture_job(LectureRequest.read({"file": folder / "talk.toml", **given}))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A lecture's folder, with recordings and a video."""
    make_video(tmp_path / "own.mp4")
    for language, seconds in (("en", 1.0), ("ko", 25.0)):
        record(tmp_path / "takes", "title_card.title", 1.0, language)
        record(tmp_path / "takes", "transformation.machine", seconds, language)
        record(tmp_path / "takes", "video.video", 9.0, language)
    return tmp_path


def rendered(folder: Path, **options: Any) -> Record:
    return render_lecture(planned(folder, **options), ONE, no_progress)


def loud(file: Path, track: int, folder: Path) -> np.ndarray:
    """Whether each quarter of a second of a track is loud: one a frame."""
    alone = folder / f"track{track}.mka"
    with av.open(str(file)) as source, av.open(str(alone), "w") as target:
        stream = source.streams.audio[track]
        copy = target.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.size:
                packet.stream = copy
                target.mux(packet)
    return loudness(alone) > 0.02


def test_each_language_has_a_track_and_videos_keep_their_sound(folder: Path) -> None:
    made = rendered(folder)
    with av.open(made.file) as container:
        tags = [each.metadata["language"] for each in container.streams.audio]
    title, machine, video, slide = made.beats
    assert tags == ["eng", "kor"]
    assert machine.end - machine.start >= 4 * 25.4
    assert video.end - video.start < 4 * 9  # its narration is not spoken over its own sound
    english, korean = (loud(Path(made.file), track, folder) for track in (0, 1))
    for track, seconds in ((english, 1), (korean, 25)):
        start = machine.start
        assert track[title.start : title.start + 3].all()
        assert np.flatnonzero(track[start : machine.end]).size == pytest.approx(4 * seconds, abs=4)
        assert track[video.start + 7 : video.start + 11].all()
        assert not track[video.start + 1 : video.start + 5].any()
        assert not track[slide.start + 1 :].any()


def test_the_command_line_has_the_last_word(folder: Path) -> None:
    assert planned(folder).planned[0][1].request.voice == f"{folder}/takes,none"
    assert planned(folder, voice="none").planned[0][1].request.voice is None
    shutil.copytree(folder / "takes", folder / "more")
    voices = planned(folder, voice=f"{folder}/more").planned[1][1].request.voice
    assert voices == f"{folder}/more"
    lifted = LECTURE.replace('voice = "takes,none"', '[defaults]\nvoice = "takes,none"')
    assert planned(folder, lifted).planned[0][1].request.voice == f"{folder}/takes,none"


@pytest.mark.parametrize(
    ("voice", "why"),
    [
        ("'say {text} {out}'", "voice: takes no command; give that on the command line"),
        ("'none,espeak'", "voice: none stands last"),
        ("3", "voice"),
    ],
)
def test_a_file_runs_no_program(folder: Path, voice: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        planned(folder, LECTURE.replace('"takes,none"', voice))


def test_a_folder_that_is_missing_is_said_before(folder: Path) -> None:
    with pytest.raises(ParameterError, match="there is no folder elsewhere"):
        planned(folder, LECTURE.replace('"takes,none"', '"elsewhere"'))
