"""Runs programs that speak: without a shell, within a time limit, with nothing left behind."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from pipeline.messages import one_line
from pipeline.voice.errors import VoiceError

TIME_LIMIT = 60.0
"""Seconds for a sentence."""
_READ = 2000
"""The most bytes that are read of what a program prints."""


def require_program(*names: str, advice: str) -> str:
    """The path of the first of some programs that is there. Raises VoiceError."""
    for name in names:
        found = shutil.which(name)
        if found is not None:
            return found
    raise VoiceError(f"{names[0]} is not installed; {advice}")


def run(
    words: Sequence[str], text: str = "", seconds: float = TIME_LIMIT, codes: Sequence[int] = (0,)
) -> str:
    """Runs a program, with a text as its input; returns what it prints. Raises VoiceError, also
    where it ends with another exit code than some.

    It leads a process group of its own, all of which is ended with it.
    """
    name = Path(words[0]).name
    with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as given:
        given.write(text.encode())
        given.seek(0)
        code = _ended(words, given, printed, seconds)
        printed.seek(0)
        said = printed.read(_READ).decode(errors="replace")
    if code not in codes:
        last = one_line(next(iter(said.strip().splitlines()[-1:]), ""), 100)
        raise VoiceError(f"{name} failed with exit code {code}" + (f": {last}" if last else ""))
    return said


def _ended(words: Sequence[str], given: IO[bytes], printed: IO[bytes], seconds: float) -> int:
    """Runs a program to its end, or to the end of its time; returns its exit code."""
    name = Path(words[0]).name
    try:
        process = subprocess.Popen(
            list(words),
            stdin=given,
            stdout=printed,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    except OSError as error:
        raise VoiceError(f"{name} cannot be run: {error.strerror}") from None
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        raise VoiceError(f"{name} has not ended after {seconds:g} s") from None
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def require_file(path: Path, name: str) -> Path:
    """The file that a program was to write. Raises VoiceError without it."""
    if not path.is_file() or path.is_symlink() or not path.stat().st_size:
        raise VoiceError(f"{name} has written no sound")
    return path
