"""Picture: a picture of a lecture's author."""

from __future__ import annotations

from manim import FadeIn

from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.media import picture
from scenes._kit.parameters.media import PictureFile


class Picture(Lesson[PictureFile]):
    """A picture before the background, as large as it fits the frame's margins."""

    defaults = {}
    beats = ("picture",)

    def facts(self) -> dict[str, str]:
        return {"caption": ""}

    def picture(self) -> None:
        """It fades in, and stands."""
        self.stays(self.parameters.least_seconds)
        self.play(FadeIn(picture(self.parameters.picture)))
        self.complete()
