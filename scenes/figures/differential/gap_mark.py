"""The gap between tangent plane and surface, marked where it stands, at the end of a step."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, VGroup, VMobject

from engine.mobjects.curve import Curve3D
from scenes._kit import theme
from scenes._kit.layout.labels import label_of
from scenes._kit.layout.segment_labels import (
    box_points,
    boxes_near,
    like_minus,
    line_points,
    place_by_segments,
)
from scenes._kit.text.formula import Formula
from scenes.figures.differential.label_room import LABEL_SIZES, LabelRoom
from scenes.figures.differential.staircase import ARROW_WIDTH, Staircase
from scenes.figures.differential.step_labels import surroundings

_CLEAR, _LONGEST_LEADER = 0.06, 1.2
"""What is nearer to a label crowds it, and how far it may be from the gap, in scene units."""
_IN_A_ROW = (-0.4, 0.0, 0.4)
"""Texts that are so near on its left or right are read as one with a label: in scene units."""
_ALONG, _PLACES = 0.5, 17
"""A leader line of which such a share is near arrows runs along them; places looked at on it."""


def gap_mark(
    staircase: Staircase, source: str, labels: Sequence[VGroup], room: LabelRoom
) -> tuple[Curve3D, list[VGroup]]:
    """The segment from the plane to the surface, and a formula beside it, as large as may be, clear
    of these, of arrows and of other labels; none where there is no such place near the gap."""
    ends = staircase.space.place_of([staircase.end, staircase.top])
    line = Curve3D(ends, stroke_width=ARROW_WIDTH, color=theme.FOREGROUND)
    place = room.camera.project_points
    arrows = [line_points(place(each.points)) for each in staircase.arrows]
    boxes = [box_points(part) for label in labels for part in label]
    texts = [box + shift * RIGHT for box in boxes for shift in _IN_A_ROW]
    around = surroundings(staircase, room)
    around = around.including([*arrows, around.faint], texts)
    for size in LABEL_SIZES:
        name = label_of(line, Formula(source, font_size=size))
        (placed,) = place_by_segments([name], [place(ends)], around)
        half, center = np.array([name.width, name.height]) / 2, name.get_center()[None, :2]
        crowded = boxes_near(center, half, np.vstack([around.lines, around.texts]), _CLEAR)[0]
        is_tied_well = all(_is_seen_apart(leader, np.vstack(arrows)) for leader in placed[1:])
        if not crowded and is_tied_well:
            return line, [placed]
    return line, []


def _is_seen_apart(leader: VMobject, arrows: np.ndarray) -> bool:
    """Whether a leader line is short, does not look like a minus sign, and does not run along
    arrows: places (n, 3) on them."""
    start, end = leader.get_start_and_end()
    if like_minus(start[None, :2], end[:2]).any():
        return False
    places = np.linspace(start, end, _PLACES)
    apart = np.linalg.norm(places[:, None, :2] - arrows[None, :, :2], axis=2).min(axis=1)
    return leader.get_length() <= _LONGEST_LEADER and np.mean(apart < _CLEAR) < _ALONG
