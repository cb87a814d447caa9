"""`FrameTap`: replaces manim's file writer where an observer receives the frames."""

from __future__ import annotations

from manim.scene.scene_file_writer import SceneFileWriter


class FrameTap(SceneFileWriter):
    """A file writer that writes nothing."""

    def write_frame(self, *_: object, **__: object) -> None:
        """Discards the frame."""
