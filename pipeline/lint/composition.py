"""How a beat's last picture uses the frame: the size of its figure and of its formulas.

Pictures are watched on phones, and players lay captions over the lowest part of the frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from pipeline.lint import readouts
from pipeline.lint.layout import text_height
from pipeline.lint.rules import View, Violation
from pipeline.lint.texts import SEEN, Text
from scenes._kit import theme

FIGURE = 0.6
"""A figure's width or height at least, as a share of the frame's."""
FILLED = 0.4
"""The area around figure and formulas at least, where the figure is smaller: a diagram grows."""
FORMULA = 1 / 22
"""An em of a formula at least, as a share of the frame's height (`layout.text_height`)."""
_ROUNDING = 0.005
"""Of an em, and of the frame's height."""
_SPECK = 0.01
"""What is drawn in less of the frame is no figure: a line under a title."""
_AXIS_NAME = 2
"""Characters at most of what is taken for the name of an axis or a line."""


@dataclass(frozen=True)
class Composition:
    """Shares of the frame: the width and height of the figure with the numbers and names of its
    axes (0: there is none), the area of the smallest rectangle around figure and formulas, and the
    smallest formula's em (0: none)."""

    width: float
    height: float
    area: float
    em: float

    def __str__(self) -> str:
        figure = f"figure {self.width:.0%} x {self.height:.0%}, " if self.width else ""
        formula = f", em 1/{1 / self.em:.0f}" if self.em else ""
        return f"{figure}filled {self.area:.0%}{formula}"


def composition(texts: Sequence[Text], view: View) -> Composition:
    """That of a picture."""
    seen = [text for text in texts if text.opacity >= SEEN]
    written = [text for text in seen if _is_formula(text)]
    figure = _around_drawing(view)
    if len(figure):
        figure = np.concatenate([figure, *(text.boxes for text in seen if text not in written)])
    width, height = _size(figure) / view.frame
    area = np.prod(_size(np.concatenate([figure, *(text.boxes for text in written)])) / view.frame)
    em = min((text.mobject.em for text in written), default=0.0) / text_height(view.frame)
    return Composition(float(width), float(height), float(area), float(em))


def _size(boxes: np.ndarray) -> np.ndarray:
    """Width and height (2,) of the rectangle around boxes (n, 4)."""
    if not len(boxes):
        return np.zeros(2)
    return boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0)


def _around_drawing(view: View) -> np.ndarray:
    """The box (1, 4) around what is drawn, as those of texts; (0, 4) where next to nothing is."""
    rows, columns = np.nonzero(view.drawn)
    if not len(rows) or np.ptp(rows) * np.ptp(columns) < _SPECK * view.drawn.size:
        return np.empty((0, 4))
    shape = np.array(view.drawn.shape[::-1])
    low = np.array([columns.min(), shape[1] - 1 - rows.max()]) / shape - 0.5
    high = np.array([columns.max() + 1, shape[1] - rows.min()]) / shape - 0.5
    return np.concatenate([low * view.frame, high * view.frame])[None]


def _is_formula(text: Text) -> bool:
    """Whether it is read as a formula or a phrase: no number of an axis, no name of a thing."""
    return text.whole and not readouts.is_tick(text.mobject) and len(text.boxes) > _AXIS_NAME


def composed(texts: Sequence[Text], view: View) -> Iterator[Violation]:
    """The figure large, formulas legible on a phone, and nothing under the captions but axes."""
    found, height = composition(texts, view), view.frame[1]
    text_unit = text_height(view.frame)
    largest = max(found.width, found.height)
    if found.width and largest < FIGURE and found.area < FILLED:
        amount = f"{found}; least {FIGURE:.0%} of a side, or {FILLED:.0%} filled"
        yield Violation("small figure", "", amount, FIGURE - largest)
    for text in texts:
        if text.opacity < SEEN or not _is_formula(text):
            continue
        missing = FORMULA - text.mobject.em / text_unit
        if missing > _ROUNDING * FORMULA:
            amount = (
                f"em 1/{text_unit / text.mobject.em:.0f} of the frame, least 1/{1 / FORMULA:.0f}"
            )
            yield Violation("small formula", text.plain, amount, missing)
        depth = theme.CAPTIONS - 0.5 - text.boxes[:, 1].min() / height
        if depth > _ROUNDING:
            amount = f"{depth:.1%} of the frame's height, which belongs to captions"
            yield Violation("under captions", text.plain, amount, depth)
