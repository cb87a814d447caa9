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
from scenes.figures.differential.staircase import BOX_SHARES, Staircase

_NO_NUMBER, _UNEVEN, _LEADER, _TOUCHING, _COVERING = 0.25, 0.3, 0.6, 10.0, 0.25
"""What it costs that labels lack their numbers, that only one of two alike does, that a label
stands at a leader line (and its length, in scene units), that it touches something, and that it
covers plane or surface."""
_CROWDED = 1.0
"""What places cost where labels have too little room: at least one needs a leader line."""
_TOUCH = 0.04
"""What is nearer to a label touches it, in scene units."""
_POSES = (
    *((0, share, cost) for share, cost in BOX_SHARES.items()),
    *((1, share, cost + 0.2) for share, cost in BOX_SHARES.items()),
)
"""The sides and sizes in which a staircase is tried, and what each costs."""
_ALL, _NONE = (False,) * 4, (True,) * 4
_SINGLE = [tuple(k == j for j in range(4)) for k in range(4)]
_LACKING = (_ALL, (False, True) * 2, (True, False) * 2, *_SINGLE, _NONE)
"""Which labels, in the order of runs and rises, lack their numbers, as they are tried."""
_EVERY = 3
"""How many points of plane and surface one stands for."""
_BESIDE_NAME = 0.3
"""So far beside the name of an axis, in scene units, no label stands."""


def labelled_staircase(
    field: ScalarField,
    point: Sequence[float],
    step: Sequence[float],
    sources: Sequence[tuple[str, str]],
    room: LabelRoom,
) -> Staircase:
    """The staircase of a step from the side, and of the size, at which labels stand best."""
    camera = room.camera
    before, best = current_view(camera), (np.inf, Staircase(field, point, step))
    for rank, share, cost in sorted(_POSES, key=lambda pose: pose[2]):
        if cost >= best[0] or rank >= len(best[1].sides):
            continue
        staircase = Staircase(field, point, step, rank, share)
        staircase.view(camera, room.stage).apply_to(camera)
        around = surroundings(staircase, room)
        cost += _best_of((_ALL, _NONE), sources, staircase, camera, around)[0]
        before.apply_to(camera)
        best = min(best, (cost, staircase), key=lambda each: each[0])
    return best[1]


def step_labels(
    staircase: Staircase,
    sources: Sequence[tuple[str, str]],
    room: LabelRoom,
) -> list[list[VGroup]]:
    """Formulas beside the arrows, those of run and rise for each variable, as large as they may be
    where there is room.

    `sources`: of each the name with its number, and the name alone, which suffices where the number
    would have to stand aside, at a leader line.
    """
    around = surroundings(staircase, room)
    _, best = _best_of(_LACKING, sources, staircase, room.camera, around)
    return [best[k : k + 2] for k in range(0, len(best), 2)]


def _best_of(
    tried: Sequence[Sequence[bool]],
    sources: Sequence[tuple[str, str]],
    staircase: Staircase,
    camera: EngineCamera,
    around: Surroundings,
) -> tuple[float, list[VGroup]]:
    """The labels that stand best, of those that lack these numbers and have these sizes, and what
    sizes and places cost."""
    best: tuple[float, list[VGroup]] = (np.inf, [])
    for lacking in tried:
        base = _cost_of_lacking(lacking)
        if base >= best[0]:
            break
        chosen = [each[is_short] for each, is_short in zip(sources, lacking, strict=True)]
        for size, cost_of_size in sorted(LABEL_SIZES.items()):
            placed = _placed(chosen, size, staircase, camera, around)
            cost = _cost_of_places(placed, staircase, camera, around)
            best = min(best, (base + cost_of_size + cost, placed), key=lambda each: each[0])
            if cost >= _CROWDED:  # there is no room for larger ones
                break
    return best


def _cost_of_lacking(lacking: Sequence[bool]) -> float:
    """What it costs that some labels, in the order of runs and rises, lack their numbers."""
    uneven = sum(len(set(lacking[k::2])) - 1 for k in range(2))
    return _NO_NUMBER * sum(lacking) + _UNEVEN * uneven


def _cost_of_places(
    placed: Sequence[VGroup], staircase: Staircase, camera: EngineCamera, around: Surroundings
) -> float:
    """What leader lines cost, and that labels touch arrows, texts or one another."""
    cost = sum(_LEADER + line.get_length() for label in placed for line in label[1:])
    arrows = [line_points(camera.project_points(arrow.points)) for arrow in staircase.arrows]
    for label, *_ in placed:
        others = [box_points(other) for other, *_ in placed if other is not label]
        half = np.array([label.width, label.height]) / 2
        near = np.vstack([*arrows, *others, around.texts])
        distance = box_distances(label.get_center()[None, :2], half, near)[0]
        cost += _TOUCHING * float(distance < _TOUCH)
        covers_faint = boxes_near(label.get_center()[None, :2], half, around.faint)[0]
        cost += _COVERING * float(covers_faint)
    return cost


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
    names = texts_of_axes(axes, camera) if axes else []
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
