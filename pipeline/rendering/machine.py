"""Checks of the machine before a scene is started. Free of manim."""

from __future__ import annotations

import ctypes
import os
from contextlib import suppress
from functools import cache
from math import ceil
from pathlib import Path

from pipeline.errors import MachineError


@cache
def require_opengl() -> str:
    """The OpenGL renderer, such as "llvmpipe (LLVM 15.0.6, 256 bits), 4.5 ...".

    Raises MachineError without OpenGL. Takes a fraction of a second, so it is called before manim
    is loaded and before a scene typesets anything.
    """
    from engine.gl.standalone import NoOpenGLError, probe

    try:
        return probe()
    except NoOpenGLError as error:
        raise MachineError(str(error)) from error


CORES = 1.5
"""How many cores a worker keeps busy: it draws on one, and encodes on others."""
MEMORY = 1_000_000_000
"""Bytes that a worker may need at 1080p60; it was measured to need 750 MB."""


def helpful_workers() -> int:
    """How many workers help on this machine: by its cores, and the memory that is free."""
    return max(1, min(ceil(_cores() / CORES), _free_memory() // MEMORY))


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _free_memory() -> int:
    """Bytes of memory that can be had; as much as anyone wants where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
    except OSError:
        return MEMORY * _cores()
    kilobytes = next(line.split()[1] for line in lines if line.startswith("MemAvailable:"))
    return int(kilobytes) * 1024


def trim_memory() -> None:
    """Gives memory that is free back to the system, where the C library (glibc) can.

    By itself it keeps much of what an encoder has used, some 90 MB a beat at 1080 lines.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
