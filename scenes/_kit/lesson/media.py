"""Pictures and videos of a lecture's author, as large as they fit the frame."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import PIL.Image
from av.error import FFmpegError
from manim import Animation, config, linear
from PIL import ImageOps

from engine.mobjects.image import Image
from engine.mobjects.place import in_frame
from scenes._kit import theme


def picture(path: Path) -> Image:
    """The picture in a file, turned as its camera was held, inside the frame's margins."""
    with PIL.Image.open(path) as opened:
        turned = ImageOps.exif_transpose(opened).convert("RGBA")
    inside = 1 - 2 * theme.MARGIN
    size = fitted(turned.size, (config.pixel_width * inside, config.pixel_height * inside))
    return placed(np.asarray(turned.resize(size, PIL.Image.Resampling.LANCZOS)))


def fitted(size: tuple[int, int], room: tuple[float, float]) -> tuple[int, int]:
    """The largest size in even pixels of the same shape, about, that fits some room."""
    scale = min(room[0] / size[0], room[1] / size[1])
    return tuple(max(2, 2 * int(each * scale / 2 + 1e-6)) for each in size)  # type: ignore


def placed(pixels: np.ndarray) -> Image:
    """Pixels (RGBA) in the middle of the frame, each on one of the frame's own."""
    unit = config.frame_width / config.pixel_width
    height, width = pixels.shape[:2]
    return in_frame(Image(pixels, width * unit, height * unit))


class Frames:
    """The pictures of a video by time; they are asked for from the first to the last."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with av.open(str(path.absolute())) as container:
            stream = container.streams.video[0]
            first = next(container.decode(stream))
            self.start = float(first.time or 0)
            ends = container.duration / av.time_base if container.duration else 0.0
            self.seconds = max(ends, 0.1)
            shape = first.rotation % 180
        size = (first.height, first.width) if shape == 90 else (first.width, first.height)
        ratio = stream.sample_aspect_ratio or 1
        wide = (round(size[0] * ratio), size[1]) if shape != 90 else size
        self._size = fitted(wide, (config.pixel_width, config.pixel_height))
        self._open()

    def _open(self) -> None:
        self._container = av.open(str(self._path.absolute()))
        self._decoded = self._container.decode(self._container.streams.video[0])
        self._shown = self._next = next(self._decoded)
        self._pixels = self._converted()

    def at(self, seconds: float) -> np.ndarray:
        """The picture that stands at a time: RGBA, uint8."""
        if seconds + self.start < float(self._shown.time or 0) - 1e-6:
            self._open()
        changed = False
        while self._next is not None and float(self._next.time or 0) <= seconds + self.start + 1e-6:
            self._shown, changed = self._next, True
            try:
                self._next = next(self._decoded, None)
            except FFmpegError:  # broken within: the last whole picture stands
                self._next = None
        if changed:
            self._pixels = self._converted()
        return self._pixels

    def _converted(self) -> np.ndarray:
        frame = self._shown
        turns = round(frame.rotation / 90) % 4
        width, height = self._size[::-1] if turns % 2 else self._size
        shown = frame.reformat(width=width, height=height, format="rgba").to_ndarray()
        return np.rot90(shown, turns)


class Playing(Animation):
    """A video from its first picture to its last, in its own time."""

    def __init__(self, path: Path) -> None:
        self.frames = Frames(path)
        self._image = placed(self.frames.at(0.0))
        super().__init__(self._image, run_time=self.frames.seconds, rate_func=linear)

    def _setup_scene(self, scene) -> None:
        scene.add(self._image)

    def interpolate_mobject(self, alpha: float) -> None:
        self._image.set_pixels(self.frames.at(alpha * self.run_time))
