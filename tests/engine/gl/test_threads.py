"""llvmpipe's threads have a core each, and nothing else is kept to one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from engine.gl import threads
from tests.engine.easel import Easel


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux schedules so")
def test_each_has_a_core_of_its_own(easel: Easel) -> None:
    assert easel.painter.context.usable
    cores = os.sched_getaffinity(0)
    kept = [
        os.sched_getaffinity(int(task.name))
        for task in Path("/proc/self/task").iterdir()
        if (task / "comm").read_text().startswith(threads.NAME)
    ]
    if len(kept) != len(cores):
        pytest.skip("another driver draws, or with another number of threads")
    assert sorted(kept, key=min) == [{core} for core in sorted(cores)]
    assert os.sched_getaffinity(os.getpid()) == cores
