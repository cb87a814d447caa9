"""The times of clips that follow each other in a video."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from pipeline.video.companions import BeatRecord, Record


def lengthened(record: Record, lead: int, end: int) -> Record:
    """The record of a clip with so many frames before and after it, which belong to its first and
    its last beat."""
    beats = [
        replace(
            beat,
            start=beat.start + (lead if beat.start else 0),
            end=beat.end + lead + (end if beat.end == record.frames else 0),
        )
        for beat in record.beats
    ]
    return replace(record, beats=beats, frames=lead + record.frames + end)


def lingering(record: Record, holds: Mapping[str, int]) -> Record:
    """The record of a clip whose beats last so many frames longer."""
    beats, passed = [], 0
    for beat in record.beats:
        start, passed = beat.start + passed, passed + holds[beat.name]
        beats.append(replace(beat, start=start, end=beat.end + passed))
    return replace(record, beats=beats, frames=record.frames + passed)


def in_sequence(records: Iterable[Record]) -> Iterator[list[BeatRecord]]:
    """The beats of each clip, with their frames counted from the start of the first."""
    passed = 0
    for record in records:
        yield [
            replace(beat, start=beat.start + passed, end=beat.end + passed) for beat in record.beats
        ]
        passed += record.frames
