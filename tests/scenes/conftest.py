"""Lessons played to their end without drawing."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest
from manim import tempconfig

from engine.renderer import NO_FRAMES, EngineRenderer
from pipeline.catalog import find
from scenes._kit.lesson.lesson import Lesson


@pytest.fixture(scope="session")
def dry_run(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Lesson]:
    """A scene by its name, with options as on the command line; `last` is the last beat played."""
    folder = tmp_path_factory.mktemp("dry")  # one for all: formulas are set once

    def played(scene: str, last: str | None = None, **given: Any) -> Lesson:
        entry = find(scene)
        settings = {
            "media_dir": str(folder),
            "dry_run": True,
            "frame_rate": 15.0,
            "pixel_width": 426,
            "pixel_height": 240,
            "verbosity": "ERROR",
            "progress_bar": "none",
        }
        with tempconfig(settings):
            lesson = getattr(import_module(entry.module), entry.scene)
            made = lesson(entry.parameters(given), renderer=EngineRenderer(NO_FRAMES))
            made.last_beat = last
            made.setup()
            made.construct()
        return made

    return played
