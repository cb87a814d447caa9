"""`FrameTap`: where manim would write files, every frame is handed on."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from manim.scene.scene_file_writer import SceneFileWriter

Sink = Callable[[np.ndarray, int], None]
"""Takes a frame (BGRA, uint8, (height, width, 4), straight colours; not to be changed) and for how
many frames it is shown."""


class FrameTap(SceneFileWriter):
    """Stands where manim writes files: hands every frame on to `sink`, and counts them."""

    sink: Sink = staticmethod(lambda pixels, repeat: None)
    count = 0

    def write_frame(self, pixels, *, repeat: int = 1) -> None:
        self.count += repeat
        self.sink(pixels, repeat)
