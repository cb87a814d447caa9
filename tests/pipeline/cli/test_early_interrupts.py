"""A signal while the program is still importing what it needs."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.interrupts import SIGNALS
from tests.pipeline.processes import signals_by_default
from tests.pipeline.videos import ROOT


def run(folder: Path, module: str, name: str, ignored: bool) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(ROOT), "NABLA_TEST_SIGNAL": f"{module} {name}"}
    with signals_by_default():
        if ignored:
            signal.signal(signal.Signals[name], signal.SIG_IGN)
        return subprocess.run(
            [sys.executable, "-m", "tests.pipeline.pretended", "list"],
            cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True,
            timeout=100,
        )  # fmt: skip


@pytest.mark.parametrize("name", [each.name for each in SIGNALS])
@pytest.mark.parametrize("module", ["json", "click", "pipeline.catalog", "pydantic"])
def test_it_is_interrupted_in_one_line(module: str, name: str, tmp_path: Path) -> None:
    ran = run(tmp_path, module, name, ignored=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (130, "", "\nerror: interrupted\n")


@pytest.mark.parametrize("name", [each.name for each in SIGNALS])
def test_a_signal_that_is_ignored_from_the_start_stays_ignored(name: str, tmp_path: Path) -> None:
    """As by `nohup`, and in the background of a script."""
    ran = run(tmp_path, "click", name, ignored=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "TitleCard" in ran.stdout
