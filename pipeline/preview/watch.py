"""Which files of the project, or which lecture file, have been edited."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from watchfiles import awatch

from pipeline.preview.problems import ROOT

_WATCHED = tuple(ROOT / name for name in ("calclib", "engine", "scenes"))
_KINDS = {".py", ".toml", ".glsl", ".lark"}
_WAITS: dict[str, Any] = {"step": 10, "debounce": 50}
"""Milliseconds: how long files have to be left alone, and how long at most that is waited for."""


async def edits(lecture: Path | None) -> AsyncIterator[set[Path]]:
    """The files that have another content than when they were last saved, as they are saved.

    Of a lecture file its folder is watched, since editors replace files.
    """
    found: asyncio.Queue[set[Path]] = asyncio.Queue()
    watching = [asyncio.create_task(_watch(found, *_WATCHED))]
    if lecture is not None:
        watching.append(asyncio.create_task(_watch(found, lecture.parent, only=lecture)))
    digests: dict[Path, bytes] = {}
    try:
        while True:
            changed = {path for path in await found.get() if _is_new(path, digests)}
            if changed:
                yield changed
    finally:
        for task in watching:
            task.cancel()


async def _watch(found: asyncio.Queue[set[Path]], *folders: Path, only: Path | None = None) -> None:
    def is_source(_: Any, name: str) -> bool:
        path = Path(name)
        if only is not None:
            return path == only
        return path.suffix in _KINDS and "__pycache__" not in path.parts

    async for changes in awatch(*folders, watch_filter=is_source, recursive=only is None, **_WAITS):
        found.put_nowait({Path(name) for _, name in changes})


def _is_new(path: Path, digests: dict[Path, bytes]) -> bool:
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    digest = hashlib.sha256(content).digest()
    before, digests[path] = digests.get(path), digest
    return before != digest


def is_imported(path: Path) -> bool:
    """Whether the process that plays scenes has imported a file before: not scenes and figures."""
    kit, scenes = ROOT / "scenes" / "_kit", ROOT / "scenes"
    return path.is_relative_to(ROOT) and (
        path.is_relative_to(kit) or not path.is_relative_to(scenes)
    )
