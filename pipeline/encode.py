"""Frames to a video file, by PyAV, off the drawing thread: converted on one, encoded on another.

Colours are converted and tagged as bt709 (limited range), and the frame rate is an exact fraction.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import av.filter
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from pipeline.codecs import Codec
from pipeline.transparency import straight

WAITING = 4
"""How many frames may wait for the encoder: 8 MB each at 1080 lines."""
BT709 = 1
"""Code of ITU-R BT.709 for primaries, transfer and matrix (ITU-T H.273, tables 2 to 4)."""


@dataclass(frozen=True)
class Chapter:
    """A stretch of a video with a title; start and end in frames."""

    title: str
    start: int
    end: int


def chapter_marks(chapters: Sequence[Chapter], fps: Fraction) -> list[Any]:
    """The chapters as PyAV takes them."""
    return [
        {
            "id": number,
            "start": chapter.start,
            "end": chapter.end,
            "time_base": 1 / fps,
            "metadata": {"title": chapter.title},
        }
        for number, chapter in enumerate(chapters)
    ]


class VideoEncoder:
    """Takes premultiplied RGBA frames, (height, width, 4) uint8; writes them on its own threads.

    Use as a context manager: the file is whole at the end of the block, and the first error of the
    threads is raised there (or at the next `write`).
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        fps: Fraction,
        codec: Codec,
        transparent: bool,
        comment: str = "",
    ) -> None:
        self.size, self.fps, self.codec = size, fps, codec
        self.frames = 0
        self._container = av.open(str(path), "w", options=codec.container)
        self._alpha = transparent and codec.alpha is not None
        self._container.metadata["comment"] = comment
        self._stream = self._open_stream()
        self._palette = _palette_graph(size, fps) if codec.pixels == "pal8" else None
        self._reformatter = VideoReformatter()
        self._queue: queue.Queue[tuple[Future, int] | None] = queue.Queue(maxsize=WAITING)
        self._error: BaseException | None = None
        self._converter = ThreadPoolExecutor(1, "converter")
        self._thread = threading.Thread(target=self._drain, name="encoder", daemon=True)
        self._thread.start()

    def _open_stream(self) -> av.VideoStream:
        encoder = (self.codec.alpha_encoder if self._alpha else None) or self.codec.encoder
        options = self.codec.options if encoder == self.codec.encoder else {}
        stream = self._container.add_stream(encoder, rate=self.fps, options=dict(options))
        assert isinstance(stream, av.VideoStream)
        pixels = self.codec.alpha if self._alpha else self.codec.pixels
        stream.width, stream.height = self.size
        stream.pix_fmt = pixels
        context = stream.codec_context
        context.time_base = 1 / self.fps
        if pixels and pixels.startswith("yuv"):
            context.color_primaries = context.color_trc = context.colorspace = BT709
            context.color_range = ColorRange.MPEG
        return stream

    def __enter__(self) -> VideoEncoder:
        return self

    def __exit__(self, kind, error, trace) -> None:
        if error is not None:
            self._error = error  # the frames that still wait are dropped
        self._queue.put(None)
        self._thread.join()
        self._converter.shutdown(cancel_futures=True)
        self._container.close()
        if error is None and self._error is not None:
            raise self._error

    def write(self, pixels: np.ndarray, repeat: int = 1) -> None:
        """One frame, shown for `repeat` frames; the array must not be changed afterwards."""
        if self._error is not None:
            raise self._error
        self._queue.put((self._converter.submit(self._converted, pixels), repeat))

    def chapters(self, chapters: Sequence[Chapter]) -> None:
        """Writes the chapters into the container (where it can hold them)."""
        if self.codec.suffix == "gif":
            return
        self._container.set_chapters(chapter_marks(chapters, self.fps))

    def _drain(self) -> None:
        while (item := self._queue.get()) is not None:
            if self._error is None:
                try:
                    self._encode(*item)
                except BaseException as error:  # handed to the drawing thread
                    self._error = error
        if self._error is None:
            try:
                self._container.mux(self._stream.encode(None))
            except BaseException as error:
                self._error = error

    def _encode(self, converted: Future, repeat: int) -> None:
        frame = converted.result()
        for _ in range(repeat):
            if self._error is not None:
                return
            frame.pts, frame.time_base = self.frames, 1 / self.fps
            self.frames += 1
            self._container.mux(self._stream.encode(frame))

    def _converted(self, pixels: np.ndarray) -> av.VideoFrame:
        """In the encoder's pixel format."""
        shown = straight(pixels) if self._alpha else pixels
        frame = av.VideoFrame.from_numpy_buffer(shown, format="rgba")
        if self._palette is not None:
            self._palette.push(frame)
            return self._palette.pull()  # type: ignore[return-value]
        return self._reformatter.reformat(
            frame,
            format=self._stream.pix_fmt,
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            threads=1,
        )


def _palette_graph(size: tuple[int, int], fps: Fraction):
    """A filter that gives every frame the 256 colours that suit it."""
    graph = av.filter.Graph()
    width, height = size
    source = graph.add_buffer(
        width=width, height=height, format=av.VideoFormat("rgba"), time_base=1 / fps
    )
    split, sink = graph.add("split"), graph.add("buffersink")
    generate = graph.add("palettegen", "stats_mode=single")
    use = graph.add("paletteuse", "new=1:dither=sierra2_4a")
    source.link_to(split)
    split.link_to(generate, 0, 0)
    split.link_to(use, 1, 0)
    generate.link_to(use, 0, 1)
    use.link_to(sink)
    graph.configure()
    return graph
