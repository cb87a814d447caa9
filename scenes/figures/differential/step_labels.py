"""The names and numbers of runs and rises, beside the arrows of a staircase."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from manim import RIGHT, VGroup

from engine.camera import EngineCamera
from scenes._kit import theme
from scenes._kit.layout.labels import label_of
from scenes._kit.layout.segment_labels import Surroundings, line_points, place_by_segments
from scenes._kit.layout.slots import Slot, above_captions, safe_area
from scenes._kit.text.formula import Formula
from scenes.figures.differential.close_up import texts_of_axes
from scenes.figures.differential.staircase import Staircase

_ROUNDS = 2
"""How often labels are placed anew, without some of their numbers, and without any."""
_LONG_LEADER = 0.5
"""A leader line longer than this, in scene units, crosses the picture."""
_WRITTEN, _BESIDE_NOTES, _EVERY = 0.75, 0.3, 3
"""The share of the notes' height where no label stands; the distance of points that fill it, less
than labels are high; and how many points of the plane one stands for."""
_BESIDE_NAME = 0.3
"""So far beside the name of an axis, in scene units, no label stands."""


def step_labels(
    staircase: Staircase,
    sources: Sequence[tuple[str, str]],
    camera: EngineCamera,
    stage: Slot,
    notes: Slot,
) -> list[list[VGroup]]:
    """Formulas beside the arrows, those of run and rise for each variable: on the stage, or below
    the notes beside it.

    `sources`: of each the name with its number, and the name alone, which suffices where the number
    would have to stand aside, at a leader line.
    """
    around = _surroundings(staircase, camera, stage, notes)
    forms, short = (list(each) for each in zip(*sources, strict=True))
    best, shown = _placed(forms, theme.LABEL, staircase, camera, around), forms
    for _ in range(_ROUNDS):
        aside = list(map(_is_aside, best))
        shorter = [b if is_aside else a for a, b, is_aside in zip(shown, short, aside, strict=True)]
        forms = short if shorter == forms else shorter
        if not any(aside) or forms == shown:
            break
        placed = _placed(forms, theme.LABEL, staircase, camera, around)
        if sum(map(_is_aside, placed)) < sum(aside):
            best, shown = placed, forms
    larger = _placed(shown, theme.FORMULA, staircase, camera, around)
    if all(len(each) == 1 for each in larger):
        best = larger
    return [best[k : k + 2] for k in range(0, len(best), 2)]


def few_lines(notes: Slot) -> Slot:
    """The part of the notes that the lines of the two steps fill."""
    return notes.rows(_WRITTEN)[0]


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


def _is_aside(label: VGroup) -> bool:
    """Whether a label stands at a long leader line."""
    return any(line.get_length() > _LONG_LEADER for line in label[1:])


def _surroundings(
    staircase: Staircase, camera: EngineCamera, stage: Slot, notes: Slot
) -> Surroundings:
    """What labels keep clear of: axes, the border of the plane, the notes."""
    axes, place = staircase.axes, camera.project_points
    edges = [line_points(place(np.array(axis[0].points))) for axis in axes]
    start = place(staircase.space.place_of([staircase.start]))
    written = notes.without_left(-2 * theme.GAP).grid(_BESIDE_NOTES)
    return Surroundings(
        above_captions(stage if stage.left_of(notes) == stage else safe_area()),
        np.vstack([*edges, start, place(staircase.rim.points)]),
        np.vstack([*texts_of_axes(axes, camera), *_beside_names(staircase, camera), written]),
        place(staircase.sheet.grid[::_EVERY, ::_EVERY].reshape(-1, 3)),
    )


def _beside_names(staircase: Staircase, camera: EngineCamera) -> list[np.ndarray]:
    """The places beside the names of axes (n, 3): a label there would be read with the name."""
    names = texts_of_axes([[axis[-1]] for axis in staircase.axes], camera)
    return [name + side * _BESIDE_NAME * RIGHT for name in names for side in (-1, 1)]
