"""Python's own time for a frame: a scene is played to its end, but nothing is drawn or encoded.

It bounds what a graphics card can save, and every pass that only asks what the frames show.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.observer import ALL_FRAMES
from pipeline.rendering.plan import clip_job
from pipeline.rendering.play import play
from pipeline.requests import ClipRequest
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.observer import Observer


class Undrawn:
    """A painter that draws nothing: every frame is one picture."""

    usable = True

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._picture = np.zeros((size[1], size[0], 4), np.uint8)

    def paint(self, items: Sequence[Any], camera: Any) -> None:
        """Draws nothing."""

    def pixels(self, order: Literal["RGBA", "BGRA"] = "RGBA") -> np.ndarray:
        """An empty picture."""
        del order
        return self._picture


class Stopwatch(Observer):
    """Takes every frame undrawn. `started`: the thread's CPU seconds when the first beat began."""

    frames = ALL_FRAMES

    def __init__(self) -> None:
        self.started: float | None = None

    def painter(self, size: tuple[int, int]) -> Undrawn:
        return Undrawn(size)

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        if self.started is None:
            self.started = time.thread_time()


def python_time(scene: str, quality: str = "high") -> float:
    """The mean CPU time for a frame, in milliseconds, of the thread that plays a scene: from its
    first beat to its end, what is done between plays included."""
    stopwatch = Stopwatch()
    played = play(clip_job(ClipRequest(scene=scene, quality=quality)), stopwatch)
    assert stopwatch.started is not None
    return 1000 * (time.thread_time() - stopwatch.started) / played.frame
