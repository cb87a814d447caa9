# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""The scenes of `plain_manim.py` on the engine: same durations, finer surfaces, true depth.

manim render -qh --config_file bench/manim.cfg bench/engine_scenes.py EngineSlice
"""

from __future__ import annotations

import numpy as np
from manim import (
    BLUE,
    BLUE_D,
    DEGREES,
    GREEN,
    RED,
    UL,
    YELLOW,
    Create,
    Dot,
    GrowArrow,
    MathTypst,
    Scene,
    ThreeDAxes,
    ThreeDScene,
    Write,
    linear,
)

from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.grid import GridSheet
from engine.mobjects.surface import SurfaceMesh
from engine.renderer import EngineRenderer


class EngineSlice(ThreeDScene):
    """A surface grows, the camera turns for two seconds, the slice at y = 1 is drawn (4 s)."""

    def __init__(self, renderer: EngineRenderer | None = None) -> None:
        super().__init__(renderer=renderer or EngineRenderer())

    def construct(self) -> None:
        axes = ThreeDAxes(
            x_range=[-2, 2], y_range=[-2, 2], z_range=[-3, 5], x_length=6, y_length=6, z_length=4
        )
        span = np.linspace(-2, 2, 97)
        u, v = np.meshgrid(span, span, indexing="ij")
        surface = SurfaceMesh(
            _placed(axes, u, v, u * u * v + np.sin(v)),
            color=BLUE_D,
            lines=(32, 32),
            line_width=1.0,
            opacity=0.8,
        )
        self.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES)
        self.add(axes)
        self.play(Create(surface), run_time=1)
        turn = self.camera.theta_tracker.animate(rate_func=linear).increment_value(0.6)
        self.play(turn, run_time=2)
        curve = Curve3D(_placed(axes, span, 0 * span + 1, span**2 + np.sin(1)), color=YELLOW)
        self.play(Create(curve), run_time=1)


class EngineField(Scene):
    """A plane, the field (2x, 2y) on 561 points, a formula, a moving dot, the plane bent (8 s)."""

    def __init__(self, renderer: EngineRenderer | None = None) -> None:
        super().__init__(renderer=renderer or EngineRenderer())

    def construct(self) -> None:
        plane = GridSheet.from_values(np.arange(-7, 8), np.arange(-4, 5), samples=101, color=BLUE_D)
        x, y = (
            axis.ravel() for axis in np.meshgrid(np.linspace(-7, 7, 33), np.linspace(-4, 4, 17))
        )
        vectors = 2 * np.stack([x, y], axis=1)
        lengths = 0.45 * np.tanh(np.linalg.norm(vectors, axis=1))
        field = ArrowField(vectors / 2, vectors, ramp=[BLUE, GREEN, YELLOW, RED], lengths=lengths)
        formula = MathTypst("nabla f = vec(2x, 2y)").to_corner(UL)
        self.play(Create(plane), run_time=1)
        self.play(GrowArrow(field), run_time=1)
        self.play(Write(formula), run_time=1)
        dot = Dot(color=BLUE).move_to([-1, -2, 0])
        self.play(dot.animate.move_to([1, 1, 0]), run_time=2)
        self.play(plane.animate.bend(_bent), run_time=2)
        self.wait(1)


def _placed(axes: ThreeDAxes, x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Points (..., 3) in space of coordinates on the axes."""
    rows = np.stack(np.broadcast_arrays(x, y, z), axis=-1)
    return np.asarray(axes.c2p(rows.reshape(-1, 3))).reshape(rows.shape)


def _bent(points: np.ndarray) -> np.ndarray:
    x, y = points[:, 0], points[:, 1]
    return np.stack([x * x + y * y, x * x - y * y, 0 * x], axis=1) / 4
