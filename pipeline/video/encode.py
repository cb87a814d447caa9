"""Encodes frames to a video file with PyAV, on two threads: one converts, one encodes.

Colours are converted and tagged as bt709 (limited range), and the frame rate is an exact fraction.
The first frame is a key frame, and one every KEY_FRAME_SECONDS from there on; the encoder adds none
where it detects a change of scene. So files of one kind can be joined without encoding them again.
"""

from __future__ import annotations

import os
import queue
import sys
import threading
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.error import ExternalError
from av.video.frame import PictureType
from av.video.reformatter import ColorRange

from pipeline.video.codecs import Codec, key_frame_distance
from pipeline.video.conversion import converter

os.environ.setdefault("SVT_LOG", "1")  # errors only; libsvtav1 writes past av's own log
QUEUE_SIZE = 4
"""How many frames may wait for the encoder: 8 MB each at 1080 lines."""
LOW_PRIORITY = 10
"""The `niceness` of an encoder beside a drawing thread, which must not wait; it can, for a few
frames."""
BT709 = 1
"""Code of ITU-R BT.709 for primaries, transfer and matrix (ITU-T H.273, tables 2 to 4)."""


class VideoEncoder:
    """Encodes BGRA frames, (height, width, 4) uint8, straight alpha, on its own threads.

    Use as a context manager: the file is finished at the end of the block, and the threads' first
    error is raised there (or at the next `write`).
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        fps: Fraction,
        codec: Codec,
        transparent: bool,
        niceness: int = 0,
        after: VideoEncoder | None = None,
    ) -> None:
        """`niceness`: the nice value of its threads (setpriority(2): 0 to 19). `after`: it encodes
        once that one has ended, since each takes 120 MB at 1080 lines; frames wait meanwhile."""
        self.size, self.fps, self.codec = size, fps, codec
        self.path, self.frames = path, 0
        self._container = av.open(str(path.absolute()), "w", options=codec.container)
        self._alpha = transparent and codec.alpha is not None
        self._stream = self._open_stream()
        self._convert = converter(str(self._stream.pix_fmt), size, fps)
        self._queue: queue.Queue[tuple[Future, int] | None] = queue.Queue(maxsize=QUEUE_SIZE)
        self._error: BaseException | None = None
        self._ended = threading.Event()
        self._converter = ThreadPoolExecutor(1, "converter", _lower_priority, (niceness,))
        self._thread = threading.Thread(
            target=self._drain,
            args=(niceness, after and after._ended),
            name="encoder",
            daemon=True,
        )
        self._thread.start()

    def _open_stream(self) -> av.VideoStream:
        encoder, options = self.codec.encoder, self.codec.options
        if self._alpha and self.codec.alpha_encoder:
            encoder, options = self.codec.alpha_encoder, self.codec.alpha_options
        stream = self._container.add_stream(encoder, rate=self.fps, options=dict(options))
        assert isinstance(stream, av.VideoStream)
        pixels = self.codec.alpha if self._alpha else self.codec.pixels
        stream.width, stream.height = self.size
        stream.pix_fmt = pixels
        context = stream.codec_context
        context.time_base = 1 / self.fps
        context.gop_size = key_frame_distance(self.fps)
        self._tagged = bool(pixels and pixels.startswith("yuv"))
        if self._tagged:
            context.color_primaries = context.color_trc = context.colorspace = BT709
            context.color_range = ColorRange.MPEG
        return stream

    def __enter__(self) -> VideoEncoder:
        return self

    def __exit__(self, kind, error, trace) -> None:
        if error is not None:
            self.abandon(error)
        else:
            self._end()
            if self._error is not None:
                raise self._error

    def abandon(self, error: BaseException | None = None) -> None:
        """Ends its threads without encoding the frames that are still queued."""
        self._error = error or InterruptedError("abandoned")
        self._end()

    def _end(self) -> None:
        self._queue.put(None)
        self._thread.join()
        self._converter.shutdown(cancel_futures=True)
        try:
            self._container.close()
        finally:
            del self._container, self._stream, self._convert  # the memory is theirs
            self._ended.set()

    def write(self, pixels: np.ndarray, repeat: int = 1) -> None:
        """Writes one frame `repeat` times; the array must not be changed afterwards."""
        if self._error is not None:
            raise self._error
        self._queue.put((self._converter.submit(self._convert, pixels), repeat))

    def write_converted(self, frame: av.VideoFrame, repeat: int = 1) -> None:
        """Writes a frame that is in the encoder's own format, such as one of another video,
        `repeat` times."""
        if self._error is not None:
            raise self._error
        frame.pict_type = PictureType.NONE  # the encoder itself chooses its key frames
        converted: Future[av.VideoFrame] = Future()
        converted.set_result(frame)
        self._queue.put((converted, repeat))

    def _drain(self, niceness: int, may_begin: threading.Event | None) -> None:
        _lower_priority(niceness)
        if may_begin is not None:
            may_begin.wait()
        while (item := self._queue.get()) is not None:
            if self._error is None:
                try:
                    self._encode(*item)
                except BaseException as error:  # raised in the drawing thread
                    self._error = error
        if self._error is None:
            try:
                self._mux(None)
            except BaseException as error:
                self._error = error

    def _encode(self, converted: Future, repeat: int) -> None:
        frame = converted.result()
        if self._tagged:
            frame.color_primaries = frame.color_trc = BT709  # ProRes reads them only from frames
        for _ in range(repeat):
            if self._error is not None:
                return
            frame.pts, frame.time_base = self.frames, 1 / self.fps
            self.frames += 1
            self._mux(frame)

    def _mux(self, frame: av.VideoFrame | None) -> None:
        try:
            self._container.mux(self._stream.encode(frame))
        except ExternalError as error:  # x264 does not say why it cannot go on
            raise MemoryError from error


def _lower_priority(niceness: int) -> None:
    """Lowers the priority of this thread and those it starts; only on Linux."""
    if niceness and sys.platform.startswith("linux"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), niceness)
