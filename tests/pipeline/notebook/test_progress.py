"""The line of a notebook; in one: test_in_jupyter."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.notebook.progress import progress_line
from pipeline.rendering.worker import Event
from tests.pipeline.fakes import job


def test_outside_a_notebook_nothing_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiting = job(tmp_path, "a")
    with progress_line(waiting) as report:
        report(Event(waiting.target, "first", 1))
        report(Event(waiting.target, None, 9))
    assert capsys.readouterr() == ("", "")
