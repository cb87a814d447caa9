"""What the video of a page is joined from: its record, segments, tracks of sound, recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.clips.clip import Clip
from pipeline.clips.stretch import own_track, stretch
from pipeline.lecture.plan import LectureJob
from pipeline.lecture.render import assembled, sounds
from pipeline.publish.plan import LecturePage, Page
from pipeline.request_bases import REDUCED_MOTION
from pipeline.store.store import Segment, Store
from pipeline.video.companions import Record
from pipeline.video.recipe import Recipe, recipe
from pipeline.video.tracks import Sound, Track


@dataclass(frozen=True)
class Assembly:
    """What a video is joined from, and its clips; `sounds` are those of its author's videos."""

    record: Record
    segments: Sequence[Segment]
    sounds: Sequence[Sound]
    tracks: Sequence[Track]
    made: Recipe
    clips: Sequence[Clip]

    @property
    def store(self) -> Store:
        """Where the segments are."""
        return self.clips[0].store

    def with_reduced_motion(self) -> Assembly:
        """The same, whose recipe says that its motion is reduced."""
        request = self.made.request.model_copy(update={"motion": REDUCED_MOTION})
        return replace(self, made=self.made.model_copy(update={"request": request}))


def assembly(page: Page, language: str, clips: Sequence[Clip]) -> Assembly:
    """What the video of a page is joined from, in a language. Raises SegmentRemovedError."""
    if isinstance(page, LecturePage):
        lecture = page.lectures[language]
        whole = assembled(lecture, clips)
        own = [*sounds(lecture, whole.record)]
        tracks = own_track(whole, own)
        made = _lecture_recipe(lecture, whole.record)
        return Assembly(whole.record, whole.segments, own, tracks, made, clips)
    (clip,) = clips
    joined = stretch(clip)
    made = recipe(clip.job.request, joined.record.parameters)
    return Assembly(joined.record, joined.segments, [], own_track(joined), made, clips)


def _lecture_recipe(lecture: LectureJob, record: Record) -> Recipe:
    """The recipe without the folders of the lecture file, which are nobody else's business."""
    file = Path(lecture.request.file.name)
    return recipe(lecture.request.model_copy(update={"file": file}), record.parameters)
