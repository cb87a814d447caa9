"""What was drawn once is not drawn again: after edits, in other languages, by many processes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.clips import render, segments
from pipeline.clips.clip import Clip
from pipeline.clips.recording import ContentPass
from pipeline.clips.segments import class_codes, draw_missing, survey
from pipeline.errors import InputError
from pipeline.rendering.plan import clip_job
from pipeline.rendering.play import play
from pipeline.requests import ClipRequest
from pipeline.store.sources import Sources
from scenes.transformation import Transformation
from tests.pipeline.clips.drawing import BEATS, ONE, job, nothing, rendered, run_in_process
from tests.pipeline.videos import Video

pytestmark = pytest.mark.xdist_group("segments")


@pytest.fixture
def edited(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A function after which the code of scenes counts as edited, not that of the engine."""

    def edit() -> None:
        code_of = Sources.code_of
        monkeypatch.setattr(
            Sources,
            "code_of",
            lambda self, *names: code_of(self, *names) + "'" * names[0].startswith("scenes."),
        )

    return edit


def test_nothing_is_done_for_what_is_there(tmp_path: Path, passes: list[str]) -> None:
    first = rendered(job(tmp_path))
    whole = job(tmp_path).target.read_bytes()
    assert passes == [*BEATS]
    assert rendered(job(tmp_path)) == first
    assert (job(tmp_path).target.read_bytes(), passes) == (whole, [*BEATS])
    assert Clip(job(tmp_path)).missing() == []


def test_one_beat_of_a_clip_that_is_there(tmp_path: Path, passes: list[str]) -> None:
    rendered(job(tmp_path))
    alone = rendered(job(tmp_path, beat="line_to_line"))
    assert passes == [*BEATS]
    assert [(beat.name, beat.start) for beat in alone.beats] == [("line_to_line", 0)]
    assert len(Video.read(job(tmp_path).target).frames) == alone.frames


def test_only_the_other_beats_after_one_alone(tmp_path: Path, passes: list[str]) -> None:
    rendered(job(tmp_path, beat="machine"))
    rendered(job(tmp_path))
    assert passes == ["machine", "survey", "content", "line_to_line"]


def test_an_edit_that_changes_no_picture(tmp_path: Path, passes: list[str], edited: Any) -> None:
    rendered(job(tmp_path))
    edited()
    assert Clip(job(tmp_path)).missing() == [*BEATS]
    rendered(job(tmp_path))
    assert passes == [*BEATS, "content"]


def test_an_edit_that_changes_the_picture_of_one_beat(
    tmp_path: Path, passes: list[str], edited: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rendered(job(tmp_path))
    machine = Transformation.machine

    def longer(self: Any) -> None:
        machine(self)
        self.wait(1)

    edited()
    monkeypatch.setattr(Transformation, "machine", longer)
    after = rendered(job(tmp_path))
    assert passes == [*BEATS, "content", "machine"]
    assert after.frames >= before.frames


def test_a_beat_without_words_is_shared_by_languages(tmp_path: Path, passes: list[str]) -> None:
    rendered(job(tmp_path))
    rendered(job(tmp_path, language="ko"))
    drawn = passes[passes.index("content") + 1 :]
    assert passes[: len(BEATS) + 1] == [*BEATS, "content"]
    assert set(drawn) < set(BEATS)


def test_another_format_draws_but_computes_nothing(tmp_path: Path, passes: list[str]) -> None:
    rendered(job(tmp_path))
    rendered(job(tmp_path, format="webm"))
    assert passes == [*BEATS, *BEATS]


def test_a_beat_that_another_process_draws_is_left_to_it(
    tmp_path: Path, passes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And drawn if that process dies before it is done; the file is the same to the byte."""
    rendered(job(tmp_path / "alone"))
    shared = job(tmp_path)
    clip = Clip(shared)
    other = clip.store.locked(clip.keys.clip, "machine", waits=True)
    other.__enter__()
    play_once = segments.play

    def and_then_dies(*given: Any) -> Any:
        played = play_once(*given)
        if passes[-1] == "line_to_line":
            other.__exit__(None, None, None)
        return played

    monkeypatch.setattr(segments, "play", and_then_dies)
    passes.clear()
    rendered(shared)
    assert [each for each in passes if each in BEATS] == ["line_to_line", "machine"]
    assert shared.target.read_bytes() == (tmp_path / "alone" / "clip.mp4").read_bytes()


def test_a_fault_in_a_beat_loses_nothing_that_was_drawn(
    tmp_path: Path, passes: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(self: Any) -> None:
        raise ArithmeticError("trouble")

    with monkeypatch.context() as patch:
        patch.setattr(Transformation, "line_to_line", broken)
        with pytest.raises(Exception, match="beat line_to_line: ArithmeticError: trouble"):
            draw_missing(Clip(job(tmp_path)), nothing)
    assert passes == [*BEATS]
    assert Clip(job(tmp_path)).missing() == ["line_to_line"]


def test_a_survey_tells_the_same_times(tmp_path: Path, passes: list[str]) -> None:
    told = survey(job(tmp_path), nothing)
    record = rendered(job(tmp_path))
    assert [beat.frames for beat in told] == [beat.end - beat.start for beat in record.beats]
    assert all(beat.moving <= beat.frames for beat in told)
    assert passes == ["survey", *BEATS]


@pytest.mark.parametrize("scene", ["transformation", "tangent_line"])
def test_what_a_frame_shows_is_the_same_drawn_or_not(scene: str, tmp_path: Path) -> None:
    """And whatever was skipped before it: segments of any split are the same."""
    asked = replace(
        clip_job(ClipRequest(scene=scene, quality="draft", fps=1)), store=tmp_path / "store"
    )
    found = []
    for wanted in (asked.beats, asked.beats[1::2], asked.beats[::2]):
        content = ContentPass(set(wanted), class_codes(Clip(asked)))
        play(asked, content)
        content.close()
        found.append({beat.name: beat.shown for beat in content.beats if beat.shown})
    assert found[0] == {**found[1], **found[2]}
    draw_missing(Clip(asked), nothing)
    drawn = {name: beat.shown for name, beat in Clip(asked).scores().items()}
    assert drawn == found[0]


def test_an_edit_while_a_scene_is_drawn_is_for_the_next_run(
    tmp_path: Path, passes: list[str], edited: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is drawn by the old code is never found under the key of the new."""
    play_once = segments.play

    def and_is_edited(*given: Any) -> Any:
        played = play_once(*given)
        edited()
        return played

    with monkeypatch.context() as patch:
        patch.setattr(segments, "play", and_is_edited)
        patch.setattr(render, "run_jobs", run_in_process)
        (outcome,) = render.render_clips([job(tmp_path)], ONE, nothing)
    assert outcome.result.frames > 0
    assert Clip(job(tmp_path)).missing() == [*BEATS]


def test_an_edit_while_a_scene_is_loaded_is_refused(
    tmp_path: Path, edited: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "load", lambda job: edited())
    with pytest.raises(InputError, match="the sources were edited while they were loaded"):
        render.draw_job(job(tmp_path), nothing)
