"""TotalDifferential: two steps, one climb."""

from __future__ import annotations

from functools import cached_property

from manim import FadeIn, FadeOut, Group, Write

from calclib import NotDifferentiable, readings
from calclib.framing.secants import nondifferentiable_kind
from calclib.typesetting.decimals import decimal_text
from calclib.typesetting.multiples_of_pi import coordinate_text
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.parameters.step import StepFromPoint
from scenes._kit.space.camera_move import MoveCamera
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import FLAT
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.paragraph import paragraph, wrapped
from scenes._kit.text.rewrite import Rewrite
from scenes._kit.text.table import Table
from scenes.figures.differential import formulas as differential
from scenes.figures.differential.close_up import close_up, surroundings, vicinity
from scenes.figures.differential.gap_plot import GapPlot
from scenes.figures.differential.staircase import Staircase
from scenes.figures.differential.step_numbers import StepNumbers


class TotalDifferential(Lesson[StepFromPoint]):
    """Two steps, one climb: the total differential."""

    defaults = {"function": "x^2 + y^2", "at": "1,2", "step": "0.1,0.1"}
    beats = ("surface", "steps", "plane_against_surface", "half_step", "formula", "dot_product")
    only_if = {
        "plane_against_surface": "has_tangent_plane",
        "half_step": "has_tangent_plane",
        "formula": "has_tangent_plane",
        "dot_product": "has_tangent_plane",
    }

    def prepare(self) -> None:
        given = self.parameters
        self.stage, aside = frame().columns(share=0.6)
        self.notes = Notes(self, aside)
        self.field, self.at, self.step = given.field, given.at, given.walked
        self.space = Space.around(self.field, self.at, given.domain)
        self.axes, self.grid = self.space.axes(), self.space.grid()
        self.graph = self.space.graph(self.field)
        self.foot, self.dashes, self.top = self.space.marked(self.at, self.field.at(self.at))
        self.labels, self.flat = Group(), Group()
        """The names of runs and rises; the plot of half the step: gone when the next beat comes."""
        self.space.view_along((1, 0), self.viewer, self.stage).apply_to(self.viewer)

    @cached_property
    def numbers(self) -> StepNumbers:
        """The numbers of the step, where there is a tangent plane."""
        return StepNumbers(self.field, self.at, self.step)

    @cached_property
    def stairs(self) -> Staircase:
        """The step from close by, where there is a tangent plane."""
        return Staircase(self.field, self.at, self.step)

    def facts(self) -> dict[str, str]:
        names: list[str] = ["x", "y", "dx", "dy"]
        facts = dict(zip(names, map(coordinate_text, (*self.at, *self.step)), strict=True))
        facts["height"] = decimal_text(self.field.at(self.at))
        return facts | (self.numbers.facts() if self.parameters.has_tangent_plane else {})

    def surface(self) -> None:
        """The graph, and the point on it."""
        formula = self.notes.put_definition(self.field)
        self.notes.pin()
        self.play(Write(formula), FadeIn(self.axes), Create(self.grid))
        self.play(Create(self.graph), run_time=theme.SLOW)
        value = self.show_equal(readings.value_at(self.field, self.at))
        height = self.notes.put(Formula(f"f{notation.point(self.at)} {value}"))
        self.play(self.graph.animate.set_opacity(theme.SHEER), FadeIn(self.foot))
        self.play(Create(self.dashes))
        self.play(FadeIn(self.top), Write(height))

    def steps(self) -> None:
        """A step along x and one along y, and what each raises on the tangent plane."""
        self.come_close()
        if not self.parameters.has_tangent_plane:
            self.say_why_not()
            return
        stairs = self.stairs
        stairs.view(self.viewer, self.stage).apply_to(self.viewer)
        self.play(FadeIn(stairs.axes, stairs.sheet, stairs.start_dot))
        for k, name in enumerate(self.field.variables):
            self.walk(k, name)

    def come_close(self) -> None:
        """Near the point; all of the graph that is farther away goes."""
        region = vicinity(self.space, self.at, self.step)
        patch = self.space.graph(self.field, region=region).set_opacity(theme.SHEER)
        scenery = Group(self.axes, self.grid, self.foot, self.dashes)
        self.play(FadeOut(scenery, self.graph), FadeIn(patch), run_time=theme.QUICK)
        near = close_up(self.space, self.field, region, self.viewer, self.stage)
        self.play(MoveCamera(self.viewer, near))
        self.play(FadeOut(patch, self.top), run_time=theme.QUICK)

    def walk(self, k: int, name: str) -> None:
        """One of the two steps, and its rise."""
        stairs, numbers, step = self.stairs, self.numbers, self.step[k]
        run = f"{derivatives.differential(name)} = {notation.part(name, self.show_given(step))}"
        slope, raised = (self.show_equal(each) for each in (numbers.slopes[k], numbers.terms[k]))
        rise = differential.term(name)
        for arrow, source in ((stairs.runs[k], run), (stairs.rises[k], f"{rise} {raised}")):
            label = stairs.label(source, arrow, self.viewer, self.stage)
            self.play(Create(arrow), FadeIn(label))
            self.labels.add(label)
        self.write(rise, f"{slope} dot {notation.factor(step)}", raised)

    def write(self, *parts: str) -> None:
        """A line of the notes, broken between its parts where it is long."""
        line = paragraph(parts[0], parts[1:], self.notes.rest())
        self.notes.write(line or " ".join(parts))

    def say_why_not(self) -> None:
        """No tangent plane: a partial derivative is missing, or the plane does not touch."""
        self.show_surface()
        for name in self.field.variables:
            try:
                self.field.partial_at(name, self.at)
            except NotDifferentiable as error:
                self.say("steps_no_slope")
                sides = (error.left, error.right)
                for row in derivatives.one_sided_limits(name, sides):
                    self.notes.write(row)
                self.reason(f"no_slope_{nondifferentiable_kind(*sides)}", d=notation.symbol(name))
                return
        self.say("steps_no_plane")
        for name in self.field.variables:
            slope = self.show_equal(readings.partial_at(self.field, name, self.at))
            self.notes.write(f"{derivatives.subscripted(name)}{notation.point(self.at)} {slope}")
        self.reason("no_plane")

    def reason(self, key: str, **sources: str) -> None:
        """A phrase in as many lines as it takes."""
        reason = self.phrase(key, **sources)
        self.play(FadeIn(self.notes.put(wrapped(reason, self.notes.slot))))

    def show_surface(self) -> None:
        """The surface around the point from close by."""
        space = Space.around(self.field, self.at, surroundings(self.at, self.step))
        space.view_along((1, 0), self.viewer, self.stage).apply_to(self.viewer)
        top = space.dot((*self.at, self.field.at(self.at)), theme.POINT)
        axes, graph = space.axes(), space.graph(self.field)
        self.play(FadeIn(axes, graph, top))

    def plane_against_surface(self) -> None:
        """df on the tangent plane, delta f on the surface, and the gap between them."""
        numbers = self.numbers
        self.play(FadeOut(self.notes.clear(), self.labels), run_time=theme.QUICK)
        terms = differential.total(numbers.terms, [self.show(term) for term in numbers.terms])
        self.write("dif f", terms, self.show_equal(numbers.df))
        patch, ends = self.stairs.graph(), self.stairs.dots()
        change = f"{notation.part('output', 'Delta f')} {self.show_equal(numbers.change)}"
        self.play(FadeIn(patch, ends), Write(self.notes.put(Formula(change))))
        gap = self.show_equal(numbers.gap)
        row = Formula(f"Delta f - dif f {gap}")
        if numbers.gap.value:
            self.show_gap(gap)
        else:
            self.say("plane_against_surface_none")
        self.notes.write(row)

    def show_gap(self, gap: str) -> None:
        """The gap from close by."""
        close = self.stairs.view_of_gap(self.viewer, self.stage)
        self.play(FadeOut(self.stairs.axes), run_time=theme.QUICK)
        self.play(MoveCamera(self.viewer, close))
        name = self.stairs.gap_label(f"Delta f - dif f {gap}", self.viewer)
        self.play(Create(self.stairs.gap()), FadeIn(name))

    def half_step(self) -> None:
        """With half the step, the error is a quarter, if the function is smooth and not flat."""
        formula, numbers = self.notes.rows[0], self.numbers
        self.play(FadeOut(Group(*(each for each in self.mobjects if each is not formula))))
        self.notes.clear()
        FLAT.apply_to(self.viewer)
        names = ("t", "Delta f - dif f")
        figure = GapPlot(self.stage, self.field, self.at, self.step, names)
        share_of = self.phrase("share", t="t", step=differential.step(self.field.variables))
        share_of_step = self.notes.put(words(share_of))
        table = Table(self.notes.rest(), [Formula(name) for name in names])
        self.play(FadeIn(figure, share_of_step, table.head), Create(figure.curve))
        self.flat.add(figure, figure.curve, share_of_step, table)
        for share, gap in ((1.0, numbers.gap), (0.5, numbers.half_gap)):
            shown = notation.part("secant", self.show(gap))
            bar = figure.bar(share, gap.value, shown)
            row = table.row([Formula(self.show_given(share)), Formula(shown)])
            self.play(Create(bar), FadeIn(row))
            self.flat.add(bar)
        kind = numbers.shrinkage
        self.say("half_step" if kind == "quarter" else f"half_step_{kind}")

    def formula(self) -> None:
        """df = f_x dx + f_y dy, part by part."""
        self.notes.clear()
        self.play(FadeOut(self.flat, self.notes.clear(pinned=True)))
        stairs, numbers = self.stairs, self.numbers
        stairs.view(self.viewer, self.stage).apply_to(self.viewer)
        self.play(FadeIn(stairs.axes, stairs.sheet, stairs.start_dot))
        now = self.notes.write("dif f =")
        for k, source in enumerate(differential.growing_sum(self.field.variables)):
            after = self.notes.replace(now, Formula(source))
            self.play(Create(stairs.runs[k]), run_time=theme.QUICK)
            self.play(Create(stairs.rises[k]), Rewrite(now, after))
            now = after
        terms = differential.total(numbers.terms, [self.show(term) for term in numbers.terms])
        self.write(terms, self.show_equal(numbers.df))

    def dot_product(self) -> None:
        """The same as the gradient, times the step."""
        names, numbers = self.field.variables, self.numbers
        self.notes.write(differential.dot_product(names))
        slopes = [self.show(slope) for slope in numbers.slopes]
        product = differential.dot_product_at(numbers.slopes, slopes, names, self.step)
        self.write(product, self.show_equal(numbers.df))
        self.notes.phrase("gradient", nabla=notation.part("gradient", "nabla f"))
