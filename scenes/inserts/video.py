"""Video: a video of a lecture's author."""

from __future__ import annotations

from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.media import Playing
from scenes._kit.parameters.media import VideoFile


class Video(Lesson[VideoFile]):
    """A video as large as it fits the frame, at the frame rate of the lecture."""

    defaults = {}
    beats = ("video",)

    def facts(self) -> dict[str, str]:
        return {"caption": ""}

    def video(self) -> None:
        """It is played, and its last picture stands for a moment."""
        playing = Playing(self.parameters.video)
        self.complete()
        self.play(playing)
