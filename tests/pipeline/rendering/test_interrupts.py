"""A render that is interrupted: exit code 130 at once, no process, no file left."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.output import clear_abandoned
from tests.pipeline.conftest import SMALL
from tests.pipeline.processes import eventually, session, started
from tests.pipeline.videos import written


def rendering(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Starts a render and waits for its first beat."""
    process = started(folder, "render", *arguments)
    assert process.stderr is not None
    first = process.stderr.readline()
    assert "beat 1 of" in first, first
    return process


def interrupt_group(process: subprocess.Popen[str]) -> None:
    os.killpg(process.pid, signal.SIGINT)


def interrupt_group_twice(process: subprocess.Popen[str]) -> None:
    interrupt_group(process)
    time.sleep(0.1)
    interrupt_group(process)


def terminate_program(process: subprocess.Popen[str]) -> None:
    process.terminate()


@pytest.mark.parametrize("interrupt", [interrupt_group, interrupt_group_twice, terminate_program])
def test_interrupted(interrupt: Callable[..., None], tmp_path: Path) -> None:
    """Ctrl-C once and twice (a terminal sends it to the whole group), and SIGTERM."""
    process = rendering(tmp_path, "tangent_line", "transformation", *SMALL, "--jobs", "2")
    interrupt(process)
    out, err = process.communicate()
    assert process.returncode == 130
    assert (out, err.splitlines()[-1]) == ("", "error: interrupted")
    assert "Traceback" not in err
    assert eventually(lambda: session(process.pid) == [])
    if interrupt is interrupt_group_twice:  # it ends at once, and the next run cleans up
        for workspace in [*tmp_path.rglob(".nabla-*")]:
            clear_abandoned(workspace.parent)
    assert written(tmp_path) == []
