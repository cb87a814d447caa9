"""Renders one scene of the engine to a video with the pipeline's encoder, as `render.py render`.

python -m bench.clip EngineSlice slice.mp4
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from manim import tempconfig

from bench import engine_scenes
from engine.observer import FrameObserver
from engine.renderer import EngineRenderer
from pipeline.rendering.quality import QUALITIES
from pipeline.video.codecs import CODECS
from pipeline.video.encode import LOW_PRIORITY, VideoEncoder

HIGH = QUALITIES["high"]
SETTINGS = {
    "pixel_width": HIGH.width,
    "pixel_height": HIGH.height,
    "frame_rate": float(HIGH.fps),
    "dry_run": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
}


class EncodingObserver(FrameObserver):
    """Passes every frame to an encoder."""

    def __init__(self, video: VideoEncoder) -> None:
        self._video = video

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        self._video.write(pixels, repeat)


def main(name: str, target: Path) -> None:
    """Renders the scene of that name at 1080p60."""
    format_options = ((HIGH.width, HIGH.height), HIGH.fps, CODECS["mp4"], False)
    with (
        tempconfig(SETTINGS | {"media_dir": str(target.parent)}),
        VideoEncoder(target, *format_options, niceness=LOW_PRIORITY) as video,
    ):
        renderer = EngineRenderer(EncodingObserver(video))
        renderer.pin_threads()
        scene = getattr(engine_scenes, name)(renderer)
        scene.setup()
        scene.construct()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
