"""`FrameObserver`: whoever plays a scene says which frames are drawn, and receives them."""

from __future__ import annotations

from typing import Any

import numpy as np

ALL_FRAMES = range(10**9)
NO_FRAMES = range(10**9, 10**9)
FINISHED = range(0)


class FrameObserver:
    """Watches a scene while it is played. A subclass overrides what it wants to know.

    `frames` are the frames to be drawn, counted from the start of the scene; plays outside are only
    stepped to their ends. It may change between plays; once it lies behind, the scene ends early.
    """

    frames: range = ALL_FRAMES

    def on_play_begin(self, scene: Any) -> None:
        """A play or a wait is about to begin."""

    def on_drawn(self, scene: Any, frame: int) -> None:
        """The frame of that number is drawn, and the scene stands as it shows it."""

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        """A frame is read, and shown for `repeat` frames: BGRA, uint8, (height, width, 4), straight
        colours; not to be changed. It comes up to one play after `on_drawn`."""

    def on_play_end(self, scene: Any, first: int, frozen: bool) -> None:
        """A play is over that began with the frame `first`; `frozen`: nothing moved in it."""
