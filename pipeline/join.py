"""Clips joined into one video without coding them again, with captions and chapters inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

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
    captions: dict[str, Sequence[Cue]]
    metadata: dict[str, str]


def join(parts: Sequence[tuple[Path, int]], fps: Fraction, inside: Inside, target: Path) -> None:
    """Joins clips (path, number of frames) of one size, rate and encoder; H.264 in mp4.

    Every packet keeps its bytes; its times are moved by the exact length of the parts before.
    """
    with av.open(str(target), "w", options={"movflags": "+faststart"}) as video:
        video.metadata.update(inside.metadata)
        pictures = tracks = None
        start = 0
        for path, frames in parts:
            with av.open(str(path)) as part:
                source = part.streams.video[0]
                if pictures is None:
                    pictures = video.add_stream_from_template(source)
                    tracks = {each: _caption_track(video, each) for each in inside.captions}
                    video.set_chapters(chapter_marks(inside.chapters, fps))
                _copy(part.demux(source), pictures, video, start, fps)
            start += frames
        for language, track in (tracks or {}).items():
            _write_cues(video, track, inside.captions[language], fps)


def _copy(packets, stream, video, start: int, fps: Fraction) -> None:
    for packet in packets:
        if packet.dts is None:  # the flush at the end of the file
            continue
        shift = round(start / fps / packet.time_base)
        packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
        packet.stream = stream
        video.mux(packet)


def _caption_track(video, language: str):
    track = video.add_mux_stream("mov_text")
    track.time_base = _MILLISECONDS
    track.metadata["language"] = _ISO[language]
    return track


def _write_cues(video, track, cues: Sequence[Cue], fps: Fraction) -> None:
    """The cues as 3GPP timed text: two bytes of length, then UTF-8 (3GPP TS 26.245, 5.17)."""
    for cue in cues:
        text = "\n".join(cue.lines).encode()
        packet = Packet(len(text).to_bytes(2, "big") + text)
        packet.stream, packet.time_base = track, _MILLISECONDS
        packet.pts = packet.dts = round(cue.start / fps * 1000)
        packet.duration = round(cue.end / fps * 1000) - packet.pts
        video.mux(packet)
