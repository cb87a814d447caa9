"""Standard streams that may be closed or full.

What is printed on the way (progress, warnings) may be lost; no render fails for it.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

INPUT, OUTPUT, ERROR = range(3)
"""The numbers of the standard streams."""


def secure() -> None:
    """Opens the streams that are closed, so that no other file gets their numbers; from then on
    writing to standard error never fails.
    """
    for number in (INPUT, OUTPUT, ERROR):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # it gets the lowest number that is free: this one
    sys.stdin = sys.stdin or open(INPUT, closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(OUTPUT, "w", closefd=False)  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="surrogateescape")  # names of folders as they are
    sys.stderr = _lossy(ERROR)


def print_result(text: str) -> None:
    """Prints what tells of files that are whole, whether it can be printed or not."""
    try:
        print(text, flush=True)
    except OSError:
        drop_unwritable()


def drop_unwritable() -> None:
    """Drops what standard output does not take, for which the interpreter's end would fail."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), OUTPUT)


def results_to_errors() -> None:
    """What is printed from now on goes to standard error, where it may be lost."""
    os.dup2(ERROR, OUTPUT)
    sys.stdout = _lossy(OUTPUT)


def flush() -> None:
    """Writes what waits to be written, as far as that is possible."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()


class _Lossy(io.TextIOWrapper):
    """A stream that takes whatever is written, and loses what it cannot write."""

    def write(self, text: str) -> int:
        with suppress(OSError):
            super().write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            super().flush()


def _lossy(number: int) -> io.TextIOWrapper:
    binary = io.BufferedWriter(io.FileIO(number, "w", closefd=False))
    return _Lossy(binary, encoding="utf-8", errors="backslashreplace", line_buffering=True)
