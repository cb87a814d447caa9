"""Parts that choose and order beats: the same segments, nothing drawn twice, whole transitions."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pipeline.clips import render as clips
from pipeline.clips import segments
from pipeline.clips.clip import Clip
from pipeline.handout.plan import handout_job
from pipeline.lecture.plan import LectureJob, lecture_job
from pipeline.lecture.render import render_lecture
from pipeline.lecture.transitions import passages
from pipeline.rendering.stills import record_stills
from pipeline.requests import HandoutRequest, LectureRequest
from pipeline.video.companions import Record
from tests.pipeline.clips.drawing import ONE, run_in_process
from tests.pipeline.lecture.test_render import SMALL, no_progress
from tests.pipeline.videos import Video

pytestmark = pytest.mark.xdist_group("lecture")
WHOLE = """
title = "Beats"
[defaults]
function = "x^2 - 3"
[[scenes]]
scene = "transformation"
"""
TURNED = 'beats = ["line_to_line", "machine"]\n'
FADE = 2
"""Frames of a passage: 0.6 s at 4 frames a second."""


@pytest.fixture(autouse=True)
def _in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clips, "run_jobs", run_in_process)


def job(folder: Path, text: str) -> LectureJob:
    file = folder / "beats.toml"
    file.write_text(text, encoding="utf-8")
    return lecture_job(LectureRequest(file=file, output=folder / "beats.mp4", **SMALL))


def spans(record: Record) -> dict[str, tuple[int, int]]:
    return {beat.name: (beat.start, beat.end) for beat in record.beats}


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The beats of scenes that are drawn."""
    found, draw = [], segments._draw

    def note(clip: Clip, missing: Sequence[str], *rest) -> None:
        found.extend(each for each in missing if each != "title")
        draw(clip, missing, *rest)

    monkeypatch.setattr(segments, "_draw", note)
    return found


def test_chosen_beats_are_those_of_the_whole_scene(tmp_path: Path, drawn: list[str]) -> None:
    whole = render_lecture(job(tmp_path, WHOLE), ONE, no_progress)
    pictures = Video.read(whole.file).hashes()
    drawn.clear()
    one = render_lecture(job(tmp_path, WHOLE + 'beats = ["line_to_line"]\n'), ONE, no_progress)
    video = Video.read(one.file)
    assert drawn == []
    (start, end), (from_, to) = (spans(each)["line_to_line"] for each in (whole, one))
    assert video.hashes()[from_ + FADE : to] == pictures[start:end]
    assert to == one.frames == len(video.frames)


def test_beats_are_joined_in_the_order_asked_for(tmp_path: Path, drawn: list[str]) -> None:
    render_lecture(job(tmp_path, WHOLE), ONE, no_progress)
    drawn.clear()
    turned = render_lecture(job(tmp_path, WHOLE + TURNED), ONE, no_progress)
    assert list(spans(turned)) == ["title", "line_to_line", "machine"]
    assert all(one.end == other.start for one, other in pairwise(turned.beats))
    assert turned.beats[-1].end == turned.frames == len(Video.read(turned.file).frames)
    assert set(drawn) <= {"machine"}  # in the whole scene the lecture's title stands before it


def test_it_fades_in_where_the_scene_does_not_begin(tmp_path: Path) -> None:
    record = render_lecture(job(tmp_path, WHOLE + 'beats = ["line_to_line"]\n'), ONE, no_progress)
    frames = [frame.astype(int) for frame in Video.read(record.file).frames]
    begin = record.beats[1].start
    ground = frames[0][0, 0]
    seen = [int(np.abs(frames[k] - ground).sum()) for k in range(begin, begin + FADE + 1)]
    assert 0 < seen[0] < seen[1] < seen[2]


@pytest.mark.parametrize(
    ("beats", "fades"),
    [
        ('["machine", "line_to_line"]', (False, False)),
        ('["machine"]', (False, True)),
        ('["line_to_line"]', (True, False)),
        ('["line_to_line", "machine"]', (True, True)),
    ],
)
def test_what_is_beside_it_turns_to_the_background(
    beats: str, fades: tuple[bool, bool], tmp_path: Path
) -> None:
    text = f'{WHOLE}beats = {beats}\n[[scenes]]\nscene = "transformation"\ntitle = "Again"\n'
    jobs = [each for _, each in job(tmp_path, text).planned]
    opening, part, card, last = (each.request.transition for each in jobs)
    fades_in, fades_out = fades
    assert passages(jobs) == [(False, False), fades, (False, False), (False, False)]
    assert (part.follows is None, opening.fades) == (fades_in, fades_in)
    assert (part.leads_to is None, card.continues) == (fades_out, not fades_out)
    assert not part.fades
    assert last.follows == jobs[2].parameters


def test_the_last_part_does_not_fade(tmp_path: Path) -> None:
    jobs = [each for _, each in job(tmp_path, WHOLE + 'beats = ["machine"]\n').planned]
    assert passages(jobs)[-1] == (False, False)


def test_a_hand_out_has_the_chosen_beats(tmp_path: Path) -> None:
    (tmp_path / "beats.toml").write_text(WHOLE + TURNED, encoding="utf-8")
    request = HandoutRequest(source=str(tmp_path / "beats.toml"), output=tmp_path / "a.md", **SMALL)
    begun: list[str] = []
    part = handout_job(request).clips[1][1]
    record, pictures = record_stills(part, lambda beat, _: begun.append(beat))
    assert begun == ["machine", "line_to_line"]  # the others are brought, and are not progress
    assert [beat.name for beat in record.beats] == ["line_to_line", "machine"]
    assert record.beats[0].start == 0
    assert record.beats[-1].end == record.frames
    assert len(pictures) == 2
