"""Observers of a scene: for its video, for one frame, or for the ends of its beats."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from PIL import Image

from engine.observer import ALL_FRAMES, FINISHED, NO_FRAMES
from pipeline.video.encode import VideoEncoder
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.observer import Observer

Progress = Callable[[str, int], None]
"""Called with the current beat and the number of frames drawn so far."""

PROGRESS_PERIOD = 0.2
"""Seconds between progress reports within a beat."""


class Recording(Observer):
    """Passes the frames of a scene, or of one beat, to an encoder; reports progress.

    Every beat begins with a key frame. At the end `count` is the number of frames, `poster` the
    last one (RGBA).
    """

    def __init__(self, video: VideoEncoder, progress: Progress, beat: str | None = None) -> None:
        self._video, self._progress, self._only = video, progress, beat
        self._beat, self._reported = "", time.monotonic()
        self.count = 0
        self.poster = np.zeros((0, 0, 4), np.uint8)

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        if not self._beat:
            scene.engine.pin_threads()  # this process does nothing but render the clip
        self.frames = ALL_FRAMES if self._only in (None, beat.name) else NO_FRAMES
        self._beat = beat.name
        if self.frames is ALL_FRAMES:
            self._video.key_frame()
            self._report()

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        self._video.write(pixels, repeat)
        self.count += repeat
        if time.monotonic() - self._reported > PROGRESS_PERIOD:
            self._report()

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        if self.frames is ALL_FRAMES:
            self.poster = scene.engine.still(scene)
        if beat.name == self._only:
            self.frames = FINISHED

    def _report(self) -> None:
        self._reported = time.monotonic()
        self._progress(self._beat, self.count)


class BeatEnd(Observer):
    """Stores the last picture of one beat, by default of the last beat: `picture`, RGBA."""

    frames = NO_FRAMES

    def __init__(self, beat: str | None) -> None:
        self._beat = beat
        self.picture = np.zeros((0, 0, 4), np.uint8)

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        last = scene.beats_played(scene.parameters)[-1]
        if beat.name == (self._beat or last):
            self.picture = scene.engine.still(scene)
            self.frames = FINISHED


class BeatEnds(Observer):
    """Draws only the last picture of every beat: `pictures`, RGB."""

    frames = NO_FRAMES

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self.pictures: list[Image.Image] = []

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        self._progress(beat.name, scene.frame)

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        self.pictures.append(Image.fromarray(scene.engine.still(scene)[..., :3]))


class SingleFrame(Observer):
    """Stores one frame, by its number: `picture`, RGBA; None if the scene is shorter."""

    def __init__(self, frame: int) -> None:
        self.frames = range(frame, frame + 1)
        self.picture: np.ndarray | None = None

    def on_drawn(self, scene: Any, frame: int) -> None:
        self.picture = scene.engine.get_frame()
