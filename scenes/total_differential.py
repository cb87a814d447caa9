"""TotalDifferential: two steps, one climb."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, Group, Write

from calclib import NotDifferentiable, readings
from calclib.framing.differential_steps import halved, halving_effect, steps_along_axes
from calclib.framing.secants import why_no_derivative
from calclib.typesetting.decimals import decimal_text
from calclib.typesetting.multiples_of_pi import coordinate_text
from scenes._kit import theme
from scenes._kit.layout.slots import Column, frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.step import StepFromPoint
from scenes._kit.space.reveal import draw
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import FLAT, Fly
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula, Rewrite, words
from scenes._kit.text.paragraph import definition, paragraph, wrapped
from scenes._kit.text.table import Table
from scenes.figures.differential import formulas as differential
from scenes.figures.differential.gap_plot import GapPlot
from scenes.figures.differential.staircase import Staircase, close_up, surroundings, vicinity


class TotalDifferential(Lesson[StepFromPoint]):
    """Two steps, one climb: the total differential."""

    defaults = {"function": "x^2 + y^2", "at": "1,2", "step": "0.1,0.1"}
    beats = ("surface", "steps", "plane_against_surface", "half_step", "formula", "dot_product")

    def prepare(self) -> None:
        told = self.parameters
        self.stage, aside = frame().columns(share=0.6)
        self.column = Column(aside)
        self.field, self.at, self.step = told.field, told.at, told.walked
        self.space = Space.around(self.field, self.at, told.domain)
        self.view = self.space.view_of("x", self.viewer, self.stage)
        self.view.take(self.viewer)
        if told.obstacle is None:
            self.measure()

    def measure(self) -> None:
        """All the numbers of the step, and the figure of it."""
        field, at, step = self.field, self.at, self.step
        self.slopes = [readings.partial_at(field, name, at) for name in field.variables]
        self.terms = [readings.differential(field, at, each) for each in steps_along_axes(step)]
        self.df = readings.differential(field, at, step)
        self.change = readings.change(field, at, step)
        self.gap = readings.gap(field, at, step)
        self.half_gap = readings.gap(field, at, halved(step))
        self.stairs = Staircase(field, at, step)

    def facts(self) -> dict[str, str]:
        names: list[str] = ["x", "y", "dx", "dy"]
        facts = dict(zip(names, map(coordinate_text, (*self.at, *self.step)), strict=True))
        facts["height"] = decimal_text(self.field.at(self.at))
        if self.parameters.obstacle is None:
            numbers = {
                "rise_x": self.terms[0],
                "rise_y": self.terms[1],
                "df": self.df,
                "change": self.change,
                "gap": self.gap,
                "half_gap": self.half_gap,
            }
            facts |= {name: decimal_text(number.value) for name, number in numbers.items()}
        return facts

    def surface(self) -> None:
        """The graph, and the point on it."""
        x, y = self.at
        foot, top = (x, y, self.space.floor), (x, y, self.field.at(self.at))
        self.column.put(definition(self.field, self.column.slot.rows(0.3)[0]))
        self.graph = self.space.graph(self.field)
        self.top = self.space.dot(top, theme.POINT)
        axes, grid = self.space.axes(*map(notation.symbol, "xyz")), self.space.grid()
        self.play(Write(self.column.rows[0]), FadeIn(axes), draw(grid))
        self.play(draw(self.graph), run_time=theme.SLOW)
        mark, dashes = self.space.dot(foot, theme.POINT), self.space.dashes(foot, top, theme.POINT)
        value = self.show_equal(readings.value_at(self.field, self.at))
        height = self.column.put(Formula(f"f{notation.point(self.at)} {value}"))
        self.play(self.graph.animate.set_opacity(theme.SHEER), FadeIn(mark))
        self.play(draw(dashes))
        self.play(FadeIn(self.top), Write(height))
        self.scenery = Group(axes, grid, mark, dashes)

    def steps(self) -> None:
        """A step along x and one along y, and what each raises on the tangent plane."""
        self.come_close()
        if self.parameters.obstacle is not None:
            self.say_why_not()
            return
        stairs = self.stairs
        stairs.view(self.viewer, self.stage).take(self.viewer)
        self.start = stairs.space.dot(stairs.start, theme.POINT)
        self.sheet = stairs.sheet()
        self.play(FadeIn(stairs.axes, self.sheet, self.start))
        self.labels = Group()
        for k, name in enumerate(self.field.variables):
            self.walk(k, name)

    def come_close(self) -> None:
        """Near the point; all of the graph that is farther away goes."""
        region = vicinity(self.space, self.at, self.step)
        patch = self.space.graph(self.field, region=region).set_opacity(theme.SHEER)
        self.play(FadeOut(self.scenery, self.graph), FadeIn(patch), run_time=theme.QUICK)
        near = close_up(self.space, self.field, region, self.viewer, self.stage)
        self.play(Fly(self.viewer, near))
        self.play(FadeOut(patch, self.top), run_time=theme.QUICK)

    def walk(self, k: int, name: str) -> None:
        """One of the two steps, and its rise."""
        stairs, step = self.stairs, self.step[k]
        run = f"{notation.differential(name)} = {notation.part(name, self.choose(step))}"
        slope, raised = (self.show_equal(each) for each in (self.slopes[k], self.terms[k]))
        rise = differential.term(name)
        for arrow, source in ((stairs.runs[k], run), (stairs.rises[k], f"{rise} {raised}")):
            label = stairs.label(source, arrow, self.viewer, self.stage)
            self.play(draw(arrow), FadeIn(label))
            self.labels.add(label)
        self.write(rise, f"{slope} dot {notation.factor(step)}", raised)

    def write(self, *parts: str) -> None:
        """A line in the column, broken between its parts where it is long."""
        line = paragraph(parts[0], parts[1:], self.column.rest())
        self.play(Write(self.column.put(line or Formula(" ".join(parts)))))

    def say_why_not(self) -> None:
        """No tangent plane: a partial derivative is missing, or the plane does not touch."""
        self.show_surface()
        for name in self.field.variables:
            try:
                self.field.partial_at(name, self.at)
            except NotDifferentiable as error:
                self.tell("steps_no_slope")
                sides = (error.left, error.right)
                for row in notation.one_sided_limits(name, sides):
                    self.play(Write(self.column.put(Formula(row))))
                reason = self.phrase(
                    f"no_slope_{why_no_derivative(*sides)}", d=notation.symbol(name)
                )
                self.play(FadeIn(self.column.put(wrapped(reason, self.column.slot))))
                return
        self.tell("steps_no_plane")
        for name in self.field.variables:
            slope = self.show_equal(readings.partial_at(self.field, name, self.at))
            row = f"{notation.subscripted(name)}{notation.point(self.at)} {slope}"
            self.play(Write(self.column.put(Formula(row))))
        reason = self.phrase("no_plane")
        self.play(FadeIn(self.column.put(wrapped(reason, self.column.slot))))

    def show_surface(self) -> None:
        """The surface around the point from close by."""
        space = Space.around(self.field, self.at, surroundings(self.at, self.step))
        space.view_of("x", self.viewer, self.stage).take(self.viewer)
        top = space.dot((*self.at, self.field.at(self.at)), theme.POINT)
        axes, graph = space.axes(*map(notation.symbol, "xyz")), space.graph(self.field)
        self.play(FadeIn(axes, graph, top))

    def plane_against_surface(self) -> None:
        """df on the tangent plane, delta f on the surface, and the gap between them."""
        self.play(FadeOut(self.column.clear(keep=1), self.labels), run_time=theme.QUICK)
        terms = differential.total(self.terms, [self.show(term) for term in self.terms])
        self.write("dif f", terms, self.show_equal(self.df))
        self.patch, self.ends = self.stairs.graph(), self.stairs.dots()
        change = f"{notation.part('output', 'Delta f')} {self.show_equal(self.change)}"
        self.play(FadeIn(self.patch, self.ends), Write(self.column.put(Formula(change))))
        gap = self.show_equal(self.gap)
        row = Formula(f"Delta f - dif f {gap}")
        if self.gap.value:
            self.show_gap(gap)
        else:
            self.tell("plane_against_surface_none")
        self.play(Write(self.column.put(row)))

    def show_gap(self, gap: str) -> None:
        """The gap from close by."""
        close = self.stairs.view_of_gap(self.viewer, self.stage)
        self.play(FadeOut(self.stairs.axes), run_time=theme.QUICK)
        self.play(Fly(self.viewer, close))
        self.line = self.stairs.gap()
        self.name = self.stairs.gap_label(f"Delta f - dif f {gap}", self.viewer)
        self.play(draw(self.line), FadeIn(self.name))

    def half_step(self) -> None:
        """With half the step, the error is a quarter, if the function is smooth and not flat."""
        seen = [each for each in self.mobjects if each is not self.column.rows[0]]
        self.play(FadeOut(Group(*seen)))
        self.column.clear(keep=1)
        FLAT.take(self.viewer)
        names = ("t", "Delta f - dif f")
        figure = GapPlot(self.stage, self.field, self.at, self.step, names)
        share_of = self.phrase("share", t="t", step=differential.step(self.field.variables))
        share_told = self.column.put(words(share_of))
        table = Table(self.column.rest(), [Formula(name) for name in names])
        self.play(FadeIn(figure, share_told, table.head), Create(figure.curve))
        self.flat = Group(figure, figure.curve, share_told, table)
        for share, gap in ((1.0, self.gap), (0.5, self.half_gap)):
            shown = notation.part("secant", self.show(gap))
            bar = figure.bar(share, gap.value, shown)
            row = table.row([Formula(self.choose(share)), Formula(shown)])
            self.play(Create(bar), FadeIn(row))
            self.flat.add(bar)
        kind = halving_effect(self.gap.value, self.half_gap.value)
        self.tell("half_step" if kind == "quarter" else f"half_step_{kind}")

    def formula(self) -> None:
        """df = f_x dx + f_y dy, part by part."""
        self.column.clear(keep=1)
        self.play(FadeOut(self.flat, self.column.clear()))
        stairs = self.stairs
        stairs.view(self.viewer, self.stage).take(self.viewer)
        self.play(FadeIn(stairs.axes, self.sheet, self.start))
        now = self.column.put(Formula("dif f ="))
        self.play(Write(now))
        for k, source in enumerate(differential.growing_sum(self.field.variables)):
            after = self.column.replace(now, Formula(source))
            self.play(draw(stairs.runs[k]), run_time=theme.QUICK)
            self.play(draw(stairs.rises[k]), Rewrite(now, after))
            now = after
        terms = differential.total(self.terms, [self.show(term) for term in self.terms])
        self.write(terms, self.show_equal(self.df))

    def dot_product(self) -> None:
        """The same as the gradient, times the step."""
        names = self.field.variables
        self.play(Write(self.column.put(Formula(differential.dot_product(names)))))
        slopes = [self.show(slope) for slope in self.slopes]
        product = differential.dot_product_at(self.slopes, slopes, names, self.step)
        self.write(product, self.show_equal(self.df))
        meaning = self.phrase("gradient", nabla=notation.part("gradient", "nabla f"))
        self.play(FadeIn(self.column.put(words(meaning))))
