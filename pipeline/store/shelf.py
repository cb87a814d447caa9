"""A folder of small and large files by key, within a size: written whole or not at all.

The files that were used longest ago go first; those that are in use never.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.output import NAME, atomic_file, temporary_folder
from pipeline.video.codecs import CODECS

FOLDER = Path("media") / "segments"
SUFFIXES = {".json", ".png", ".lock", *(f".{codec.suffix}" for codec in CODECS.values())}
"""The endings of its files."""
IN_USE = 3600.0
"""Seconds for which a file that was used is not removed for want of room."""
PATIENCE = 0.1
"""Seconds between two attempts to get a lock."""


def store_folder() -> Path:
    """The store in the current folder, or, where that cannot be written, this user's."""
    folder = FOLDER.absolute()
    exists = next(each for each in (folder, *folder.parents) if each.exists())
    if os.access(exists, os.W_OK | os.X_OK):
        return folder
    return temporary_folder() / f"nabla-{os.geteuid()}" / "segments"


@dataclass(frozen=True)
class Shelf:
    """A folder in which a file is found by its kind and key."""

    folder: Path

    def path(self, kind: str, key: str, suffix: str = "json") -> Path:
        """Where a file is, or would be."""
        return self.folder / kind / key[:2] / f"{key}.{suffix}"

    def read(self, path: Path) -> Any:
        """The content of a JSON file, which is used now; None where there is none to be read."""
        try:
            content = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return None
        touch(path)
        return content

    def write(self, path: Path, content: Any) -> None:
        """Writes a JSON file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic_file(path) as temporary:
            temporary.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")

    def files(self) -> Iterator[Path]:
        """All files; none of runs at work, none that others put here."""
        for place, folders, names in os.walk(self.folder):
            folders[:] = [each for each in folders if not NAME.fullmatch(each)]
            found = (Path(place, name) for name in names)
            yield from (path for path in found if path.suffix in SUFFIXES and not path.is_symlink())

    def size(self) -> int:
        """Bytes of all files."""
        return sum(_status(path).st_size for path in self.files() if path.exists())

    def shrink(self, limit: float) -> int:
        """Removes files until `limit` bytes are left, and returns how many were removed."""
        found = sorted((_status(path).st_mtime, path) for path in self.files())
        size, removed = self.size(), 0
        for used, path in found:
            if size <= limit or used > time.time() - IN_USE:
                break
            size -= _status(path).st_size
            path.unlink(missing_ok=True)
            removed += 1
        return removed

    def clear(self) -> int:
        """Removes all files and returns how many; not the folder, and nothing that is not ours."""
        count = 0
        for path in self.files():
            path.unlink(missing_ok=True)
            count += 1
        return count

    @contextmanager
    def locked(self, key: str, *, waits: bool) -> Iterator[bool]:
        """A context that no other process is in at the same time; whether it is.

        Without `waits` it is not entered where another process is in it. The lock of a process that
        dies is free.
        """
        path = self.path("locks", key, "lock")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            has_lock = _lock(file.fileno())
            while waits and not has_lock:
                time.sleep(PATIENCE)
                has_lock = _lock(file.fileno())
            yield has_lock


def touch(path: Path) -> None:
    """Notes that a file is used now."""
    with suppress(OSError):
        os.utime(path)


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _status(path: Path) -> os.stat_result:
    return path.lstat()
