"""The gap between tangent plane and surface at the end of a step, close up."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from manim import LEFT, RIGHT, Group

from calclib.arrays import Region
from calclib.sampling.grids import sample_grid
from engine.camera import EngineCamera
from engine.mobjects.curve import Curve3D
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.tilt import tilt
from scenes._kit.space.viewpoint import fit_view, seen_from
from scenes._kit.text.formula import Formula
from scenes.figures.differential.close_up import DIRECTION
from scenes.figures.differential.staircase import Staircase

_REACHES, _LONG_ENOUGH = (1.7, 1.4, 1.1, 0.8, 0.6), 0.3
"""What is shown of plane and surface, from a gap on, in multiples of it, the preferred one first;
and the share of the picture's height from which on the gap is seen well."""
_SAMPLES = (5, 5)


class GapCloseUp:
    """What is seen of a staircase from close to the end of its step: the gap, with a formula beside
    it, and as much of plane and surface as leaves it large."""

    def __init__(self, staircase: Staircase, source: str, camera: EngineCamera, slot: Slot) -> None:
        self.staircase, self.space = staircase, staircase.space
        self.ends = self.space.place_of([staircase.end, staircase.top])
        self.name, direction = Formula(source, font_size=theme.FORMULA), self._direction()
        room = slot.inset(theme.GAP, theme.GAP).without_right(self.name.width + theme.GAP)
        gap, most = float(np.ptp(self.ends[:, 2])), float(self.space.size.min()) / 2
        for multiple in _REACHES:
            self.reach = min(multiple * gap, most)
            self.view = fit_view(camera, self._outline(), room, *direction)
            seen = seen_from(camera, self.view, self.ends)
            if float(np.ptp(seen[:, 1])) >= _LONG_ENOUGH * room.height:
                break

    @cached_property
    def parts(self) -> Group:
        """What stays of plane and surface: their parts near the end of the step, in the picture."""
        plane = self.staircase.sheet_over(self._region)
        return Group(plane, self.staircase.rim_of(plane), self.staircase.graph(self._region))

    def line(self) -> Curve3D:
        """The segment between the tangent plane and the surface."""
        return Curve3D(self.ends, stroke_width=theme.CURVE_WIDTH, color=theme.FOREGROUND)

    def label(self, camera: EngineCamera) -> Formula:
        """The formula beside the gap, on the side away from plane and surface."""
        middle = self.ends.mean(axis=0)
        place, inner = camera.project_points(np.array([middle, self._center]))
        return self.name.next_to(place, RIGHT if place[0] >= inner[0] else LEFT)

    def _outline(self) -> np.ndarray:
        """Places (n, 3) all over what is shown of plane and surface."""
        found = [self.ends]
        for function in (self.staircase.plane, self.staircase.field):
            grid = sample_grid(function, self._region, _SAMPLES)
            x, y = np.meshgrid(grid.x, grid.y)
            found.append(self.space.place_of(np.stack([x, y, grid.z], axis=-1)).reshape(-1, 3))
        return np.vstack(found)

    @property
    def _center(self) -> np.ndarray:
        return self.staircase.sheet.points.mean(axis=0)

    @property
    def _region(self) -> Region:
        """The part of the region of plane and surface that is in the picture."""
        reaches = self.reach * self.space.spans / self.space.size
        across, along = (
            (max(low, end - reach), min(high, end + reach))
            for (low, high), end, reach in zip(
                self.staircase.patch, self.staircase.end, reaches, strict=False
            )
        )
        return across, along

    def _direction(self) -> tuple[float, float]:
        """Camera angles at which plane and surface are left of the end of the step, and the plane
        looks open."""
        theta = DIRECTION[1] + self._turn()
        return tilt(self.space, theta, self.staircase.plane), theta

    def _turn(self) -> float:
        """The angle from the usual direction to one where plane and surface are at the left."""
        theta, (across, along) = DIRECTION[1], np.sign(self.ends[0] - self._center)[:2]
        for turn in (0, np.pi / 2, -np.pi / 2):
            right = np.array([-np.sin(theta + turn), np.cos(theta + turn)])
            if np.all(right * [across, along] > 0):
                return turn
        return np.pi
