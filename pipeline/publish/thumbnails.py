"""Thumbnails for a scrubber: small pictures of a video at equal steps, in one large picture."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from pathlib import Path

import av
from PIL import Image

from pipeline.video.codecs import KEY_FRAME_SECONDS
from pipeline.video.companions import Record

WIDTH, COLUMNS, MOST = 160, 10, 150
"""Of a thumbnail in pixels; of the picture in thumbnails; the most thumbnails."""


@dataclass(frozen=True)
class Thumbnails:
    """Where thumbnails stand in the picture: row by row, one every `step` seconds."""

    step: float
    count: int
    width: int
    height: int
    columns: int = COLUMNS

    def place(self, number: int) -> tuple[int, int]:
        """The left and the top of a thumbnail, in pixels."""
        row, column = divmod(number, self.columns)
        return column * self.width, row * self.height


def write_thumbnails(video: Path, record: Record, target: Path) -> Thumbnails:
    """Writes the picture of a video's thumbnails. Only key frames are decoded: each shows what is
    at its time, or at most KEY_FRAME_SECONDS before."""
    duration = record.seconds(record.frames)
    step = max(KEY_FRAME_SECONDS, ceil(duration / MOST))
    count = max(1, ceil(duration / step))
    height = round(WIDTH * record.height / record.width)
    thumbnails = Thumbnails(step, count, WIDTH, height)
    rows = ceil(count / COLUMNS)
    sheet = Image.new("RGB", (min(count, COLUMNS) * WIDTH, rows * height))
    shown = _key_frames(video, (WIDTH, height))
    latest, following = next(shown)[1], next(shown, None)
    for number in range(count):
        while following is not None and following[0] <= number * step + 0.5 / float(record.fps):
            latest, following = following[1], next(shown, None)
        sheet.paste(latest, thumbnails.place(number))
    sheet.save(target, quality=75, optimize=True)
    return thumbnails


def _key_frames(video: Path, size: tuple[int, int]):
    """The key frames of a video, small: (seconds, picture)."""
    with av.open(str(video.absolute())) as container:
        stream = container.streams.video[0]
        stream.codec_context.skip_frame = "NONKEY"
        for frame in container.decode(stream):
            yield float(frame.time or 0.0), frame.to_image(width=size[0], height=size[1])
