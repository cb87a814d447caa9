"""The names and numbers of runs and rises, beside the arrows of a staircase."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, Animation, FadeIn, FadeOut, VGroup

from calclib import ScalarField
from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.labels import label_of
from scenes._kit.layout.segment_labels import (
    Surroundings,
    box_distances,
    box_points,
    line_points,
    place_by_segments,
)
from scenes._kit.space.viewpoint import current_view
from scenes._kit.text.formula import Formula
from scenes.figures.differential.close_up import texts_of_axes
from scenes.figures.differential.label_room import LabelRoom
from scenes.figures.differential.staircase import BOX_SHARES, Staircase

_NO_NUMBER, _UNEVEN, _LEADER, _TOUCHING = 0.25, 0.3, 0.6, 10.0
"""What it costs that labels lack their numbers, that only one of two alike does, that a label
stands at a leader line (and its length, in scene units), and that it touches something."""
_TOUCH = 0.04
"""What is nearer to a label touches it, in scene units."""
_POSES, _OTHER_POSE = ((0, BOX_SHARES[0]), (0, BOX_SHARES[1]), (1, BOX_SHARES[0])), 0.2
"""The sides and sizes in which a staircase is tried, and what each costs more than the first."""
_ALL, _NONE, _WELL_PLACED = (False,) * 4, (True,) * 4, 0.05
_SINGLE = [tuple(k == j for j in range(4)) for k in range(4)]
_LACKING = (_ALL, (False, True) * 2, (True, False) * 2, *_SINGLE, _NONE)
"""Which labels, in the order of runs and rises, lack their numbers, as they are tried; and what
places may cost that are good enough."""
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
    tries, before = [], current_view(camera)
    for rank, share in _POSES:
        if tries and rank >= len(tries[0][1].sides):
            continue
        staircase = Staircase(field, point, step, rank, share)
        staircase.view(camera, room.stage).apply_to(camera)
        around = surroundings(staircase, room)
        cost, _ = _best_of((_ALL, _NONE), sources, staircase, camera, around)
        before.apply_to(camera)
        tries.append((cost + _OTHER_POSE * len(tries), staircase))
        if cost <= _WELL_PLACED:
            break
    return min(tries, key=lambda each: each[0])[1]


def step_labels(
    staircase: Staircase,
    sources: Sequence[tuple[str, str]],
    room: LabelRoom,
    texts: Sequence[VGroup] = (),
) -> list[list[VGroup]]:
    """Formulas beside the arrows, those of run and rise for each variable, where there is room;
    clear of other texts.

    `sources`: of each the name with its number, and the name alone, which suffices where the number
    would have to stand aside, at a leader line.
    """
    around = surroundings(staircase, room)
    around = around.including(texts=[box_points(part) for each in texts for part in each])
    _, best = _best_of(_LACKING, sources, staircase, room.camera, around)
    return [best[k : k + 2] for k in range(0, len(best), 2)]


def giving_way(
    staircase: Staircase,
    sources: Sequence[tuple[str, str]],
    labels: Sequence[VGroup],
    room: LabelRoom,
) -> list[Animation]:
    """Moves labels beside the arrows if notes are in their way; others there, which follow, go."""
    count = len(sources)
    kept = [label for label in labels[count:] if room.holds(label)]
    gone: list[Animation] = [FadeOut(label) for label in labels[count:] if label not in kept]
    if room.holds(*labels[:count]):
        return gone
    pairs = step_labels(staircase, sources, room, kept)
    placed = [label for pair in pairs for label in pair]
    moved = [each for each in zip(labels, placed, strict=False) if not _are_alike(*each)]
    return gone + [each for old, new in moved for each in (FadeOut(old), FadeIn(new))]


def _are_alike(first: VGroup, second: VGroup) -> bool:
    one, other = ([*each[0].get_center(), each[0].width] for each in (first, second))
    return len(first) == len(second) and np.allclose(one, other)


def _best_of(
    tried: Sequence[Sequence[bool]],
    sources: Sequence[tuple[str, str]],
    staircase: Staircase,
    camera: EngineCamera,
    around: Surroundings,
) -> tuple[float, list[VGroup]]:
    """The labels that stand best of those that lack these numbers, and what their places cost."""
    best, shown = (np.inf, []), ()
    for lacking in tried:
        cost = _cost_of_lacking(lacking)
        if cost >= best[0]:
            break
        chosen = [each[is_short] for each, is_short in zip(sources, lacking, strict=True)]
        placed = _placed(chosen, theme.LABEL, staircase, camera, around)
        cost += _cost_of_places(placed, staircase, camera, around)
        if cost < best[0]:
            best, shown = (cost, placed), chosen
    if best[0] > _WELL_PLACED:
        return best
    larger = _placed(shown, theme.FORMULA, staircase, camera, around)
    return (best[0], larger) if all(len(each) == 1 for each in larger) else best


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
    sheets = staircase.sheet.grid, staircase.surface.grid
    return Surroundings(
        room.area,
        np.vstack([*edges, start, rim, border]),
        np.vstack([*texts_of_axes(axes, camera), *_beside_names(staircase, camera), room.written]),
        place(np.vstack([each[::_EVERY, ::_EVERY].reshape(-1, 3) for each in sheets])),
        np.vstack([start, rim]),
    )


def _beside_names(staircase: Staircase, camera: EngineCamera) -> list[np.ndarray]:
    """The places beside the names of axes (n, 3): a label there would be read with the name."""
    names = texts_of_axes([[axis[-1]] for axis in staircase.axes], camera)
    return [name + side * _BESIDE_NAME * RIGHT for name in names for side in (-1, 1)]
