"""Clips joined into one video without coding them again, with captions and chapters inside."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
from av.packet import Packet

from pipeline.captions import Cue
from pipeline.encode import Chapter, chapter_marks

_ISO = {"en": "eng", "ko": "kor"}
_MILLISECONDS = Fraction(1, 1000)


@dataclass(frozen=True)
class Inside:
    """What a joined video holds beside its pictures."""

    chapters: Sequence[Chapter]
    captions: Mapping[str, Sequence[Cue]]
    metadata: dict[str, str]


def join(parts: Sequence[tuple[Path, int]], fps: Fraction, inside: Inside, target: Path) -> None:
    """Joins clips (path, number of frames) of one size, rate and encoder; H.264 in mp4.

    Every packet keeps its bytes; its times are moved by the exact length of the parts before.
    Raises ValueError where a part was encoded in another way than the first.
    """
    with av.open(str(target), "w", options={"movflags": "+faststart"}) as video:
        video.metadata.update(inside.metadata)
        with av.open(str(parts[0][0])) as first:
            template = first.streams.video[0]
            pictures = video.add_stream_from_template(template)
            header = template.codec_context.extradata
        captions = [
            (_caption_track(video, each), deque(inside.captions[each])) for each in inside.captions
        ]
        video.set_chapters(chapter_marks(inside.chapters, fps))
        delay = max(_delay(path) for path, _ in parts)
        start = 0
        for path, frames in parts:
            _write_cues(video, captions, start + frames, fps)
            with av.open(str(path)) as part:
                source = part.streams.video[0]
                if source.codec_context.extradata != header:
                    raise ValueError(f"{path.name} is encoded in another way than the first part")
                for number, packet in enumerate(_packets(part, source)):
                    _move(packet, start, start + number - delay, fps)
                    packet.stream = pictures
                    video.mux(packet)
            start += frames


def _packets(part, source) -> Iterator[Any]:
    """The packets of a stream, in the order of decoding."""
    return (packet for packet in part.demux(source) if packet.dts is not None)  # None: the end


def _delay(path: Path) -> int:
    """How many frames decoding runs ahead of showing; the encoder has none in a clip too short."""
    with av.open(str(path)) as part:
        first = next(_packets(part, part.streams.video[0]))
        return round((first.pts - first.dts) / first.duration)


def _move(packet, start: int, decoded: int, fps: Fraction) -> None:
    """The packet shown `start` frames later, and decoded as that frame, counted from the start."""
    tick = fps * packet.time_base
    packet.pts += round(start / tick)
    packet.dts = round(decoded / tick)


def _caption_track(video, language: str):
    track = video.add_mux_stream("mov_text")
    track.time_base = _MILLISECONDS
    track.metadata["language"] = _ISO[language]
    return track


def _write_cues(video, captions, before: int, fps: Fraction) -> None:
    """The cues that begin before a frame, as 3GPP timed text: two bytes of length, then UTF-8
    (3GPP TS 26.245, 5.17). They are written beside the pictures that they belong to.
    """
    for track, waiting in captions:
        while waiting and waiting[0].start < before:
            cue = waiting.popleft()
            text = "\n".join(cue.lines).encode()
            packet = Packet(len(text).to_bytes(2, "big") + text)
            packet.stream, packet.time_base = track, _MILLISECONDS
            packet.pts = packet.dts = round(cue.start / fps * 1000)
            packet.duration = round(cue.end / fps * 1000) - packet.pts
            video.mux(packet)
