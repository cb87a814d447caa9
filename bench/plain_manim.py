# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""The benchmark's scenes as a user of plain Manim Community 0.22 would write them.

manim render -qh --disable_caching plain_manim.py PlainSlice
xvfb-run -a manim render --renderer=opengl --format mp4 -qh plain_manim.py PlainSlice
"""

import numpy as np
from manim import (
    BLUE,
    DEGREES,
    ORIGIN,
    UL,
    YELLOW,
    ArrowVectorField,
    Create,
    Dot,
    GrowArrow,
    MathTypst,
    NumberPlane,
    ParametricFunction,
    Scene,
    Surface,
    ThreeDAxes,
    ThreeDScene,
    Write,
)


class PlainSlice(ThreeDScene):
    """A surface grows, the camera turns for two seconds, the slice at y = 1 is drawn (4 s)."""

    def construct(self):
        axes = ThreeDAxes(
            x_range=[-2, 2], y_range=[-2, 2], z_range=[-3, 5], x_length=6, y_length=6, z_length=4
        )
        surface = Surface(
            lambda u, v: axes.c2p(u, v, u * u * v + np.sin(v)),
            u_range=[-2, 2],
            v_range=[-2, 2],
            resolution=(32, 32),
            fill_opacity=0.8,
        )
        self.set_camera_orientation(phi=70 * DEGREES, theta=-45 * DEGREES)
        self.add(axes)
        self.play(Create(surface), run_time=1)
        self.begin_ambient_camera_rotation(rate=0.3)
        self.wait(2)
        self.stop_ambient_camera_rotation()
        curve = ParametricFunction(
            lambda t: axes.c2p(t, 1, t * t + np.sin(1)), t_range=[-2, 2], color=YELLOW
        )
        self.play(Create(curve), run_time=1)


class PlainField(Scene):
    """A plane, the field (2x, 2y) on 561 points, a formula, a moving dot, the plane bent (8 s)."""

    def construct(self):
        plane = NumberPlane()
        field = ArrowVectorField(lambda p: np.array([2 * p[0], 2 * p[1], 0]))
        formula = MathTypst("nabla f = vec(2x, 2y)").to_corner(UL)
        self.play(Create(plane), run_time=1)
        self.play(*[GrowArrow(arrow) for arrow in field], run_time=1)
        self.play(Write(formula), run_time=1)
        dot = Dot(color=BLUE).move_to([-1, -2, 0])
        self.play(dot.animate.move_to([1, 1, 0]), run_time=2)
        bent = plane.copy().move_to(ORIGIN).prepare_for_nonlinear_transform()
        self.play(
            bent.animate.apply_function(
                lambda p: np.array([p[0] ** 2 + p[1] ** 2, p[0] ** 2 - p[1] ** 2, 0]) / 4
            ),
            run_time=2,
        )
        self.wait(1)
