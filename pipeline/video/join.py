"""Joins segments into one video without encoding them again: chapters, captions, tags."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path

import av
from av.packet import Packet

from pipeline.video.captions import Cue
from pipeline.video.chapters import Chapter, chapter_marks
from pipeline.video.codecs import Codec
from pipeline.video.gif import insert_comment
from pipeline.video.recipe import KEY
from pipeline.video.sound import SoundTrack
from pipeline.video.tracks import Track
from scenes._kit.text.languages import LANGUAGES

_MILLISECONDS = Fraction(1, 1000)


@dataclass(frozen=True)
class MuxMetadata:
    """What a joined video contains besides its pictures."""

    chapters: Sequence[Chapter]
    captions: Mapping[str, Sequence[Cue]]
    comment: str
    tracks: Sequence[Track] = ()


def join(
    parts: Sequence[tuple[Path, int]],
    fps: Fraction,
    codec: Codec,
    metadata: MuxMetadata,
    target: Path,
) -> None:
    """Joins files (path, number of frames) of one size, rate and encoder.

    Packets are copied; their times are set by their numbers: every packet is one frame, and frames
    are decoded in the order in which they are shown. Raises ValueError if a part is encoded in
    another way than the first, or has another number of frames.
    """
    with av.open(str(target.absolute()), "w", options=dict(codec.container)) as video:
        video.metadata[KEY] = metadata.comment
        pictures, header = _pictures(video, parts[0][0], fps)
        heard = _sound_tracks(video, codec, metadata.tracks, fps, sum(n for _, n in parts))
        captions = _caption_tracks(video, codec.captions, metadata.captions)
        if codec.chapters:
            video.set_chapters(chapter_marks(metadata.chapters, fps))
        start = 0
        for path, frames in parts:
            _write_cues(video, codec.captions, captions, start + frames, fps)
            _copy(video, pictures, _packets(path, header, frames), start, fps)
            start += frames
            for track in heard:
                track.write_until(start)
    if metadata.comment and not codec.comments:
        insert_comment(target, metadata.comment)


def cut(
    part: Path, frames: int, kept: tuple[int, int], fps: Fraction, codec: Codec, target: Path
) -> None:
    """Writes the frames [first, end) of a file, `kept`, as a file of its own, without encoding them
    again: the first is a key frame."""
    with av.open(str(target.absolute()), "w", options=dict(codec.container)) as video:
        pictures, header = _pictures(video, part, fps)
        _copy(video, pictures, islice(_packets(part, header, frames), *kept), 0, fps)


def key_frames(part: Path) -> list[int]:
    """The key frames of a file: from each of them on it can be decoded."""
    with av.open(str(part.absolute())) as video:
        packets = [packet for packet in video.demux(video.streams.video[0]) if packet.size]
    return [number for number, packet in enumerate(packets) if packet.is_keyframe]


def _pictures(video, part: Path, fps: Fraction):
    """The stream for the pictures, like that of a part, and the part's header."""
    with av.open(str(part.absolute())) as first:
        template = first.streams.video[0]
        pictures = video.add_stream_from_template(template, opaque=True)
        pictures.codec_context.codec_tag = template.codec_context.codec_tag  # ProRes: its kind
        pictures.codec_context.framerate = fps  # WebM: how long a frame is shown
        return pictures, template.codec_context.extradata


def _copy(video, pictures, packets: Iterator[Packet], start: int, fps: Fraction) -> None:
    """Writes the packets of a part, which begins with a frame of the video."""
    for number, packet in enumerate(packets, start):
        packet.pts = packet.dts = number
        packet.duration, packet.time_base, packet.stream = 1, 1 / fps, pictures
        video.mux(packet)


def _sound_tracks(
    video, codec: Codec, tracks: Sequence[Track], fps: Fraction, frames: int
) -> list[SoundTrack]:
    """The tracks of sound; none where the container has no sound."""
    if codec.sound is None:
        return []
    return [SoundTrack(video, codec.sound, track, fps, frames) for track in tracks]


def _packets(path: Path, header: bytes | None, frames: int) -> Iterator[Packet]:
    """The packets of a part, as many as it has frames."""
    with av.open(str(path.absolute())) as part:
        source = part.streams.video[0]
        if source.codec_context.extradata != header:
            raise ValueError(f"{path.name} is encoded in another way than the first part")
        count = 0
        for packet in part.demux(source):
            if packet.size:
                count += 1
                yield packet
        if count != frames:
            raise ValueError(f"{path.name} has {count} frames, not {frames}")


def _caption_tracks(video, kind: str | None, captions: Mapping[str, Sequence[Cue]]) -> list:
    """A track for each language, with the cues still to be written; none without a kind."""
    tracks = []
    for language, cues in captions.items() if kind else ():
        track = video.add_mux_stream(kind)
        track.time_base = _MILLISECONDS
        track.metadata["language"] = LANGUAGES[language].iso639_2
        tracks.append((track, deque(cues)))
    return tracks


def _write_cues(video, kind: str | None, captions, before: int, fps: Fraction) -> None:
    """Writes the cues that begin before a frame, so that they are interleaved with the pictures."""
    for track, cues in captions:
        while cues and cues[0].start < before:
            cue = cues.popleft()
            packet = Packet(_cue_text("\n".join(cue.lines), kind))
            packet.stream, packet.time_base = track, _MILLISECONDS
            packet.pts = packet.dts = round(cue.start / fps * 1000)
            packet.duration = round(cue.end / fps * 1000) - packet.pts
            video.mux(packet)


def _cue_text(text: str, kind: str | None) -> bytes:
    """A cue as it is in the container.

    In MP4 3GPP timed text: two bytes of length, then UTF-8 (3GPP TS 26.245, 5.17).
    """
    encoded = text.encode()
    return len(encoded).to_bytes(2, "big") + encoded if kind == "mov_text" else encoded
