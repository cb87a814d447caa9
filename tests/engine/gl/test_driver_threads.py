"""Pinning binds each of llvmpipe's threads to a core, and no other thread."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.gl.driver_threads import NAME, pin_driver_threads

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux schedules so")


def driver_cores() -> list[set[int]]:
    """The allowed cores of each of llvmpipe's threads."""
    threads = Path("/proc/self/task").iterdir()
    return [
        os.sched_getaffinity(int(thread.name))
        for thread in threads
        if (thread / "comm").read_text().startswith(NAME)
    ]


def check_pinning() -> None:
    """Runs in its own process, since threads stay pinned."""
    from engine.gl.context import Context

    cores = os.sched_getaffinity(0)
    context = Context()
    assert context.usable
    free = driver_cores()
    assert all(allowed == cores for allowed in free), "opening a context pins nothing"
    pin_driver_threads()
    if len(free) == len(cores):  # else another driver, or another number of threads
        assert sorted(driver_cores(), key=min) == [{core} for core in sorted(cores)]
    assert os.sched_getaffinity(0) == cores


def test_each_thread_is_pinned_to_its_own_core() -> None:
    script = f"from {__name__} import check_pinning; check_pinning()"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[3])
