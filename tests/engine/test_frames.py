"""Frames reach manim's videos and pictures as Cairo's do."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from manim import RIGHT, CairoRenderer, Scene, Square, tempconfig
from manim._config.video_encoder import VideoEncoderSpec
from manim.scene.video_segment_encoder import VideoSegmentEncoder
from PIL import Image

from engine.frames import BufferEncoder
from engine.renderer import EngineRenderer

OPTIONS = (("crf", "23"),)
SPEC = VideoEncoderSpec("mp4", "libx264", "yuv420p", 64, 48, Fraction(30), OPTIONS)


def test_a_video_has_the_same_bytes_as_of_manims_encoder(tmp_path: Path) -> None:
    random = np.random.default_rng(1)
    frames = [random.integers(0, 256, (48, 64, 4), np.uint8) for _ in range(5)]
    files = []
    for kind, order in ((VideoSegmentEncoder, [0, 1, 2, 3]), (BufferEncoder, [2, 1, 0, 3])):
        files.append(tmp_path / f"{kind.__name__}.mp4")
        encoder = kind(target=files[-1], spec=SPEC)
        for repeat, frame in enumerate(frames, 1):
            encoder.write_frame(np.ascontiguousarray(frame[..., order]), repeat=repeat)
        encoder.finish()
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_frame_of_another_size_is_refused(tmp_path: Path) -> None:
    encoder = BufferEncoder(target=tmp_path / "clip.mp4", spec=SPEC)
    with pytest.raises(ValueError, match="shape"):
        encoder.write_frame(np.zeros((4, 4, 4), np.uint8))
    encoder.abort()


class Sliding(Scene):
    """A square of a colour whose channels all differ, which moves."""

    def construct(self) -> None:
        square = Square(6, color="#e08020", fill_opacity=1)
        self.add(square)
        self.play(square.animate.shift(0.5 * RIGHT), run_time=0.5)
        self.wait(0.5)


def written(folder: Path, form: str, engine: bool) -> list[np.ndarray]:
    """The frames (h, w, 3) of a scene that manim writes in a form."""
    size = {"pixel_width": 64, "pixel_height": 48, "frame_rate": 4.0, "format": form}
    quiet = {"progress_bar": "none", "verbosity": "ERROR", "disable_caching": True}
    with tempconfig({**size, **quiet, "media_dir": str(folder)}):
        renderer = EngineRenderer() if engine else CairoRenderer()
        Sliding(renderer=renderer).render()
    if form == "mp4":
        (clip,) = folder.rglob("Sliding.mp4")
        with av.open(str(clip)) as file:
            return [frame.to_ndarray(format="rgb24") for frame in file.decode(video=0)]
    return [np.array(Image.open(path).convert("RGB")) for path in sorted(folder.rglob("*.png"))]


@pytest.mark.parametrize("form", ["mp4", "png-sequence"])
def test_a_clip_of_the_engine_looks_as_one_of_cairo(tmp_path: Path, form: str) -> None:
    frames = [written(tmp_path / name, form, name == "engine") for name in ("cairo", "engine")]
    assert len(frames[0]) == len(frames[1]) >= 3, "a picture of a wait is written once"
    for expected, found in zip(*frames, strict=True):
        assert found[24, 32] == pytest.approx(expected[24, 32], abs=6)
        assert found[24, 32] == pytest.approx([224, 128, 32], abs=12)
