"""One scene of the engine to a video, by the pipeline's encoder, as `render.py render` does it.

python -m bench.clip EngineSlice slice.mp4
"""

from __future__ import annotations

import sys
from pathlib import Path

from manim import tempconfig

from bench import engine_scenes
from engine.frames import FrameTap
from engine.renderer import EngineRenderer
from pipeline.rendering.quality import QUALITIES
from pipeline.video.codecs import CODECS
from pipeline.video.encode import VideoEncoder

HIGH = QUALITIES["high"]
SETTINGS = {
    "pixel_width": HIGH.width,
    "pixel_height": HIGH.height,
    "frame_rate": float(HIGH.fps),
    "dry_run": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
}


def main(name: str, target: Path) -> None:
    """Renders the scene of that name at 1080p60."""
    size = (HIGH.width, HIGH.height)
    with tempconfig(SETTINGS | {"media_dir": str(target.parent)}):
        renderer = EngineRenderer(file_writer_class=FrameTap)
        scene = getattr(engine_scenes, name)(renderer)
        with VideoEncoder(target, size, HIGH.fps, CODECS["mp4"], False) as video:
            renderer.file_writer.sink = video.write
            renderer.pin_threads()
            scene.setup()
            scene.construct()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
