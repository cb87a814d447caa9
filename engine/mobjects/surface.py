"""`SurfaceMesh`: a shaded surface through a grid of points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from manim.utils.color import ManimColor, ParsableManimColor

from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.ramps import ramp_colors

NO_PLANE = (0.0, 0.0, 0.0, 0.0)


class SurfaceMesh(ArrayMobject):
    """A surface through points (n, m, 3); u runs along the first axis, v along the second.

    A point that is not finite leaves a gap. `colors` (n, m, 4) or (n, m, 3), straight, colours it;
    without it, `color` holds. `lines` is the number of grid cells drawn along u and v, (0, 0) for
    none. Two meshes of one shape turn into each other, colours, lines and clip plane included.
    `within` is the interval of heights (z in the world) that are shown, cut off cleanly: give the
    true heights near a pole, not NaN; cells that leap over the whole interval are left out.
    `Create` reveals it along `direction`, a vector in (u, v), both from 0 to 1.
    """

    blended = (
        "opacity", "revealed", "colors", "line_rgba", "line_width", "plane", "fade_beyond",
        "gloss", "within",
    )  # fmt: skip

    def __init__(
        self,
        points: np.ndarray,
        *,
        colors: np.ndarray | None = None,
        lines: tuple[int, int] = (0, 0),
        line_color: ParsableManimColor = "#ffffff",
        line_opacity: float = 0.5,
        line_width: float = 1.5,
        direction: tuple[float, float] = (1.0, 0.0),
        gloss: float = 1.0,
        within: tuple[float, float] = (-np.inf, np.inf),
        **kwargs: Any,
    ) -> None:
        points = np.asarray(points, dtype=float)
        if points.ndim != 3 or points.shape[2] != 3 or min(points.shape[:2]) < 2:
            raise ValueError(
                f"SurfaceMesh: points are (n, m, 3), n and m at least 2; got {points.shape}"
            )
        self.shape = points.shape[:2]
        super().__init__(points, **kwargs)
        self.colors = np.zeros((0, 4))
        if colors is not None:
            self.set_colors(colors)
        self.lines = tuple(int(count) for count in lines)
        self.line_rgba = np.array([*ManimColor.parse(line_color).to_rgb(), line_opacity])
        self.line_width = float(line_width)
        self.direction = np.array(direction, dtype=float)
        self.gloss = float(gloss)
        self.within = np.array(within, dtype=float)
        self.plane = np.array(NO_PLANE)
        self.fade_beyond = np.array([1.0, 0.05])

    @classmethod
    def of_height(cls, x: np.ndarray, y: np.ndarray, z: np.ndarray, **kwargs: Any) -> SurfaceMesh:
        """The surface through arrays x, y, z that broadcast to one shape (n, m)."""
        return cls(np.stack(np.broadcast_arrays(x, y, z), axis=-1).astype(float), **kwargs)

    @property
    def sheet(self) -> np.ndarray:
        """The points as a grid, (n, m, 3)."""
        return self.points.reshape(*self.shape, 3)

    def set_colors(self, colors: np.ndarray) -> SurfaceMesh:
        """Colours every point: (n, m, 3) or (n, m, 4), straight, in [0, 1]."""
        colors = np.asarray(colors, dtype=float).reshape(len(self.points), -1)
        if colors.shape[1] == 3:
            colors = np.concatenate([colors, np.ones((len(colors), 1))], axis=1)
        self.colors = colors
        return self

    def color_by(
        self,
        values: np.ndarray,
        ramp: Sequence[ParsableManimColor],
        interval: tuple[float, float] | None = None,
    ) -> SurfaceMesh:
        """Colours by any scalar (n, m) through a ramp of colours over an interval of values."""
        return self.set_colors(ramp_colors(np.asarray(values).reshape(self.shape), ramp, interval))

    def color_by_height(
        self, ramp: Sequence[ParsableManimColor], interval: tuple[float, float] | None = None
    ) -> SurfaceMesh:
        """Colours by the height above the floor as it is now."""
        return self.color_by(self.sheet[..., 2], ramp, interval)

    def set_color(self, color="#ffffff", *args, **kwargs):
        self.colors = np.zeros((0, 4))
        return super().set_color(color)

    def clip(
        self,
        normal: Sequence[float],
        point: Sequence[float],
        opacity: float = 0.15,
        soft: float = 0.05,
    ) -> SurfaceMesh:
        """Fades what lies beyond a plane, on the side its normal points to, to an opacity.

        `soft` is the width of the edge in units. Animate it from opacity 1: `mesh.clip(n, p, 1)`,
        then `mesh.animate.clip(n, p, 0.15)`.
        """
        unit = np.asarray(normal, dtype=float) / np.linalg.norm(normal)
        self.plane = np.array([*unit, float(unit @ np.asarray(point, dtype=float))])
        self.fade_beyond = np.array([float(opacity), float(soft)])
        return self

    def signature(self) -> tuple:
        return (*super().signature(), self.shape, self.lines, self.direction.tobytes())

    def geometry(self) -> tuple:
        """What decides the mesh's buffers; the rest are uniforms."""
        cut = self.within.tobytes()
        return (self.shape, self.points.tobytes(), self.colors.tobytes(), self.color.to_hex(), cut)

    @property
    def edged(self) -> bool:
        """Whether its opacity varies: a partial reveal, heights cut off, a clip plane, colours."""
        faded = bool(self.plane[:3].any()) and self.fade_beyond[0] < 1
        sheer = bool(len(self.colors)) and self.colors[:, 3].min() < 1
        partial = self.revealed[0] > 0 or self.revealed[1] < 1
        return bool(faded or sheer or partial or np.isfinite(self.within).any())

    @property
    def translucent(self) -> bool:
        """Whether something behind it can be seen through it."""
        faded = bool(self.plane[:3].any()) and self.fade_beyond[0] < 1
        sheer = bool(len(self.colors)) and self.colors[:, 3].min() < 1
        return self.opacity < 0.999 or faded or sheer
