"""llvmpipe's threads get a core each when they are asked to, and nothing else is bound to one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.gl.driver_threads import NAME, pin_driver_threads

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux schedules so")


def driver_cores() -> list[set[int]]:
    """The cores that each of llvmpipe's threads may run on."""
    threads = Path("/proc/self/task").iterdir()
    return [
        os.sched_getaffinity(int(thread.name))
        for thread in threads
        if (thread / "comm").read_text().startswith(NAME)
    ]


def pinned() -> None:
    """In a process of its own: what is bound to a core stays so."""
    from engine.gl.context import Context

    cores = os.sched_getaffinity(0)
    context = Context()
    assert context.usable
    free = driver_cores()
    assert all(each == cores for each in free), "making a context binds nothing"
    pin_driver_threads()
    if len(free) == len(cores):  # else another driver draws, or with another number of threads
        assert sorted(driver_cores(), key=min) == [{core} for core in sorted(cores)]
    assert os.sched_getaffinity(0) == cores


def test_each_has_a_core_of_its_own_once_it_is_asked_for() -> None:
    script = f"from {__name__} import pinned; pinned()"
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path(__file__).parents[3])
