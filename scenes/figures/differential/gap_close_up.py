"""The gap between tangent plane and surface at the end of a step, close up."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import product

import numpy as np
from manim import LEFT, RIGHT, Group

from calclib.arrays import Region
from calclib.sampling.grids import sample_grid
from engine.camera import EngineCamera
from engine.mobjects.curve import Curve3D
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.space.viewpoint import Side, fit_view, seen_from
from scenes._kit.text.formula import Formula
from scenes.figures.differential.sides import PHIS, breadth
from scenes.figures.differential.staircase import Staircase

_REACHES, _LONG_ENOUGH = (1.7, 1.4, 1.1, 0.8, 0.6), 0.3
"""What is shown of plane and surface, from a gap on, in multiples of it, the preferred one first;
and the share of the picture's height from which on the gap is seen well."""
_ANGLES_ASIDE = (0.0, 0.3, -0.3, 0.6, -0.6, 0.9, -0.9, 1.2, -1.2)
"""By how much the camera may turn from where the step was seen, in radians, the least first."""
_LEAST_ASIDE, _BROAD = 0.25, 0.12
"""How much the sides of the plane must lead away from the gap across the picture, as a share of
their lengths; and how broad it must look."""
_SAMPLES = (5, 5)


class GapCloseUp:
    """What is seen of a staircase from close to the end of its step: the gap, with a formula beside
    it, and as much of plane and surface as leaves it large."""

    def __init__(self, staircase: Staircase, source: str, camera: EngineCamera, slot: Slot) -> None:
        self.staircase, self.space = staircase, staircase.space
        self.ends = self.space.place_of([staircase.end, staircase.top])
        self.name, self.side = Formula(source, font_size=theme.FORMULA), self._side()
        room, width = slot.inset(theme.GAP, theme.GAP), self.name.width + theme.GAP
        room = room.without_right(width) if self._is_at_the_right else room.without_left(width)
        gap, most = float(np.ptp(self.ends[:, 2])), float(self.space.size.min()) / 2
        for multiple in _REACHES:
            self.reach = min(multiple * gap, most)
            self.view = fit_view(camera, self._outline(), room, self.side.phi, self.side.theta)
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
        (place,) = camera.project_points(self.ends.mean(axis=0)[None])
        return self.name.next_to(place, RIGHT if self._is_at_the_right else LEFT)

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

    def _side(self) -> Side:
        """From where the end of the step is at the left or right of plane and surface: the angles
        nearest to those from which the step was seen, with the plane as broad, if there are."""
        seen, inwards = self.staircase.side, self._center - self.ends[0]

        def is_at_the_edge(side: Side) -> bool:
            right = np.array([-np.sin(side.theta), np.cos(side.theta)])
            across = right * np.sign(inwards[:2])
            return bool(abs(np.sign(across).sum()) == 2 and np.abs(across).min() >= _LEAST_ASIDE)

        phis = [phi for phi in PHIS if phi >= seen.phi]
        sides = [
            replace(seen, phi=phi, theta=seen.theta + angle)
            for angle, phi in product(_ANGLES_ASIDE, phis)
        ]
        at_edge = list(filter(is_at_the_edge, sides))
        broad = (each for each in at_edge if breadth(self.staircase.corners, each) >= _BROAD)
        return next(broad, max(at_edge, key=lambda each: breadth(self.staircase.corners, each)))

    @cached_property
    def _is_at_the_right(self) -> bool:
        """Whether the end of the step is at the right of plane and surface."""
        theta = self.side.theta
        right = np.array([-np.sin(theta), np.cos(theta), 0.0])
        return bool(right @ (self.ends[0] - self._center) > 0)
