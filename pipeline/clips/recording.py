"""Observers that take down the beats of a scene: their times, what they show, their segments."""

from __future__ import annotations

from collections.abc import Callable, Collection
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.digest import DigestingPainter
from engine.drawing.painter import Painter
from engine.observer import ALL_FRAMES, FINISHED, NO_FRAMES
from pipeline.rendering.machine import trim_memory
from pipeline.rendering.observers import Progress, Reporter
from pipeline.rendering.values import value_records
from pipeline.store.keys import shown_key
from pipeline.store.scores import BeatScore
from pipeline.video.encode import VideoEncoder
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.observer import Observer

FAST = 1
"""The compression of the stills in the store, of 9: larger by a third, in a fifth of the time."""


@dataclass
class _Playing:
    """A beat while it is played."""

    beat: Beat
    plays: list[int] = field(default_factory=list)
    moving: int = 0
    runs: list[tuple[bytes, int]] = field(default_factory=list)
    """The digests of its frames, and how often each is repeated."""


class Survey(Observer):
    """Takes down the beats without drawing anything: `beats`.

    What is played after the last beat, to lead on to another clip, is a part of it.
    """

    frames = NO_FRAMES

    def __init__(self) -> None:
        self.beats: list[BeatScore] = []
        self._playing: _Playing | None = None

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        self.close()
        self._playing = _Playing(beat)

    def on_play_end(self, scene: Any, first: int, frozen: bool) -> None:
        if self._playing is not None:
            count = scene.engine.frame - first
            self._playing.plays.append(count)
            self._playing.moving += 0 if frozen else count

    def close(self) -> None:
        """Ends the last beat, once the scene is played."""
        playing, self._playing = self._playing, None
        if playing is not None:
            score = _score(playing)
            self.beats.append(score)
            self.on_scored(score)

    def on_scored(self, score: BeatScore) -> None:
        """A beat is over, and all that follows it."""


class ContentPass(Survey):
    """Computes what some beats show, without drawing it."""

    def __init__(self, wanted: Collection[str], code_of: Callable[[type], str]) -> None:
        super().__init__()
        self._wanted, self._code_of = wanted, code_of
        self._painter: DigestingPainter | None = None

    def wants(self, beat: str) -> bool:
        """Whether the frames of a beat are looked at."""
        return beat in self._wanted

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        super().on_beat_begin(scene, beat)
        self.frames = ALL_FRAMES if self.wants(beat.name) else NO_FRAMES

    def painter(self, size: tuple[int, int]) -> DigestingPainter:
        self._painter = DigestingPainter(size, self.drawing_painter(size), self._code_of)
        return self._painter

    def drawing_painter(self, size: tuple[int, int]) -> Painter | None:
        """Who draws the frames; None: nobody."""
        del size
        return None

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        assert self._playing is not None
        assert self._painter is not None
        runs, digest = self._playing.runs, self._painter.digest
        if runs and runs[-1][0] == digest:
            runs[-1] = digest, runs[-1][1] + repeat
        else:
            runs.append((digest, repeat))


class DrawingPass(ContentPass):
    """Draws and encodes the beats that it may claim, each as a segment of its own.

    `claim` enters a context in which this process alone draws a beat: None where another does, or
    has. `store` gets each segment with the beat's score, on another thread, while the next beat is
    drawn. Use as a context manager: at its end all segments are stored, or the first error is
    raised; those that were whole before are stored in any case.
    """

    def __init__(
        self,
        beats: Collection[str],
        claim: Callable[[str], ExitStack | None],
        encoder: Callable[[str, VideoEncoder | None], VideoEncoder],
        store: Callable[[BeatScore, Path, Path], None],
        code_of: Callable[[type], str],
        progress: Progress,
    ) -> None:
        super().__init__(beats, code_of)
        self._claim, self._open, self._store = claim, encoder, store
        self._report = Reporter(progress)
        self._waiting = set(beats)
        self._encoder: VideoEncoder | None = None
        self._last_encoder: VideoEncoder | None = None
        self._claimed = ExitStack()
        self._finisher = ThreadPoolExecutor(1, "finisher")
        self._finished: list[Future[None]] = []
        self._still: np.ndarray = np.zeros((0, 0, 4), np.uint8)

    def __enter__(self) -> DrawingPass:
        return self

    def __exit__(self, kind, error, trace) -> None:
        try:
            if error is None:
                self.close()
        finally:
            if self._encoder is not None:
                self._encoder.abandon()
            self._claimed.close()
            self._finisher.shutdown()
        for each in self._finished if error is None else ():
            each.result()

    def drawing_painter(self, size: tuple[int, int]) -> Painter:
        return Painter(size)

    def wants(self, beat: str) -> bool:
        claimed = self._claim(beat) if super().wants(beat) else None
        self._claimed = claimed or ExitStack()
        return claimed is not None

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        super().on_beat_begin(scene, beat)
        self._waiting.discard(beat.name)
        if self.frames is ALL_FRAMES:
            scene.engine.pin_threads()  # this process does nothing but render the clip
            self._encoder = self._last_encoder = self._open(beat.name, self._last_encoder)
            self._report.begin(beat.name)

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        super().on_frame(pixels, repeat)
        assert self._encoder is not None
        self._encoder.write(pixels, repeat)
        self._report.add(repeat)

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        is_last = beat.name == scene.beats_played(scene.parameters)[-1]
        if self.frames is ALL_FRAMES:
            self._still = scene.engine.still(scene)
        if not self._waiting and not is_last:
            self.frames = FINISHED

    def on_scored(self, score: BeatScore) -> None:
        encoder, self._encoder = self._encoder, None
        claimed, self._claimed = self._claimed, ExitStack()
        if encoder is not None:
            still = self._still
            self._finished.append(
                self._finisher.submit(self._finish, score, encoder, still, claimed)
            )

    def _finish(
        self, score: BeatScore, encoder: VideoEncoder, still: np.ndarray, claimed: ExitStack
    ) -> None:
        with claimed:
            with encoder:
                pass  # waits for its threads
            if encoder.frames != score.frames:
                message = f"{encoder.frames} frames of {score.frames} were encoded"
                raise RuntimeError(f"beat {score.name}: {message}")
            picture = encoder.path.with_suffix(".png")
            is_opaque = still[..., 3].min() == 255
            shown = still[..., :3] if is_opaque else still
            Image.fromarray(np.ascontiguousarray(shown)).save(picture, compress_level=FAST)
            self._store(score, encoder.path, picture)
        trim_memory()


def _score(playing: _Playing) -> BeatScore:
    beat = playing.beat
    return BeatScore(
        name=beat.name,
        start=beat.start,
        plays=tuple(playing.plays),
        moving=playing.moving,
        narration=beat.narration,
        seen=beat.seen,
        values=tuple(value_records(beat)),
        shown=shown_key(playing.runs) if playing.runs else None,
        sentences=beat.sentences,
        facts=beat.facts,
        marks=beat.marks,
    )
