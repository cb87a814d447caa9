"""A lesson with a planted fault in its figure, or with what looks like one and is none."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
from manim import (
    DOWN,
    LEFT,
    ORIGIN,
    OUT,
    PI,
    RIGHT,
    UP,
    Dot,
    FadeIn,
    FadeOut,
    Line,
    Mobject,
    Rectangle,
    UpdateFromAlphaFunc,
    linear,
)

from engine.mobjects.arrows import ArrowField
from engine.mobjects.curve import Curve3D
from engine.mobjects.points import Points
from engine.mobjects.surface import SurfaceMesh
from scenes._kit import theme
from scenes._kit.layout.labels import label_of
from scenes._kit.layout.leader_lines import leader_line
from scenes._kit.layout.slots import Slot
from scenes._kit.plane.plot import Plot
from scenes._kit.plane.window import Window
from scenes._kit.space.viewpoint import Viewpoint
from scenes._kit.text.formula import Formula
from tests.pipeline.planted import Planted

_LOW = Slot(0.0, -1.5, 9.0, 2.6)
_SIDES = np.linspace(-1, 1, 25)


def sheet(height: Any, low: float = -1.0, high: float = 1.0, **style: Any) -> SurfaceMesh:
    """The graph of a height over a square in front of the viewer, below the middle."""
    x, y = np.meshgrid(np.linspace(low, high, 25), _SIDES, indexing="ij")
    return SurfaceMesh.of_height(x, y, height(x, y), **style).shift(1.4 * DOWN)


def cylinder(turns: float) -> SurfaceMesh:
    """A sheet wound around an axis."""
    angle, along = np.meshgrid(np.linspace(0, turns * 2 * PI, 61), _SIDES, indexing="ij")
    return SurfaceMesh.of_height(along, np.cos(angle), np.sin(angle)).shift(1.4 * DOWN)


class PlantedFigure(Planted):
    """A curve, its name, and one fault in the figure."""

    def tilt(self) -> None:
        """Looks at the plane from aside."""
        Viewpoint(0.6, -PI / 2).apply_to(self.camera)

    # -- points ----------------------------------------------------------------------------------

    def behind(self, **style: Any) -> list[Mobject]:
        """A dot behind an opaque surface."""
        place = 1.4 * DOWN - OUT
        dot = Points([place], color=theme.POINT, width=theme.DOT_WIDTH, **style)
        self.tilt()
        return [sheet(lambda x, _: 0 * x), Curve3D([place, place - OUT]), dot]

    def behind_with_ring(self) -> list[Mobject]:
        """The same dot, whose border is drawn over what hides it."""
        return self.behind(ring=True)

    def under_another(self) -> list[Mobject]:
        """A point that moves into another."""
        return [Dot(DOWN, color=theme.POINT), Dot(DOWN, color=theme.SECANT)]

    def beyond(self) -> list[Mobject]:
        """The only dot is outside the frame."""
        return [Dot(9 * RIGHT, color=theme.POINT)]

    def in_the_air(self) -> list[Mobject]:
        """A point over a surface."""
        return self._over_surface(0.5)

    def on_surface(self) -> list[Mobject]:
        """A point on a surface, between the points of its grid."""
        return self._over_surface(0.0)

    def among_arrows(self) -> list[Mobject]:
        """A point below a surface, on the floor of arrows that are beside it."""
        tails = [[x, y, 2 * 0.43**2 - 1] for x in (0, 1) for y in (-1.4, -0.6)]
        return [*self._over_surface(-1.0), ArrowField(tails, 4 * [[0.2, 0, 0]], color=theme.X)]

    def _over_surface(self, height: float) -> list[Mobject]:
        self.tilt()
        place = [0.43, 0.27 - 1.4, 2 * 0.43**2 + height]
        dot = Points([place], color=theme.POINT, width=theme.DOT_WIDTH, ring=True)
        return [sheet(lambda x, _: 2 * x**2), dot]

    def off_graph(self) -> list[Mobject]:
        """A point beside a graph."""
        plot, curve = self.graph(np.sin)
        return [plot, curve, plot.dot((0.5, 1.5), color=theme.POINT)]

    def on_graph(self) -> list[Mobject]:
        """A point on a graph."""
        plot, curve = self.graph(np.sin)
        return [plot, curve, plot.dot((0.5, np.sin(0.5)), color=theme.POINT)]

    # -- labels ----------------------------------------------------------------------------------

    def strayed(self) -> list[Any]:
        """A label beside the line of another."""
        mine, other = (
            Line(2 * LEFT, 2 * RIGHT, color=color).shift(low * DOWN)
            for color, low in ((theme.X, 2.6), (theme.Y, 1.2))
        )
        label = label_of(mine, Formula("a").next_to(other, DOWN, buff=0.15))
        return [mine, other, label, label_of(other, Formula("b").next_to(other, UP, buff=0.15))]

    def strayed_with_leader(self) -> list[Any]:
        """The same label, with a leader line."""
        mine, other, label, another = self.strayed()
        leader = leader_line(label, mine.get_center()[:2])
        return [mine, other, label, another, leader]

    def own_label(self) -> list[Any]:
        """Labels beside their own lines."""
        mine, other, label, another = self.strayed()
        return [mine, other, label.next_to(mine, UP, buff=0.15), another]

    # -- layers ----------------------------------------------------------------------------------

    def in_one_plane(self) -> list[Mobject]:
        """Two surfaces of other grids in one plane."""
        self.tilt()
        return [
            sheet(lambda x, y: 0.2 * x + 0.1 * y, color=theme.X),
            sheet(lambda x, y: 0.2 * x + 0.1 * y, low=-0.7, high=0.6, color=theme.Y),
        ]

    def touching(self) -> list[Mobject]:
        """A surface and the plane that touches it."""
        self.tilt()
        return [sheet(lambda x, y: x**2 + y**2), sheet(lambda x, _: 0 * x, color=theme.Y)]

    def crossing(self) -> list[Mobject]:
        """Two surfaces that cross."""
        self.tilt()
        return [sheet(lambda x, _: 0.5 * x), sheet(lambda x, _: -0.5 * x, color=theme.Y)]

    def wound_twice(self) -> list[Mobject]:
        """A surface that covers itself."""
        return [cylinder(2.0)]

    def wound_once(self) -> list[Mobject]:
        """A closed surface with a seam."""
        return [cylinder(1.0)]

    # -- curves ----------------------------------------------------------------------------------

    def graph(self, function: Any, drawn: Any = None) -> list[Any]:
        """The graph of a function, drawn by another one."""
        plot = Plot(_LOW, Window((-2.0, 2.0), (-1.0, 2.0)))
        curve = plot.graph(drawn or function, color=theme.X)
        curve.function = function
        return [plot, curve]

    def torn(self) -> list[Mobject]:
        """A graph with a gap where the function has none."""
        return self.graph(np.sin, lambda x: np.where(np.abs(x - 0.3) < 0.1, np.nan, np.sin(x)))

    def cut_short(self) -> list[Mobject]:
        """A graph that ends before its window does."""
        return self.graph(np.sin, lambda x: np.where(x > 1.5, np.nan, np.sin(x)))

    def with_jump(self) -> list[Mobject]:
        """A function that jumps."""
        return self.graph(lambda x: np.where(x < 0.3, -0.5, 1.5))

    def with_hole(self) -> list[Mobject]:
        """A function without values in part of its window, and beyond its window in others."""
        return self.graph(lambda x: np.sqrt(x**2 - 0.5) * x**2)

    # -- what a beat is about --------------------------------------------------------------------

    def lost(self) -> list[Mobject]:
        """The beat is about a curve outside the frame."""
        curve = Curve3D([[6.0, -1, 0], [12.0, -1, 0]], color=theme.Y)
        return self._about(curve)

    def speck(self) -> list[Mobject]:
        """The beat is about a curve that cannot be seen."""
        return self._about(Curve3D([1.0 * DOWN, 1.05 * DOWN], color=theme.Y))

    def in_view(self) -> list[Mobject]:
        """The beat is about a curve that can."""
        return self._about(Curve3D([1.0 * DOWN, 1.5 * DOWN], color=theme.Y))

    def _about(self, curve: Mobject) -> list[Mobject]:
        self.play(FadeIn(curve), run_time=0.4)
        self.complete(curve)
        return []

    # -- changes ---------------------------------------------------------------------------------

    def leaping(self) -> list[Mobject]:
        """A large sheet is somewhere else at once, within a play."""
        return self._moving(lambda share: 3 * LEFT if share < 0.43 else 3 * RIGHT, 2.0)

    def swift(self) -> list[Mobject]:
        """The same sheet goes there fast."""
        return self._moving(lambda share: 3 * LEFT + 6 * share * RIGHT, 0.4)

    def _moving(self, path: Any, run_time: float) -> list[Mobject]:
        large = Rectangle(width=3, height=2.5, fill_color=theme.GRID, fill_opacity=1)
        self.play(FadeIn(large.move_to(path(0.0) + 1.6 * DOWN)), run_time=0.4)
        move = UpdateFromAlphaFunc(
            large, lambda m, share: m.move_to(path(share) + 1.6 * DOWN), rate_func=linear
        )
        self.play(move, run_time=run_time)
        return []

    def gone(self) -> list[Mobject]:
        """The whole figure goes and comes again."""
        self.play(*map(FadeOut, self._figure()), run_time=0.4)
        return [Line(4.5 * LEFT, 4.5 * RIGHT, color=theme.Y)]

    def replaced(self) -> list[Mobject]:
        """Another figure comes while one goes."""
        other = Line(4.5 * LEFT, 4.5 * RIGHT, color=theme.Y).move_to(ORIGIN)
        self.play(*map(FadeOut, self._figure()), FadeIn(other), run_time=0.4)
        return []

    def axes_alone(self) -> list[Mobject]:
        """The axes stay while one curve goes and before another comes."""
        plot, curve = self.graph(np.sin)
        self.play(FadeIn(plot, curve), *map(FadeOut, self._figure()), run_time=0.4)
        self.play(FadeOut(curve), run_time=0.4)
        return [plot.graph(np.cos, color=theme.Y)]

    def _figure(self) -> list[Mobject]:
        """What is drawn so far, without its name."""
        parts = chain.from_iterable(each.get_family() for each in self.mobjects)
        return [each for each in parts if isinstance(each, Line)]
