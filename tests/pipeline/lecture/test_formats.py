"""A lecture in every format: frames, chapters, captions, transparency, as a decoder has them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from pipeline.cli.explanation import explanation
from pipeline.cli.spelling import command
from pipeline.clips import render as clips
from pipeline.clips.passages import picture_of
from pipeline.destination import companion
from pipeline.lecture.plan import LectureJob, lecture_job
from pipeline.lecture.render import render_lecture
from pipeline.requests import LectureRequest
from pipeline.video.codecs import CODECS
from pipeline.video.recipe import read
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.text.languages import LANGUAGES
from tests.pipeline.clips.drawing import ONE, run_in_process
from tests.pipeline.lecture.test_render import SMALL, no_progress
from tests.pipeline.videos import Video

pytestmark = pytest.mark.xdist_group("lecture")
LECTURE = """
title = { en = "Formats", ko = "형식" }
[[scenes]]
scene = "transformation"
title = "One"
function = "2x"
beats = ["line_to_line"]
"""


@dataclass(frozen=True)
class Made:
    """A way to write a lecture."""

    suffix: str
    transparent: bool = False


EVERY = [*map(Made, CODECS), Made("webm", True), Made("mov", True)]


def caption_languages(file: Path) -> list[str]:
    with av.open(str(file)) as container:
        return [str(stream.language) for stream in container.streams.subtitles]


def plan(folder: Path, **options: Any) -> LectureJob:
    file = folder / "talk.toml"
    file.write_text(LECTURE, encoding="utf-8")
    return lecture_job(LectureRequest(file=file, **SMALL, **options))


@pytest.mark.parametrize("made", EVERY, ids=str)
def test_a_decoder_finds_it_whole(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clips, "run_jobs", run_in_process)
    target = tmp_path / f"a.{made.suffix}"
    job = plan(tmp_path, output=target, transparent=made.transparent)
    record = render_lecture(job, ONE, no_progress)
    spoken = [language.iso639_2 for language in LANGUAGES.values()]
    video, codec = Video.read(target), CODECS[made.suffix]
    assert len(video.frames) == record.frames
    assert video.rate == 4
    assert [float(time * 4) for time in video.times] == pytest.approx(range(record.frames), abs=0.1)
    assert all(one < other for one, other in pairwise(video.times))
    chapters = ["Formats", "One"] if codec.chapters else []
    assert [title for title, *_ in video.chapters] == chapters
    assert caption_languages(target) == (spoken if codec.captions else [])
    assert companion(target, ".en.vtt").exists()
    corner = picture_of(target, first=False, alpha=made.transparent)[0, 0, 3]
    assert corner < 4 if made.transparent else corner > 251  # VP9 compresses it
    assert np.ptp(video.frames[-1]) > 100
    assert read(companion(target, ".png")) == read(target)
    spelled = command(read(target).request)
    assert ("--format" in spelled) == (made.suffix != "mp4")
    assert explanation(target)[0].startswith("render.py lecture")
    assert ("--transparent" in spelled) == made.transparent


def test_the_format_is_that_of_the_name_or_the_option(tmp_path: Path) -> None:
    assert plan(tmp_path, output=tmp_path / "a.webm").planned[0][1].request.format == "webm"
    assert plan(tmp_path, format="gif").target.name == "talk.en.draft.gif"
    assert plan(tmp_path).target.suffix == ".mp4"
    with pytest.raises(ParameterError, match=r"end the name in \.gif"):
        plan(tmp_path, format="gif", output=tmp_path / "a.mp4")
    with pytest.raises(ParameterError, match="end the name in"):
        plan(tmp_path, output=tmp_path / "a.txt")


def test_transparency_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="mp4 has no transparency"):
        plan(tmp_path, transparent=True)
