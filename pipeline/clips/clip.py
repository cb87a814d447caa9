"""`Clip`: a job with its store, and which of its beats are there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.clips.keys import clip_keys
from pipeline.errors import RenderError
from pipeline.rendering.plan import Job
from pipeline.store.keys import ClipKeys
from pipeline.store.scores import BeatScore
from pipeline.store.store import Segment, Store
from pipeline.video.companions import BeatRecord, Record, ValueRecord
from scenes._kit.text.narration import Narration

REMOVED = "another run removes its segments; render it again"


class SegmentRemovedError(RenderError):
    """What was in the store is no longer there: another run has removed it."""


@dataclass(frozen=True)
class Clip:
    """The clip of a job, made of segments in a store.

    `drawn_as`: the keys under which another process has drawn it; the sources may have been edited
    since.
    """

    job: Job
    drawn_as: ClipKeys | None = None
    shared: Store | None = field(default=None, repr=False, compare=False)
    """The store, where several clips share it."""

    @classmethod
    def together(cls, jobs: Iterable[Job]) -> list[Clip]:
        """The clips of jobs, by the same reading of the project's sources."""
        stores: dict[Path, Store] = {}
        return [cls(job, shared=stores.setdefault(job.store, Store(job.store))) for job in jobs]

    @cached_property
    def store(self) -> Store:
        """Where its segments are."""
        return self.shared or Store(self.job.store)

    @cached_property
    def keys(self) -> ClipKeys:
        """Its keys, by the project's sources as they are now, if it is not drawn yet."""
        return self.drawn_as or clip_keys(self.job, self.store.sources)

    def scores(self) -> dict[str, BeatScore]:
        """The beats of which it is known what they show, by name."""
        return {name: beat for name, beat in self.times().items() if beat.shown}

    def times(self) -> dict[str, BeatScore]:
        """The beats of which it is known how long they are, by name."""
        return self.store.beats(self.keys.clip, self.job.beats)

    def segment(self, beat: BeatScore) -> Segment | None:
        """The segment of a beat, if it is there and whole."""
        if beat.shown is None:
            return None
        suffix = self.job.request.codec.suffix
        found = self.store.segment(self.keys.segment(beat.shown), suffix)
        return found if found and found.frames == beat.frames else None

    def missing(self) -> list[str]:
        """The beats that are still to be drawn."""
        scores = self.scores()
        return [
            name
            for name in self.job.drawn_beats
            if name not in scores or not self.segment(scores[name])
        ]

    def frames(self) -> int | None:
        """How many frames are drawn of it; None if beats are still to be drawn."""
        scores, beats = self.scores(), self.job.drawn_beats
        drawn = [scores[name] for name in beats if name in scores and self.segment(scores[name])]
        return sum(beat.frames for beat in drawn) if len(drawn) == len(beats) else None

    def record(self) -> Record:
        """The record of the whole clip. Raises SegmentRemovedError if a beat is not known."""
        job, scores = self.job, self.scores()
        self._require(all(name in scores for name in job.beats))
        beats, start, narration = [], 0, Narration.load(job.entry.name)
        for name in job.beats:
            score = scores[name]
            end, titles = start + score.frames, narration.titles(name)
            beats.append(BeatRecord(name, start, end, score.narration, score.seen, titles))
            start = end
        return Record(
            scene=job.entry.scene,
            file=str(job.target.absolute()),
            width=job.quality.width,
            height=job.quality.height,
            fps=job.quality.fps,
            frames=start,
            language=job.language,
            parameters=job.parameters.as_json(),
            beats=beats,
            values=[ValueRecord(**each) for name in job.beats for each in scores[name].values],
        )

    def segments(self) -> list[Segment]:
        """Its segments in order. Raises SegmentRemovedError if one is not there."""
        scores = self.scores()
        found = [self.segment(scores[name]) for name in self.job.beats if name in scores]
        self._require(len(found) == len(self.job.beats) and None not in found)
        return [each for each in found if each]

    def _require(self, is_there: bool) -> None:
        if not is_there:
            raise SegmentRemovedError(self.job.entry.scene, "", REMOVED)
