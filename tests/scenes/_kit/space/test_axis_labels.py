"""The labels of axes in space: from where a scene looks, none lies over another or over a line."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest
from manim import Group, tempconfig

from engine.camera import EngineCamera
from pipeline.rendering.quality import ASPECTS, QUALITIES
from scenes._kit.layout.slots import figure_and_notes, safe_area
from scenes._kit.space.axes import axes_among
from scenes._kit.space.axis_labels import _even_row, arrange_labels
from scenes._kit.space.box import SIZE, equal_scale_size, stretched
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import Viewpoint, seen_from

WIDEST = ((1.585e-19, 1.715e-19), (5.27e-11, 5.53e-11))
INTERVALS = [
    ((-2.0, 2.0), (-2.0, 2.0)),
    ((7.97, 8.23), (4.97, 5.23)),
    ((399.25, 405.75), (895.4, 900.6)),
    WIDEST,
    ((19985.0, 20015.0), (-1.002, -0.998)),
]
SIZES = [SIZE, np.array([5.0, 5.0, 6.4]), equal_scale_size(((0, 2), (0, 1)))]
ANGLES = [(1.2, -1.15), (1.2, -1.0), (0.6, -1.0), (1.2, -0.42), (1.0, -1.42)]
"""phi and theta from which scenes look, the last two nearly along an edge."""


def rectangles(camera: EngineCamera, view: Viewpoint, axes: Group) -> np.ndarray:
    """Left, bottom, right and top (n, 4) of the labels in the frame."""
    labels = [label for axis in axes_among(axes) for label in (*axis.numbers, axis.name_label)]
    middles = seen_from(camera, view, np.array([label.get_center() for label in labels]))[:, :2]
    half = np.array([[label.width, label.height] for label in labels]) / 2
    return np.hstack([middles - half, middles + half])


def faults(camera: EngineCamera, view: Viewpoint, axes: Group) -> list[str]:
    boxes = rectangles(camera, view, axes)
    found = [
        f"{a} over {b}"
        for a, b in combinations(boxes.round(2), 2)
        if min(np.minimum(a, b)[2:] - np.maximum(a, b)[:2]) > 0
    ]
    for axis in axes_among(axes):
        start, end = np.array(axis.line.points)[[0, -1]]
        line = seen_from(camera, view, start + np.linspace(0, 1, 99)[:, None] * (end - start))
        inside = (boxes[:, None, :2] < line[:, :2]) & (line[:, :2] < boxes[:, None, 2:])
        found += [f"{box} over an axis" for box in boxes[inside.all(axis=-1).any(axis=-1)]]
    return found


@pytest.mark.parametrize("aspect", ASPECTS)
@pytest.mark.parametrize("region", INTERVALS)
def test_labels_are_apart_as_a_scene_sees_them(aspect: str, region: tuple) -> None:
    width, height = QUALITIES["low"].shaped(aspect).frame
    with tempconfig({"frame_width": width, "frame_height": height}):
        camera, (stage, _) = EngineCamera(), figure_and_notes()
        angles = ANGLES[:-2] if region == WIDEST else ANGLES  # else they do not fit
        for size, direction in product(SIZES, angles):
            space = Space(region, (5975.0, 6035.0), size=stretched(size))
            axes = space.axes("x", "y", "z")
            view = space.view_from(camera, stage, (0.6, 0.5), *direction)
            arrange_labels(axes, camera, view)
            assert faults(camera, view, axes) == [], direction
            assert all(len(axis.numbers) >= 2 for axis in axes_among(axes))
            before = rectangles(camera, view, axes)
            assert safe_area().inset(-0.01, -0.01).contains(before[:, :2]).all()
            arrange_labels(axes, camera, view)
            assert np.allclose(rectangles(camera, view, axes), before)


def test_labels_suit_several_viewpoints() -> None:
    space = Space(((399.25, 405.75), (895.4, 900.6)), (0.0, 1.0))
    axes, camera = space.axes("L", "K", "z"), EngineCamera()
    stage, _ = figure_and_notes()
    views = [space.view_from(camera, stage, (0.6, 0.5), 1.1, theta) for theta in (-1.15, -0.42)]
    arrange_labels(axes, camera, *views)
    assert [faults(camera, view, axes) for view in views] == [[], []]


def test_labels_keep_clear_of_what_is_drawn_over_the_rim_of_the_floor() -> None:
    """As a land does that is seen from high above."""
    camera, (stage, _) = EngineCamera(), figure_and_notes()
    space = Space(((-2.0, 2.0), (-2.0, 2.0)), (-2.0, 2.0))
    view, beyond = space.view_from(camera, stage, (0.6, 0.5), 0.6, -1.0), np.linspace(-3.0, 3.0, 61)
    rim = space.place_of([(2.2, y, -2.0) for y in beyond])
    drawn = np.vstack([rim + np.array([farther, 0, 0]) for farther in (0, 0.15, 0.3)])

    def covered(drawn_there: np.ndarray) -> int:
        axes = space.axes("x", "y", "z")
        arrange_labels(axes, camera, view, drawn=drawn_there)
        boxes, seen = rectangles(camera, view, axes), seen_from(camera, view, drawn)[:, :2]
        inside = (boxes[:, None, :2] < seen) & (seen < boxes[:, None, 2:])
        return int(inside.all(axis=-1).any(axis=-1).sum())

    assert covered(drawn[:0]) > 0
    assert covered(drawn) == 0


@pytest.mark.parametrize(
    ("in_conflict", "kept"),
    [
        ([], range(0, 6)),
        ([5], range(0, 5)),
        ([4], range(1, 6, 2)),
        ([3], range(0, 5, 2)),
        ([0, 1, 2, 3, 4, 5], range(0, 2)),
    ],
)
def test_numbers_that_stay_are_evenly_spaced(in_conflict: list[int], kept: range) -> None:
    conflicts = np.isin(np.arange(6), in_conflict)
    found = _even_row(conflicts)
    assert len(np.unique(np.diff(found))) == 1
    assert (found[-1] - found[0], len(found)) == (kept[-1] - kept[0], len(kept))
    if len(in_conflict) < 5:
        assert not conflicts[list(found)].any()


@pytest.mark.parametrize("height", [0.8, 1.2, 1.6, 2.4])
def test_numbers_of_a_short_axis_are_apart_as_lines_of_text(height: float) -> None:
    camera, (stage, _) = EngineCamera(), figure_and_notes()
    space = Space(((-2.0, 2.0), (-2.0, 2.0)), (-3.0, 3.0), size=np.array([5.0, 5.0, height]))
    view, axes = space.view_from(camera, stage, (0.6, 0.5), 0.9, -1.0), space.axes("x", "y", "z")
    arrange_labels(axes, camera, view)
    (upright,) = (axis for axis in axes_among(axes) if axis.is_upright)
    centers = seen_from(camera, view, np.array([n.get_center() for n in upright.numbers]))
    least = max(number.height for number in upright.numbers) + 0.1
    assert len(centers) == 2 or (np.diff(np.sort(centers[:, 1])) >= least).all()
