"""`LabelRoom`: where labels of a figure may stand, beside notes and under them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from manim import VMobject

from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.segment_labels import box_points
from scenes._kit.layout.slots import Slot, above_captions, safe_area

_APART = 0.3
"""The distance of points that fill the notes, less than labels are high, in scene units."""


@dataclass(frozen=True)
class LabelRoom:
    """The camera that sees a figure, its stage, and rows of notes beside or below it."""

    camera: EngineCamera
    stage: Slot
    notes: Sequence[Slot]

    @property
    def area(self) -> Slot:
        """Where labels may stand, if not over the notes: the frame, if these are beside it."""
        is_above = all(self.stage.left_of(row) == self.stage for row in self.notes)
        return above_captions(self.stage if is_above else safe_area())

    @property
    def written(self) -> np.ndarray:
        """Points (n, 3) that fill the rows of notes and a margin at their left and below."""
        return np.vstack([np.empty((0, 3)), *(row.grid(_APART) for row in self._with_margins)])

    def holds(self, *mobjects: VMobject) -> bool:
        """Whether mobjects lie in the area, clear of the notes."""
        points = np.vstack([box_points(each) for each in mobjects])
        over_notes = any(row.contains(points).any() for row in self._with_margins)
        return bool(self.area.contains(points).all() and not over_notes)

    @property
    def _with_margins(self) -> list[Slot]:
        left, below = 2 * theme.GAP, theme.GAP / 2
        return [
            Slot(row.x - left / 2, row.y - below / 2, row.width + left, row.height + below)
            for row in self.notes
        ]
