"""Decodes videos to pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace

ALPHA_DECODERS = {"vp9": "libvpx-vp9"}
"""Decoders that read transparency, where the usual one does not."""


def pictures(video: Path, alpha: bool) -> Iterator[np.ndarray]:
    """The pictures of a video: BGRA, (height, width, 4) uint8, straight alpha."""
    return map(_bgra, frames(video, alpha))


def frames(video: Path, alpha: bool) -> Iterator[av.VideoFrame]:
    """The frames of a video, in its own pixel format."""
    with av.open(str(video.absolute())) as container:
        stream = container.streams.video[0]
        context = stream.codec_context
        if alpha and context.name in ALPHA_DECODERS:
            context = av.CodecContext.create(ALPHA_DECODERS[context.name], "r")
        assert isinstance(context, av.VideoCodecContext)
        for packet in container.demux(stream):
            yield from context.decode(packet)


def _bgra(frame: av.VideoFrame) -> np.ndarray:
    if not frame.format.name.startswith("yuv"):
        return frame.to_ndarray(format="bgra")
    return frame.reformat(
        format="bgra", src_colorspace=Colorspace.ITU709, src_color_range=ColorRange.MPEG
    ).to_ndarray()
