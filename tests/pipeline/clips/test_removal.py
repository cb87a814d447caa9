"""What another run removes while this one needs it is drawn again, and not for ever."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.clips import render
from pipeline.clips.clip import Clip, SegmentRemovedError
from pipeline.clips.removal import though_removed
from pipeline.clips.render import LocalProcesses
from pipeline.rendering.plan import Job, clip_job
from pipeline.requests import ClipRequest
from pipeline.video import join as joining
from tests.pipeline.clips.drawing import nothing, rendered, run_in_process

pytestmark = pytest.mark.xdist_group("segments")


def job(folder: Path) -> Job:
    """A clip of one beat."""
    request = ClipRequest(scene="title_card", quality="draft", fps=2)
    return replace(clip_job(request), target=folder / "a.mp4", store=folder / "store")


def test_it_is_tried_again_but_not_for_ever() -> None:
    def join(drawn: int) -> str:
        if drawn < 3:
            raise SegmentRemovedError("Scene", "", "removed")
        return f"joined {drawn}"

    numbers = itertools.count(2)
    assert though_removed(1, join, lambda: next(numbers)) == "joined 3"
    with pytest.raises(SegmentRemovedError):
        though_removed(1, join, lambda: 1)


@pytest.mark.parametrize("name", ["segments", "join"])
def test_a_segment_that_another_run_removes_is_drawn_again(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the segments are found, or while they are joined."""
    first = rendered(job(tmp_path))
    shelf = Clip(job(tmp_path)).store.shelf
    owner = {"segments": Clip, "join": joining}[name]
    original, cleared = getattr(owner, name), list[int]()

    def clearing(*given: object) -> object:
        if not cleared:
            cleared.append(shelf.clear())
        return original(*given)

    monkeypatch.setattr(owner, name, clearing)
    monkeypatch.setattr(render, "run_jobs", run_in_process)
    (outcome,) = render.render_clips([job(tmp_path)], LocalProcesses(1), nothing)
    assert (outcome.error, outcome.result) == (None, first)
    assert cleared[0] > 3
    assert job(tmp_path).target.exists()


def test_a_store_that_is_always_cleared_is_an_error_of_the_clip(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(job(tmp_path))

    def removed(self: Clip) -> object:
        raise SegmentRemovedError("TitleCard", "", "another run removes its segments")

    monkeypatch.setattr(Clip, "segments", removed)
    (outcome,) = render.render_clips([job(tmp_path)], LocalProcesses(1), nothing)
    assert str(outcome.error) == "TitleCard: another run removes its segments"
