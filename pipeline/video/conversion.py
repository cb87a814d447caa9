"""Frames to the encoder's pixel format: of a frame like the last one, only what changed."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import av
import av.filter
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from engine.memory.buffer_pool import BufferPool

PATCHED = "yuv420p"
"""The format of which parts can be converted by themselves."""
STEPS = (1, 2, 2)
"""Pixels along each axis that share one sample, in each of its planes."""
REACH = 4
"""How far, in pixels, the filter that makes chroma samples sees beyond those it makes."""
GAP = 32
"""Rows that did not change, at least, between two bands that are converted one by one."""
MAX_CHANGED_SHARE = 0.8
"""Share of the frame from which on it is converted whole."""
SAMPLE = 24
"""Of so many rows one is looked at first, since most frames change either nearly everywhere or in
a few places."""

Box = tuple[slice, slice]
"""Rows and columns."""


def converter(
    pixels: str, size: tuple[int, int], fps: Fraction
) -> Callable[[np.ndarray], av.VideoFrame]:
    """What turns BGRA frames, (height, width, 4) uint8, into a pixel format: YUV of bt709 in
    limited range, or the 256 colours that suit each frame ("pal8").

    The frames must not be changed afterwards.
    """
    return _palette(size, fps) if pixels == "pal8" else Converter(pixels)


class Converter:
    """To YUV. What a frame has in common with the last one is not converted again; the outcome is
    the same to the bit."""

    def __init__(self, pixels: str) -> None:
        self._format = pixels
        self._reformatter = VideoReformatter()
        self._last: tuple[np.ndarray, av.VideoFrame] | None = None
        self._buffers: BufferPool | None = None

    def __call__(self, pixels: np.ndarray) -> av.VideoFrame:
        made = self._patched(pixels, *self._last) if self._last else self._converted(pixels)
        if self._format == PATCHED:
            self._last = pixels, made
        return made

    def _patched(
        self, pixels: np.ndarray, before: np.ndarray, shown: av.VideoFrame
    ) -> av.VideoFrame:
        if _large(changes(before[::SAMPLE], pixels[::SAMPLE]), pixels[::SAMPLE]):
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
        """One that nothing else uses, the encoder included, with whatever is in it."""
        if height % 4:  # such frames PyAV does not make of arrays
            return av.VideoFrame(width, height, PATCHED)
        if self._buffers is None:
            self._buffers = BufferPool((height * 3 // 2, width))
        return av.VideoFrame.from_numpy_buffer(self._buffers.take(), format=PATCHED)

    def _patch(self, frame: av.VideoFrame, pixels: np.ndarray, box: Box) -> None:
        """Converts a box anew, and around it as far as its chroma reaches."""
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
    """Boxes outside which two pictures (height, width, 4) of uint8 agree, from the top; the width
    is even."""
    differs = _pairs(before) != _pairs(after)
    rows = np.flatnonzero(differs.any(axis=1))
    boxes = []
    for band in np.split(rows, np.flatnonzero(np.diff(rows) > GAP) + 1) if len(rows) else []:
        lines = slice(int(band[0]), int(band[-1]) + 1)
        pairs = np.flatnonzero(differs[lines].any(axis=0))
        boxes.append((lines, slice(2 * int(pairs[0]), 2 * int(pairs[-1]) + 2)))
    return boxes


def _large(boxes: list[Box], pixels: np.ndarray) -> bool:
    return sum(pixels[box].size for box in boxes) > MAX_CHANGED_SHARE * pixels.size


def _pairs(pixels: np.ndarray) -> np.ndarray:
    """Two pixels as one number: half as many to compare."""
    return pixels.reshape(len(pixels), -1, 8).view(np.uint64)[..., 0]


def _planes(frame: av.VideoFrame) -> list[np.ndarray]:
    return [
        np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)[
            :, : plane.width
        ]
        for plane in frame.planes
    ]


def _grown(box: Box, pixels: np.ndarray) -> Box:
    """A box REACH wider on every side, and to whole samples, within the picture."""
    grown = (
        slice(max(part.start - REACH, 0) // 2 * 2, min(part.stop + REACH, size) // 2 * 2)
        for part, size in zip(box, pixels.shape, strict=False)
    )
    return tuple(grown)  # type: ignore[return-value]


def _samples(box: tuple[slice, ...], step: int) -> tuple[slice, ...]:
    """Pixels as samples of a plane."""
    return tuple(slice(part.start // step, part.stop // step) for part in box)


def _palette(size: tuple[int, int], fps: Fraction) -> Callable[[np.ndarray], av.VideoFrame]:
    """A filter that gives every frame the 256 colours that suit it."""
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
