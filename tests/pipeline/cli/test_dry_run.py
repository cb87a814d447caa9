"""What a dry run says where it cannot know."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import dry_run
from pipeline.clips import survey
from pipeline.errors import InputError
from pipeline.rendering.execute import Outcome
from pipeline.rendering.plan import clip_job
from pipeline.requests import ClipRequest


def test_edits_while_scenes_are_surveyed_are_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then what was found out is known under the keys of other sources."""

    def found_out_for_others(jobs: Any, *_: Any) -> list[Outcome]:
        return [Outcome(job) for job in jobs]

    monkeypatch.setattr(survey, "run_jobs", found_out_for_others)
    job = replace(clip_job(ClipRequest(scene="slicing", quality="draft")), store=tmp_path)
    with pytest.raises(InputError, match="the sources were edited"):
        dry_run.show_plan(["Slicing"], [job], 1, as_json=False)
