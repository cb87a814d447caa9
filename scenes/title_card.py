"""TitleCard: the title of a lecture, or of one of its parts."""

from __future__ import annotations

from manim import DOWN, UP, Create, FadeIn, Line

from calclib.typesetting.typst_strings import text
from scenes._kit import theme
from scenes._kit.layout.slots import safe_area
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.title import TitleText
from scenes._kit.text.paragraph import heading


class TitleCard(Lesson[TitleText]):
    """A title, underlined, with a line of text below."""

    defaults = {"title": "Nabla"}
    beats = ("title",)

    def facts(self) -> dict[str, str]:
        return {"title": self.parameters.title_in(self.language)}

    def title(self) -> None:
        """The title fades in, the line under it is drawn."""
        place = safe_area().inset(1, 1)
        title = heading(text(self.facts()["title"]), place, theme.TITLE)
        rule = Line(title.get_left(), title.get_right(), color=theme.GRADIENT)
        rule.set_stroke(width=theme.LINE_WIDTH).next_to(title, DOWN, buff=theme.GAP)
        self.play(FadeIn(title, shift=theme.GAP * UP), Create(rule), run_time=theme.MODERATE)
        below = self.parameters.below_in(self.language)
        if below:
            line = heading(text(below), place, theme.TEXT, color=theme.MUTED)
            self.play(FadeIn(line.next_to(rule, DOWN, buff=2 * theme.GAP)))
        self.complete(rule)
