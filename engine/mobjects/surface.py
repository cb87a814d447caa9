"""`SurfaceMesh`: a shaded surface through a grid of points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim.utils.color import ManimColor, ParsableManimColor

from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.checks import grid_of_points, interval, one_for_each, rgba_rows, vector
from engine.mobjects.ramps import ramp_colors

NO_PLANE = (0.0, 0.0, 0.0, 0.0)
INVISIBLE = 0.002
"""The opacity, half a step of a byte, below which nothing is drawn."""


class SurfaceMesh(ArrayMobject):
    """A surface through points (n, m, 3); u runs along the first axis, v along the second.

    A point that is not finite leaves a gap. `colors` (n, m, 4) or (n, m, 3), straight alpha, are
    those of each point; without them `color` applies. `lines` is the number of grid cells drawn
    along u and v, (0, 0) for none. Two meshes of one shape can be interpolated, with clip planes.
    `height_range` is the interval of heights (z in the world) that are visible, cut off cleanly:
    pass the true heights near a pole, not NaN; cells that jump over the whole interval are dropped.
    `Create` reveals it along `direction`, a vector in (u, v), both from 0 to 1.
    """

    interpolated = ("line_rgba", "line_width", "plane", "fade_beyond", "gloss", "height_range")

    def __init__(
        self,
        points: Any,
        *,
        lines: tuple[int, int] = (0, 0),
        line_color: ParsableManimColor = "#ffffff",
        line_opacity: float = 0.5,
        line_width: float = 1.5,
        direction: tuple[float, float] = (1.0, 0.0),
        gloss: float = 1.0,
        height_range: tuple[float, float] = (-np.inf, np.inf),
        **style: Any,
    ) -> None:
        points = grid_of_points(points, "SurfaceMesh: points")
        self.shape = points.shape[:2]
        super().__init__(points, **style)
        self.lines = tuple(int(count) for count in lines)
        self.line_rgba = np.array([*ManimColor.parse(line_color).to_rgb(), line_opacity])
        self.line_width = float(line_width)
        self.direction = np.array(direction, dtype=float)
        self.gloss = float(gloss)
        self.height_range = np.array(interval(height_range, "SurfaceMesh: height_range"))
        self.plane = np.array(NO_PLANE)
        self.fade_beyond = np.array([1.0, 0.05])

    @classmethod
    def of_height(cls, x: np.ndarray, y: np.ndarray, z: np.ndarray, **kwargs: Any) -> SurfaceMesh:
        """The surface through arrays x, y, z that broadcast to one shape (n, m)."""
        return cls(np.stack(np.broadcast_arrays(x, y, z), axis=-1).astype(float), **kwargs)

    @property
    def grid(self) -> np.ndarray:
        """The points as a grid, (n, m, 3)."""
        return self.points.reshape(*self.shape, 3)

    def set_colors(self, colors: Any) -> SurfaceMesh:
        """Colours every point: (n, m, 3) or (n, m, 4), straight alpha, in [0, 1]."""
        self.colors = rgba_rows(colors, len(self.points), "SurfaceMesh: colors")
        return self

    def color_by(
        self,
        values: np.ndarray,
        ramp: Sequence[ParsableManimColor],
        interval: tuple[float, float] | None = None,
    ) -> SurfaceMesh:
        """Colours by scalars (n, m) with a ramp of colours over an interval of values."""
        values = one_for_each(np.ravel(values), len(self.points), "SurfaceMesh.color_by: values")
        return self.set_colors(ramp_colors(values, ramp, interval))

    def color_by_height(
        self, ramp: Sequence[ParsableManimColor], interval: tuple[float, float] | None = None
    ) -> SurfaceMesh:
        """Colours by the current z coordinates."""
        return self.color_by(self.grid[..., 2], ramp, interval)

    def clip(
        self,
        normal: Any,
        point: Any,
        opacity: float = 0.15,
        soft: float = 0.05,
    ) -> SurfaceMesh:
        """Fades the part beyond a plane, on the side of its normal, to an opacity.

        `soft` is the width of the transition in units. To animate, start at opacity 1:
        `mesh.clip(n, p, 1)`, then `mesh.animate.clip(n, p, 0.15)`.
        """
        normal = vector(normal, "SurfaceMesh.clip: normal")
        length = np.linalg.norm(normal)
        if not length > 0:
            raise ValueError("SurfaceMesh.clip: normal has no direction; got the zero vector")
        unit = normal / length
        self.plane = np.array([*unit, float(unit @ vector(point, "SurfaceMesh.clip: point"))])
        self.fade_beyond = np.array([float(opacity), float(soft)])
        return self

    def signature(self) -> tuple:
        return (*super().signature(), self.shape, self.lines, self.direction.tobytes())

    def geometry(self) -> tuple:
        """The key of the mesh's buffers; everything else is passed as uniforms."""
        cut = self.height_range.tobytes()
        return (self.shape, self.points.tobytes(), self.colors.tobytes(), self.color.to_hex(), cut)

    @property
    def varying_opacity(self) -> bool:
        """Whether its opacity varies: by a partial reveal, height range, clip plane or colours."""
        partial = self.revealed[0] > 0 or self.revealed[1] < 1
        return bool(
            self._has_translucent_parts() or partial or np.isfinite(self.height_range).any()
        )

    @property
    def translucent(self) -> bool:
        """Whether things behind it are visible through it."""
        return self.opacity < 0.999 or self._has_translucent_parts()

    def _has_translucent_parts(self) -> bool:
        """Whether a clip plane or colours make parts translucent."""
        faded = bool(self.plane[:3].any()) and self.fade_beyond[0] < 1
        return bool(faded or (len(self.colors) and self.colors[:, 3].min() < 1))
