"""Progress: plain lines without a terminal, bars on one; never on standard output."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from pipeline.cli.progress import progress_reporter
from pipeline.rendering.worker import Event
from tests.pipeline.fakes import job


def report_two_jobs(folder: Path) -> None:
    jobs = [job(folder, "a"), job(folder, "b")]
    with progress_reporter(jobs) as report:
        for beat, frames in (("first", 0), ("first", 3), ("second", 5), (None, 9)):
            report(Event(jobs[0].target, beat, frames))


def test_a_line_for_each_beat(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report_two_jobs(tmp_path)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.splitlines() == [
        "Fake: beat 1 of 2, first",
        "Fake: beat 2 of 2, second",
        "Fake: done, 9 frames",
    ]


def test_bars_on_a_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    report_two_jobs(tmp_path)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Fake" in printed.err
    assert "0 of 40 frames" in printed.err  # two beats of ten seconds each, at one frame a second
    assert "9 of 29 frames" in printed.err
    assert "done" in printed.err
