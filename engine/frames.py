"""What takes the frames of a renderer: manim's file writer, or nothing where an observer does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
from manim.scene.scene_file_writer import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

from engine.gl.context import ChannelOrder


class FrameTap(SceneFileWriter):
    """A file writer that writes nothing."""

    def write_frame(self, *_: object, **__: object) -> None:
        """Discards the frame."""


class FrameWriter(SceneFileWriter):
    """manim's file writer, for videos without copies of frames."""

    @property
    def order(self) -> ChannelOrder:
        """The order of channels in which it takes frames: videos take them as they are read."""
        return "BGRA" if self.output_spec.is_video else "RGBA"

    def _create_segment_encoder(self, target: Path) -> VideoSegmentEncoder:
        spec = self.video_encoder
        if spec is None:
            return super()._create_segment_encoder(target)
        return BufferEncoder(target=target, spec=spec)


class BufferEncoder(VideoSegmentEncoder):
    """manim's encoder, reading from the memory of frames: to copy one takes longer than to convert
    its colours."""

    def write_frame(self, pixels: np.ndarray, *, repeat: int = 1) -> None:
        """Encodes a frame, BGRA, which must not be changed any more, `repeat` times."""
        self._validate_frame(pixels, repeat)
        stream: Any = self._stream
        try:
            for _ in range(repeat):
                frame = av.VideoFrame.from_numpy_buffer(pixels, format="bgra")
                frame.pts, frame.time_base = self._next_pts, 1 / self.spec.frame_rate
                self._next_pts += 1
                for packet in stream.encode(frame):
                    self._container.mux(packet)
        except BaseException as error:
            raise self._operation_error("encode", error) from error
