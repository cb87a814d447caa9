"""`VerticalPlane`: a vertical plane through a point in any direction, and its cut with a graph."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
from manim import Group

from calclib.arrays import Interval
from calclib.framing.arrows import unit_vector_factor
from calclib.numeric.real_function import RealFunction
from calclib.sampling.curves import sample_curve
from engine.camera import EngineCamera
from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.window import Window
from scenes._kit.space.box import Box
from scenes._kit.space.viewpoint import Viewpoint, fit_view

_OPACITY = 0.3


class VerticalPlane:
    """The vertical plane through a point (x, y) of a box along a direction (x, y), not (0, 0).

    Its points have coordinates (t, z): t is the distance along the direction, in units of x and y,
    from the point of the plane nearest to the z axis; on a plane along x, t is x. Everything drawn
    is clipped to the box.
    """

    def __init__(self, box: Box, point: Sequence[float], direction: Sequence[float]) -> None:
        along = np.array(direction, dtype=float)
        length = np.hypot(*along)
        if not (np.isfinite(length) and length > 0):
            raise ValueError(f"give a direction of two numbers, not both 0, not {along}")
        self.box, self.direction = box, along / length
        through = np.array(point, dtype=float)
        self.t = float(through @ self.direction)
        self.foot = through - self.t * self.direction

    @property
    def span(self) -> Interval:
        """The interval of t inside the box. Raises ValueError if the plane misses the box."""
        first, last = -np.inf, np.inf
        for start, step, (low, high) in zip(
            self.foot, self.direction, self.box.intervals[:2], strict=True
        ):
            if step:
                ends = sorted(((low - start) / step, (high - start) / step))
                first, last = max(first, ends[0]), min(last, ends[1])
            elif not low <= start <= high:
                last = -np.inf
        if not first < last:
            raise ValueError("the plane does not meet the box; choose a point inside")
        return float(first), float(last)

    @property
    def window(self) -> Window:
        """The visible part of the plane: t against z."""
        return Window(self.span, self.box.intervals[2])

    @property
    def aspect(self) -> float:
        """Its width over its height in the world."""
        start, end = self.corners()[:, 0]
        return float(np.linalg.norm(end - start) / self.box.size[2])

    @property
    def normal(self) -> np.ndarray:
        """The unit normal (3,) in the world, at the right of the direction: seen from there, t
        increases to the right."""
        x, y = self.direction * self.box.size[:2] / self.box.spans[:2]
        return np.array([y, -x, 0.0]) / np.hypot(x, y)

    def normal_toward(self, view: Viewpoint) -> np.ndarray:
        """The normal, or its opposite, whichever points to the viewer."""
        to_viewer = np.array([np.cos(view.theta), np.sin(view.theta), 0.0])
        return self.normal if self.normal @ to_viewer >= 0 else -self.normal

    @property
    def corner(self) -> np.ndarray:
        """A point (3,) of the plane in the world."""
        return self.place_of([self.span[0], self.box.floor])

    def points_of(self, coordinates) -> np.ndarray:
        """Points (..., 3) of the box, of points (..., 2) of the plane: t and z."""
        coordinates = np.asarray(coordinates, dtype=float)
        ground = self.foot + coordinates[..., :1] * self.direction
        return np.concatenate([ground, coordinates[..., 1:]], axis=-1)

    def place_of(self, coordinates) -> np.ndarray:
        """Places in the world, (..., 3), of points (..., 2) of the plane: t and z."""
        return self.box.place_of(self.points_of(coordinates))

    def coordinates_of(self, places) -> np.ndarray:
        """Points (n, 2) of the plane, t and z, at places (n, 3) in the world on it."""
        points = self.box.points_of(places)
        return np.column_stack([(points[:, :2] - self.foot) @ self.direction, points[:, 2]])

    def front_view(self, camera: EngineCamera, slot: Slot) -> Viewpoint:
        """The viewpoint that shows the plane head-on, filling the slot."""
        corners = self.corners().reshape(-1, 3)
        theta = float(np.arctan2(self.normal[1], self.normal[0]))
        return fit_view(camera, corners, slot, np.pi / 2, theta)

    @property
    def factor(self) -> float:
        """How many times shorter than its length of 1 the direction is drawn, to be seen well."""
        return unit_vector_factor(self.box.intervals[:2])

    # -- what is drawn ---------------------------------------------------------------------------

    def sheet(self) -> SurfaceMesh:
        """The part of the plane in the box, in the grey of held variables."""
        return SurfaceMesh(self.corners(), color=theme.HELD, gloss=0.0).set_opacity(_OPACITY)

    def arrow(self, color: str) -> ArrowField:
        """The direction, an arrow on the floor from the plane's point: 1 : `factor`."""
        tail, tip = self.place_of([(t, self.box.floor) for t in (self.t, self.t + 1 / self.factor)])
        return ArrowField(
            tail[None], (tip - tail)[None], color=color, stroke_width=theme.CURVE_WIDTH
        )

    def cut(self, field: RealFunction, color: str) -> Cut:
        """The curve in which the plane cuts the graph of a field."""
        return Cut(self, field, color)

    def pieces(self, field: RealFunction) -> list[np.ndarray]:
        """The unbroken pieces of that curve, points (n, 2) of the plane: t and z."""
        height = partial(self.height, field)
        return sample_curve(height, *self.span, window=self.box.intervals[2])

    def height(self, field: RealFunction, t: np.ndarray) -> np.ndarray:
        """The values of a field at coordinates t (n,) of the plane."""
        x, y = (start + t * step for start, step in zip(self.foot, self.direction, strict=True))
        return field(x, y)

    def line(self, height: float, slope: float, color: str) -> Curve3D:
        """The line through the plane's point at a height, with a slope along its direction."""
        ends = self.window.clip_line(lambda t: height + slope * (t - self.t))
        return Curve3D(self.place_of(ends), stroke_width=theme.CURVE_WIDTH, color=color)

    def corners(self) -> np.ndarray:
        """The corners (2, 2, 3) in the world."""
        (t0, t1), (z0, z1) = self.span, self.box.intervals[2]
        return self.place_of([[[t0, z0], [t0, z1]], [[t1, z0], [t1, z1]]])


class Cut(Group):
    """The curve in which a plane cuts the graph of a field, in unbroken pieces."""

    def __init__(self, plane: VerticalPlane, field: RealFunction, color: str) -> None:
        self.plane, self.field = plane, field
        super().__init__(
            *(
                Curve3D(plane.place_of(piece), stroke_width=theme.CURVE_WIDTH, color=color)
                for piece in plane.pieces(field)
            )
        )

    def __deepcopy__(self, memo):
        """A copy shares the plane and the field."""
        memo.update({id(each): each for each in (self.plane, self.field)})
        return super().__deepcopy__(memo)
