"""The rows of a slide as Typst sets them, and the size at which they fit a frame. Free of manim."""

from __future__ import annotations

import json
from collections.abc import Sequence

from calclib.typesetting.typst_strings import text
from scenes._kit import theme
from scenes._kit.parameters.slide import Line
from scenes._kit.text import fonts, typst_compiler

SIZES = (theme.LARGE, 48.0, theme.FORMULA, theme.TEXT, 32.0, theme.TICK)
"""The font sizes tried, the largest first."""
HEADING = 1.35
"""The size of the heading, to that of the other lines."""
ROW_GAP, PARAGRAPH_GAP = 0.75, 1.5
"""Between rows, in em; PARAGRAPH_GAP where an empty line stands."""
_BULLET, _INDENT = "•", 1.1
_LEADING = 0.5
_UNIT = 10
"""Points of an em where rows are measured."""


def room(frame: tuple[float, float]) -> tuple[float, float, float]:
    """Width, height and the height of the middle of what a slide may fill, in scene units.

    `frame`: the frame's width and height. Captions have room below.
    """
    width, height = frame
    top, bottom = 0.5 - theme.MARGIN, max(theme.CAPTIONS, theme.MARGIN) - 0.5
    return width * (1 - 4 * theme.MARGIN), height * (top - bottom), height * (top + bottom) / 2


def markup(line: Line, width: float) -> str:
    """A row as Typst, in a box that is so many em wide."""
    words = text(line.words)
    if line.is_heading:
        words = f"#std.text(size: {HEADING}em)[{words}]"
    if line.is_bullet:
        words = f"#grid(columns: ({_INDENT}em, 1fr), [{_BULLET}], [{words}])"
    rules = f"#set par(leading: {_LEADING}em, justify: false);"
    return f"#box(width: {width:.3f}em)[{rules} {words}]"


def gap(line: Line) -> float:
    """What is above a row that is not the first, in em."""
    return PARAGRAPH_GAP if line.gap else ROW_GAP


def fitting_size(lines: Sequence[Line], frame: tuple[float, float]) -> float | None:
    """The largest font size at which a slide's lines fit a frame; None if none does."""
    width, height, _ = room(frame)
    for size in SIZES:
        em = size / theme.POINTS
        heights, widest = _measured(lines, width / em)
        whole = sum(heights) + sum(map(gap, lines[1:]))
        if whole * em <= height and widest * em <= width:
            return size
    return None


def _measured(lines: Sequence[Line], width: float) -> tuple[list[float], float]:
    """The heights of rows that are so many em wide, and the width of the widest word, in em."""
    boxes = ", ".join(f"measure([{markup(line, width)}]).height / 1pt" for line in lines)
    words = ", ".join(f"measure([{each}]).width / 1pt" for each in map(_word, lines))
    document = (
        f"#set page(width: auto, height: auto, margin: 0pt)\n#set text(size: {_UNIT}pt)\n"
        f"{fonts.preamble()}#context [\n"
        f"  #metadata(json.encode((({boxes},), ({words},)))) <measured>\n"
        "]\n"
    )
    (found,) = typst_compiler.query(document, "<measured>")
    heights, widths = json.loads(found["value"])
    return [each / _UNIT for each in heights], max(widths) / _UNIT


def _word(line: Line) -> str:
    """The words of a line one below another, so that it is as wide as the widest."""
    words = " \\ ".join(map(text, line.words.split()))
    size = HEADING if line.is_heading else 1
    indent = f"#h({_INDENT}em)" if line.is_bullet else ""
    return f"#std.text(size: {size}em)[{indent}{words}]"
