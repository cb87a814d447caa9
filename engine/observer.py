"""`FrameObserver`: selects the frames of a scene to draw, and receives them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, Protocol

import numpy as np

ALL_FRAMES = range(10**9)
NO_FRAMES = range(10**9, 10**9)
FINISHED = range(0)


class FramePainter(Protocol):
    """Draws frames of a size (width, height), as `drawing.painter.Painter` does."""

    size: tuple[int, int]

    @property
    def usable(self) -> bool:
        """Whether it can still draw."""
        ...

    def paint(self, items: Sequence[Any], camera: Any) -> None:
        """Submits a frame without waiting for it."""
        ...

    def pixels(self, order: Literal["RGBA", "BGRA"] = "RGBA") -> np.ndarray:
        """The last frame: uint8, (height, width, 4)."""
        ...


class FrameObserver:
    """Callbacks while a scene is played; a subclass overrides those that it needs.

    `frames` are the frames to draw, counted from the start of the scene; plays outside are only
    stepped to their ends. It may change between plays; after its end the scene ends early.
    """

    frames: range = ALL_FRAMES

    def on_play_begin(self, scene: Any) -> None:
        """A play or a wait is about to begin."""

    def on_play_begun(self, scene: Any) -> None:
        """A play has begun: the scene is in the state of its first frame."""

    def skips(self, frame: int) -> bool:
        """Whether one of these frames is not drawn after all; asked just before."""
        del frame
        return False

    def painter(self, size: tuple[int, int]) -> FramePainter | None:
        """Who draws frames of a size; None: the scene's renderer itself."""
        del size
        return None

    def on_drawn(self, scene: Any, frame: int) -> None:
        """A frame is drawn, and the scene is in the state that it shows."""

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        """A frame is read, to be shown for `repeat` frames: BGRA, uint8, (height, width, 4),
        straight alpha; must not be modified. Called up to one play after `on_drawn`."""

    def on_play_end(self, scene: Any, first: int, frozen: bool) -> None:
        """A play that began with the frame `first` is over; `frozen`: nothing moved."""
