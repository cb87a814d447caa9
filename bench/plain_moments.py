# pyright: reportArgumentType=false, reportCallIssue=false, reportAttributeAccessIssue=false
# (manim's annotations know neither lists as points nor mobjects that hold arrays)
"""Moments of the lecture in the plane, as a user of plain Manim Community 0.22 holds them.

manim render -s -r 1280,720 bench/plain_moments.py PlainSecants

Functions and points are the defaults of our scenes; `plain_spaces.py` has those in space.
"""

import numpy as np
from manim import (
    BLUE,
    DOWN,
    GREEN,
    GREEN_E,
    GREY_B,
    LEFT,
    ORANGE,
    RED,
    RIGHT,
    TEAL,
    UP,
    WHITE,
    YELLOW,
    Arrow,
    Axes,
    Dot,
    MathTypst,
    Scene,
    SurroundingRectangle,
    Text,
    VGroup,
    interpolate_color,
)


def numbers(size, *values):
    """Tick labels without LaTeX, for `Axes.add_coordinates`."""
    return {value: MathTypst(str(value), font_size=size) for value in values}


def column(*rows):
    """Formulas one below the other."""
    formulas = [MathTypst(source, font_size=46, color=color) for source, color in rows]
    return VGroup(*formulas).arrange(DOWN, aligned_edge=LEFT)


def ellipse(axes, r, stretch, color):
    """An ellipse around the origin, `stretch` times higher than wide."""
    return axes.plot_parametric_curve(
        lambda t: (r * np.cos(t), stretch * r * np.sin(t)), t_range=[0, 2 * np.pi], color=color
    )


class PlainSecants(Scene):
    """Secants of x^2 + sin(1) at x = -1 come near the tangent."""

    def construct(self):
        axes = Axes(x_range=[-3, 2], y_range=[-1, 6], x_length=12, y_length=7, tips=False)
        axes.add_coordinates(numbers(34, -2, -1, 1), numbers(34, 2, 3, 4, 5))

        def g(x):
            return x * x + np.sin(1)

        def line(h, **style):
            slope = (g(-1 + h) - g(-1)) / h
            ends = [-2.6, min(0.9, -1 + (-0.8 - g(-1)) / slope)]
            return axes.plot(lambda x: g(-1) + slope * (x + 1), x_range=ends, **style)

        curve = axes.plot(g, x_range=[-2.25, 2], color=BLUE, stroke_width=7)
        steps = [1, 0.5, 0.1]
        shades = [interpolate_color(GREEN_E, GREEN, k / 2) for k in range(3)]
        secants = [line(h, color=shade) for h, shade in zip(steps, shades, strict=True)]
        dots = [Dot(axes.c2p(-1 + h, g(-1 + h)), radius=0.1, color=GREEN) for h in steps]
        tangent = line(1e-6, color=YELLOW, stroke_width=7)
        point = Dot(axes.c2p(-1, g(-1)), radius=0.14, color=YELLOW)
        rows = column(
            ("g(x) = x^2 + sin 1", BLUE),
            ("h = 1: quad -1", shades[0]),
            ("h = 0.5: quad -1.5", shades[1]),
            ("h = 0.1: quad -1.9", shades[2]),
            ("h -> 0: quad -2", YELLOW),
        )
        rows.move_to(axes.c2p(0.8, 4.4))
        self.add(axes, curve, *secants, *dots, tangent, point, rows)


class PlainMixed(Scene):
    """The tree of sin(x) y^2: its two mixed second partial derivatives are equal."""

    def construct(self):
        def box(source, place, color):
            formula = MathTypst(source, font_size=42).move_to(place)
            return VGroup(SurroundingRectangle(formula, color=color, buff=0.18), formula)

        root = box("f = sin(x) y^2", [0, 3.2, 0], WHITE)
        first = [
            box("f_x = cos(x) y^2", [-3.4, 1.2, 0], BLUE),
            box("f_y = 2 y sin(x)", [3.4, 1.2, 0], RED),
        ]
        leaves = [
            box("f_(x x) = -sin(x) y^2", [-5.25, -1, 0], GREY_B),
            box("f_(x y) = 2 y cos(x)", [-1.75, -1, 0], YELLOW),
            box("f_(y x) = 2 y cos(x)", [1.75, -1, 0], YELLOW),
            box("f_(y y) = 2 sin(x)", [5.1, -1, 0], GREY_B),
        ]
        edges = VGroup()
        pairs = [(root, first), (first[0], leaves[:2]), (first[1], leaves[2:])]
        for start, ends in pairs:
            for end, color, name, side in zip(ends, (BLUE, RED), "xy", (LEFT, RIGHT), strict=True):
                arrow = Arrow(start.get_bottom(), end.get_top(), color=color, buff=0.05)
                label = MathTypst(f"partial\\/partial {name}", font_size=38, color=color)
                place = arrow.get_center() + 0.1 * UP
                edges.add(arrow, label.next_to(place, side, buff=0.35))
        equal = MathTypst("f_(x y) = f_(y x) = 2 y cos(x)", font_size=64, color=YELLOW)
        self.add(root, *first, *leaves, edges, equal.move_to(2.7 * DOWN))


class PlainLevels(Scene):
    """The gradient field of x^2 + y^2 crosses the level curves at right angles."""

    def construct(self):
        axes = Axes([-3.5, 3.5], [-3.5, 3.5], x_length=7.6, y_length=7.6, tips=False)
        axes.to_edge(LEFT, buff=0.5)
        axes.add_coordinates(numbers(30, -3, -2, -1, 1, 2, 3), numbers(30, -3, -2, -1, 1, 2, 3))
        circles = [ellipse(axes, r, 1, TEAL) for r in (1, 2, np.sqrt(5), 3)]
        circles[2].set_stroke(YELLOW, 6)
        arrows = [
            Arrow(
                axes.c2p(x, y),
                axes.c2p(1.2 * x, 1.2 * y),
                buff=0,
                stroke_width=6,
                max_tip_length_to_length_ratio=0.35,
                color=interpolate_color(BLUE, RED, np.hypot(x, y) / 4.3),
            )
            for x in range(-3, 4)
            for y in range(-3, 4)
            if (x, y) not in [(0, 0), (-1, -2)]
        ]
        ours = Arrow(axes.c2p(-1, -2), axes.c2p(-1.4, -2.8), buff=0, color=ORANGE)
        point = Dot(axes.c2p(-1, -2), radius=0.13, color=YELLOW)
        rows = column(
            ("f(x, y) = x^2 + y^2", WHITE),
            ("nabla f = vec(2x, 2y)", WHITE),
            ("nabla f(-1, -2) = vec(-2, -4)", ORANGE),
        )
        text = Text("perpendicular to\nthe level curves", font_size=34, color=TEAL)
        rows.add(text).arrange(DOWN, aligned_edge=LEFT, buff=0.5)
        rows.next_to(axes, RIGHT, buff=0.7)
        self.add(axes, *circles, *arrows, ours.set_stroke(width=10), point, rows)
