"""The keys of a clip: what changes them, and what does not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.clips import keys
from pipeline.clips.clip import Clip
from pipeline.clips.keys import clip_keys
from pipeline.rendering.plan import clip_job
from pipeline.requests import ClipRequest
from pipeline.store.sources import Sources


def made(folder: Path, **options: object) -> tuple[str, str]:
    """The keys of a clip, and of what it draws."""
    request = ClipRequest.read({"scene": "title_card", "quality": "draft", **options})
    found = clip_keys(clip_job(request), Sources(folder / "sources.json"))
    return found.clip, found.drawing


@pytest.mark.parametrize(
    ("name", "drawn_again"),
    [("fonts", False), ("package_versions", False), ("drawing_versions", True)],
)
def test_fonts_and_versions_are_in_the_key(
    name: str, drawn_again: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another font runs the scene anew; another version of what draws also draws it."""
    before = made(tmp_path)
    values = getattr(keys, name)()
    one = next(iter(values))
    monkeypatch.setattr(keys, name, lambda: {**values, one: "another"})
    after = made(tmp_path)
    assert (before[0] != after[0]) == (not drawn_again)
    assert (before[1] != after[1]) == drawn_again


def test_the_fonts_are_those_of_texts_and_formulas() -> None:
    assert any("Nanum" in name for name in keys.fonts())
    assert all(len(each) == 64 for each in keys.fonts().values())


def test_clips_of_one_run_read_the_sources_once_and_have_their_usual_keys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    requests = [ClipRequest(scene=name, quality="draft") for name in ("title_card", "slicing")]
    jobs = [replace(clip_job(each), store=tmp_path) for each in requests]
    alone = [Clip(job).keys for job in jobs]
    read: list[Path] = []
    content = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or content(path))
    assert [clip.keys for clip in Clip.together(jobs)] == alone
    modules = [path for path in read if path.suffix == ".py"]
    assert len(modules) == len(set(modules)) > 50
