"""A clip as it is joined: with its passages, what is said, and open captions if asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from pipeline.clips.captioned import are_captioned, captioned
from pipeline.clips.clip import Clip
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
    from pipeline.clips.holds import held, hold_frames
    from pipeline.clips.passages import passage
    from pipeline.voice.narration import narrated

    fades_in, fades_out = clip.job.passages
    before = [passage(clip, fades_in=True)] if fades_in else []
    after = [passage(clip, fades_in=False)] if fades_out else []
    lead, end = (sum(each.frames for each in side) for side in (before, after))
    record, job = clip.record(), clip.job
    segments = dict(zip(job.beats, clip.segments(), strict=True))
    takes = narrated(job, clip.scores(), clip.store.shelf)
    holds = hold_frames(clip, takes)
    record = lengthened(lingering(record, holds), lead, end)
    middle = held(clip, segments, holds)
    return Stretch(
        _voiced(record, takes, lead), [*before, *middle, *after], _speech(record, takes, lead)
    )


def _voiced(record: Record, takes: Takes, lead: int) -> Record:
    """The record, which knows when a voice has said how much of each sentence."""
    beats = []
    for number, beat in enumerate(record.beats):
        first = 0 if number else lead
        said = {
            language: [
                (Fraction(share), first + Fraction(second) * record.fps)
                for share, second in take.ends
            ]
            for language, take in takes[beat.name].items()
            if take.ends
        }
        beats.append(replace(beat, voiced=said))
    return replace(record, beats=beats)


def _speech(record: Record, takes: Takes, lead: int) -> dict[str, list[Sound]]:
    """What is said, by language; a passage before the first beat stays silent."""
    found: dict[str, list[Sound]] = {record.language: []}
    for number, beat in enumerate(record.beats):
        for language, take in takes[beat.name].items():
            start = beat.start + (0 if number else lead)
            found.setdefault(language, []).append(Sound(take.path, start, beat.end))
    return {language: sounds for language, sounds in found.items() if sounds}
