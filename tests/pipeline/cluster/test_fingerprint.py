"""Fingerprints: the same on the same machine, and every difference has a name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.cluster.fingerprint import NAMED, Fingerprint
from pipeline.cluster.process import answer
from pipeline.cluster.task import Task
from pipeline.rendering.plan import clip_job
from pipeline.requests import ClipRequest
from pipeline.store.sources import Sources
from tests.pipeline.cluster.fingerprints import FINGERPRINT

DIFFERENCES = [
    ({"opengl": "softpipe"}, "OpenGL is softpipe, not llvmpipe"),
    ({"versions": {"python": "3.11.2", "numpy": "2.2.6"}}, "numpy is 2.2.6, not 2.3.0"),
    ({"versions": {"python": "3.11.2"}}, "numpy is missing, not 2.3.0"),
    ({"fonts": {"NanumGothic.ttf": "cc"}}, "the font NanumGothic.ttf differs"),
    ({"fonts": {}}, "the font NanumGothic.ttf differs"),
    (
        {"sources": {**FINGERPRINT.sources, "scenes.title_card": "dd"}},
        "the source scenes.title_card differs",
    ),
]


@pytest.mark.parametrize(("change", "words"), DIFFERENCES)
def test_a_difference_is_named(change: dict[str, Any], words: str) -> None:
    assert FINGERPRINT.differences(FINGERPRINT.model_copy(update=change)) == [words]


def test_of_many_differences_a_few_are_named() -> None:
    other = FINGERPRINT.model_copy(update={"sources": {str(n): "" for n in range(100)}})
    *named, rest = FINGERPRINT.differences(other)
    assert len(named) == NAMED
    assert rest == f"{102 - NAMED} more differences"


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """A task that this machine would take."""
    job = clip_job(ClipRequest(scene="title_card", quality="draft", fps=2))
    return Task.of(job, ("title",), Fingerprint.of(job, Sources(tmp_path / "known")))


def test_here_there_is_no_difference(task: Task, tmp_path: Path) -> None:
    sent = Task.model_validate_json(task.model_dump_json()).fingerprint
    here = Fingerprint.here(sent.scene, sent.modules, Sources(tmp_path / "other"))
    assert sent.differences(here) == []


def test_a_scene_that_is_not_there_is_a_difference(task: Task, tmp_path: Path) -> None:
    here = Fingerprint.here("unknown", ["scenes.unknown"], Sources(tmp_path / "other"))
    assert task.fingerprint.differences(here)


@pytest.mark.parametrize(("part", "name"), [("versions", "numpy"), ("fonts", "NanumGothic.ttf"),
                                            ("sources", "scenes.title_card")])  # fmt: skip
def test_a_task_with_another_fingerprint_is_refused_before_anything_is_drawn(
    task: Task, tmp_path: Path, part: str, name: str
) -> None:
    changed = {part: {**getattr(task.fingerprint, part), name: "0"}}
    fingerprint = task.fingerprint.model_copy(update=changed)
    other = task.model_copy(update={"fingerprint": fingerprint})
    found, segments = answer(other.model_dump_json().encode(), tmp_path)
    assert segments == []
    assert len(found.refused) == 1
    assert name in found.refused[0]


def test_a_task_of_another_version_is_refused(task: Task, tmp_path: Path) -> None:
    content = task.model_dump_json().replace('"version":1', '"version":2').encode()
    found, _ = answer(content, tmp_path)
    assert found.refused == ("its Nabla is another, and does not understand the task",)
