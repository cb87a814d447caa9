"""`FrameTap`: stands where manim writes files, and writes none: frames go to the observer."""

from __future__ import annotations

from manim.scene.scene_file_writer import SceneFileWriter


class FrameTap(SceneFileWriter):
    """A file writer that writes nothing."""

    def write_frame(self, *_: object, **__: object) -> None:
        """Leaves the frame out."""
