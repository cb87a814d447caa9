"""`TitlePicture`: a title, underlined, with a line of text below."""

from __future__ import annotations

from manim import DOWN, Line, VGroup

from calclib.typesetting.typst_strings import text
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.slots import safe_area
from scenes._kit.parameters.title import TitleText
from scenes._kit.text.paragraph import heading


class TitlePicture(VGroup):
    """The picture of a title card, in a language; `below` is empty if there is no line."""

    def __init__(self, title: TitleText, language: str) -> None:
        super().__init__()
        place = safe_area().inset(1, 1)
        self.heading = heading(text(title.title_in(language)), place, theme.TITLE)
        self.rule = Line(self.heading.get_left(), self.heading.get_right(), color=theme.GRADIENT)
        self.rule.set_stroke(width=theme.LINE_WIDTH)
        self.rule.next_to(self.heading, DOWN, buff=theme.GAP)
        self.below = VGroup()
        line = title.below_in(language)
        if line:
            below = heading(text(line), place, theme.TEXT, color=theme.MUTED)
            self.below.add(below.next_to(self.rule, DOWN, buff=2 * theme.GAP))
        in_frame(self.add(self.heading, self.rule, self.below))
