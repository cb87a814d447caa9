"""Writes files atomically, and removes what killed runs have left.

A run writes into workspaces: folders `.nabla-<16 hexadecimal digits>`, in the folder for temporary
files or beside the target. Each contains a file OWNER, which its run locks as long as it lives, and
which is empty until it is locked. So if an OWNER contains STATEMENT and can be locked, its folder
is ours and abandoned. Nothing else is ever removed, whatever its name.
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
"""Folders in a workspace: scratch files; files to be moved; backups of those they replace."""
FULL = (errno.ENOSPC, errno.EDQUOT)
PATIENCE = 300
"""How long one run waits for another to move its files, in tenths of a second."""
MIN_FREE_BYTES = 1 << 16
"""A file system with less free space counts as full."""


@contextmanager
def atomic_file(target: Path) -> Iterator[Path]:
    """A path to write to, moved to the target at the end of the block; removed on an error."""
    with staged(target.parent) as stage:
        yield stage / target.name


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder whose files are moved to `folder` at the end of the block: all of them, or none.

    `folder` is made if it is missing.
    """
    folder.mkdir(parents=True, exist_ok=True)
    clear_abandoned(folder)
    with _workspace(folder, STAGE) as stage:
        yield stage
        _move_all(stage, folder, stage.with_name(BACKUP))


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[str]:
    """A private folder, removed at the end of the block; in `parent`, or that for such files."""
    parent = parent or temporary_folder()
    clear_abandoned(parent)
    with _workspace(parent, SCRATCH) as scratch:
        yield str(scratch)


def temporary_folder() -> Path:
    """The folder for temporary files: the environment's, or else the system's."""
    named = filter(None, map(os.environ.get, ("TMPDIR", "TEMP", "TMP")))
    return Path(next(named, None) or tempfile.gettempdir()).absolute()


def clear_abandoned(folder: Path) -> None:
    """Removes the workspaces of dead processes from a folder."""
    for found in folder.glob(".nabla-*"):
        if NAME.fullmatch(found.name):
            with suppress(OSError), _abandoned(found):
                _remove(found)


def is_full(folder: Path) -> bool:
    """Whether MIN_FREE_BYTES cannot be written into a folder."""
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(bytes(MIN_FREE_BYTES))
    except OSError as error:
        return error.errno in FULL
    return False


def place_of(error: OSError, target: Path | None = None) -> Path | None:
    """The path of an OSError as a user knows it.

    For a file in a workspace, where it will be moved, or the folder for temporary files; for an
    error without a path, the folder that is full, or the `target`.
    """
    if error.filename:
        return _outside(Path(os.fsdecode(error.filename)))
    folders = [temporary_folder(), *([target.parent] if target else [])]
    place = next(filter(is_full, folders if error.errno in FULL else []), target)
    return place and _outside(place)


def _outside(path: Path) -> Path:
    """A path; for one in a workspace where it will be moved, or the workspace's parent."""
    for place in [*reversed(path.parents), path]:
        if NAME.fullmatch(place.name):
            inside = path.relative_to(place).parts
            return place.parent.joinpath(*(inside[1:] if inside[:1] == (STAGE,) else ()))
    return path


@contextmanager
def _workspace(parent: Path, name: str) -> Iterator[Path]:
    """A folder in a new workspace, which is removed at the end of the block."""
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
    """Locks a workspace whose run is dead. Raises OSError for anything else.

    Opens only regular files of this user.
    """
    owner = workspace / OWNER
    for path, has_type in ((workspace, stat.S_ISDIR), (owner, stat.S_ISREG)):
        found = path.lstat()
        if found.st_uid != os.geteuid() or not has_type(found.st_mode):
            raise PermissionError(path)
    with owner.open("r+b") as file:  # "+": NFS locks only files open for writing
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if file.read(len(STATEMENT) + 1) != STATEMENT:
            raise PermissionError(owner)
        yield


def _remove(workspace: Path) -> None:
    """Removes a workspace, OWNER last, so that anything left is still recognised as ours."""
    for name in (SCRATCH, STAGE, BACKUP):
        shutil.rmtree(workspace / name, ignore_errors=True)
    with suppress(OSError):
        if all(each.name == OWNER for each in workspace.iterdir()):
            (workspace / OWNER).unlink(missing_ok=True)
            workspace.rmdir()


def _move_all(stage: Path, folder: Path, backup: Path) -> None:
    """Moves files, those in folders too, into another folder; undone if one cannot be moved.

    The manifest is moved last: if it is there, the others are.
    """
    found = [path.relative_to(stage) for path in stage.rglob("*") if not path.is_dir()]
    files = sorted(found, key=lambda path: (path.suffix == ".json", path))
    for each in files:
        with (stage / each).open("rb") as written:
            os.fsync(written.fileno())
    with _exclusive_access(folder):
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
def _exclusive_access(folder: Path) -> Iterator[None]:
    """Waits for other runs that move files into a folder; not for ever, as anyone may lock it."""
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError:  # writable but not readable
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
    """Backs up a file if there is one: by a link, or a copy if links are not supported."""
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
