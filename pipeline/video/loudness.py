"""How loud a track is: measured by EBU R128, brought to what is usual, its peaks limited."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import av
import av.filter
import numpy as np
from av.error import BlockingIOError, EOFError

RATE = 48_000
"""Samples a second: Opus has no other."""
LAYOUT = "stereo"
TARGET = -16.0
"""The loudness of a track, in LUFS (ITU-R BS.1770): usual for speech on the web."""
PEAK = -1.5
"""The highest true peak, in dBTP."""
CODING = 1.5
"""Decibels that are left for what encoding adds to peaks: mostly less than that, seldom 2."""
_NEAR = 0.1
"""By how many LU a track may miss the loudness that is asked for."""
_PASSES = 3
_LEAST = -70.0
"""LUFS of what counts as silence (EBU R128, absolute gate)."""
Blocks = Iterator[np.ndarray]
"""Samples, (2, n) float32, one block after another."""


@dataclass(frozen=True)
class Level:
    """How loud samples are, in LUFS, and their highest peak, in dBTP; -inf both of silence."""

    loudness: float
    peak: float


def levelled(
    samples: Callable[[], Blocks], loud: float = TARGET, peak: float = PEAK - CODING
) -> Blocks:
    """The samples with a loudness in LUFS, by one gain for all, and no true peak above one in dBTP.

    `samples` starts them anew. The limiter takes away loudness, so the gain is mended by what is
    missing; and the limit, by how much peaks between samples exceed it.
    """
    before = loudness(samples())
    if before <= _LEAST:
        return samples()
    gain, limit = loud - before, peak
    for _ in range(_PASSES):
        missing = loud - loudness(limited(samples(), gain, limit))
        if abs(missing) <= _NEAR:
            break
        gain += missing
    for _ in range(_PASSES):
        excess = level(limited(samples(), gain, limit)).peak - peak
        if excess <= 0:
            break
        limit -= excess
    return limited(samples(), gain, limit)


def loudness(blocks: Blocks) -> float:
    """The integrated loudness in LUFS; -inf of silence."""
    return _level(blocks, "metadata=1").loudness


def level(blocks: Blocks) -> Level:
    """Loudness and true peak, which is between samples too (and takes as long again)."""
    return _level(blocks, "metadata=1:peak=true")


def _level(blocks: Blocks, options: str) -> Level:
    loud, peak = -math.inf, 0.0
    for frame in _filtered(blocks, [("ebur128", options)]):
        loud = float(frame.metadata.get("lavfi.r128.I", loud))
        peak = max(peak, float(frame.metadata.get("lavfi.r128.true_peak", 0)))
    return Level(loud if loud > _LEAST else -math.inf, 20 * math.log10(peak) if peak else -math.inf)


def limited(blocks: Blocks, gain: float, limit: float) -> Blocks:
    """The samples, louder by some decibels, none of them above a limit in dBFS."""
    chain = [
        ("volume", f"volume={gain:.3f}dB:precision=float"),
        ("alimiter", f"limit={10 ** (limit / 20):.6f}:attack=2:release=80:level=0:latency=1"),
        ("aformat", f"sample_fmts=fltp:channel_layouts={LAYOUT}:sample_rates={RATE}"),
    ]
    return (frame.to_ndarray() for frame in _filtered(blocks, chain))


def _filtered(blocks: Blocks, chain: Sequence[tuple[str, str]]) -> Iterator[av.AudioFrame]:
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        format="fltp", sample_rate=RATE, layout=LAYOUT, time_base=Fraction(1, RATE)
    )
    graph.link_nodes(source, *(graph.add(*each) for each in chain), graph.add("abuffersink"))
    graph.configure()
    passed = 0
    for block in blocks:
        samples = np.ascontiguousarray(block, np.float32)
        frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout=LAYOUT)
        frame.sample_rate, frame.pts, frame.time_base = RATE, passed, Fraction(1, RATE)
        passed += frame.samples
        graph.push(frame)
        yield from _pulled(graph)
    graph.push(None)
    yield from _pulled(graph)


def _pulled(graph: av.filter.Graph) -> Iterator[av.AudioFrame]:
    while True:
        try:
            yield graph.pull()  # type: ignore[misc]
        except (BlockingIOError, EOFError):
            return
