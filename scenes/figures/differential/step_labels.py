"""The names and numbers of runs and rises, beside the arrows of a staircase."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP, VGroup

from calclib import ScalarField
from engine.camera import EngineCamera
from scenes._kit.layout.labels import label_of
from scenes._kit.layout.segment_labels import (
    Surroundings,
    box_distances,
    box_points,
    boxes_near,
    line_points,
    place_by_segments,
)
from scenes._kit.space.viewpoint import current_view
from scenes._kit.text.formula import Formula
from scenes.figures.differential.close_up import texts_of_axes
from scenes.figures.differential.label_room import LABEL_SIZES, LabelRoom
from scenes.figures.differential.staircase import PLACE, Staircase

_FORM_COSTS = (0.0, 0.05, 0.4)
"""What it costs that a label is a line, that its number stands below its name, and that it has
none."""
_UNEVEN, _LEADER, _TOUCHING, _COVERING = 0.3, 0.6, 10.0, 0.25
"""What it costs that only one of two labels alike lacks its number, that a label stands at a leader
line (and its length, in scene units), that it touches something, and that it covers plane or
surface."""
_OFF_ITS_RISE = 0.2
"""What it costs that the middle of a label of a rise stands above or below that."""
_CROWDED = 1.0
"""What places cost where labels have too little room: at least one needs a leader line."""
_TOUCH = 0.04
"""What is nearer to a label touches it, in scene units."""
_POSES = (
    *((0, PLACE, 0.0), (0, (0, 0.79), 0.1), (0, (0, 0.74), 0.2)),
    *((0, (0.06, 0.8), 0.2), (0, (0.12, 0.86), 0.2)),
    *((1, PLACE, 0.35), (1, (0, 0.74), 0.55), (1, (0.12, 0.86), 0.55)),
)
"""The sides and places in which a staircase is tried, and what each costs."""
_LINE, _BELOW, _NAME = range(3)
_POSED = (
    *((_LINE,) * 4, (_LINE, _BELOW, _LINE, _LINE), (_LINE, _LINE, _LINE, _BELOW)),
    *((_LINE, _BELOW) * 2, (_LINE, _NAME) * 2),
)
"""The forms of labels, in the order of runs and rises, for which a pose is chosen, ..."""
_SINGLE = [tuple(_NAME if k == j else _LINE for j in range(4)) for k in range(4)]
_FORMS = (
    *_POSED,
    *((_NAME, _LINE) * 2, *_SINGLE, (_NAME,) * 4),
)
"""... and those that are tried in it."""
_EVERY = 3
"""How many points of plane and surface one stands for."""
_BESIDE_NAME = 0.3
"""So far beside the name of an axis, in scene units, no label stands."""


def labelled_staircase(
    field: ScalarField,
    point: Sequence[float],
    step: Sequence[float],
    sources: Sequence[tuple[str, str, str]],
    room: LabelRoom,
) -> Staircase:
    """The staircase of a step from the side, and at the place, where labels stand best."""
    camera = room.camera
    before, best = current_view(camera), (np.inf, Staircase(field, point, step))
    for rank, place, cost in _POSES:
        if cost >= best[0] or rank >= len(best[1].sides):
            continue
        staircase = Staircase(field, point, step, rank, place)
        staircase.view(camera, room.stage).apply_to(camera)
        around = surroundings(staircase, room)
        cost += _best_of(_POSED, sources, staircase, camera, around)[0]
        before.apply_to(camera)
        best = min(best, (cost, staircase), key=lambda each: each[0])
    _, found = best
    is_written_on = _are_written_on(found, sources, room)
    before.apply_to(camera)
    if not is_written_on:
        return found
    return Staircase(field, point, step, found.sides.index(found.side), found.place, True)


def _are_written_on(
    staircase: Staircase, sources: Sequence[tuple[str, str, str]], room: LabelRoom
) -> bool:
    """Whether labels, or names of axes, stand on plane or surface, seen as they will be."""
    staircase.view(room.camera, room.stage).apply_to(room.camera)
    faint = surroundings(staircase, room).faint
    labels = (label for pair in step_labels(staircase, sources, room) for label, *_ in pair)
    boxes = [*map(box_points, labels), *texts_of_axes(staircase.axes, room.camera)]
    return any(_is_near(box, faint) for box in boxes)


def step_labels(
    staircase: Staircase,
    sources: Sequence[tuple[str, str, str]],
    room: LabelRoom,
) -> list[list[VGroup]]:
    """Formulas beside the arrows, those of run and rise for each variable, as large as they may be
    where there is room.

    `sources`: of each the name with its number, in a line and below it, and the name alone, which
    suffices where the number would have to stand aside, at a leader line.
    """
    around = surroundings(staircase, room)
    _, best = _best_of(_FORMS, sources, staircase, room.camera, around)
    return [best[k : k + 2] for k in range(0, len(best), 2)]


def _best_of(
    tried: Sequence[Sequence[int]],
    sources: Sequence[tuple[str, str, str]],
    staircase: Staircase,
    camera: EngineCamera,
    around: Surroundings,
) -> tuple[float, list[VGroup]]:
    """The labels that stand best, of those of these forms and of all sizes, and what forms, sizes
    and places cost."""
    best: tuple[float, list[VGroup]] = (np.inf, [])
    for forms in tried:
        base = _cost_of_forms(forms)
        if base >= best[0]:
            break
        chosen = [each[form] for each, form in zip(sources, forms, strict=True)]
        for size, cost_of_size in sorted(LABEL_SIZES.items()):
            placed = _placed(chosen, size, staircase, camera, around)
            cost = _cost_of_places(placed, staircase, camera, around)
            best = min(best, (base + cost_of_size + cost, placed), key=lambda each: each[0])
            if cost >= _CROWDED:  # there is no room for larger ones
                break
    return best


def _cost_of_forms(forms: Sequence[int]) -> float:
    """What the forms of labels, in the order of runs and rises, cost."""
    lacking = [form == _NAME for form in forms]
    uneven = sum(len(set(lacking[k::2])) - 1 for k in range(2))
    return sum(_FORM_COSTS[form] for form in forms) + _UNEVEN * uneven


def _cost_of_places(
    placed: Sequence[VGroup], staircase: Staircase, camera: EngineCamera, around: Surroundings
) -> float:
    """What leader lines cost, and that labels touch arrows, texts or one another."""
    cost = sum(_LEADER + line.get_length() for label in placed for line in label[1:])
    arrows = [line_points(camera.project_points(arrow.points)) for arrow in staircase.arrows]
    for (label, *_), rise in zip(placed[1::2], arrows[1::2], strict=True):
        low, high = sorted(rise[[0, -1], 1])
        cost += _OFF_ITS_RISE * float(not low < label.get_center()[1] < high)
    for label, *_ in placed:
        others = [box_points(other) for other, *_ in placed if other is not label]
        half = np.array([label.width, label.height]) / 2
        near = np.vstack([*arrows, *others, around.texts])
        distance = box_distances(label.get_center()[None, :2], half, near)[0]
        cost += _TOUCHING * float(distance < _TOUCH)
        cost += _COVERING * float(_is_near(box_points(label), around.faint))
    return cost


def _is_near(box: np.ndarray, points: np.ndarray) -> bool:
    """Whether a text, whose box these points (m, 3) fill, almost covers one of some (n, 3)."""
    low, high = box[:, :2].min(axis=0), box[:, :2].max(axis=0)
    return bool(boxes_near((low + high)[None] / 2, (high - low) / 2, points)[0])


def _placed(
    sources: Sequence[str],
    size: float,
    staircase: Staircase,
    camera: EngineCamera,
    around: Surroundings,
) -> list[VGroup]:
    """Formulas of a font size placed beside the arrows, those without room with leader lines."""
    ends = [camera.project_points(arrow.points) for arrow in staircase.arrows]
    named = [
        label_of(arrow, Formula(source, font_size=size))
        for arrow, source in zip(staircase.arrows, sources, strict=True)
    ]
    return place_by_segments(named, ends, around)


def surroundings(staircase: Staircase, room: LabelRoom) -> Surroundings:
    """What labels keep clear of: axes, the borders of plane and surface, the gap, the notes."""
    axes, camera = staircase.axes, room.camera
    place = camera.project_points
    gap = staircase.space.place_of([staircase.end, staircase.top])
    edges = [
        line_points(place(np.array(each))) for each in (*(axis[0].points for axis in axes), gap)
    ]
    start = place(staircase.space.place_of([staircase.start]))
    rim, border = (place(each.points) for each in (staircase.rim, staircase.border))
    names = texts_of_axes(axes, camera)
    sheets = staircase.sheet.grid, staircase.surface.grid
    return Surroundings(
        room.area,
        np.vstack([*edges, start, rim, border]),
        np.vstack([np.empty((0, 3)), *names, *_around(names)]),
        place(np.vstack([each[::_EVERY, ::_EVERY].reshape(-1, 3) for each in sheets])),
        np.vstack([start, rim]),
    )


def _around(names: Sequence[np.ndarray]) -> list[np.ndarray]:
    """The places around the names of axes (n, 3): a label there would be read with the name."""
    return [name + _BESIDE_NAME * side for name in names for side in (LEFT, RIGHT, UP, DOWN)]
