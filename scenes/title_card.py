"""TitleCard: the title of a lecture, or of one of its parts."""

from __future__ import annotations

from manim import UP, Create, FadeIn

from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.title_picture import TitlePicture
from scenes._kit.parameters.title import TitleText


class TitleCard(Lesson[TitleText]):
    """A title, underlined, with a line of text below."""

    defaults = {"title": "Nabla"}
    beats = ("title",)

    def facts(self) -> dict[str, str]:
        return {"title": self.parameters.title_in(self.language)}

    def title(self) -> None:
        """The title fades in, unless the clip before turned to it; the line under it is drawn."""
        picture = TitlePicture(self.parameters, self.language)
        appears = [FadeIn(picture.heading, shift=theme.GAP * UP)]
        if self.transition.continues:
            self.add(picture.heading)
            appears = []
        self.play(*appears, Create(picture.rule), run_time=theme.MODERATE)
        if picture.below:
            self.use_sentence("title_below", below=self.parameters.below_in(self.language))
            self.play(FadeIn(picture.below))
        self.complete(picture.rule)
