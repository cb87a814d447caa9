"""Scenes in a notebook: `from scenes import Slicing; Slicing.clip(function="x*y", at=(1, 2))`.

`scene` (keywords -> a request, checked as on the command line) -> `rendering` (a request -> a file,
in a process of its own, or the one that is there; `freshness`, `progress`) -> `shown` (what the
notebook shows of it). Free of manim: the notebook's own process never draws.
"""

from __future__ import annotations

from pipeline.catalog import entries
from pipeline.notebook.scene import NotebookScene


def names() -> list[str]:
    """The names of all scenes, as their classes have them."""
    return [entry.scene for entry in entries()]


def find(name: str) -> NotebookScene | None:
    """The scene of a name, if there is one."""
    return next((NotebookScene(entry) for entry in entries() if entry.scene == name), None)
