"""Rendered once for each request, anew if what made it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import scenes
from pipeline.errors import RenderError
from pipeline.notebook import freshness, rendering
from pipeline.rendering.execute import Outcome
from tests.pipeline.fakes import record

SLICING = scenes.Slicing
ASKED: dict[str, Any] = {"function": "x*y", "at": (1, 2), "quality": "draft"}


@pytest.fixture
def rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were rendered, by a fake, in an empty folder; `project` made them."""
    files: list[Path] = []

    def fake(jobs: list[Any], *_: Any) -> Iterator[Outcome]:
        for job in jobs:
            if job.request.beat == "cut":
                yield Outcome(job, error=RenderError("Slicing", "cut", "a fault"))
                continue
            job.target.parent.mkdir(parents=True, exist_ok=True)
            job.target.write_text("a video")
            files.append(job.target)
            yield Outcome(job, record(job))

    monkeypatch.setattr(rendering, "render_clips", fake)
    monkeypatch.setattr(rendering, "run_jobs", fake)
    monkeypatch.setattr(freshness, "ROOT", tmp_path / "project")
    (tmp_path / "project" / "scenes").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return files


def test_the_same_request_is_rendered_once(rendered: list[Path], tmp_path: Path) -> None:
    first = SLICING.clip(**ASKED)
    same = SLICING.clip(**{**ASKED, "at": "1, 2"}, variable="x", language=None)
    assert rendered == [first.path] == [same.path]
    assert first.path.parent == tmp_path / "media" / "notebook"


def test_other_requests_have_other_files(rendered: list[Path]) -> None:
    others: list[dict[str, Any]] = [
        {}, {"fps": 3}, {"beat": "point"}, {"language": "ko"}, {"at": (2, 1)}, {"format": "webm"},
        {"format": "webm", "transparent": True},
    ]  # fmt: skip
    shown = [SLICING.clip(**{**ASKED, **other}) for other in others]
    shown += [SLICING.still(**ASKED), SLICING.still(**ASKED, time=1)]
    assert [each.path for each in shown] == rendered
    assert len({each.path for each in shown}) == len(others) + 2


@pytest.mark.parametrize("change", ["edited", "added", "damaged", "deleted"])
def test_it_is_rendered_anew_after_a_change(change: str, rendered: list[Path]) -> None:
    source = freshness.ROOT / "scenes" / "slicing.py"
    source.write_text("before")
    path = SLICING.clip(**ASKED).path
    match change:
        case "edited":
            source.write_text("after!")
        case "added":
            source.with_name("new.toml").touch()
        case "damaged":
            path.write_text("a vid")
        case "deleted":
            path.unlink()
    SLICING.clip(**ASKED)
    SLICING.clip(**ASKED)
    assert rendered == [path, path]


def test_a_failure_is_raised_and_not_remembered(rendered: list[Path]) -> None:
    for _ in range(2):
        with pytest.raises(RenderError, match="Slicing, beat cut: a fault"):
            SLICING.clip(**ASKED, beat="cut")
    assert rendered == []


def test_a_folder_that_cannot_be_written_is_a_value_error(
    rendered: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "media").touch()
    with pytest.raises(ValueError, match=r"current folder: .*media is a file, not a folder"):
        SLICING.clip(**ASKED)
    assert rendered == []
