# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Moments of the lecture in space, as a user of plain Manim Community 0.22 holds them, on Cairo.

python -m manim render -s -r 1280,720 bench/plain_spaces.py PlainCut
"""

import numpy as np
from manim import (
    BLUE,
    BLUE_D,
    BLUE_E,
    DEGREES,
    DOWN,
    GREEN,
    IN,
    LEFT,
    PURPLE_A,
    RED,
    RIGHT,
    TEAL,
    TEAL_D,
    UL,
    UP,
    WHITE,
    YELLOW,
    Arrow3D,
    Axes,
    DashedLine,
    Dot,
    Dot3D,
    MathTypst,
    ParametricFunction,
    Surface,
    ThreeDAxes,
    ThreeDScene,
    VGroup,
)

from bench.plain_moments import column, ellipse, numbers


def sheet(axes, rule, x, y, colors, opacity, resolution=32):
    """The graph of z = rule(x, y) over the intervals x and y."""
    return Surface(
        lambda u, v: axes.c2p(u, v, rule(u, v)),
        u_range=x,
        v_range=y,
        resolution=resolution,
        fill_opacity=opacity,
        checkerboard_colors=colors,
        stroke_width=0.5,
    )


class PlainCut(ThreeDScene):
    """The plane y = 1 cuts the graph of x^2 y + sin(y); the point (-1, 1) on the cut."""

    def construct(self):
        axes = ThreeDAxes(
            x_range=[-2, 2], y_range=[-2, 2], z_range=[-5, 5], x_length=7, y_length=7, z_length=4
        )
        surface = sheet(
            axes, lambda x, y: x**2 * y + np.sin(y), (-2, 2), (-2, 2), [BLUE_D, BLUE_E], 0.75
        )
        plane = Surface(lambda u, v: axes.c2p(u, 1, v), [-2, 2], [-5, 6], resolution=8)
        plane.set_style(fill_color=WHITE, fill_opacity=0.3, stroke_width=0)
        cut = ParametricFunction(
            lambda t: axes.c2p(t, 1, t * t + np.sin(1)), t_range=[-2, 2], color=YELLOW
        ).set_stroke(width=8)
        height = 1 + np.sin(1)
        drop = DashedLine(axes.c2p(-1, 1, 0), axes.c2p(-1, 1, height), color=RED)
        point = Dot3D(axes.c2p(-1, 1, height), radius=0.14, color=RED)
        self.set_camera_orientation(phi=66 * DEGREES, theta=-62 * DEGREES, zoom=0.64)
        figure = VGroup(axes, surface, plane, cut, drop, point).shift(1.6 * RIGHT + 0.6 * UP)
        names = [("x", (2.3, 0, 0)), ("y", (0, 2.4, 0)), ("z", (0, 0, 6)), ("y = 1", (1.5, 1, 6.6))]
        labels = [MathTypst(name, font_size=44).move_to(axes.c2p(*place)) for name, place in names]
        self.add(figure)
        self.add_fixed_orientation_mobjects(*labels)
        rows = column(
            ("f(x, y) = x^2 y + sin y", WHITE),
            ("f(x, 1) = x^2 + sin 1", YELLOW),
            ("f(-1, 1) approx 1.841", RED),
        )
        self.add_fixed_in_frame_mobjects(rows.to_corner(UL))


class PlainDifferential(ThreeDScene):
    """The tangent plane of x^2 + y^2 at (1, 2), and the steps dx = dy = 0.1 on it."""

    def construct(self):
        ranges = [1, 1.15, 0.05], [2, 2.15, 0.05], [5, 5.7, 0.1]
        axes = ThreeDAxes(*ranges, x_length=6.5, y_length=6.5, z_length=4.5)
        axes.shift(1.3 * DOWN + 5 * RIGHT)
        extent = (1, 1.1), (2, 2.1)
        surface = sheet(axes, lambda x, y: x**2 + y**2, *extent, [BLUE_D, BLUE_E], 0.5, 10)
        plane = sheet(axes, lambda x, y: 2 * x + 4 * y - 5, *extent, [PURPLE_A, PURPLE_A], 0.6, 10)
        corners = [(1, 2, 5), (1.1, 2, 5), (1.1, 2, 5.2), (1.1, 2.1, 5.2), (1.1, 2.1, 5.6)]
        a, b, c, d, e = (axes.c2p(*corner) for corner in corners)
        ends = [(a, b, BLUE), (b, c, GREEN), (c, d, RED), (d, e, GREEN)]
        steps = [Arrow3D(p, q, color=color, thickness=0.03) for p, q, color in ends]
        self.set_camera_orientation(phi=70 * DEGREES, theta=-50 * DEGREES, zoom=0.76)
        self.add(axes, surface, plane, *steps, Dot3D(a, radius=0.13, color=YELLOW))
        for source, color, place in (
            ("dif x = 0.1", BLUE, (a + b) / 2 + 0.7 * LEFT + 0.6 * IN),
            ("f_x dif x = 0.2", GREEN, (b + c) / 2 + 1.3 * RIGHT),
            ("dif y = 0.1", RED, (c + d) / 2 + 1.0 * RIGHT),
            ("f_y dif y = 0.4", GREEN, (d + e) / 2 + 1.3 * RIGHT),
        ):
            label = MathTypst(source, font_size=42, color=color).move_to(place)
            self.add_fixed_orientation_mobjects(label)
        rows = column(
            ("f(x, y) = x^2 + y^2", WHITE),
            ("dif f = f_x dif x + f_y dif y", YELLOW),
            ("dif f = 0.2 + 0.4 = 0.6", YELLOW),
            ("Delta f = 0.62", BLUE),
        )
        self.add_fixed_in_frame_mobjects(rows.to_corner(UL))


class PlainAscent(ThreeDScene):
    """Steepest ascent from (-1.5, -2) on 4 exp(-(x^2/2 + y^2/8)): on the land and on its map."""

    def construct(self):
        def f(x, y):
            return 4 * np.exp(-(x * x / 2 + y * y / 8))

        def path(t):  # along the gradient y is proportional to |x|^(1/4)
            return -1.5 * (1 - t) ** 4, -2 * (1 - t)

        axes = ThreeDAxes([-3, 3], [-3, 3], [0, 4], x_length=6.5, y_length=6.5, z_length=4.5)
        axes.shift(3 * RIGHT + 2 * DOWN)
        land = sheet(axes, f, (-3, 3), (-3, 3), [BLUE_D, BLUE_E], 0.75)
        land.set_fill_by_value(axes, [(BLUE_E, 0), (TEAL_D, 1), (GREEN, 2.5), (YELLOW, 4)], axis=2)
        trail = ParametricFunction(
            lambda t: axes.c2p(*path(t), f(*path(t)) + 0.05), t_range=[0, 1], color=RED
        ).set_stroke(width=9)
        self.set_camera_orientation(phi=60 * DEGREES, theta=-110 * DEGREES, zoom=0.9)
        self.add(axes, land, trail)
        self.add(Dot3D(axes.c2p(-1.5, -2, f(-1.5, -2)), color=WHITE, radius=0.12))
        self.add(Dot3D(axes.c2p(0, 0, 4), color=RED, radius=0.12))
        plan = Axes([-3, 3], [-4, 4], x_length=5, y_length=5.4, tips=False)
        plan.add_coordinates(numbers(30, -2, -1, 1, 2), numbers(30, -3, -2, -1, 1, 2, 3))
        plan.to_corner(UL, buff=0.3).shift(1.4 * DOWN)
        for level, color in zip((0.8, 1.6, 2.4, 3.2), (BLUE, TEAL, GREEN, YELLOW), strict=True):
            r = np.sqrt(2 * np.log(4 / level))
            plan.add(ellipse(plan, r, 2, color))
        walked = plan.plot_parametric_curve(path, t_range=[0, 1], color=RED).set_stroke(width=7)
        ends = Dot(plan.c2p(-1.5, -2), color=WHITE), Dot(plan.c2p(0, 0), color=RED)
        title = MathTypst("f(x, y) = 4 e^(-(x^2\\/2 + y^2\\/8))", font_size=46).to_corner(UL)
        self.add_fixed_in_frame_mobjects(plan, walked, *ends, title)
