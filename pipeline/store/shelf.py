"""A folder of small and large files by key, within a size: written whole or not at all.

The files that were used longest ago go first; those that are in use never. Only regular files with
names that are given here are read, replaced or removed: whatever else is there is left alone.
"""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.output import NAME, clear_abandoned, is_full
from pipeline.store.files import FOREIGN, opened, replaced, status
from pipeline.store.keys import LENGTH, key_of
from pipeline.video.codecs import CODECS

FOLDER = Path("media") / "segments"
SUFFIXES = ("json", "png", "lock", "flac", *(codec.suffix for codec in CODECS.values()))
NAMES = re.compile(
    rf"(?:\w+/([0-9a-f]{{2}})/\1[0-9a-f]{{{LENGTH - 2}}}(?:-\w+)?\.(?:{'|'.join(SUFFIXES)}))"
    r"|(?:sources|paces|last_run)\.json"
)
"""The names of its files, within the folder."""
IN_USE = 3600.0
"""Seconds for which a file that was used is not removed for want of room."""
PATIENCE = 0.1
"""Seconds between two attempts to get a lock."""


def store_folder() -> Path:
    """The store in the current folder, or, where that cannot be written, this user's."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    folders = [FOLDER.absolute(), (cache / "nabla" / "segments").absolute()]
    return next(filter(_is_writable, folders), folders[0])


def _is_writable(folder: Path) -> bool:
    """Whether a folder can be written, or made."""
    exists = next(each for each in (folder, *folder.parents) if os.path.lexists(each))
    return os.path.isdir(exists) and os.access(exists, os.W_OK | os.X_OK)  # noqa: PTH112 (no error)


@dataclass(frozen=True)
class Shelf:
    """A folder in which a file is found by its kind and key."""

    folder: Path

    def path(self, kind: str, key: str, suffix: str = "json") -> Path:
        """Where a file is, or would be."""
        return self.folder / kind / key[:2] / f"{key}.{suffix}"

    def read(self, path: Path) -> Any:
        """The content of a JSON file, which is used now; None where there is none that is whole."""
        try:
            with opened(path) as file:
                read = json.load(file)
            content = read["content"]
            if read["sha256"] != key_of([path.name, content]):
                return None
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None
        touch(path)
        return content

    def write(self, path: Path, content: Any) -> None:
        """Writes a JSON file, with a hash of its name and content."""
        with replaced(path) as (temporary,):
            temporary.write_text(noted(path.name, content), encoding="utf-8")

    def files(self) -> Iterator[Path]:
        """All files; none of runs at work, none that others put here."""
        for place, folders, names in os.walk(self.folder):
            folders[:] = [each for each in folders if not NAME.fullmatch(each)]
            for path in (Path(place, name) for name in names):
                name = path.relative_to(self.folder).as_posix()
                if NAMES.fullmatch(name) and status(path):
                    yield path

    def size(self) -> int:
        """Bytes of all files."""
        return sum(found.st_size for found in map(status, self.files()) if found)

    def shrink(self, limit: float) -> int:
        """Removes files until `limit` bytes are left, and returns how many were removed."""
        self._sweep()
        found = [(path, has) for path in self.files() if (has := status(path))]
        size, removed = sum(has.st_size for _, has in found), 0
        for path, has in sorted(found, key=lambda each: each[1].st_mtime):
            if size <= limit or has.st_mtime > time.time() - IN_USE:
                break
            size -= has.st_size
            removed += _remove(path)
        return removed

    def clear(self) -> int:
        """Removes all files and returns how many; not the folder, and nothing that is not ours."""
        self._sweep()
        return sum(map(_remove, self.files()))

    def _sweep(self) -> None:
        """Removes what killed runs have left."""
        for place, folders, _ in os.walk(self.folder):
            if any(map(NAME.fullmatch, folders)):
                clear_abandoned(Path(place))

    def require_room(self) -> None:
        """Raises OSError if nothing can be stored."""
        with replaced(self.folder / "trial.json") as (temporary,):
            temporary.touch()
            temporary.unlink()
        if is_full(self.folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.folder))

    @contextmanager
    def locked(self, key: str, *, waits: bool) -> Iterator[bool]:
        """A context that no other process is in at the same time; whether it is.

        Without `waits` it is not entered where another process is in it. The lock of a process that
        dies is free.
        """
        path = self.path("locks", key, "lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = _open_lock(path)
        try:
            has_lock = _lock(descriptor)
            while waits and not has_lock:
                time.sleep(PATIENCE)
                has_lock = _lock(descriptor)
            yield has_lock
        finally:
            os.close(descriptor)


def noted(name: str, content: Any) -> str:
    """What a JSON file of this name contains."""
    whole = json.loads(json.dumps(content))
    return json.dumps({"content": whole, "sha256": key_of([name, whole])}, ensure_ascii=False)


def touch(path: Path) -> None:
    """Notes that a file is used now."""
    with suppress(OSError):
        os.utime(path)


def _remove(path: Path) -> bool:
    """Removes a file; False where it is gone or another user's."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _open_lock(path: Path) -> int:
    """Opens a file for `flock`, which it makes if it is missing; that of another user as it is."""
    if os.path.lexists(path) and status(path) is None:
        raise FileExistsError(errno.EEXIST, FOREIGN, str(path))
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW, 0o666)
    except PermissionError:
        if status(path) is None:
            raise
        return os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)


def _lock(descriptor: int) -> bool:
    """Whether a file is locked now; where files cannot be locked, two may do the same work."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in (errno.ENOLCK, errno.ENOTSUP, errno.ENOSYS):
            raise
    return True
