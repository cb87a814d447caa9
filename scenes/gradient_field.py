"""GradientField: all partial derivatives in one vector."""

from __future__ import annotations

from functools import partial

from manim import FadeIn, FadeOut, Group, GrowFromCenter, Write

from calclib import ScalarField, readings
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.columns import Column
from scenes._kit.layout.slots import figure_and_notes, safe_area
from scenes._kit.lesson.answers import RunAlong
from scenes._kit.lesson.facts import coordinate_facts, number_fact
from scenes._kit.lesson.fades import leaving
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.parameters.field import FieldWithExample
from scenes._kit.plane.zoom import Zoom
from scenes._kit.space.camera_move import MoveCamera
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import definition, largest_fitting, wrapped
from scenes._kit.text.rewrite import Gather
from scenes.figures.derivatives.pole_names import note_limits
from scenes.figures.gradient.board import GradientBoard
from scenes.figures.gradient.bowl import Bowl
from scenes.figures.gradient.plot import GradientPlot


def _formula(source: str, size: float) -> Formula:
    return Formula(source, font_size=size)


class GradientField(Lesson[FieldWithExample]):
    """All partial derivatives in one vector: the gradient field."""

    defaults = {
        "function": "x^2 + y^2",
        "at": "-1,-2",
        "domain": "-3:3,-3:3",
        "example": "x^2*sin(y)",
    }
    beats = ("vector", "one_arrow", "field", "size", "level_curves", "bowl")

    def prepare(self) -> None:
        given = self.parameters
        self.stage, aside = figure_and_notes(overlap=False)
        self.notes = Notes(self, aside)
        self.board = GradientBoard(safe_area(), given.first)
        self.figure = GradientPlot(self.stage, given.field, given.at, given.domain)
        names = given.field.variables
        self.slopes = {
            name: readings.partial_or_none(given.field, name, given.at) for name in names
        }
        self.scale_is_told = False
        """Whether the last note is the scale of the arrows that cross level curves."""
        exists = all(self.slopes.values())
        self.length = readings.gradient_length(given.field, given.at) if exists else None

    def facts(self) -> dict[str, str]:
        given = self.parameters
        facts = coordinate_facts("xy", given.at)
        if self.length is None:
            return facts
        along, up = (number_fact(slope) for slope in self.slopes.values() if slope)
        return facts | {"along": along, "up": up, "length": number_fact(self.length)}

    def vector(self) -> None:
        """The two partial derivatives move into one column vector; its symbol is named."""
        self.check_constants(self.parameters.first)
        board = self.board
        for row in board.rows:
            self.play(Write(row), run_time=theme.MODERATE)
        self.play(Gather([row.copy() for row in board.partials()], board.vector))
        self.complete(*board.partials(), board.vector)
        name = wrapped(self.phrase("nabla", nabla=notation.part("gradient", "nabla")), board.right)
        self.play(FadeIn(board.place_name(name)))

    def one_arrow(self) -> None:
        """The gradient at one point: its numbers, and its arrow."""
        figure, gone = self.figure, leaving(self.mobjects)
        written = map(Write, self.gradient_rows())
        arrives = FadeIn(figure.plot), GrowFromCenter(figure.dot())
        self.play(*gone, *arrives, *written, run_time=theme.MODERATE)
        if self.length is None:
            self.use_sentence("one_arrow_none")
            for stated in self.notes.slopes_at(self.parameters.at, self.slopes):
                self.notes.write(stated)
            return
        self.notes.write(self.gradient_at_point())
        if figure.has_arrow:
            self.grow_arrow()
        else:
            self.use_sentence("one_arrow_zero")
        value = self.typeset_equal(self.length, point=self.parameters.at)
        self.notes.write(f"{derivatives.gradient_length(self.parameters.at)} {value}")
        note_limits(self.notes, self.parameters.field, figure.limits, figure.region)
        if figure.factor != 1:
            self.notes.write_scale(figure.factor)

    def gradient_at_point(self) -> str:
        """nabla f(-1, -2) = (-2, -4)"""
        slopes = [slope for slope in self.slopes.values() if slope]
        shown = [self.typeset(slope) for slope in slopes]
        return derivatives.gradient_at(self.parameters.at, slopes, shown)

    def forms_of_gradient_at_point(self) -> list[Formula]:
        """This as large as the notes are wide, the larger first: a column, or in line."""
        slopes = [slope for slope in self.slopes.values() if slope]
        given = self.parameters.at, slopes, [self.typeset(slope) for slope in slopes]
        sources, room = derivatives.gradient_forms(*given), self.notes.slot
        made = [_formula(each, size) for size in (theme.FORMULA, theme.RULE) for each in sources]
        made.append(_formula(derivatives.gradient_at(*given, short=True), theme.RULE))
        fitted = [largest_fitting(partial(_formula, sources[0]), room, theme.RULE)]
        return [row for row in made if row.width <= room.width] + [row for row in fitted if row]

    def gradient_rows(self) -> list[Formula]:
        """The function and its gradient, to be written as the first rows, if there is room."""
        field, room = self.parameters.field, self.notes.upper(share=0.45)
        heads, formula = Column(room), definition(field, room)
        if formula:
            heads.put(formula)
        constant = self.check_constants(field)
        written = (derivatives.gradient(field), derivatives.gradient_symbols(field))
        found = (
            largest_fitting(partial(_formula, each), heads.free_slot(), min_size=theme.RULE)
            for each in written
        )
        gradient = None if constant else next(filter(None, found), None)
        rows = [self.notes.put(row) for row in (formula, gradient) if row]
        self.notes.pin()
        return rows

    def check_constants(self, field: ScalarField) -> bool:
        """Checks derivatives whose formulas are numbers, as results on the screen. Whether all of
        them are: the gradient at the point is the same formula then."""
        at = self.parameters.at
        constants = [readings.constant_partial(field, name, at) for name in field.variables]
        for constant in constants:
            if constant is not None:
                self.typeset(constant)
        return None not in constants

    def grow_arrow(self) -> None:
        """Draws the legs of the arrow at the point, the partial derivatives, and the arrow."""
        arrow = self.figure.arrow()
        legs, numbers = self.figure.legs
        self.play(*map(Create, legs), FadeIn(numbers))
        self.play(FadeIn(arrow))
        self.complete(*legs, arrow)

    def field(self) -> None:
        """The same at many points."""
        figure = self.figure
        if figure.arrows.scale is None:
            self.use_sentence("field_zero")
        if figure.has_arrow:
            scale_note = self.notes.drop_last() if figure.factor != 1 else Group()
            gone = FadeOut(Group(*figure.legs), scale_note)
            zoom = Zoom(figure.plot, figure.window)
            self.play(gone, zoom, figure.field_scale.animate.set_value(1))
        self.when("arrows")
        self.play(Create(figure.field_arrows), run_time=theme.SLOW)
        self.complete(figure.field_arrows)

    def size(self) -> None:
        """Colour and length give the size: some arrows with their true lengths."""
        figure = self.figure
        self.play(FadeOut(self.notes.clear()))
        if figure.arrows.scale is None:
            self.use_sentence("size_zero")
            if self.length is not None:
                value = self.typeset_equal(self.length)
                self.notes.write(f"{derivatives.gradient_length()} {value}")
            self.complete(figure.field_arrows, *self.notes.rows[-1:])
            return
        self.notes.phrase("size", theme.LABEL, length=derivatives.gradient_length())
        lengths = [self.typeset_given(length) for length in figure.arrows.samples(figure.unit)]
        legend = figure.arrows.legend(figure.unit, lengths)
        self.play(FadeIn(self.notes.put(in_frame(legend))))
        self.complete(*legend, figure.field_arrows)
        scale = figure.arrows.scale
        self.notes.write_scale(scale.factor, even=scale.is_even)
        if scale.cuts:
            self.notes.phrase("scale_cut", theme.LABEL)

    def level_curves(self) -> None:
        """Level curves, crossed by every arrow at a right angle."""
        figure = self.figure
        if not figure.crossing.curves and not figure.crossing.curve_at_point:
            self.use_sentence("level_curves_none")
            self.play(Create(figure.level_area()), run_time=theme.SLOW)
            self.complete(figure.field_arrows, *self.notes.rows[-1:])
            return
        faded = [figure.field_arrows.animate.set_opacity(0), FadeOut(self.notes.clear())]
        self.play(*faded, *map(Create, figure.level_curves))
        longer = figure.growth.animate.set_value(figure.crossing.growth)
        self.play(Create(figure.crossing_arrows()), longer)
        marks = figure.right_angles()
        written = [FadeIn(self.notes.put(row)) for row in self.rows_of_crossing()]
        self.play(*map(Create, marks), *written)
        self.complete(RunAlong(figure.walked_curve), marks)

    def rows_of_crossing(self) -> list[Formula]:
        """What is said of the arrows that cross level curves, as far as there is room."""
        figure, scale = self.figure, self.figure.arrows.scale
        text = self.phrase("right_angle", nabla=derivatives.nabla())
        rows = [wrapped(text, self.notes.slot, theme.TEXT)]
        if scale is not None:
            factor = scale.factor / figure.crossing.growth
            rows.append(self.notes.scale_row(factor, even=scale.is_even))
        forms = self.forms_of_gradient_at_point() if figure.has_arrow else []
        tries = [[first, *more] for first in forms for more in (rows, rows[:1])]
        shown = next(filter(self.notes.holds, (*tries, rows, rows[:1])), [])
        self.scale_is_told = len(rows) > 1 and rows[-1] in shown
        return shown

    def bowl(self) -> None:
        """The field on the floor under its surface; each arrow points uphill."""
        bowl = Bowl(self.figure, self.camera, self.stage)
        self.leave_plane()
        bowl.top_view.apply_to(self.camera)  # the floor is exactly where the plot was
        self.add(*bowl.floor_group())
        self.play(MoveCamera(self.camera, bowl.side_view))
        drawn = FadeIn(bowl.axes), Create(bowl.graph), FadeOut(bowl.floor.covered())
        self.play(*drawn, run_time=theme.SLOW)
        raised = FadeIn(bowl.raised_point())
        if self.figure.arrows.scale is None:
            self.use_sentence("bowl_level")
            self.play(raised)
            self.complete(raised.mobject)
            return
        rods, arrows = bowl.uphill_arrows()
        self.play(*map(Create, rods), raised, run_time=theme.QUICK)
        self.play(Create(arrows), FadeIn(given := bowl.arrow_at_point()), run_time=theme.MODERATE)
        self.complete(arrows, given)

    def leave_plane(self) -> None:
        """Fades what will not be on the floor, then removes the rest."""
        arrows = self.figure.field_arrows
        if self.scale_is_told:
            self.notes.drop_last()  # it fades too: the arrows have another scale on the floor
        replaced = [arrows, quiet := self.figure.quiet_level_curves()]
        faded = [each for each in self.mobjects if each not in (*self.notes.rows, *replaced)]
        appears = arrows.animate.set_opacity(1), FadeIn(quiet)
        self.play(*map(FadeOut, faded), *appears, run_time=theme.QUICK)
        self.remove(*replaced)
