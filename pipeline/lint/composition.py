"""How a beat's last picture uses the frame: the size of its figure and of its formulas.

Pictures are watched on phones, and players lay captions over the lowest part of the frame.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from pipeline.lint import readouts
from pipeline.lint.rules import View, Violation
from pipeline.lint.texts import SEEN, Text
from scenes._kit import theme

FIGURE = 0.6
"""A figure's width or height at least, as a share of the frame's."""
FORMULA = 1 / 22
"""An em of a formula at least, as a share of the frame's height."""
_ROUNDING, _ROUNDING_UNITS = 0.995, 0.02
_AXIS_NAME = 2
"""Characters at most of what is taken for the name of an axis or a line."""


@dataclass(frozen=True)
class Composition:
    """Shares of the frame: the figure's width and height (0: there is none), the area of the
    smallest rectangle around figure and formulas, and the smallest formula's em (0: none)."""

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
    figure = _around_figure(view)
    boxes = np.concatenate([np.empty((0, 4)), figure, *(text.boxes for text in seen)])
    ems = [text.mobject.em for text in seen if _is_formula(text)]
    frame = np.array(view.frame)
    sides = (figure[:, 2:] - figure[:, :2]).sum(axis=0) / frame
    around = boxes[:, 2:].max(axis=0) - boxes[:, :2].min(axis=0) if len(boxes) else np.zeros(2)
    return Composition(*sides, float(np.prod(around / frame)), min(ems, default=0.0) / frame[1])


def _around_figure(view: View) -> np.ndarray:
    """The box (1, 4) around what is drawn, as those of texts; (0, 4) where nothing is."""
    rows, columns = np.nonzero(view.drawn)
    if not len(rows):
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
    found = composition(texts, view)
    if found.width and max(found.width, found.height) < FIGURE:
        amount = f"{found.width:.0%} of the width, {found.height:.0%} of the height"
        yield Violation("small figure", "", f"{amount}, least {FIGURE:.0%}", FIGURE - found.width)
    height = view.frame[1]
    for text in filter(_is_formula, texts):
        if text.opacity < SEEN:
            continue
        if text.mobject.em < _ROUNDING * FORMULA * height:
            amount = f"em 1/{height / text.mobject.em:.0f} of the frame, least 1/{1 / FORMULA:.0f}"
            yield Violation("small formula", text.plain, amount, FORMULA * height)
        depth = height * (theme.CAPTIONS - 0.5) - text.boxes[:, 1].min()
        if depth > _ROUNDING_UNITS:
            yield Violation("under captions", text.plain, f"by {depth:.2f} units", depth)
