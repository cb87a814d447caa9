"""Converts frames to the encoder's pixel format, only the parts that changed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import av
import av.filter
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from engine.memory.buffer_pool import BufferPool

PATCHED = "yuv420p"
"""The pixel format in which parts of a frame can be converted separately."""
STEPS = (1, 2, 2)
"""Pixels per sample along each axis, in each of its planes."""
REACH = 4
"""How many pixels beyond a sample the chroma filter reads."""
MIN_GAP = 32
"""Unchanged rows between bands that are converted separately."""
MAX_CHANGED_SHARE = 0.8
"""Above this share of the frame, it is converted whole."""
ROW_STRIDE = 24
"""Row stride of the coarse comparison: most frames change almost everywhere or in few places."""

Box = tuple[slice, slice]
"""Rows and columns."""


def converter(
    pixels: str, size: tuple[int, int], fps: Fraction
) -> Callable[[np.ndarray], av.VideoFrame]:
    """A converter of BGRA frames, (height, width, 4) uint8, to a pixel format.

    YUV is bt709 in limited range; "pal8" has a palette of 256 colours for each frame. The frames
    must not be changed afterwards.
    """
    return _palette(size, fps) if pixels == "pal8" else Converter(pixels)


class Converter:
    """Converts to YUV, only where a frame differs from the last one; results are bit-identical."""

    def __init__(self, pixels: str) -> None:
        self._format = pixels
        self._reformatter = VideoReformatter()
        self._last: tuple[np.ndarray, av.VideoFrame] | None = None
        self._buffers: BufferPool | None = None

    def __call__(self, pixels: np.ndarray) -> av.VideoFrame:
        converted = self._patched(pixels, *self._last) if self._last else self._converted(pixels)
        if self._format == PATCHED:
            self._last = pixels, converted
        return converted

    def _patched(
        self, pixels: np.ndarray, before: np.ndarray, shown: av.VideoFrame
    ) -> av.VideoFrame:
        if _large(changes(before[::ROW_STRIDE], pixels[::ROW_STRIDE]), pixels[::ROW_STRIDE]):
            return self._converted(pixels)
        boxes = changes(before, pixels)
        if _large(boxes, pixels):
            return self._converted(pixels)
        made = self._frame(shown.width, shown.height)
        for goal, source in zip(_planes(made), _planes(shown), strict=True):
            goal[:] = source
        for box in boxes:
            self._patch(made, pixels, box)
        return made

    def _frame(self, width: int, height: int) -> av.VideoFrame:
        """An uninitialised frame that nothing else uses, including the encoder."""
        if height % 4:  # PyAV cannot make such frames from arrays
            return av.VideoFrame(width, height, PATCHED)
        if self._buffers is None:
            self._buffers = BufferPool((height * 3 // 2, width))
        return av.VideoFrame.from_numpy_buffer(self._buffers.take(), format=PATCHED)

    def _patch(self, frame: av.VideoFrame, pixels: np.ndarray, box: Box) -> None:
        """Converts a box, and the pixels around it that share its chroma."""
        changed = _grown(box, pixels)
        seen = _grown(changed, pixels)
        patch = self._converted(pixels[seen])
        inner = tuple(
            slice(part.start - whole.start, part.stop - whole.start)
            for part, whole in zip(changed, seen, strict=True)
        )
        for goal, source, step in zip(_planes(frame), _planes(patch), STEPS, strict=True):
            goal[_samples(changed, step)] = source[_samples(inner, step)]

    def _converted(self, pixels: np.ndarray) -> av.VideoFrame:
        return self._reformatter.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, format="bgra"),
            format=self._format,
            dst_colorspace=Colorspace.ITU709,
            dst_color_range=ColorRange.MPEG,
            threads=1,
        )


def changes(before: np.ndarray, after: np.ndarray) -> list[Box]:
    """The boxes, from top to bottom, outside which two pictures agree.

    The pictures are (height, width, 4), uint8, of even width.
    """
    differs = _pairs(before) != _pairs(after)
    rows = np.flatnonzero(differs.any(axis=1))
    boxes = []
    for band in np.split(rows, np.flatnonzero(np.diff(rows) > MIN_GAP) + 1) if len(rows) else []:
        lines = slice(int(band[0]), int(band[-1]) + 1)
        pairs = np.flatnonzero(differs[lines].any(axis=0))
        boxes.append((lines, slice(2 * int(pairs[0]), 2 * int(pairs[-1]) + 2)))
    return boxes


def _large(boxes: list[Box], pixels: np.ndarray) -> bool:
    return sum(pixels[box].size for box in boxes) > MAX_CHANGED_SHARE * pixels.size


def _pairs(pixels: np.ndarray) -> np.ndarray:
    """Pairs of pixels as one number, to halve the comparisons."""
    return pixels.reshape(len(pixels), -1, 8).view(np.uint64)[..., 0]


def _planes(frame: av.VideoFrame) -> list[np.ndarray]:
    return [
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
            :, : plane.width
        ]
        for plane in frame.planes
    ]


def _grown(box: Box, pixels: np.ndarray) -> Box:
    """A box extended by REACH on every side, to whole samples, within the picture."""
    grown = (
        slice(max(part.start - REACH, 0) // 2 * 2, min(part.stop + REACH, size) // 2 * 2)
        for part, size in zip(box, pixels.shape, strict=False)
    )
    return tuple(grown)  # type: ignore[return-value]


def _samples(box: tuple[slice, ...], step: int) -> tuple[slice, ...]:
    """A box in samples of a plane."""
    return tuple(slice(part.start // step, part.stop // step) for part in box)


def _palette(size: tuple[int, int], fps: Fraction) -> Callable[[np.ndarray], av.VideoFrame]:
    """A filter that computes a palette of 256 colours for every frame."""
    graph = av.filter.Graph()
    width, height = size
    source = graph.add_buffer(
        width=width, height=height, format=av.VideoFormat("bgra"), time_base=1 / fps
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

    def convert(pixels: np.ndarray) -> av.VideoFrame:
        graph.push(av.VideoFrame.from_numpy_buffer(pixels, format="bgra"))
        return graph.pull()  # type: ignore[return-value]

    return convert
