"""Signals that interrupt the program, at start and while it renders."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.interrupts import SIGNALS
from tests.pipeline.processes import eventually, session, signals_by_default
from tests.pipeline.videos import ROOT, written


def started(folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """`render.py` with fake scenes, in its own session."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.pipeline.cli.fake_program", *arguments],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder), **environment},
    )  # fmt: skip


def run(folder: Path, module: str, name: str, ignored: bool = False) -> tuple[int, str, str]:
    """The result of `list` if it gets a signal when it imports a module."""
    with signals_by_default():
        if ignored:
            signal.signal(signal.Signals[name], signal.SIG_IGN)
        process = started(folder, "list", NABLA_TEST_SIGNAL=f"{module} {name}")
    out, err = process.communicate(timeout=100)
    return process.returncode, out, err


@pytest.mark.parametrize("name", [each.name for each in SIGNALS])
@pytest.mark.parametrize("module", ["json", "click", "pipeline.catalog", "pydantic"])
def test_it_is_interrupted_in_one_line(module: str, name: str, tmp_path: Path) -> None:
    assert run(tmp_path, module, name) == (130, "", "\nerror: interrupted\n")


@pytest.mark.parametrize("name", [each.name for each in SIGNALS])
def test_a_signal_that_is_ignored_from_the_start_stays_ignored(name: str, tmp_path: Path) -> None:
    """As with `nohup`, and in the background of a script."""
    code, out, err = run(tmp_path, "click", name, ignored=True)
    assert (code, err) == (0, "")
    assert "TitleCard" in out


@pytest.mark.parametrize("name", [each.name for each in SIGNALS])
@pytest.mark.parametrize("kill", [os.kill, os.killpg])
def test_a_render_is_interrupted(
    kill: Callable[[int, int], None], name: str, tmp_path: Path
) -> None:
    with signals_by_default():
        process = started(tmp_path, "render", "title_card", "-o", "endless.mp4")
    assert process.stderr is not None
    assert process.stderr.readline() == "TitleCard: beat 1 of 1, title\n"
    kill(process.pid, signal.Signals[name])
    out, err = process.communicate(timeout=100)
    assert (process.returncode, out, err) == (130, "", "\nerror: interrupted\n")
    assert eventually(lambda: session(process.pid) == [])
    assert written(tmp_path) == []
