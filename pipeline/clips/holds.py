"""Holds: the end of a beat stands until what is said has been heard.

A hold is a segment of its own, made of the last picture: the beat's own segment stays as it is,
whatever is said and however long that takes.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import asdict
from itertools import islice
from math import ceil
from pathlib import Path

from pipeline.clips.clip import REMOVED, Clip, SegmentRemovedError
from pipeline.output import scratch_folder
from pipeline.store.keys import key_of
from pipeline.store.scores import BeatScore
from pipeline.store.store import Segment
from pipeline.store.versions import drawing_versions
from pipeline.video.decode import frames
from pipeline.video.encode import VideoEncoder
from pipeline.video.join import cut
from pipeline.voice.narration import Takes

SILENCE = 0.4
"""Seconds after what is said, at least, before a beat ends."""


def hold_frames(clip: Clip, takes: Takes) -> dict[str, int]:
    """How many frames each beat stands longer, so that it is not over before it is said, in any of
    the languages in which it is."""
    scores, fps = clip.scores(), clip.job.quality.fps
    found = {}
    for name in clip.job.beats:
        said = max((take.seconds for take in takes[name].values()), default=None)
        shown = scores[name].frames - led_on(clip, scores[name])
        found[name] = 0 if said is None else max(0, ceil((said + SILENCE) * fps) - shown)
    return found


def led_on(clip: Clip, score: BeatScore) -> int:
    """The frames at the end of a beat that lead on to the next clip: what is said is over then."""
    transition, last = clip.job.request.transition, clip.job.beats_played[-1]
    leads = transition.leads_to is not None or transition.fades
    return score.plays[-1] if leads and score.name == last else 0


def held(clip: Clip, segments: Mapping[str, Segment], holds: Mapping[str, int]) -> list[Segment]:
    """The segments of a clip's beats, with their holds. Raises SegmentRemovedError."""
    found, scores = [], clip.scores()
    for name, segment in segments.items():
        if not holds[name]:
            found.append(segment)
            continue
        after = led_on(clip, scores[name])
        found += [_before(clip, segment, after)] if after else [segment]
        found.append(_hold(clip, segment, holds[name], after))
    return found


def _before(clip: Clip, segment: Segment, after: int) -> Segment:
    """The segment without its last frames."""
    count, fps, codec = segment.frames - after, clip.job.quality.fps, clip.job.request.codec

    def make(video: Path) -> None:
        cut(segment.video, segment.frames, count, fps, codec, video)

    return _kept(clip, segment, ["before", after], count, make)


def _hold(clip: Clip, segment: Segment, count: int, after: int) -> Segment:
    """The picture before the last `after` frames, `count` times, and then those frames."""
    request, quality = clip.job.request, clip.job.quality

    def make(video: Path) -> None:
        size = quality.width, quality.height
        shown = islice(frames(segment.video, request.transparent), segment.frames - after - 1, None)
        with VideoEncoder(video, size, quality.fps, request.codec, request.transparent) as encoder:
            encoder.write_converted(next(shown), count)
            for frame in shown:
                encoder.write_converted(frame)

    return _kept(clip, segment, ["hold", count, after], count + after, make)


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
