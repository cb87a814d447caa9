"""Frames are functions of time: a beat has the same pixels whatever was drawn before it."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.observer import ALL_FRAMES, NO_FRAMES
from pipeline.catalog import Entry, entries
from pipeline.rendering.play import play
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.observer import Observer
from tests.playing import small_job

Frames = dict[str, list[str]]
"""The hashes of the frames of each beat."""


class Hashing(Observer):
    """Draws some beats and hashes their frames."""

    def __init__(self, beats: Collection[str]) -> None:
        self._beats, self._beat = beats, ""
        self.found: Frames = defaultdict(list)

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        self._beat = beat.name
        self.frames = ALL_FRAMES if beat.name in self._beats else NO_FRAMES

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        self.found[self._beat] += [hashlib.sha256(pixels.tobytes()).hexdigest()] * repeat


def drawn(entry: Entry, beats: Collection[str], media: Path) -> Frames:
    """The frames of some beats of a scene with its defaults; the other beats are not drawn."""
    observer = Hashing(beats)
    play(small_job(entry.name, fps=1, size=(213, 120)), observer, str(media))
    return dict(observer.found)


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_a_beat_has_the_same_pixels_whatever_was_drawn_before_it(entry: Entry, media: Path) -> None:
    """Draws the whole scene, then only every second beat, then only the others."""
    whole = drawn(entry, entry.beats, media)
    beats = list(entry.beats_played(entry.parameters({})))
    assert list(whole) == beats
    for chosen in (beats[::2], beats[1::2]):
        alone = drawn(entry, chosen, media)
        assert list(alone) == list(chosen)
        for beat, hashes in alone.items():
            pairs = enumerate(zip(hashes, whole[beat], strict=True))
            differing = [k for k, (first, second) in pairs if first != second]
            assert not differing, f"{beat}: frames {differing} of {len(hashes)} differ"
