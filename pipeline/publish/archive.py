"""The published folder as one ZIP file, as learning platforms take it: the same bytes each time."""

from __future__ import annotations

import filecmp
import shutil
import zipfile
from pathlib import Path

from pipeline.output import atomic_file, scratch_folder
from pipeline.publish.folder import LISTING, listed
from scenes._kit.parameters.errors import ParameterError

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first time that a ZIP file knows."""
_PACKED = {".mp4", ".webm", ".jpg", ".avif", ".png", ".pdf"}
"""Endings of files that do not become smaller."""


def archive_path(folder: Path) -> Path:
    """The archive of a folder: `site.zip` beside `site`."""
    return folder.with_name(f"{folder.name}.zip")


def require_archive(folder: Path) -> None:
    """Raises ParameterError where another's file has the archive's name."""
    path = archive_path(folder)
    if path.exists() and not _is_ours(path):
        message = "{file} would be replaced, but is no archive of pages; rename it"
        raise ParameterError("zip", message, {"file": path})


def write_archive(folder: Path) -> Path:
    """Writes the archive of a folder that is published, if it changes; returns its path."""
    target = archive_path(folder)
    with scratch_folder(folder.parent) as scratch:
        made = Path(scratch) / target.name
        with zipfile.ZipFile(made, "w") as archive:
            for name in sorted({*listed(folder), LISTING}):
                _add(archive, folder / name, name)
        if not (target.is_file() and filecmp.cmp(made, target, shallow=False)):
            with atomic_file(target) as temporary:
                shutil.move(made, temporary)
    return target


def _add(archive: zipfile.ZipFile, file: Path, name: str) -> None:
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.external_attr = 0o644 << 16
    packed = file.suffix in _PACKED
    info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
    with file.open("rb") as source, archive.open(info, "w") as target:
        shutil.copyfileobj(source, target)


def _is_ours(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return LISTING in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False
