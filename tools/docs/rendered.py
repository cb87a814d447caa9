"""Where pictures and clips of the site are kept between builds, and when they are out of date."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RENDERED = ROOT / "build" / "rendered"
_SOURCES = ("calclib", "engine", "scenes", "pipeline", "requirements.lock")


def is_current(file: Path, *sources: Path) -> bool:
    """Whether a file is newer than the program and these sources."""
    return file.exists() and file.stat().st_mtime > max(
        path.stat().st_mtime
        for start in (*(ROOT / name for name in _SOURCES), *sources)
        for path in (start, *start.rglob("*.*"))
        if path.is_file() and path.suffix != ".pyc"
    )
