"""How long rendering takes: frames that are still to be drawn, and seconds a frame.

What was measured in this store comes first. Before that a beat is taken to be as long as those of
the lecture, and a frame to take as long as on the machine on which this was written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.clips.clip import Clip
from pipeline.rendering.quality import Quality
from pipeline.store.scores import BeatScore
from pipeline.store.store import Store

BEAT = 9.8
"""Seconds of a beat, of which it is not known how long it is."""
FRAME, PIXEL = 0.004, 5e-9
"""Seconds of a worker for a frame: at least, and for each pixel (1080p: 14 ms together)."""
START = 3.0
"""Seconds until a worker draws its first frame."""
STEADY = 300
"""Frames that must have been drawn for their time to tell."""


@dataclass(frozen=True)
class Expected:
    """What is expected of a clip: its frames, and how many of them are still to be drawn."""

    frames: int
    undrawn: int


def expected(clip: Clip) -> Expected:
    """What is known of the clip itself, or else of its relatives."""
    frames = expected_frames(clip)
    return Expected(sum(frames.values()), sum(frames[name] for name in clip.missing()))


def expected_frames(clip: Clip) -> dict[str, int]:
    """How many frames each beat has, or is taken to have."""
    known, usual = known_beats(clip), round(BEAT * clip.job.quality.fps)
    return {name: known[name].frames if name in known else usual for name in clip.job.beats}


def known_beats(clip: Clip) -> dict[str, BeatScore]:
    """What is known of the beats' times: of this clip, or of the latest relative."""
    store, names = clip.store, clip.job.beats
    known = store.beats(clip.keys.clip, names)
    for relative in store.relatives(clip.keys):
        known = {**store.beats(relative, names), **known}
        if len(known) == len(names):
            break
    return known


def seconds_left(store: Store, quality: Quality, undrawn: Sequence[int], workers: int) -> float:
    """The seconds that it takes to draw so many frames of each clip."""
    if not any(undrawn):
        return 0.0
    work = sum(undrawn) * seconds_a_frame(store, quality)
    starts = START * sum(each > 0 for each in undrawn)
    return (work + starts) / workers


def seconds_a_frame(store: Store, quality: Quality) -> float:
    """The seconds for which a worker is busy with a frame."""
    measured = store.paces().get(_size(quality))
    return measured or FRAME + PIXEL * quality.width * quality.height


def note_pace(store: Store, quality: Quality, frames: int, seconds: float) -> None:
    """Remembers how long it took workers together to draw some frames."""
    if frames >= STEADY:
        pace, size = seconds / frames, _size(quality)
        before = store.paces().get(size, pace)
        store.put_paces({**store.paces(), size: (before + pace) / 2})


def clock(seconds: float) -> str:
    """`45 s` or `3 min 20 s`."""
    minutes, rest = divmod(max(1, round(seconds)), 60)
    if not minutes:
        return f"{rest} s"
    return f"{minutes} min" + (f" {rest} s" if rest else "")


def _size(quality: Quality) -> str:
    return f"{quality.width}x{quality.height}"
