"""Places the labels of axes in space where the camera that looks at them sees them apart.

Labels keep their size in the frame, however far away they stand, and axes are foreshortened: only
from a known viewpoint can be seen which of them would lie over each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from manim import Mobject

from engine.camera import EngineCamera
from scenes._kit.layout.slots import Slot, safe_area
from scenes._kit.space.axes import Axis, axes_among
from scenes._kit.space.viewpoint import Viewpoint, seen_from
from scenes._kit.text.formula import Formula

_CLEARANCE = np.array([0.08, 0.025])
"""Around a label, beside it and above and below, in units of the frame."""
_ROW_CLEARANCE = np.array([0.08, 0.06])
"""The same around a number in its row, as lines of text are apart."""
_NAME_CLEARANCE = np.array([0.2, 0.025])
"""The same around a name, lest it is read with a number as a unit of measure."""
_FARTHER = np.arange(0.0, 2.05, 0.1)
"""How much farther from its axis than usual a label may stand, in scene units."""
_LINE_POINTS = 201
_NOTHING = np.empty((0, 3))


def arrange_labels(
    parts: Iterable[Mobject],
    camera: EngineCamera,
    *views: Viewpoint,
    area: Slot | None = None,
    drawn: np.ndarray = _NOTHING,
) -> None:
    """Moves the labels of the axes among the parts away from each other, from the axes and from
    what else is `drawn`, places (n, 3) all over it, as they are seen from the viewpoints, and into
    an area: by default the frame without its margins.

    Rows of numbers move away from their axis, and so do names, or into a gap between numbers.
    Numbers for which there is no room are removed, but two of each axis stay.
    """
    axes = axes_among(parts)
    frame = _Frame(camera, views, axes, area or safe_area(), drawn)
    for axis in sorted(axes, key=lambda axis: not axis.is_upright):
        _thin_out(axis, frame)
        _move_numbers(axis, frame)
        frame.occupy(axis.numbers)
    for axis in sorted(axes, key=lambda axis: not axis.is_upright):
        _move_name(axis, frame)
        frame.occupy([axis.name_label])


class _Frame:
    """What a frame holds, seen from several viewpoints: axes, what is drawn beside them, and the
    labels placed so far."""

    def __init__(
        self,
        camera: EngineCamera,
        views: Sequence[Viewpoint],
        axes: Sequence[Axis],
        area: Slot,
        drawn: np.ndarray,
    ) -> None:
        self.camera, self.views = camera, views
        shares = np.linspace(0, 1, _LINE_POINTS)[:, None]
        ends = [np.array(axis.line.points)[[0, -1]] for axis in axes]
        points = np.vstack([start + shares * (end - start) for start, end in ends])
        self.area = area.inset(*-_CLEARANCE)
        self.marks = self._seen(np.vstack([points, drawn]))
        self.labels: list[Formula] = []

    def _seen(self, points: np.ndarray) -> np.ndarray:
        """Places (views, n, 2) in the frame of points (n, 3)."""
        return np.array([seen_from(self.camera, view, points)[:, :2] for view in self.views])

    def boxes(
        self,
        labels: Sequence[Formula],
        step: np.ndarray | float = 0.0,
        clearance: np.ndarray = _CLEARANCE,
    ) -> np.ndarray:
        """Boxes (views, n, 4) of labels after a step (3,) in the world: left, bottom, right and
        top, with clearance."""
        middles = self._seen(np.array([label.get_center() for label in labels]) + step)
        sizes = np.array([[label.width, label.height] for label in labels])
        half = sizes / 2 + clearance
        return np.concatenate([middles - half, middles + half], axis=-1)

    def occupy(self, labels: Sequence[Formula]) -> None:
        """Takes note of labels that have their place."""
        self.labels += labels

    def release(self, label: Formula) -> None:
        """Forgets a label that had a place."""
        self.labels.remove(label)

    def conflicts(self, boxes: np.ndarray) -> np.ndarray:
        """Which (n,) of the boxes (views, n, 4) lie over an axis, a label or what is drawn in one
        of the views, or outside the area."""
        x, y = self.marks[:, None, :, 0], self.marks[:, None, :, 1]
        left, bottom, right, top = np.moveaxis(boxes[..., None], -2, 0)
        found = ((x > left) & (x < right) & (y > bottom) & (y < top)).any(axis=(0, 2))
        area = self.area
        out = (left < area.left) | (right > area.right) | (bottom < area.bottom) | (top > area.top)
        found |= out.any(axis=(0, 2))
        if self.labels:
            found |= overlapping(boxes, self.boxes(self.labels)).any(axis=(0, 2))
        return found


def overlapping(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Which boxes (..., n, 4) lie over which (..., m, 4): (..., n, m)."""
    one, other = first[..., :, None, :], second[..., None, :, :]
    return np.all((one[..., :2] < other[..., 2:]) & (other[..., :2] < one[..., 2:]), axis=-1)


def _thin_out(axis: Axis, frame: _Frame) -> None:
    """Keeps every second, fourth, ... number, but two, until they are apart."""
    while len(axis.numbers) > 2:
        boxes = frame.boxes(axis.numbers, clearance=_ROW_CLEARANCE)
        if not overlapping(boxes, boxes)[..., *np.triu_indices(len(axis.numbers), 1)].any():
            return
        axis.remove_numbers(axis.numbers[1::2])


def _move_numbers(axis: Axis, frame: _Frame) -> None:
    """Moves a row of numbers to where the fewest lie over something, and removes these, and with
    them others so that the rest is as far apart everywhere."""
    found = list[np.ndarray]()
    for distance in _FARTHER:
        found.append(frame.conflicts(frame.boxes(axis.numbers, distance * axis.outward)))
        if not found[-1].any():
            break
    best = int(np.argmin([conflicts.sum() for conflicts in found]))
    for number in axis.numbers:
        number.shift(_FARTHER[best] * axis.outward)
    kept = _even_row(found[best])
    axis.remove_numbers([n for k, n in enumerate(axis.numbers) if k not in kept])


def _even_row(conflicts: np.ndarray) -> range:
    """The evenly spaced ones of numbers (n,), none of them in conflict: three rather than two, then
    those that reach the farthest, then the most; the first two where there are no such two."""
    count = len(conflicts)
    rows = [
        range(start, stop + 1, step)
        for step in range(1, count)
        for start in range(count)
        for stop in range(start + step, count, step)
    ]
    free = [row for row in rows if not conflicts[row.start : row.stop : row.step].any()]
    best = max(free, key=lambda row: (min(len(row), 3), row[-1] - row[0], len(row)), default=None)
    return best or range(min(count, 2))


def _move_name(axis: Axis, frame: _Frame) -> None:
    """Moves a name to the nearest place that is free; where there is none, numbers make room, but
    for two, and then the name stands beyond an end of its axis."""
    while True:
        few = len(axis.numbers) <= 2
        for step in (*_steps_of_name(axis), *(_steps_beyond(axis) if few else ())):
            if not frame.conflicts(frame.boxes([axis.name_label], step, _NAME_CLEARANCE)).any():
                axis.name_label.shift(step)
                return
        if few:
            return
        removed = axis.numbers[1::2]
        axis.remove_numbers(removed)
        for number in removed:
            frame.release(number)


def _steps_of_name(axis: Axis) -> Iterator[np.ndarray]:
    """Steps (3,) in the world to where the name may stand, the preferred first."""
    start, end = np.array(axis.line.points)[[0, -1]]
    forward = (end - start) / np.linalg.norm(end - start)
    if axis.is_upright:
        yield from (distance * forward for distance in _FARTHER)
    places = sorted(number.get_center() @ forward for number in axis.numbers)
    here = axis.name_label.get_center() @ forward
    gaps = sorted(((a + b) / 2 - here for a, b in pairwise(places)), key=abs)
    for distance in _FARTHER:
        for along in (0.0, *gaps):
            yield along * forward + distance * axis.outward


def _steps_beyond(axis: Axis) -> Iterator[np.ndarray]:
    """Steps (3,) in the world to places for the name beyond the ends of its axis; of an upright one
    not below it, on the floor."""
    ends = np.array(axis.line.points)[[0, -1]]
    forward = (ends[1] - ends[0]) / np.linalg.norm(ends[1] - ends[0])
    before, after = (ends - axis.name_label.get_center()) @ forward
    for farther in _FARTHER:
        for along in (after + farther, *([] if axis.is_upright else [before - farther])):
            for distance in _FARTHER:
                yield along * forward + (distance - _FARTHER[-1] / 2) * axis.outward
