"""`LabelRoom`: where labels of a figure may stand: beside the column of notes, never in it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from manim import VMobject

from calclib import ScalarField
from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.columns import Column
from scenes._kit.layout.segment_labels import box_points
from scenes._kit.layout.slots import Slot, above_captions, safe_area
from scenes._kit.lesson.notes import DEFINITION_SHARE
from scenes._kit.text.paragraph import definition

LABEL_SIZES = {theme.FORMULA: 0.0, theme.TEXT: 0.15, theme.LABEL: 0.25}
"""Font sizes of labels, the preferred one first, and what they cost, as leader lines do."""

_LEFT_TO_LABELS = 0.35
"""By so much notes beside a figure with labels are narrower than usual, in scene units."""


def narrower(notes: Slot, stage: Slot, field: ScalarField) -> Slot:
    """The column of notes, narrower where it stands beside the stage, so that figure and labels
    are larger; but not where a field's definition would be small in it."""
    narrow = notes.without_left(_LEFT_TO_LABELS)
    formula = definition(field, Column(narrow).upper(DEFINITION_SHARE))
    is_legible = formula is not None and formula.font_size >= theme.LABEL
    return narrow if is_legible and stage.left_of(notes) != stage else notes


@dataclass(frozen=True)
class LabelRoom:
    """The camera that sees a figure, its stage, and the column of notes beside or below it."""

    camera: EngineCamera
    stage: Slot
    notes: Slot

    @property
    def area(self) -> Slot:
        """Where labels may stand: the frame beside the notes, or the stage above them."""
        is_above = self.stage.left_of(self.notes) == self.stage
        whole = self.stage if is_above else safe_area().left_of(self.notes)
        return above_captions(whole)

    def holds(self, *mobjects: VMobject) -> bool:
        """Whether mobjects lie in the area."""
        points = np.vstack([box_points(each) for each in mobjects])
        return bool(self.area.contains(points).all())
