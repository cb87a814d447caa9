"""Standard streams that may be closed or full.

Progress and warnings may be lost; no render fails because of it.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress

INPUT, OUTPUT, ERROR = range(3)
"""The file descriptors of the standard streams."""


def secure() -> None:
    """Opens closed streams, so that no other file gets their descriptors, and makes writing to
    standard error never fail.
    """
    for number in (INPUT, OUTPUT, ERROR):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free descriptor: this one
    sys.stdin = sys.stdin or open(INPUT, closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(OUTPUT, "w", closefd=False)  # noqa: SIM115
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="surrogateescape")  # prints names of folders byte by byte
    sys.stderr = _lossy(ERROR)


def print_result(text: str) -> None:
    """Prints the path or manifest of a finished file; ignores a stream that fails."""
    try:
        print(text, flush=True)
    except OSError:
        drop_unwritable()


def drop_unwritable() -> None:
    """Drops unwritable standard output, which would fail when the interpreter exits."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), OUTPUT)


def redirect_output_to_errors() -> None:
    """Redirects standard output to standard error from now on."""
    os.dup2(ERROR, OUTPUT)
    sys.stdout = _lossy(OUTPUT)


def flush() -> None:
    """Flushes both output streams, as far as possible."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError):
            stream.flush()


class _Lossy(io.TextIOWrapper):
    """A stream that drops what it cannot write, without an error."""

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
