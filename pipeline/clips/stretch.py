"""A clip as it is joined: with its passages, what is said, and open captions if asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.clips.captioned import are_captioned, captioned
from pipeline.clips.clip import Clip
from pipeline.clips.meetings import Meeting
from pipeline.clips.times import lengthened, lingering
from pipeline.store.store import Segment
from pipeline.video.companions import Record
from pipeline.video.tracks import Sound, Track

if TYPE_CHECKING:
    from pipeline.voice.narration import Takes


@dataclass(frozen=True)
class Stretch:
    """A clip with the passages before and after it, or several clips one after another.

    `speech`: what is said, by language, each over its beat; the language of the video first.
    """

    record: Record
    segments: Sequence[Segment]
    speech: Mapping[str, Sequence[Sound]] = field(default_factory=dict)


def stretch(clip: Clip) -> Stretch:
    """A clip whose segments are in the store, as it is joined; what that lacks is made.

    Raises SegmentRemovedError.
    """
    bare = _with_passages(clip)
    if not clip.job.request.edition.open_captions:
        return bare
    return replace(bare, segments=captioned(clip, bare.record, bare.segments))


def own_track(stretch: Stretch, sounds: Sequence[Sound] = ()) -> list[Track]:
    """The one track of a video in one language: what is said in it, and other sounds beside."""
    language = stretch.record.language
    said = stretch.speech.get(language, ())
    if not said:
        return [Track(sounds)] if sounds else []
    return [spoken_track(language, [*said, *sounds])]


def all_tracks(stretch: Stretch, sounds: Sequence[Sound] = ()) -> list[Track]:
    """A track for each language that is spoken, the video's own first; without a voice, one."""
    if not stretch.speech:
        return own_track(stretch, sounds)
    return [spoken_track(each, [*said, *sounds]) for each, said in stretch.speech.items()]


def spoken_track(language: str, sounds: Sequence[Sound]) -> Track:
    """A track with what is said in a language, in the order in which it is heard."""
    return Track(sorted(sounds, key=lambda sound: sound.start), language)


def lacks_captions(clip: Clip) -> bool:
    """Whether open captions are still to be set into a clip whose segments are in the store.

    Where there is a voice, they are set when the clip is joined: only then are its times known.
    """
    if not clip.job.request.edition.open_captions or clip.job.request.voice is not None:
        return False
    bare = _with_passages(clip)
    return not are_captioned(clip, bare.record, bare.segments)


def _with_passages(clip: Clip) -> Stretch:
    """The passages belong to the first and the last beat."""
    from pipeline.clips.holds import held, led_on
    from pipeline.clips.meetings import meeting
    from pipeline.clips.passages import passage
    from pipeline.voice.narration import narrated

    fades_in, fades_out = clip.job.passages
    before = [passage(clip, fades_in=True)] if fades_in else []
    after = [passage(clip, fades_in=False)] if fades_out else []
    lead, end = (sum(each.frames for each in side) for side in (before, after))
    record, job = clip.record(), clip.job
    segments = dict(zip(job.beats, clip.segments(), strict=True))
    scores = clip.scores()
    takes = narrated(job, scores, clip.store.shelf)
    meetings = {
        name: meeting(scores[name], takes[name], record.fps, led_on(clip, scores[name]))
        for name in job.beats
    }
    waits = {name: each.waits for name, each in meetings.items()}
    record = lengthened(lingering(record, waits), lead, end)
    middle = held(clip, segments, meetings)
    return Stretch(
        _voiced(record, takes, meetings, lead),
        [*before, *middle, *after],
        _speech(record, takes, meetings, lead),
    )


def _voiced(record: Record, takes: Takes, meetings: Mapping[str, Meeting], lead: int) -> Record:
    """The record, which knows when a voice has said how much of each sentence."""
    beats = []
    for number, beat in enumerate(record.beats):
        first = 0 if number else lead
        said = {
            language: [
                (Fraction(share), first + frame)
                for share, frame in meetings[beat.name].said(language, take.ends)
            ]
            for language, take in takes[beat.name].items()
            if take.ends
        }
        beats.append(replace(beat, voiced=said))
    return replace(record, beats=beats)


def _speech(
    record: Record, takes: Takes, meetings: Mapping[str, Meeting], lead: int
) -> dict[str, list[Sound]]:
    """What is said, by language; a passage before the first beat stays silent."""
    found: dict[str, list[Sound]] = {record.language: []}
    for number, beat in enumerate(record.beats):
        start = beat.start + (0 if number else lead)
        for language, take in takes[beat.name].items():
            found.setdefault(language, []).extend(
                Sound(
                    take.path,
                    start + part.frame,
                    beat.end if end is None else start + end,
                    part.second,
                )
                for part, end in meetings[beat.name].spans(language)
            )
    return {language: sounds for language, sounds in found.items() if sounds}
