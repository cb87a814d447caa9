"""Slicing: a partial derivative is the slope of a slice."""

from __future__ import annotations

from math import isnan

from manim import Create, FadeIn, FadeOut, Group, GrowFromCenter, Write

from calclib import NotDifferentiable, readings
from calclib.framing.secants import why_no_derivative
from calclib.typesetting.decimals import decimal_text
from scenes._kit import theme
from scenes._kit.layout.slots import Column, frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.field import FieldAtPoint
from scenes._kit.plane.plot import Plot
from scenes._kit.space.reveal import draw
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import FLAT, Fly
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula, Rewrite, words
from scenes._kit.text.paragraph import statement, statements
from scenes.figures.derivatives.secant import SecantFigure


class Slicing(Lesson[FieldAtPoint]):
    """A partial derivative is the slope of a slice."""

    defaults = {
        "function": "x^2*y + sin(y)",
        "at": "-1,1",
        "variable": "x",
        "domain": "-2:2,-2:2",
    }
    beats = ("surface", "point", "plane", "cut", "lay_flat", "nudge", "other_plane")

    def prepare(self) -> None:
        told = self.parameters
        self.stage, aside = frame().columns(share=0.6)
        self.column, (self.head, _) = Column(aside), aside.rows(share=0.36)
        self.space = Space.around(told.field, told.at, told.domain)
        self.begin_slice(told.variable)
        self.view.take(self.viewer)

    def begin_slice(self, variable: str) -> None:
        """Takes up the slice along a variable: its views, its plot, its slope if it has one."""
        told, space, camera = self.parameters, self.space, self.viewer
        self.variable, self.a = variable, told.coordinate(variable)
        self.slice = told.slice_by(variable)
        self.view = space.view_of(variable, camera, self.stage)
        names = (notation.symbol(variable), notation.symbol("z"))
        self.plot = Plot(self.stage, space.window(variable), names, aspect=space.aspect)
        self.front = space.front_of(self.slice, camera, self.plot.area)
        try:
            self.slope = readings.tangent_slope(self.slice, self.a)
        except NotDifferentiable as error:
            self.slope, self.sides = None, (error.left, error.right)
            self.obstacle = why_no_derivative(*self.sides)

    def facts(self) -> dict[str, str]:
        told = self.parameters
        facts = {
            "variable": self.variable,
            "held": " = ".join(self.slice.held),
            "x": decimal_text(told.at[0]),
            "y": decimal_text(told.at[1]),
            "height": decimal_text(told.field.at(told.at)),
            "value": decimal_text(next(iter(self.slice.held.values()))),
        }
        if self.slope is not None:
            return facts | {"slope": decimal_text(self.slope.value)}
        sides = zip(("left", "right"), self.sides, strict=True)
        return facts | {side: decimal_text(slope) for side, slope in sides if not isnan(slope)}

    def surface(self) -> None:
        """The graph grows over its grid."""
        self.formula, *self.next = statements(notation.narrowed(self.slice), self.head)
        self.column.put(self.formula, room=self.next)
        self.axes = self.space.axes(*map(notation.symbol, "xyz"))
        self.grid = self.space.grid()
        self.graph = self.space.graph(self.parameters.field)
        self.play(Write(self.formula), FadeIn(self.axes), draw(self.grid))
        self.play(draw(self.graph), run_time=theme.SLOW)

    def point(self) -> None:
        """The input point on the floor; a dashed line rises to its height."""
        x, y = self.parameters.at
        height = self.parameters.field.at((x, y))
        foot, top = (x, y, self.space.floor), (x, y, height)
        self.foot, self.top = (self.space.dot(each, theme.POINT) for each in (foot, top))
        self.dashes = self.space.dashes(foot, top, theme.POINT)
        value = self.show_equal(readings.value_at(self.parameters.field, (x, y)))
        at = notation.point((x, y))
        self.height = self.column.put(Formula(f"f{at} {value}"))
        self.play(self.graph.animate.set_opacity(theme.SHEER), FadeIn(self.foot))
        self.play(draw(self.dashes))
        self.play(FadeIn(self.top), Write(self.height))

    def plane(self) -> None:
        """The plane slides in: one variable may run, the other is held and goes grey."""
        self.slide_plane_in()
        for formula in self.next:
            self.play(Rewrite(self.formula, self.column.replace(self.formula, formula)))
            self.formula = formula

    def slide_plane_in(self) -> None:
        """From the viewer's side to its place."""
        self.sheet = self.space.plane(self.slice)
        aside = -2 * self.space.toward_viewer(self.slice)
        self.play(FadeIn(self.sheet, shift=aside), self.graph.animate.set_opacity(1.0))

    def cut(self) -> None:
        """What stands before the plane fades; the cut lies on plane and surface alike."""
        corner, normal = self.space.cutting_plane(self.slice)
        self.edge = self.space.cut(self.slice, theme.FOREGROUND)
        self.graph.clip(normal, corner, opacity=1.0)
        self.play(self.graph.animate.clip(normal, corner, opacity=0.1), run_time=theme.SLOW)
        self.play(*map(draw, self.edge))

    def lay_flat(self) -> None:
        """The viewer steps before the plane; what is not on it goes, and a plot remains."""
        scenery = Group(self.graph, self.grid, self.axes, self.foot, self.dashes)
        self.play(Fly(self.viewer, self.front), FadeOut(scenery, run_time=theme.QUICK))
        run, rise = notation.differential(self.variable), notation.part("rise", "dif f")
        self.figure = SecantFigure(self.plot, self.slice, self.a, (run, rise))
        page = self.plot.page()
        self.remove(self.sheet, *self.edge, self.top)
        FLAT.take(self.viewer)  # what was seen of the plane stands now in the frame's plane
        self.add(page, self.plot, self.figure.curve, self.figure.point)
        self.play(FadeIn(self.plot), FadeOut(page))

    def nudge(self) -> None:
        """A nudge dx, the answer df; their ratio settles to the slope of the tangent."""
        self.take_secant()
        self.work_out()

    def take_secant(self) -> None:
        """The nudge shrinks, its ratio is read off; the tangent remains, if there is one."""
        figure = self.figure
        labels = figure.step_labels()
        self.play(GrowFromCenter(figure.ahead), Create(figure.run))
        self.play(Create(figure.rise), FadeIn(labels))
        self.play(Create(figure.secant))
        ratio = self.read_ratio(figure.steps[0])
        self.play(Write(self.column.put(ratio)))
        back = () if self.slope is not None else figure.steps_back
        for h in (*figure.steps[1:], *back):
            self.play(figure.h.animate.set_value(h))
            closer = self.read_ratio(h)
            self.play(Rewrite(ratio, self.column.replace(ratio, closer)), run_time=theme.QUICK)
            ratio = closer
        slopes = figure.finite(self.sides) if self.slope is None else [self.slope.value]
        self.lines = Group(*(figure.tangent(slope) for slope in slopes))
        self.play(FadeOut(figure.secant_parts, labels), FadeIn(self.lines))
        if self.slope is None:
            self.play(FadeOut(self.column.clear(keep=-1)), run_time=theme.QUICK)
        else:
            settled = Formula(f"{notation.ratio(self.variable)} -> {self.show(self.slope)}")
            self.play(Rewrite(ratio, self.column.replace(ratio, settled)))

    def read_ratio(self, h: float) -> Formula:
        """df/dx = the slope of the secant."""
        slope = self.show_equal(readings.secant_slope(self.slice, self.a, h))
        return Formula(f"{notation.ratio(self.variable)} {slope}")

    def work_out(self) -> None:
        """The same in symbols; or why there is no slope."""
        name = notation.derivative(self.variable, partial=True)
        at = notation.vector(
            [notation.part("point", notation.value(v)) for v in self.parameters.at]
        )
        if self.slope is None:
            self.tell(f"nudge_{self.obstacle}")
            for row in notation.one_sided_ratios(self.variable, self.sides):
                self.play(Write(self.column.put(Formula(row))))
            reason = words(self.phrase(f"no_derivative_{self.obstacle}"))
            self.play(FadeIn(self.column.put(reason)))
            return
        result = Formula(f"{name}{at} {self.show_equal(self.slope)}")
        for stated in notation.derivations(self.slice):
            row = statement(stated, self.column.rest(below=result), theme.RULE)
            if row is not None:
                self.play(Write(self.column.put(row)))
        self.play(Write(self.column.put(result)))

    def other_plane(self) -> None:
        """The other variable: its plane, its cut, its slope."""
        self.play(FadeOut(self.figure.everything, self.lines, self.column.clear()))
        self.begin_slice(self.parameters.held[0])
        self.view.take(self.viewer)
        self.graph = self.space.graph(self.parameters.field)
        self.formula = self.column.put(
            statements([notation.narrowed(self.slice)[-1]], self.head)[0]
        )
        self.play(FadeIn(self.graph, self.grid, self.axes, self.foot, self.top, self.dashes))
        self.slide_plane_in()
        self.cut()
        self.play(Write(self.formula))
        self.lay_flat()
        self.take_secant()
        self.work_out()
        self.tell("other_plane" if self.slope is not None else "other_plane_none")
