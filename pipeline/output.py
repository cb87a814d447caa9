"""Files that appear only when they are whole, and what killed runs have left of theirs.

A run writes into workspaces: folders `.nabla-<16 hexadecimal digits>`, in the folder for temporary
files or beside what is to be written. Each holds a file OWNER, which its run locks for as long as
it lives, and which is empty until it is locked. So where an OWNER holds STATEMENT and can be
locked, its folder is ours and abandoned. Nothing else is ever removed, whatever its name.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME = re.compile(r"\.nabla-[0-9a-f]{16}")
OWNER = "owner"
STATEMENT = b"This folder belongs to a run of Nabla, which removes it with all that is in it.\n"
SCRATCH, STAGE, BACKUP = "scratch", "stage", "backup"
"""Folders in a workspace: what is for this run alone; what will be moved; what it replaces."""
FULL = (errno.ENOSPC, errno.EDQUOT)
PATIENCE = 300
"""Tenths of a second that one run waits for another to move its files."""
ROOM = 1 << 16
"""Bytes that a folder which is not full can take."""


@contextmanager
def replaced_when_whole(target: Path) -> Iterator[Path]:
    """A path to write to, moved onto the target at the end of the block; else nothing is left."""
    with staged(target.parent) as stage:
        yield stage / target.name


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder whose files are moved into another at the end of the block: all of them, or none.

    The other folder is made where there is none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    clear_abandoned(folder)
    with _workspace(folder, STAGE) as stage:
        yield stage
        _move_all(stage, folder, stage.with_name(BACKUP))


@contextmanager
def scratch_folder() -> Iterator[str]:
    """A folder for this process alone, removed at the end of the block."""
    parent = temporary_folder()
    clear_abandoned(parent)
    with _workspace(parent, SCRATCH) as scratch:
        yield str(scratch)


def temporary_folder() -> Path:
    """The folder for temporary files: the one that the environment names, else the system's."""
    named = filter(None, map(os.environ.get, ("TMPDIR", "TEMP", "TMP")))
    return Path(next(named, None) or tempfile.gettempdir()).absolute()


def clear_abandoned(folder: Path) -> None:
    """Removes from a folder the workspaces of processes that no longer run."""
    for found in folder.glob(".nabla-*"):
        if NAME.fullmatch(found.name):
            with suppress(OSError), _abandoned(found):
                _remove(found)


def is_full(folder: Path) -> bool:
    """Whether a folder cannot take ROOM more bytes."""
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(ROOM))
    except OSError as error:
        return error.errno in FULL
    return False


def place_of(error: OSError, target: Path | None = None) -> Path | None:
    """The place of a fault as a user knows it.

    A file in a workspace stands for the one it will be, or for the folder for temporary files; an
    error without a path, for the folder that is full, or for the `target`.
    """
    if error.filename:
        return _outside(Path(os.fsdecode(error.filename)))
    folders = [temporary_folder(), *([target.parent] if target else [])]
    place = next(filter(is_full, folders if error.errno in FULL else []), target)
    return place and _outside(place)


def _outside(path: Path) -> Path:
    """A path, but for one in a workspace the place where it will be, or the workspace's folder."""
    for place in [*reversed(path.parents), path]:
        if NAME.fullmatch(place.name):
            inside = path.relative_to(place).parts
            return place.parent.joinpath(*(inside[1:] if inside[:1] == (STAGE,) else ()))
    return path


@contextmanager
def _workspace(parent: Path, name: str) -> Iterator[Path]:
    """A folder of that name in a new workspace, which is removed at the end of the block."""
    workspace = parent / f".nabla-{secrets.token_hex(8)}"
    try:
        workspace.mkdir(0o700)
        with (workspace / OWNER).open("xb", buffering=0) as owner:
            fcntl.flock(owner, fcntl.LOCK_EX)
            owner.write(STATEMENT)
            (workspace / name).mkdir()
            yield workspace / name
    except OSError as error:
        if error.filename or error.errno not in FULL or not is_full(parent):
            raise
        raise OSError(error.errno, error.strerror, str(parent)) from error
    finally:
        _remove(workspace)


@contextmanager
def _abandoned(workspace: Path) -> Iterator[None]:
    """A workspace whose run is gone, locked; OSError for anything else.

    Nothing is opened that is not known to be this user's own regular file.
    """
    owner = workspace / OWNER
    for path, is_right in ((workspace, stat.S_ISDIR), (owner, stat.S_ISREG)):
        found = path.lstat()
        if found.st_uid != os.geteuid() or not is_right(found.st_mode):
            raise PermissionError(path)
    with owner.open("r+b") as file:  # "+": NFS locks only what is open for writing
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if file.read(len(STATEMENT) + 1) != STATEMENT:
            raise PermissionError(owner)
        yield


def _remove(workspace: Path) -> None:
    """Removes a workspace as far as it can be, OWNER last: what is left of it is known as ours."""
    for name in (SCRATCH, STAGE, BACKUP):
        shutil.rmtree(workspace / name, ignore_errors=True)
    with suppress(OSError):
        if all(each.name == OWNER for each in workspace.iterdir()):
            (workspace / OWNER).unlink(missing_ok=True)
            workspace.rmdir()


def _move_all(stage: Path, folder: Path, backup: Path) -> None:
    """Moves files, and what is in folders, into another folder; undone where one cannot be moved.

    The manifest comes last: where it is, the others are.
    """
    found = [path.relative_to(stage) for path in stage.rglob("*") if not path.is_dir()]
    files = sorted(found, key=lambda path: (path.suffix == ".json", path))
    for each in files:
        with (stage / each).open("rb") as written:
            os.fsync(written.fileno())
    with _one_at_a_time(folder):
        try:
            for each in files:
                (folder / each).parent.mkdir(exist_ok=True)
                _back_up(folder / each, backup / each)
                (stage / each).replace(folder / each)
        except BaseException:
            for each in files:
                if not (stage / each).exists():
                    _restore(folder / each, backup / each)
            raise


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Waits for other runs that move files into a folder, but not for ever: anyone may lock it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # it can be written, and not be read
        yield
        return
    try:
        for _ in range(PATIENCE):
            with suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            time.sleep(0.1)
        yield
    finally:
        os.close(descriptor)


def _back_up(old: Path, backup: Path) -> None:
    """Keeps a file, where there is one: by a link, or a copy where links cannot be made."""
    if not os.path.lexists(old):
        return
    backup.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, backup, follow_symlinks=False)
    except OSError:
        shutil.copy2(old, backup, follow_symlinks=False)


def _restore(new: Path, backup: Path) -> None:
    if os.path.lexists(backup):
        backup.replace(new)
    else:
        new.unlink()
