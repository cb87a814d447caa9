"""`Observer`: is notified of a lesson's beats and frames."""

from __future__ import annotations

from typing import Any

from engine.observer import FrameObserver
from scenes._kit.lesson.beat import Beat


class Observer(FrameObserver):
    """Observes a lesson while it is played: a render, a still, a linter, a preview, a dry run.

    Nothing else sets attributes on a scene or its renderer.
    """

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        """A beat is about to begin; may set `frames` for it."""

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        """A beat is over: the scene shows its last picture."""
