"""Which processes run: a zombie, which nobody has waited for yet, does not."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def runs(process: int) -> bool:
    """Whether a process of this number runs."""
    return _fields(process)[0] not in ("", "Z")


def children(process: int) -> list[int]:
    """The processes that it has started and that still run."""
    return [each for each in _all() if _fields(each)[1] == str(process) and runs(each)]


def group(leader: int) -> list[int]:
    """The processes of a group that still run."""
    return [each for each in _all() if _fields(each)[2] == str(leader) and runs(each)]


def within(seconds: float, holds: Callable[[], bool]) -> bool:
    """Whether something comes to hold in that time."""
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.05)
    return holds()


def _all() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _fields(process: int) -> list[str]:
    """State, parent and group of a process (proc(5)); empty texts where there is none."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ["", "", ""]
    return stat.rpartition(")")[2].split()[:3]
