"""Joins clips into one video without re-encoding, with captions and chapters."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.packet import Packet

from pipeline.video.captions import Cue
from pipeline.video.chapters import Chapter, chapter_marks
from scenes._kit.text.languages import LANGUAGES

_MILLISECONDS = Fraction(1, 1000)


@dataclass(frozen=True)
class MuxMetadata:
    """What a joined video contains besides its pictures."""

    chapters: Sequence[Chapter]
    captions: Mapping[str, Sequence[Cue]]
    tags: dict[str, str]


def join(
    parts: Sequence[tuple[Path, int]], fps: Fraction, metadata: MuxMetadata, target: Path
) -> None:
    """Joins clips (path, number of frames) of one size, rate and encoder; H.264 in mp4.

    Packets are copied; their times are shifted by the exact length of the parts before (there are
    no B-frames: frames are decoded in the order in which they are shown). Raises ValueError if a
    part has another encoding than the first.
    """
    with av.open(str(target.absolute()), "w", options={"movflags": "+faststart"}) as video:
        video.metadata.update(metadata.tags)
        with av.open(str(parts[0][0].absolute())) as first:
            template = first.streams.video[0]
            pictures = video.add_stream_from_template(template)
            header = template.codec_context.extradata
        captions = [
            (_caption_track(video, each), deque(metadata.captions[each]))
            for each in metadata.captions
        ]
        video.set_chapters(chapter_marks(metadata.chapters, fps))
        start = 0
        for path, frames in parts:
            _write_cues(video, captions, start + frames, fps)
            for packet in _packets(path, header, start / fps):
                packet.stream = pictures
                video.mux(packet)
            start += frames


def _packets(path: Path, header: bytes | None, start: Fraction) -> Iterator[Packet]:
    """The packets of a part that begins at `start` (seconds), with their times in the video."""
    with av.open(str(path.absolute())) as part:
        source = part.streams.video[0]
        if source.codec_context.extradata != header:
            raise ValueError(f"{path.name} is encoded in another way than the first part")
        for packet in part.demux(source):
            if packet.pts is None or packet.dts is None:  # the end
                continue
            shift = round(start / packet.time_base)
            packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
            yield packet


def _caption_track(video, language: str):
    track = video.add_mux_stream("mov_text")
    track.time_base = _MILLISECONDS
    track.metadata["language"] = LANGUAGES[language].iso639_2
    return track


def _write_cues(video, captions, before: int, fps: Fraction) -> None:
    """Writes the cues that begin before a frame, so that they are interleaved with the pictures.

    3GPP timed text: two bytes of length, then UTF-8 (3GPP TS 26.245, 5.17).
    """
    for track, cues in captions:
        while cues and cues[0].start < before:
            cue = cues.popleft()
            text = "\n".join(cue.lines).encode()
            packet = Packet(len(text).to_bytes(2, "big") + text)
            packet.stream, packet.time_base = track, _MILLISECONDS
            packet.pts = packet.dts = round(cue.start / fps * 1000)
            packet.duration = round(cue.end / fps * 1000) - packet.pts
            video.mux(packet)
