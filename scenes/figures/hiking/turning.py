"""What is told while a direction turns: the rule of its slope, a bar that shows it, its scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from manim import FadeIn, Group, Mobject

from calclib import Number
from calclib.framing.hike import Hike
from calclib.geometry.circles import slopes_around
from calclib.numeric.steepest_way import SteepestWay
from scenes._kit import theme
from scenes._kit.layout.columns import Column
from scenes._kit.layout.slots import Slot
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.names import ANGLES, free_letter
from scenes._kit.text import notation
from scenes._kit.text.derivatives import directional, gradient_at, gradient_forms, nabla
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.paragraph import wrapped
from scenes.figures.hiking.compass import CIRCLE_ANGLES, MAX_LENGTH, Compass
from scenes.figures.hiking.landscape import Landscape
from scenes.figures.hiking.slope_bar import SlopeBar

_FIRST_SHARE = 1e-3
"""The share of a hike whose direction is that of its first step."""
_NEAR = 1e-5
"""The step, as a share of the land's shorter side, whose slope is that of the land at a kink."""

_FOLDED = 0.7
"""A circle is folded on the land if its shortest direction is a smaller share of its longest."""


class CompassOnKink(Compass):
    """The unit direction where a hike starts without a gradient: it rises as the land does on its
    side of the point. Angles are from the steepest way, which the hike takes, if there is one, else
    the x-axis.

    Where the land falls so steeply beside that way that the circle of directions would be folded
    about it on the land, there is no circle there, and each direction is shortened alone.
    """

    def __init__(self, landscape: Landscape, hike: Hike) -> None:
        super().__init__(landscape, hike.at(0))
        if hike.length:
            step = (hike.at(_FIRST_SHARE) - hike.at(0))[:2]
            self.way = SteepestWay.near(landscape.field, self.place[:2].tolist(), step)
            self.along = self.way.direction if self.way else step / np.hypot(*step)

    @property
    def has_slopes(self) -> bool:
        """Whether there is a slope, a finite one, in every direction."""
        return bool(np.isfinite(self.steps(CIRCLE_ANGLES)).all())

    @cached_property
    def is_folded(self) -> bool:
        """Whether the shortest direction on the land would be much shorter than the longest."""
        place_of = self.landscape.space.place_of
        ways = place_of(self.place + self.steps(CIRCLE_ANGLES)) - place_of(self.place)
        lengths = np.linalg.norm(ways, axis=1)
        return bool(lengths.min() < _FOLDED * lengths.max())

    def circles(self) -> Group:
        return Group(super().circles()[0]) if self.is_folded else super().circles()

    def _contracted(self, ways: np.ndarray) -> np.ndarray:
        if not self.is_folded:
            return super()._contracted(ways)
        lengths = np.linalg.norm(ways, axis=-1, keepdims=True)
        return ways * (MAX_LENGTH / np.maximum(lengths, MAX_LENGTH))

    def _rises(self, flat: np.ndarray, angles: np.ndarray) -> np.ndarray:
        lows, highs = np.transpose(self.landscape.region)
        step = _NEAR * float((highs - lows).min())
        return slopes_around(self.landscape.field, self.place[:2], flat, step)


def gradient_and_slope(
    notes: Notes, compass: Compass, point: Sequence[float], slopes: Sequence[Number]
) -> list[Formula]:
    """The gradient at a point, with the partial slopes, and the slope in a direction: formulas not
    yet shown, with room below them for the scale."""
    shown = [notes.lesson.typeset(slope) for slope in slopes]
    rise = _slope_along() if compass.length else _level_slope(notes.lesson.typeset_given(0))
    below = Formula("1", font_size=theme.LABEL) if compass.needs_scale else None
    forms = [(form, rise) for form in _gradient_in_strip(point, slopes, shown)]
    return notes.legible(forms, reserve=below)


def _gradient_in_strip(
    point: Sequence[float], slopes: Sequence[Number], shown: Sequence[str]
) -> list[str]:
    """The gradient at a point in line, which is largest in a low strip, as a column, and in line
    without the point, which the map shows: the preferred ones first."""
    column, row = gradient_forms(point, slopes, shown)
    return [row, column, gradient_at(point, slopes, shown, in_line=True, short=True)]


def _slope_along() -> str:
    """The slope in a direction: D_u f = grad f . u = |grad f| cos theta."""
    angle = free_letter(*ANGLES)
    return f"{_slope()} = {nabla()} dot bold(u) = abs({nabla()}) cos {angle}"


def _level_slope(zero: str) -> str:
    """The slope in a direction where the gradient is the zero vector: 0, as shown."""
    return f"{_slope()} = {nabla()} dot bold(u) = {zero}"


def _slope() -> str:
    return notation.part("output", directional())


def slope_bar(lesson: Lesson[Any], slot: Slot, compass: Compass, steepest: str) -> SlopeBar:
    """The bar of a compass in a slot, with the slope `steepest` at its end."""
    keys = ("steepest_down", "level", "steepest_up")
    meanings = [words(lesson.phrase(key), font_size=theme.LABEL) for key in keys]
    numbers = [f"−{steepest}", lesson.typeset_given(0), steepest]
    return SlopeBar(slot, compass, directional(), numbers, meanings)


def written_steepest(lesson: Lesson[Any], slot: Slot, compass: Compass) -> Iterator[Mobject]:
    """Writes in a slot how steep the way up is, if there is one, and that no other is as steep; the
    row."""
    if compass.way:
        value = lesson.typeset_equal(compass.way.slope, point=compass.way.slope.place)
        phrase = lesson.phrase("steepest", slope=f"{_slope()} {value}")
        row = Column(slot).put(wrapped(phrase, slot, theme.TEXT))
        lesson.play(FadeIn(row))
        yield row


def written_scale(notes: Notes, compass: Compass) -> Iterator[Mobject]:
    """Writes to which scale directions and gradient are drawn, unless it is the true one; the row,
    which is no longer one of the notes."""
    if compass.needs_scale:
        key, factor = compass.scale_phrase
        parts = {"n": notes.lesson.typeset_given(factor), "gradient": nabla()}
        notes.phrase(key, theme.LABEL, u="bold(u)", **parts)
        yield notes.drop_last()
