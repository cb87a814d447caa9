"""Pauses of a reader: where a recording is silent between the parts of a sentence.

Nobody reads evenly, so where a part of a sentence ends is not known by its share of the text alone.
But a reader pauses there: of the pauses near that share the nearest is taken to be it. The share
counts in the time in which something is heard: pauses before it say nothing of how far the reader
has come.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.voice.spoken import RATE

LEAST = 0.15
"""Seconds that a pause lasts at least; the stop before a p or a t is mostly shorter."""
NEAR = 0.2
"""How far from its share a pause may lie, as a share of what is heard; readers differ by less."""
LEAST_NEAR = 0.7
"""Seconds that it may lie away at least: in a short sentence one word is much of it."""
_STEP = 0.01
"""Seconds for which a level is measured."""
_LOUD, _FAINT = 90, 5
"""The percentiles of levels that count as those of speech, and of the room."""
_UNDER = (15.0, 35.0)
"""Decibels under the speech beneath which it is a pause: at least, in a loud room, and at most."""
_FADE = 0.008
"""Seconds in which the room is faded out and in where a reading may be interrupted."""
SHAPE = (LEAST, NEAR, LEAST_NEAR, _STEP, _LOUD, _FAINT, _UNDER, _FADE)
"""What takes in the store depend on."""


@dataclass(frozen=True)
class Pause:
    """From one second to another nobody speaks."""

    start: float
    end: float

    @property
    def middle(self) -> float:
        """The second in its middle."""
        return (self.start + self.end) / 2

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.end - self.start


def pauses(samples: np.ndarray) -> list[Pause]:
    """The pauses within a recording (mono, at RATE) without silence at its ends, in their order."""
    step = round(_STEP * RATE)
    count = len(samples) // step
    if count == 0:
        return []
    power = np.square(samples[: count * step], dtype=np.float64).reshape(count, step).mean(axis=1)
    level = 10 * np.log10(power + 1e-12)
    loud, faint = np.percentile(level, _LOUD), np.percentile(level, _FAINT)
    under = np.clip((loud + faint) / 2, loud - _UNDER[1], loud - _UNDER[0])
    edges = np.flatnonzero(np.diff(np.r_[False, level < under, False]))
    starts, ends = edges[::2], edges[1::2]
    return [
        Pause(float(start * _STEP), float(end * _STEP))
        for start, end in zip(starts, ends, strict=True)
        if (end - start) * _STEP >= LEAST and start > 0 and end < count
    ]


def at_shares(
    found: Sequence[Pause], seconds: float, shares: Sequence[float]
) -> list[Pause | None]:
    """The pauses at which shares of a text (rising, from 0 to 1) are said; None where there is none
    near.

    Each pause stands for one share, the one that it is nearest to, and later shares have later
    pauses.
    """
    heard = [_heard_by(pause, found) for pause in found]
    spoken = seconds - sum(pause.seconds for pause in found)
    window = max(NEAR * spoken, LEAST_NEAR)
    pairs = sorted(
        (abs(heard[k] - share * spoken), place, k)
        for place, share in enumerate(shares)
        for k in range(len(found))
    )
    chosen: dict[int, int] = {}
    for distance, place, k in pairs:
        fits = all((k - other) * (place - at) > 0 for at, other in chosen.items())
        if distance <= window and place not in chosen and fits:
            chosen[place] = k
    return [found[chosen[place]] if place in chosen else None for place in range(len(shares))]


def faded(samples: np.ndarray, moments: Sequence[float]) -> np.ndarray:
    """The samples, which are silent at some moments, so that they may be interrupted there without
    a click."""
    found, count = samples.copy(), round(_FADE * RATE)
    dip = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 2 * count, dtype=np.float32)) ** 2
    for moment in moments:
        first = round(moment * RATE) - count
        found[first : first + 2 * count] *= dip
    return found


def _heard_by(pause: Pause, found: Sequence[Pause]) -> float:
    """For how many seconds something is heard before a pause."""
    return pause.start - sum(each.seconds for each in found if each.end <= pause.start)
