"""The gap between tangent plane and surface, marked where it stands, at the end of a step."""

from __future__ import annotations

from collections.abc import Sequence

from manim import VGroup

from engine.mobjects.curve import Curve3D
from scenes._kit import theme
from scenes._kit.layout.labels import label_of
from scenes._kit.layout.segment_labels import (
    box_points,
    line_points,
    place_by_segments,
)
from scenes._kit.text.formula import Formula
from scenes.figures.differential.label_room import LabelRoom
from scenes.figures.differential.staircase import Staircase
from scenes.figures.differential.step_labels import surroundings


def gap_mark(
    staircase: Staircase,
    source: str,
    labels: Sequence[VGroup],
    room: LabelRoom,
) -> tuple[Curve3D, VGroup]:
    """The segment from the plane to the surface, and a formula beside it, clear of other labels."""
    ends = staircase.space.place_of([staircase.end, staircase.top])
    line = Curve3D(ends, stroke_width=theme.CURVE_WIDTH, color=theme.FOREGROUND)
    arrows = [line_points(room.camera.project_points(each.points)) for each in staircase.arrows]
    texts = [box_points(part) for label in labels for part in label]
    around = surroundings(staircase, room)
    around = around.including([*arrows, around.faint], texts)
    name = label_of(line, Formula(source, font_size=theme.LABEL))
    (placed,) = place_by_segments([name], [room.camera.project_points(ends)], around)
    return line, placed
