"""Files that appear only when they are whole, and what killed runs have left of theirs.

A file is written under a temporary name beside its final one, `.<name>.nabla-<digits>.<suffix>`,
and locked for as long as its writer lives: one that can be locked is abandoned.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import InputError, shortened

COMPANIONS = (".json", ".png", ".en.vtt", ".ko.vtt", ".chapters.vtt")
"""Endings of what lies beside a clip."""


def temporary_name(target: Path) -> Path:
    """A name for a file while it is written."""
    return target.with_name(f".{target.stem}.nabla-{secrets.token_hex(4)}{target.suffix}")


@contextmanager
def replaced_when_whole(target: Path) -> Iterator[Path]:
    """A temporary file beside the target, moved onto it at the end of the block; else deleted."""
    temporary = temporary_name(target)
    temporary.touch()
    try:
        with _held(temporary):
            temporary.touch()  # again: another run may have cleared it before it was held
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
    with (
        tempfile.TemporaryDirectory(prefix=".scratch.nabla-") as folder,
        _held(Path(folder)),
    ):
        yield folder


def clear_abandoned(folder: Path) -> None:
    """Removes from a folder what processes that no longer run have left unfinished."""
    for left in folder.glob(".*.nabla-*"):
        try:
            with _held(left, wait=False):
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    left.unlink(missing_ok=True)
        except OSError:
            continue  # at work, or another user's


@contextmanager
def _held(path: Path, wait: bool = True) -> Iterator[None]:
    """The file or folder locked; OSError where another holds it and there is no waiting."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)


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
