"""`Observer`: who plays a lesson is told of its beats as well as of its frames."""

from __future__ import annotations

from typing import Any

from engine.observer import FrameObserver
from scenes._kit.lesson.beat import Beat


class Observer(FrameObserver):
    """Watches a lesson while it is played: a render, a still, a linter, a preview, a dry pass.

    Nobody else sets anything on a scene or its renderer.
    """

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        """A beat is about to begin; `frames` may be chosen for it."""

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        """A beat is over: the scene stands in its held end."""
