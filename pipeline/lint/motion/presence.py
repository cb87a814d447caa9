"""Presence: a figure does not vanish within a beat, to come again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np

from pipeline.lint import layout
from pipeline.lint.motion.changes import changed
from pipeline.lint.rules import Violation
from pipeline.lint.texts import Text

_FIGURE = 0.001
"""The share of pixels that a figure covers, at least; its texts do not count."""


def figure_is_shown(
    picture: np.ndarray, texts: Sequence[Text], ground: np.ndarray, frame: tuple[float, float]
) -> bool:
    """Whether something is drawn in a picture (height, width, 3) beside its texts.

    `ground` (3,) is the colour of the background, `frame` the frame's size in scene units.
    """
    drawn = changed(picture, ground.astype(np.uint8))
    for text in texts:
        layout.erase(drawn, text.boxes, frame)
    return bool(drawn.mean() >= _FIGURE)


def vanished(shown: Sequence[bool]) -> Iterator[Violation]:
    """There is no moment without the figure between two with it, at the ends of a beat's plays."""
    before = list(accumulate(shown, max))
    after = list(accumulate(reversed(shown), max))[::-1]
    lost = sum(a and b and not s for a, b, s in zip(before, after, shown, strict=True))
    if lost:
        amount = f"gone at the end of {lost} of {len(shown)} plays"
        yield Violation("figure gone", "", amount, float(lost))
