"""Reads videos with PyAV, and runs the program that makes them."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np

if TYPE_CHECKING:
    from av.container.core import Chapter

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Video:
    """A decoded video: frames as RGB, (height, width, 3) uint8; chapters in seconds."""

    frames: list[np.ndarray]
    times: list[Fraction]
    rate: Fraction
    codec: str
    pixels: str
    tags: tuple[int, int, int, int]
    key_frames: list[int]
    chapters: list[tuple[str, float, float]]

    @classmethod
    def read(cls, path: str | Path, decoder: str | None = None) -> Video:
        """The decoded file; `decoder` overrides the default decoder."""
        with av.open(str(path)) as container:
            stream = container.streams.video[0]
            context = stream.codec_context
            if decoder is not None:
                context = av.VideoCodecContext.create(decoder, "r")
                assert isinstance(context, av.VideoCodecContext)
            decoded = [f for packet in container.demux(stream) for f in context.decode(packet)]
            assert stream.average_rate is not None
            return cls(
                frames=[frame.to_ndarray(format="rgb24") for frame in decoded],
                times=[Fraction((frame.pts or 0) * (stream.time_base or 0)) for frame in decoded],
                rate=Fraction(stream.average_rate),
                codec=stream.codec_context.name,
                pixels=decoded[0].format.name,
                tags=(
                    stream.codec_context.color_primaries,
                    stream.codec_context.color_trc,
                    stream.codec_context.colorspace,
                    stream.codec_context.color_range,
                ),
                key_frames=[n for n, frame in enumerate(decoded) if frame.key_frame],
                chapters=[_chapter(each) for each in container.chapters()],
            )

    def hashes(self) -> list[str]:
        """The hashes of the frames."""
        return [hashlib.sha256(frame.tobytes()).hexdigest() for frame in self.frames]


def _chapter(chapter: Chapter) -> tuple[str, float, float]:
    base = chapter["time_base"]
    assert base is not None
    return (
        chapter["metadata"]["title"],
        float(chapter["start"] * base),
        float(chapter["end"] * base),
    )


def written(folder: Path) -> list[Path]:
    """The files in a folder, except those of the store of segments."""
    store = folder / "media" / "segments"
    files = (path for path in folder.rglob("*") if not path.is_dir())
    return sorted(path for path in files if not path.is_relative_to(store))


def program(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs `render.py` as a program in a folder."""
    command = [sys.executable, ROOT / "render.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)
