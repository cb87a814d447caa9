"""Files that appear only when they are whole, and what killed runs have left of theirs.

A file is written under a temporary name beside its final one, which names the process that writes
it: `.<name>.nabla-<machine>-<process>.<suffix>`. So a later run can tell an abandoned one.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import InputError, shortened

COMPANIONS = (".json", ".png", ".en.vtt", ".ko.vtt", ".chapters.vtt")
"""Endings of what lies beside a clip."""

_ABANDONED = re.compile(r"\.nabla-([0-9a-f]{8})-(\d+)(\.\w+)?$")


def temporary_name(target: Path) -> Path:
    """Where a file is written until it is whole."""
    return target.with_name(f".{target.stem}{_mark()}{target.suffix}")


@contextmanager
def replaced_when_whole(target: Path) -> Iterator[Path]:
    """A temporary name beside the target, moved onto it at the end of the block; else deleted."""
    temporary = temporary_name(target)
    try:
        yield temporary
        with temporary.open("rb") as written:
            os.fsync(written.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def scratch_folder() -> Iterator[str]:
    """A folder for this process alone, removed at the end of the block."""
    clear_abandoned(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=".", suffix=_mark()) as folder:
        yield folder


def clear_abandoned(folder: Path) -> None:
    """Removes from a folder what processes that no longer run on this machine left unfinished."""
    for left in folder.glob(".*.nabla-*"):
        found = _ABANDONED.search(left.name)
        if found and found[1] == _machine() and not _runs(int(found[2])):
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def require_writable(path: Path) -> None:
    """Raises InputError where a file of that name could not be written; tries it.

    Tried is the longest of the names that belong to a clip.
    """
    folder = path.parent
    try:
        if path.is_dir():
            raise InputError(f"-o {path} is a folder; give a file name in it")
        if not folder.exists():
            raise InputError(f"-o: the folder {folder} does not exist; create it or choose another")
        if not folder.is_dir():
            raise InputError(f"-o: {folder} is a file, not a folder; choose another folder")
        longest = temporary_name(path.with_suffix(max(COMPANIONS, key=len)))
        longest.touch()
        longest.unlink()
    except OSError as error:
        what = f"cannot write {shortened(path.name)} into {shortened(str(folder))}"
        raise InputError(f"{what}: {error.strerror}; choose another file with -o") from None
    clear_abandoned(folder)


def create_folder(folder: Path) -> None:
    """Creates a folder for output; InputError where that is not possible."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        hint = "choose another file with -o"
        raise InputError(f"cannot create the folder {folder}: {error.strerror}; {hint}") from None


def _mark() -> str:
    return f".nabla-{_machine()}-{os.getpid()}"


def _machine() -> str:
    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
