"""A small step close up: along x and along y, with the rises on the tangent plane."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from itertools import pairwise

import numpy as np
from manim import Animation, FadeIn, FadeOut, Group

from calclib import ScalarField
from calclib.arrays import Interval, Region
from calclib.sampling.grids import sample_grid
from calclib.sampling.value_ranges import value_range
from engine.camera import EngineCamera
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot, above_captions, figure_stretch
from scenes._kit.roles import color
from scenes._kit.space.box import Box, stretched
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import Viewpoint, fit_view
from scenes._kit.text import notation
from scenes.figures.differential.close_up import patch_of_step, region_of_step
from scenes.figures.differential.local_axes import is_seen_across, is_seen_beside, local_axis
from scenes.figures.differential.sides import best_sides

_SIZE = np.array([5.0, 5.0, 4.4])
"""The box in scene units: tall, so that rises are visible."""
PLACE, _PLACE_ACROSS = (0.0, 0.84), (0.0, 0.94)
"""Where the box begins and ends, in shares of a slot's width; and of one as wide as the frame.
Labels, and the brace, are beside it; a low slot has room for them anyway."""
_ROOM = (0.2, 0.25)
"""Room at the sides of the figure, and above and below, for names of axes and labels, in scene
units."""
_MESH = 33
ARROW_WIDTH = 1.4 * theme.CURVE_WIDTH
_PLANE_OPACITY, _QUIET_OPACITY, _GRAPH_OPACITY = (0.45, 0.24), (0.5, 0.2), 0.7
"""Of a sheet alone, and under a label (a contrast of 4.5:1 then); and of the graph over a plane."""
_ON_BORDER = 0.04
"""An arrow so near to a border, in scene units, lies on it."""
_OVER_ARROWS = float(np.linalg.norm(_SIZE))
"""The dot lies over the arrows that begin there, each of which is as near as its middle."""
_SEEN = 0.1
"""A gap is seen from such a height on, in scene units."""
_TOUCHING, _TOUCHING_SHARE = 2e-3, 0.1
"""Plane and surface that are so near, in scene units, over this share are drawn by chance."""


class Staircase:
    """A step in its own box: runs along x and y, rises up to the tangent plane, and the surface.

    `runs` and `rises` hold an arrow for each variable, in order, true to the scale of the axes.
    `rank`: which of the `sides` it is seen from, the best being 0; `place`: where in a slot it is;
    `is_written_on`: whether labels stand on plane and surface, which are darker then.
    """

    def __init__(
        self,
        field: ScalarField,
        point: Sequence[float],
        step: Sequence[float],
        rank: int = 0,
        place: Interval = PLACE,
        is_written_on: bool = False,
    ) -> None:
        self.field, self.point, self.step = field, point, step
        self.place, self.is_written_on = place, is_written_on
        self.plane = field.tangent_plane(point)
        region = region_of_step(point, step)
        self.patch = patch_of_step(point, step)
        self.heights, size = self._heights(), stretched(_SIZE)
        self.places = self._places()
        self.start, self.end = self.places[0], self.places[-1]
        self.corners, steps = self._plane_and_steps(Box(region, self.heights, size=size))
        self.sides = best_sides(self.corners, steps)
        self.side = self.sides[rank]
        self.space = Space(region, self.heights, size=size, quarter_turns=self.side.turns)
        self.top = np.array([*self.end[:2], field.at(self.end[:2])])
        colors = [color(name) for name in field.variables]
        arrow, ways = partial(self.space.arrow, width=ARROW_WIDTH), list(pairwise(self.places))
        self.runs = [arrow(*ends, color) for ends, color in zip(ways[::2], colors, strict=True)]
        self.rises = [arrow(*ends, theme.OUTPUT) for ends in ways[1::2]]

    def _heights(self) -> Interval:
        """The range of heights of plane and surface."""
        grids = [sample_grid(f, self.patch, (25, 25)).z for f in (self.plane, self.field)]
        return value_range(np.concatenate(grids))

    def _places(self) -> list[np.ndarray]:
        """The start, and where each run and each rise ends: points (3,) of the box."""
        current = np.array([*self.point, self.plane.value])
        places = [current]
        for k, h in enumerate(self.step):
            current = current + h * np.eye(3)[k]
            places.append(current)
            current = np.array([*current[:2], float(self.plane(*current[:2]))])
            places.append(current)
        return places

    def _plane_and_steps(self, box: Box) -> tuple[np.ndarray, np.ndarray]:
        """The corners of the plane (4, 3), in their order around it, and the steps along x and y:
        start, end of the run, and end of the rise (2, 3, 3); places in the world."""
        (x0, x1), (y0, y1) = self.patch
        around = (x0, y0), (x1, y0), (x1, y1), (x0, y1)
        corners = [(*xy, float(self.plane(*xy))) for xy in around]
        return box.place_of(corners), box.place_of([self.places[:3], self.places[2:]])

    def _without_arrows(self, border: Curve3D) -> Curve3D:
        """A border of which nothing is seen where arrows lie on it, whose colours tell more."""
        lies_on = np.zeros(len(border.points), bool)
        runs = [run.points for run in self.runs]
        for tail, tip in (ends for ends in runs if np.ptp(ends, axis=0).any()):
            shares = (border.points - tail) @ (tip - tail) / np.sum((tip - tail) ** 2)
            apart = np.linalg.norm(border.points - tail - shares[:, None] * (tip - tail), axis=1)
            lies_on |= (apart < _ON_BORDER) & (shares.round(3) > 0) & (shares.round(3) < 1)
        if lies_on.any():
            border.colors = np.where(lies_on[:, None], [1, 1, 1, 0], [1, 1, 1, 1]) * border.rgba()
        return border

    # -- parts -----------------------------------------------------------------------------------

    @cached_property
    def axes(self) -> Group:
        """Axes through the start of the step, or else along an arrow: such that their names are
        seen beside the plane, if there are, and that they do not lead across it, if they can."""
        x, y = (sum(ends) - a for ends, a in zip(self.patch, self.start, strict=False))
        beside = (x, self.start[1]), (self.start[0], y)
        spots = [self.start, *([*xy, float(self.plane(*xy))] for xy in beside)]
        corners, towards = self.space.place_of(spots), self.side.to_viewer
        tails = [[self.places[0]], [self.places[2]], [self.places[1], self.places[3]]]
        tried = ([self._axis(k, tail) for tail in (self.start, *tails[k])] for k in range(3))
        seen = ([each for each in axes if is_seen_beside(each, corners, towards)] for axes in tried)
        ranked = (sorted(a, key=lambda each: is_seen_across(each, corners, towards)) for a in seen)
        return Group(*(axis for axes in ranked for axis in axes[:1]))

    def _axis(self, k: int, through: np.ndarray) -> Group:
        """The axis of variable k, or upwards, through a point (3,) of the box."""
        ends = (*self.patch, (through[2], self.heights[1]))[k]
        tail, tip = (np.where(np.arange(3) == k, end, through) for end in ends)
        place, name = self.space.place_of, notation.axis_names(self.field)[k]
        rise = (*np.diff(self.places, axis=0)[1::2, 2], 0.0)[k]
        return local_axis(place(tail), place(tip), k, name, float(rise))

    @cached_property
    def sheet(self) -> SurfaceMesh:
        """The tangent plane over the step."""
        return self.sheet_over(self.patch)

    @cached_property
    def rim(self) -> Curve3D:
        """The border of that plane."""
        return self._without_arrows(self.rim_of(self.sheet))

    @cached_property
    def surface(self) -> SurfaceMesh:
        """The surface over the step."""
        return self.graph(self.patch)

    @cached_property
    def border(self) -> Curve3D:
        """The border of the surface."""
        return self._without_arrows(self.rim_of(self.surface, theme.OUTPUT))

    def sheet_over(self, region: Region) -> SurfaceMesh:
        """The tangent plane over a region."""
        opacity = _PLANE_OPACITY[self.is_written_on]
        return self._mesh(self.plane, region, theme.SECANT).set_opacity(opacity)

    @staticmethod
    def rim_of(sheet: SurfaceMesh, color: str = "") -> Curve3D:
        """The border of a sheet, of a plane's by default, bright where itself has to be dark."""
        grid = sheet.grid
        points = np.concatenate([grid[:, 0], grid[-1], grid[::-1, -1], grid[0, ::-1]])
        return Curve3D(points, stroke_width=theme.LINE_WIDTH, color=color or theme.SECANT)

    @property
    def base(self) -> Group:
        """What the step is drawn upon: the axes, the plane, and the point where it starts."""
        return Group(self.axes, self.sheet, self.rim, self.start_dot)

    def graph(self, region: Region) -> SurfaceMesh:
        """The surface over a region."""
        return self._mesh(self.field, region, theme.OUTPUT).set_opacity(theme.TRANSLUCENT)

    @property
    def has_visible_gap(self) -> bool:
        """Whether the surface ends so far from the plane that they are told apart."""
        plane, top = self.space.place_of([self.end, self.top])
        return bool(np.linalg.norm(top - plane) >= _SEEN)

    def show_graph(self, *, quiet: bool = False) -> list[Animation]:
        """Shows the surface over the step with its border; where it is the plane itself, only the
        plane's border stays of that.

        `quiet`: the steps are what is looked at; it is darker, and of the plane, too, only the
        border stays, as it does where both are too near for depths to tell them apart.
        """
        graph = self.surface.copy()
        graph.set_opacity(_QUIET_OPACITY[self.is_written_on] if quiet else _GRAPH_OPACITY)
        is_plane = np.allclose(graph.points, self.sheet.points)
        rims = [] if is_plane else [self.border.copy()]
        apart = np.abs(graph.grid - self.sheet.grid)[..., 2]
        is_near = np.quantile(apart, _TOUCHING_SHARE) < _TOUCHING
        gone = [FadeOut(self.sheet)] if quiet or is_near else []
        return [FadeIn(graph, *rims), *gone]

    def _mesh(self, function, region: Region, color: str) -> SurfaceMesh:
        grid = sample_grid(function, region, (_MESH, _MESH))
        x, y = np.meshgrid(grid.x, grid.y, indexing="ij")
        points = self.space.place_of(np.stack([x, y, grid.z.T], axis=-1))
        return SurfaceMesh(
            points, color=color, gloss=0.0, lines=(4, 4), line_color=theme.BACKGROUND
        )

    @cached_property
    def start_dot(self) -> Points:
        """A dot at the start of the step."""
        return self.space.dot(self.start, theme.POINT, depth_bias=_OVER_ARROWS)

    @cached_property
    def ends(self) -> Group:
        """Dots at the end of the step, on the plane and on the surface."""
        plane = self.space.dot(self.end, theme.SECANT)
        return Group(plane, self.space.dot(self.top, theme.OUTPUT))

    # -- views -------------------------------------------------------------------------------------

    def view(self, camera: EngineCamera, slot: Slot) -> Viewpoint:
        """The viewpoint that shows the whole figure, with room for labels beside it."""
        begin, end = _PLACE_ACROSS if slot.spans_frame else self.place
        part = slot.columns(end)[0].without_left(begin * slot.width)
        part = slot if figure_stretch() > 1 else part
        lines = [*(axis[0] for axis in self.axes), self.rim, *self.arrows]
        room = above_captions(part).inset(*_ROOM)
        drawn = np.vstack(
            [*(each.points for each in lines), *(a[-1].get_center() for a in self.axes)]
        )
        return fit_view(camera, drawn, room, self.side.phi, self.side.theta)

    @property
    def arrows(self) -> list[ArrowField]:
        """The arrows: run and rise for each variable, in order."""
        return [each for pair in zip(self.runs, self.rises, strict=True) for each in pair]
