"""Slide: a slide of a lecture's author."""

from __future__ import annotations

from manim import FadeIn, LaggedStart

from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.slide_picture import SlidePicture
from scenes._kit.parameters.slide import SlideText


class Slide(Lesson[SlideText]):
    """A heading, and lines of text below it."""

    defaults = {"slide": "Nabla"}
    beats = ("slide",)

    def facts(self) -> dict[str, str]:
        return {"slide": self.parameters.spoken_in(self.language)}

    def slide(self) -> None:
        """The lines appear one after another, and stay until they can be read."""
        picture = SlidePicture(self.parameters, self.language)
        appears = [FadeIn(row, shift=theme.GAP * picture.up) for row in picture.rows]
        self.stays(self.parameters.least_seconds)
        self.play(LaggedStart(*appears, lag_ratio=0.5), run_time=theme.SLOW)
        self.complete(*picture.body)
