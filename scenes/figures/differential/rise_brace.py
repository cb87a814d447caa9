"""A brace along the whole rise of a step on the tangent plane."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from manim import LEFT, RIGHT, BraceBetweenPoints, DashedLine, VMobject

from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.labels import label_of
from scenes._kit.layout.segment_labels import line_points
from scenes._kit.text.formula import Formula
from scenes.figures.differential.label_room import LABEL_SIZES, LabelRoom
from scenes.figures.differential.staircase import Staircase

_SMALLEST, _SHORTEST_LEADER = 0.5, 0.4
"""Of a brace and of a dashed line that leads to it, in scene units."""


def rise_brace(staircase: Staircase, sources: Sequence[str], room: LabelRoom) -> list[VMobject]:
    """A brace along the whole rise on the plane, which is dashed, with a formula; nothing for a
    small rise.

    It stands at the right of all that is drawn beside it, with the first of the sources for which
    there is room, as large as may be, and dashed lines lead to it; else at the rise, on the side
    where there is less of the picture.
    """
    foot = np.array([*staircase.end[:2], staircase.start[2]])
    places = staircase.space.place_of([foot, staircase.end])
    lower, upper = sorted(room.camera.project_points(places) * [1, 1, 0], key=lambda end: end[1])
    if upper[1] - lower[1] < _SMALLEST:
        return []
    lines = [line_points(each.points) for each in staircase.arrows]
    drawn = room.camera.project_points(np.vstack([staircase.sheet.grid.reshape(-1, 3), *lines]))
    aside = [np.array([_edge_beside(drawn, lower, upper), end[1], 0]) for end in (lower, upper)]
    tries = (_braced(*each, aside[0], aside[1], RIGHT) for each in product(sources, LABEL_SIZES))
    fitting = (each for each in tries if room.holds(*each))
    sides = (_braced(sources[0], theme.LABEL, lower, upper, side) for side in (RIGHT, LEFT))
    beside = next(fitting, None)
    brace, label = beside or min(sides, key=lambda each: _covered(each[1], drawn))
    leaders = [*zip((lower, upper), aside, strict=True)] if beside else []
    far = [each for each in leaders if each[1][0] - each[0][0] > _SHORTEST_LEADER]
    style = {"color": theme.SECANT, "stroke_width": theme.AXIS_WIDTH}
    dashed = [in_frame(DashedLine(*pair, **style)) for pair in [(lower, upper), *far]]
    return [*dashed, in_frame(brace), label_of(brace, label)]


def _edge_beside(drawn: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> float:
    """Where at the right of two places, one above the other, nothing is drawn (n, 3)."""
    low, high = lower[1] - theme.GAP, upper[1] + theme.GAP
    beside = drawn[(drawn[:, 1] > low) & (drawn[:, 1] < high), 0]
    return float(beside.max(initial=max(lower[0], upper[0]))) + theme.GAP / 2


def _braced(
    source: str, size: float, lower: np.ndarray, upper: np.ndarray, side: np.ndarray
) -> tuple[BraceBetweenPoints, Formula]:
    """A brace between two places of the frame, at one side, and its formula."""
    brace = BraceBetweenPoints(lower, upper, direction=side, color=theme.SECANT)
    label = Formula(source, font_size=size).next_to(brace, side, buff=theme.GAP / 3)
    return brace, label


def _covered(label: Formula, places: np.ndarray) -> int:
    """How many places (n, 3) of the frame a label covers."""
    beyond = np.abs(places - label.get_center())[:, :2] - np.array([label.width, label.height]) / 2
    return int((beyond < theme.GAP / 2).all(axis=1).sum())
