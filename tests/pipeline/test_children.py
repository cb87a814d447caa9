"""Children of this process are found whatever its threads do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import children

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or not Path("/proc/self/task").exists(), reason="Linux lists children"
)


def test_a_thread_that_ended_meanwhile_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    real = sorted(Path("/proc/self/task").glob("*/children"))
    ended = Path("/proc/self/task/0/children")
    monkeypatch.setattr(Path, "glob", lambda *_: iter([ended, *real]))
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        assert child.pid in children._children()
        child.communicate(b"\n")
    assert child.pid not in children._children()
