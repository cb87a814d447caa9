"""Runs and workers that are killed: nothing is drawn twice; the result is that of a clean run."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.faults.project import Project, ended, hashes, left_behind, stored
from tests.pipeline.processes import eventually, session

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]


def test_a_worker_killed_within_a_segment(project: Project, clean: Path, tmp_path: Path) -> None:
    """What it had finished stays, and the rest is tried again."""
    mark = tmp_path / "mark"
    fault = {"NABLA_TEST_FAULT": "kill three", "NABLA_TEST_MARK": str(mark)}
    ran = project.run(tmp_path, **fault)
    assert mark.exists()
    assert (ran.code, ran.errors) == (0, [])
    assert ran.err.count("beat 1 of 4") == ran.err.count("beat 2 of 4") == 1
    assert hashes(tmp_path) == hashes(clean)
    assert left_behind(tmp_path) == []


def test_a_run_killed_within_a_segment(project: Project, clean: Path, tmp_path: Path) -> None:
    """No process outlives it; the next run draws only what was not finished."""
    process = project.start_waiting(tmp_path, "three")
    assert eventually(lambda: len(stored(tmp_path)) == 2)
    before = [path.read_bytes() for path in stored(tmp_path)]
    os.kill(process.pid, signal.SIGKILL)
    assert eventually(lambda: session(process.pid) == [])
    ended(process)
    assert not (tmp_path / "a.mp4").exists()
    ran = project.run(tmp_path)
    assert (ran.code, ran.errors, ran.drawn) == (0, [], ["three", "four"])
    assert [path.read_bytes() for path in stored(tmp_path)[:2]] == before
    assert hashes(tmp_path) == hashes(clean)
    assert left_behind(tmp_path) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_interrupted_run_keeps_what_it_finished(
    number: int, project: Project, clean: Path, tmp_path: Path
) -> None:
    process = project.start_waiting(tmp_path, "three")
    assert eventually(lambda: len(stored(tmp_path)) == 2)
    process.send_signal(number)
    ran = ended(process)
    assert (ran.code, ran.errors[-1]) == (130, "error: interrupted")
    assert eventually(lambda: session(process.pid) == [])
    assert left_behind(tmp_path) == []
    again = project.run(tmp_path)
    assert (again.code, again.drawn) == (0, ["three", "four"])
    assert hashes(tmp_path) == hashes(clean)
