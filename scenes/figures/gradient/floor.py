"""`Floor`: level curves and arrows of a gradient field under its surface."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
from manim import Group

from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.points import Points
from scenes._kit import theme
from scenes._kit.space.space import Space
from scenes.figures.gradient.plot import GradientPlot

ARROW_WIDTH = 9.0
"""The width of arrows that are looked at."""
_ALONG = (0.0, 0.5, 1.0)
"""Shares of an arrow of the field at which the surface may cover it."""


class Floor:
    """What a plot shows, on the floor of a space; `are_covered` tells which places (n, 3) the
    surface will cover, (n,): what is seen through it could be taken for lines and arrows on it."""

    def __init__(
        self,
        plane: GradientPlot,
        space: Space,
        are_covered: Callable[[np.ndarray], np.ndarray],
    ) -> None:
        self.plane, self.space, self.are_covered = plane, space, are_covered

    def places(self, points: np.ndarray) -> np.ndarray:
        """Places (n, 3) on the floor, of points (n, 2)."""
        heights = np.full(len(points), self.space.floor)
        return self.space.place_of(np.column_stack([points, heights]))

    def parts(self) -> Group:
        """Arrows and level curves; the grid, if there is neither."""
        grid = [self.space.grid()] if self.plane.arrows.scale is None else []
        return Group(*self.lines, *self.field, *self._arrow_at_point(), *grid)

    def covered(self) -> Group:
        """What the surface will cover of level curves and field."""
        return Group(self.lines[1], self.field[1])

    @cached_property
    def lines(self) -> tuple[Curve3D, Curve3D]:
        """The level curves that the surface leaves in the open, and those it will cover."""
        lines = self.plane.quiet_lines(lambda rows: self.places(rows[:, :2]))
        known = np.isfinite(lines.points).all(axis=1)
        under = np.zeros(len(known), dtype=bool)
        under[known] = self.are_covered(lines.points[known])
        covered = lines.copy()
        lines.points[under], covered.points[~under] = np.nan, np.nan
        return lines, covered

    @cached_property
    def field(self) -> tuple[ArrowField | Points, ArrowField | Points]:
        """The arrows of the field that the surface leaves in the open, and those it will cover."""
        arrows = self.plane.arrows
        tails = np.vstack([arrows.others, self.plane.crossing.tails])
        parts = [tails + share * arrows.vectors(tails) for share in _ALONG]
        under = self.are_covered(self.places(np.vstack(parts)))
        under = under.reshape(len(_ALONG), -1).any(axis=0)
        return (
            arrows.mobject_at(tails[~under], self.places),
            arrows.mobject_at(tails[under], self.places),
        )

    def _arrow_at_point(self) -> list[ArrowField | Points]:
        if not self.plane.has_arrow:
            return []
        point, growth = self.plane.point[None], self.plane.crossing.growth
        style = {"color": theme.GRADIENT, "stroke_width": ARROW_WIDTH}
        return [self.plane.arrows.mobject_at(point, self.places, growth, **style)]
