"""Lessons played to their end without drawing."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest

from scenes._kit.lesson.lesson import Lesson
from tests import playing


@pytest.fixture(scope="session")
def dry_run(media: Path) -> Callable[..., Lesson]:
    """`tests.playing.dry_run` in one folder for all; the same call is played once."""
    return cache(partial(playing.dry_run, media))
