"""Whether a file is still what its request would make now.

A line beside it, `<file>.made`, holds the hash of the file, and of all that made it beside the
request: the project's sources and the versions of its packages.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.destination import is_file
from pipeline.output import atomic_file

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("calclib", "engine", "scenes", "pipeline")
SUFFIXES = {".py", ".lark", ".glsl", ".toml"}


def makers(versions: dict[str, str]) -> str:
    """A hash of the sources as they are now (2 MB, some milliseconds) and of some versions."""
    digest = hashlib.sha256(repr(sorted(versions.items())).encode())
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            if path.suffix in SUFFIXES:
                digest.update(str(path.relative_to(ROOT)).encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_fresh(file: Path, made_by: str) -> bool:
    """Whether the file is there, unchanged, and was made by these makers."""
    try:
        return _beside(file).read_text("utf-8") == _line(file, made_by)
    except (OSError, UnicodeDecodeError):
        return False


def record(file: Path, made_by: str) -> None:
    """Remembers by whom a file was made, if it was made."""
    if is_file(file):
        with atomic_file(_beside(file)) as temporary:
            temporary.write_text(_line(file, made_by), "utf-8")


def _line(file: Path, made_by: str) -> str:
    return f"{hashlib.sha256(file.read_bytes()).hexdigest()} {made_by}\n"


def _beside(file: Path) -> Path:
    return file.with_name(f"{file.name}.made")
