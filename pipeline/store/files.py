"""Regular files: read without waiting for anybody, written whole, never in place of anything else.

A FIFO, a device, a link or a folder where a file of ours is expected belongs to somebody else. It
is not opened, not followed and not replaced.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

from pipeline.output import staged

FOREIGN = "not a file of the store, and in its way"


def status(path: Path) -> os.stat_result | None:
    """The status of a regular file; None for anything else, and where there is nothing."""
    try:
        found = path.lstat()
    except OSError:
        return None
    return found if stat.S_ISREG(found.st_mode) else None


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """A regular file, open for reading. Raises OSError for anything else."""
    if status(path) is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW), "rb") as file:
        yield file


@contextmanager
def replaced(*targets: Path) -> Iterator[list[Path]]:
    """Paths to write to, moved to the targets, in one folder, at the end of the block: all or none.

    Raises FileExistsError where a target is there that is not a regular file.
    """
    for each in targets:
        if os.path.lexists(each) and status(each) is None:
            raise FileExistsError(errno.EEXIST, FOREIGN, str(each))
    with staged(targets[0].parent) as stage:
        yield [stage / each.name for each in targets]
