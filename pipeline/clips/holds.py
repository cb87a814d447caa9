"""Holds: within a beat, and at its end, the picture stands until what is said has been heard.

A hold is a segment of its own, made of the picture before it: the beat's own segment stays as it
is, whatever is said and however long that takes. Where a hold parts it, its packets are copied, but
for those up to the next key frame: they depend on packets before the hold, and are encoded again,
once, as a segment of their own. So a hold that is longer or shorter encodes nothing but itself.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path

from pipeline.clips.clip import REMOVED, Clip, SegmentRemovedError
from pipeline.clips.meetings import Meeting, Stop
from pipeline.output import scratch_folder
from pipeline.store.keys import key_of
from pipeline.store.scores import BeatScore
from pipeline.store.store import Segment
from pipeline.store.versions import drawing_versions
from pipeline.video.decode import frames
from pipeline.video.encode import VideoEncoder
from pipeline.video.join import cut, key_frames


def led_on(clip: Clip, score: BeatScore) -> int:
    """The frames at the end of a beat that lead on to the next clip: what is said is over then."""
    transition, last = clip.job.request.transition, clip.job.beats_played[-1]
    leads = transition.leads_to is not None or transition.fades
    return score.plays[-1] if leads and score.name == last else 0


def held(
    clip: Clip, segments: Mapping[str, Segment], meetings: Mapping[str, Meeting]
) -> list[Segment]:
    """The segments of a clip's beats, with their holds. Raises SegmentRemovedError."""
    return [
        piece
        for name, segment in segments.items()
        for piece in _pieces(clip, segment, meetings[name].stops)
    ]


def _pieces(clip: Clip, segment: Segment, stops: tuple[Stop, ...]) -> Iterator[Segment]:
    """The segment of a beat, with a hold at each stop."""
    first = 0
    for stop in stops:
        yield from _between(clip, segment, first, stop.before)
        yield _still(clip, segment, max(0, stop.before - 1), stop.frames)
        first = stop.before
    yield from _between(clip, segment, first, segment.frames)


def _between(clip: Clip, segment: Segment, first: int, end: int) -> Iterator[Segment]:
    """The frames [first, end) of a segment: up to a key frame encoded again, then copied."""
    if (first, end) == (0, segment.frames):
        yield segment
        return
    keys = [frame for frame in key_frames(segment.video) if frame >= first]
    copied = min([end, *keys])
    if first < copied:
        yield _encoded(clip, segment, first, copied)
    if copied < end:
        yield _copied(clip, segment, copied, end)


def _copied(clip: Clip, segment: Segment, first: int, end: int) -> Segment:
    fps, codec = clip.job.quality.fps, clip.job.request.codec

    def make(video: Path) -> None:
        cut(segment.video, segment.frames, (first, end), fps, codec, video)

    return _kept(clip, segment, ["copied", first, end], end - first, make)


def _encoded(clip: Clip, segment: Segment, first: int, end: int) -> Segment:
    def make(video: Path) -> None:
        with _encoder(clip, video) as encoder:
            shown = frames(segment.video, clip.job.request.transparent)
            for frame in islice(shown, first, end):
                encoder.write_converted(frame)

    return _kept(clip, segment, ["encoded", first, end], end - first, make)


def _still(clip: Clip, segment: Segment, frame: int, count: int) -> Segment:
    """A frame of a segment, `count` times."""

    def make(video: Path) -> None:
        shown = frames(segment.video, clip.job.request.transparent)
        with _encoder(clip, video) as encoder:
            encoder.write_converted(next(islice(shown, frame, None)), count)

    return _kept(clip, segment, ["still", frame, count], count, make)


def _encoder(clip: Clip, video: Path) -> VideoEncoder:
    request, quality = clip.job.request, clip.job.quality
    size = quality.width, quality.height
    return VideoEncoder(video, size, quality.fps, request.codec, request.transparent)


def _kept(
    clip: Clip, segment: Segment, kind: list, count: int, make: Callable[[Path], None]
) -> Segment:
    """A segment made of another, by the name of that, which is of its content: from the store, or
    made and put there."""
    store, codec = clip.store, clip.job.request.codec
    made_of = [segment.video.stem, asdict(codec), clip.job.request.transparent]
    key = key_of([*kind, *made_of, drawing_versions()])
    with store.shelf.locked(key, waits=True):
        found = store.segment(key, codec.suffix)
        if found is None:
            with scratch_folder() as folder:
                video = Path(folder) / f"segment.{codec.suffix}"
                still = video.with_suffix(".png")
                make(video)
                shutil.copyfile(segment.still, still)
                store.put_segment(key, Segment(video, still, count))
            found = store.segment(key, codec.suffix)
    if found is None:
        raise SegmentRemovedError(clip.job.entry.scene, "", REMOVED)
    return found
