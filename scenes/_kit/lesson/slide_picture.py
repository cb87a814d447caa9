"""`SlidePicture`: a slide's lines, set as large as they fit."""

from __future__ import annotations

from manim import DOWN, LEFT, UP, Line, VGroup, config

from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.lesson.slide_rows import SIZES, fitting_size, gap, markup, room
from scenes._kit.parameters.slide import SlideText
from scenes._kit.text.formula import words


class SlidePicture(VGroup):
    """The picture of a slide, in a language: its `rows`, and of them those of the `body`."""

    up = UP

    def __init__(self, slide: SlideText, language: str) -> None:
        super().__init__()
        frame = config.frame_width, config.frame_height
        width, height, middle = room(frame)
        lines = slide.lines_in(language)
        size = fitting_size(lines, frame) or SIZES[-1]
        em = size / theme.POINTS
        for line in lines:
            row = VGroup(words(markup(line, width / em), font_size=size))
            if len(self):
                row.next_to(self[-1], DOWN, buff=gap(line) * em, aligned_edge=LEFT)
            if line.is_heading:
                row.add(_rule(row, em))
            self.add(row)
        self.move_to((0.0, middle, 0.0))
        if self.height > height:
            self.scale(height / self.height)
        self.rows = list(self)
        self.body = self.rows[1:] if lines[0].is_heading else self.rows
        in_frame(self)


def _rule(heading: VGroup, em: float) -> Line:
    """The line under a heading."""
    rule = Line(heading.get_left(), heading.get_right(), color=theme.GRADIENT)
    rule.set_stroke(width=theme.LINE_WIDTH)
    return rule.next_to(heading, DOWN, buff=em / 3)
