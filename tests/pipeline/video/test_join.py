"""Joined clips: exact times, the same packets, captions and chapters."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from pipeline.video.captions import Cue
from pipeline.video.chapters import Chapter
from pipeline.video.codecs import CODECS
from pipeline.video.encode import VideoEncoder
from pipeline.video.join import MuxMetadata, join
from tests.pipeline.videos import Video

SIZE = (64, 48)
LENGTHS = [1, 2, 3, 7, 30]


def encode(path: Path, first: int, frames: int, fps: Fraction) -> Path:
    """Frames with motion, for which B-frames would pay; each has its own brightness."""
    with VideoEncoder(path, SIZE, fps, CODECS["mp4"], False) as video:
        for k in range(first, first + frames):
            picture = np.full((SIZE[1], SIZE[0], 4), 255, np.uint8)
            picture[..., :3] = 40 + k * 37 % 200
            picture[8:24, k % 40 : k % 40 + 16, :3] = 255
            video.write(picture)
    return path


def packets(path: Path) -> list[bytes]:
    with av.open(str(path)) as container:
        return [bytes(p) for p in container.demux(video=0) if p.dts is not None]


@dataclass(frozen=True)
class Track:
    """A caption track: its language, and (start, end, text) of each cue in seconds."""

    language: str
    cues: list[tuple[Fraction, Fraction, str]]


def caption_tracks(path: Path) -> list[Track]:
    tracks = []
    with av.open(str(path)) as container:
        for number, stream in enumerate(container.streams.subtitles):
            cues = []
            container.seek(0)
            for packet in container.demux(subtitles=number):
                data = bytes(packet)
                if packet.dts is None or len(data) <= 2:
                    continue
                base = Fraction(packet.time_base or 0)
                start, long = (packet.pts or 0) * base, (packet.duration or 0) * base
                size = int.from_bytes(data[:2], "big")
                cues.append((start, start + long, data[2 : 2 + size].decode()))
            tracks.append(Track(str(stream.language), cues))
    return tracks


def joined(folder: Path, fps: Fraction, lengths: Sequence[int], metadata: MuxMetadata) -> Path:
    parts, first = [], 0
    for number, frames in enumerate(lengths):
        parts.append((encode(folder / f"{number:03}.mp4", first, frames, fps), frames))
        first += frames
    join(parts, fps, CODECS["mp4"], metadata, folder / "whole.mp4")
    return folder / "whole.mp4"


BARE = MuxMetadata([], {}, "")


@pytest.mark.parametrize("fps", [Fraction(15), Fraction(60), Fraction(30000, 1001)], ids=str)
def test_a_hundred_parts(fps: Fraction, tmp_path: Path) -> None:
    lengths = (LENGTHS * 20)[:100]
    whole = joined(tmp_path, fps, lengths, BARE)
    video = Video.read(whole)
    assert len(video.frames) == sum(lengths)
    assert video.rate == fps
    assert video.times == [k / fps for k in range(sum(lengths))]
    assert packets(whole) == [
        packet for n in range(100) for packet in packets(tmp_path / f"{n:03}.mp4")
    ]
    with av.open(str(whole)) as container:
        decoding = [p.dts for p in container.demux(video=0) if p.dts is not None]
    assert all(one < other for one, other in pairwise(decoding))


def test_the_frames_are_those_of_the_parts(tmp_path: Path) -> None:
    whole = joined(tmp_path, Fraction(30), LENGTHS, BARE)
    hashes = [h for n in range(len(LENGTHS)) for h in Video.read(tmp_path / f"{n:03}.mp4").hashes()]
    assert Video.read(whole).hashes() == hashes


def test_every_part_begins_with_a_key_frame_and_none_is_two_seconds_away(tmp_path: Path) -> None:
    whole = joined(tmp_path, Fraction(10), [6, 50, 1, 30], BARE)
    assert Video.read(whole).key_frames == [0, 6, 26, 46, 56, 57, 77]


def test_captions_chapters_and_metadata_inside(tmp_path: Path) -> None:
    captions = {
        "en": [Cue(0, 6, ("One",)), Cue(Fraction(25, 2), 20, ("two <b>", "{lines} & -->"))],
        "ko": [Cue(0, 20, ("한글", "두 줄"))],
    }
    chapters = [Chapter("Début 한글 <b>", 0, 6), Chapter("$x$", 6, 20)]
    whole = joined(tmp_path, Fraction(10), [6, 14], MuxMetadata(chapters, captions, "kept"))
    assert caption_tracks(whole) == [
        Track("eng", [
            (Fraction(0), Fraction(6, 10), "One"),
            (Fraction(5, 4), Fraction(2), "two <b>\n{lines} & -->"),
        ]),
        Track("kor", [(Fraction(0), Fraction(2), "한글\n두 줄")]),
    ]  # fmt: skip
    assert Video.read(whole).chapters == [("Début 한글 <b>", 0, 0.6), ("$x$", 0.6, 2)]
    with av.open(str(whole)) as container:
        assert container.metadata["comment"] == "kept"
    assert re.findall(rb"ftyp|moov|mdat", whole.read_bytes())[:3] == [b"ftyp", b"moov", b"mdat"]


def test_parts_of_another_size_are_refused(tmp_path: Path) -> None:
    parts = [(encode(tmp_path / "a.mp4", 0, 3, Fraction(10)), 3)]
    with VideoEncoder(tmp_path / "b.mp4", (96, 64), Fraction(10), CODECS["mp4"], False) as video:
        video.write(np.zeros((64, 96, 4), np.uint8))
    parts.append((tmp_path / "b.mp4", 1))
    with pytest.raises(ValueError, match=r"b\.mp4 is encoded in another way"):
        join(parts, Fraction(10), CODECS["mp4"], BARE, tmp_path / "whole.mp4")
