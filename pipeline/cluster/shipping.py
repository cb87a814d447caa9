"""The project's sources as a zip, the same bytes for the same sources, and back."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path, PurePosixPath

from pipeline.output import scratch_folder
from pipeline.store.sources import PACKAGES, ROOT

SHIPPED = {".py", ".lark", ".glsl", ".toml"}
"""Endings of the files that drawing needs."""
MAX_SIZE = 50_000_000
"""Bytes of all files; the project has a twentieth."""


def zipped(root: Path = ROOT) -> bytes:
    """The sources of the project in a folder."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for package in PACKAGES:
            for path in sorted((root / package).rglob("*")):
                if path.suffix in SHIPPED and path.is_file():
                    name = path.relative_to(root).as_posix()
                    archive.writestr(zipfile.ZipInfo(name), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unzipped(content: bytes, parent: Path) -> Path:
    """The folder in `parent` with these sources, named by their hash; made where it is missing.

    Raises ValueError for a name that leads out of the folder, and for more than MAX_SIZE.
    """
    name = hashlib.sha256(content).hexdigest()
    folder = parent / name
    if folder.exists():
        return folder
    parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive, scratch_folder(parent) as scratch:
        _require_harmless(archive.infolist())
        made = Path(scratch, name)
        for each in archive.infolist():
            target = made / each.filename
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(archive.read(each))
        try:
            made.rename(folder)
        except OSError:
            if not folder.exists():  # else another process was first
                raise
    return folder


def _require_harmless(files: list[zipfile.ZipInfo]) -> None:
    for each in files:
        path = PurePosixPath(each.filename)
        is_inside = path.parts[:1] and path.parts[0] in PACKAGES and ".." not in path.parts
        if not is_inside or "\\" in each.filename or path.suffix not in SHIPPED:
            raise ValueError(f"{each.filename!r} does not belong to the project's sources")
    if sum(each.file_size for each in files) > MAX_SIZE:
        raise ValueError(f"more than {MAX_SIZE:,} bytes of sources")
