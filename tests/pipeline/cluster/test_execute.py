"""What is sent to the workers, and what is drawn here."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pipeline.catalog import find
from pipeline.cluster import execute
from pipeline.cluster.execute import Cluster
from pipeline.rendering.execute import Outcome
from pipeline.rendering.plan import Job
from pipeline.requests import ClipRequest
from tests.pipeline.clips.drawing import nothing


def one_worker() -> dict[str, Any]:
    """What a scheduler with one worker says."""
    return {"workers": {"tcp://a:1": {"nthreads": 1}}}


def test_a_scene_that_shows_a_file_of_its_author_is_drawn_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = {"picture": str(tmp_path / "a.png"), "sha256": "ab"}
    request = ClipRequest(scene="picture", parameters=file, quality="draft")
    job = Job(find("picture"), request, request.picture, tmp_path / "a.mp4", store=tmp_path / "s")
    drawn: list[Job] = []

    def here(workers: int) -> Any:
        return lambda jobs, on_event: (Outcome(each, drawn.append(each)) for each in jobs)

    monkeypatch.setattr(execute, "LocalProcesses", here)
    client: Any = SimpleNamespace(scheduler_info=one_worker)  # nothing can be submitted
    outcomes = list(Cluster(client, "tcp://a:0")([job], nothing))
    assert drawn == [job] == [each.job for each in outcomes]
