"""Readings: of a sentence that was read in one go, when each of its pieces begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from pipeline.voice.engines.pauses import at_shares, faded, pauses
from pipeline.voice.sentence import Piece
from pipeline.voice.sound import Speech
from pipeline.voice.spoken import RATE, Mark


def reading(samples: np.ndarray, pieces: Sequence[Piece]) -> Speech:
    """Pieces of a sentence as they are read in a recording without silence at its ends.

    Where its reader pauses between two, it may be interrupted there. Where no such pause is found,
    the reader is taken to speak evenly, without one.
    """
    seconds = len(samples) / RATE
    spoken = _shares([piece.spoken for piece in pieces])
    written = _shares([piece.written for piece in pieces])
    found = at_shares(pauses(samples), seconds, spoken[:-1])
    ends, marks = [], []
    if pieces[0].mark:
        marks.append(Mark(0.0, 0.0))
    for k, pause in enumerate(found):
        if pause is not None:
            ends.append((written[k], pause.start))
        if pieces[k + 1].mark:
            evenly = Mark(spoken[k] * seconds, None)
            marks.append(evenly if pause is None else Mark(pause.end, pause.middle))
    if ends:
        ends.append((1.0, seconds))
    interrupted = faded(samples, [mark.silent for mark in marks if mark.silent])
    return Speech(interrupted, tuple(ends), tuple(marks))


def _shares(texts: Sequence[str]) -> list[float]:
    """Of some texts, one after another, the share that is over at the end of each."""
    counts = [*accumulate(map(len, texts))]
    return [count / counts[-1] for count in counts]
