"""GradientField: all partial derivatives in one vector."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, Group, GrowFromCenter, Write

from calclib import ScalarField, readings
from calclib.typesetting.decimals import decimal_text
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.layout.slots import Column, frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.field import FieldWithExample
from scenes._kit.plane.plot import Zoom
from scenes._kit.space.reveal import draw
from scenes._kit.space.viewpoint import Fly
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula, Gather, words
from scenes._kit.text.paragraph import largest
from scenes.figures.gradient.arrows import scale_told
from scenes.figures.gradient.board import (
    GradientBoard,
    definition,
    gradient_at,
    gradient_of,
    length_of,
    relation,
    slope_at,
    slopes_at,
)
from scenes.figures.gradient.figure import GradientFigure


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
        told = self.parameters
        self.stage, aside = frame().columns(share=0.58)
        self.column = Column(aside)
        self.figure = GradientFigure(self.stage, told.field, told.at, told.domain)
        self.slopes = slopes_at(told.field, told.at)
        self.length = None
        if all(self.slopes.values()):
            self.length = readings.gradient_length(told.field, told.at)

    def facts(self) -> dict[str, str]:
        told = self.parameters
        facts = {"x": decimal_text(told.at[0]), "y": decimal_text(told.at[1])}
        if self.length is None:
            return facts
        along, up = (decimal_text(slope.value) for slope in self.slopes.values() if slope)
        return facts | {"along": along, "up": up, "length": decimal_text(self.length.value)}

    def vector(self) -> None:
        """The two partial derivatives slide into one column vector; its sign is named."""
        self.check_constants(self.parameters.first)
        board = GradientBoard(frame(), self.parameters.first)
        self.play(Write(board.rows[0]))
        for row in board.partials():
            self.play(Write(row))
        self.play(Gather([row.copy() for row in board.partials()], board.vector))
        name = board.under(words(self.phrase("nabla", nabla=notation.part("gradient", "nabla"))))
        self.play(FadeIn(name))
        self.board = Group(*board.rows, board.vector, name)

    def one_arrow(self) -> None:
        """The gradient at one point: its numbers, and its arrow."""
        self.play(FadeOut(self.board))
        self.state_gradient()
        self.dot = self.figure.dot()
        self.play(FadeIn(self.figure.plot), GrowFromCenter(self.dot))
        if self.length is None:
            self.tell("one_arrow_none")
            self.state_slopes()
            return
        slopes = [slope for slope in self.slopes.values() if slope]
        numbers = [self.show(slope) for slope in slopes]
        self.put(gradient_at(self.parameters.at, numbers, relation(slopes)))
        if self.figure.has_arrow:
            self.grow_arrow()
        else:
            self.tell("one_arrow_zero")
        self.put(f"{length_of(self.parameters.at)} {self.show_equal(self.length)}")
        self.stated = len(self.column.rows)
        if self.figure.factor != 1:
            self.put_scale(self.figure.factor)

    def state_gradient(self) -> None:
        """The function and its gradient in symbols, where there is room for them."""
        field, (room, _) = self.parameters.field, self.column.slot.rows(share=0.45)
        self.check_constants(field)
        heads, stated = Column(room), definition(field, room)
        if stated:
            heads.put(stated)
        rest = heads.rest()
        gradient = largest(lambda size: Formula(gradient_of(field), font_size=size), rest)
        for row in filter(None, (stated, gradient)):
            self.play(Write(self.column.put(row)))
        self.heads = len(self.column.rows)

    def check_constants(self, field: ScalarField) -> None:
        """Derivatives whose formulas are numbers are read off, and so checked."""
        for name in field.variables:
            constant = readings.constant_partial(field, name, self.parameters.at)
            if constant is not None:
                self.show(constant)

    def state_slopes(self) -> None:
        """Each partial derivative at the point, or that it does not exist."""
        for name, slope in self.slopes.items():
            shown = self.show_equal(slope) if slope else None
            self.put(slope_at(name, self.parameters.at, shown))

    def grow_arrow(self) -> None:
        """The arrow at the point, and its two legs, the partial derivatives."""
        self.arrow = self.figure.arrow()
        legs, numbers = self.figure.legs()
        self.legs = Group(legs, numbers)
        self.play(*map(Create, legs), FadeIn(numbers))
        self.play(FadeIn(self.arrow))

    def field(self) -> None:
        """The same at many points."""
        figure = self.figure
        self.arrows = figure.field_arrows()
        if figure.arrows.scale is None:
            self.tell("field_zero")
        if figure.has_arrow:
            self.play(FadeOut(self.legs, self.column.clear(keep=self.stated)))
            self.play(Zoom(figure.plot, figure.window), figure.spread.animate.set_value(1))
            self.arrows = figure.field_arrows()
        self.play(draw(self.arrows), run_time=theme.SLOW)

    def size(self) -> None:
        """Colour and length give the size: some arrows with their true lengths."""
        figure = self.figure
        self.play(FadeOut(self.column.clear(keep=self.heads)))
        if figure.arrows.scale is None:
            self.tell("size_zero")
            if self.length is not None:
                self.put(f"{length_of()} {self.show_equal(self.length)}")
            return
        self.put_words("size", length=length_of())
        lengths = [self.choose(length) for length in figure.arrows.samples(figure.unit)]
        legend = figure.arrows.legend(figure.unit, lengths)
        self.play(FadeIn(self.column.put(in_frame(legend))))
        scale = figure.arrows.scale
        self.put_scale(scale.factor, even=scale.is_even)
        if scale.cuts:
            self.put_words("scale_cut")

    def level_curves(self) -> None:
        """Level curves: every arrow crosses them at a right angle."""
        figure = self.figure
        figure.find_levels()
        self.curves = figure.level_curves()
        if not figure.curves and not figure.own:
            self.tell("level_curves_none")
            return
        self.play(self.arrows.animate.set_opacity(theme.SHEER), *map(draw, self.curves))
        self.play(draw(figure.crossing_arrows()))
        self.play(*map(Create, figure.right_angles()))

    def bowl(self) -> None:
        """The field lies under its surface in space; each arrow points the way up."""
        figure = self.figure
        above, aside = figure.raise_land(self.viewer, self.stage)
        axes, graph = figure.scenery()
        self.leave_plane()
        above.take(self.viewer)  # the floor lies just where the plot showed it
        self.add(*figure.on_floor())
        self.play(Fly(self.viewer, aside))
        self.play(FadeIn(axes), draw(graph), run_time=theme.SLOW)
        if figure.arrows.scale is None:
            self.tell("bowl_level")
            return
        rods, arrows = figure.ways_up()
        self.play(*map(draw, rods))
        self.play(draw(arrows))

    def leave_plane(self) -> None:
        """What is not to lie on the floor fades; the rest is taken away in that instant."""
        drawn = [self.arrows, *self.curves]
        gone = [each for each in self.mobjects if each not in (*self.column.rows, *drawn)]
        self.play(*map(FadeOut, gone), self.arrows.animate.set_opacity(1))
        self.remove(*drawn)

    def put(self, source: str) -> None:
        """Writes the next formula of the column."""
        self.play(Write(self.column.put(Formula(source))))

    def put_words(self, key: str, **sources: str) -> None:
        """A phrase as the next row of the column."""
        phrase = words(self.phrase(key, **sources), font_size=theme.LABEL)
        self.play(FadeIn(self.column.put(phrase)))

    def put_scale(self, factor: float, *, even: bool = True) -> None:
        """How much shorter, or longer, than they are arrows are drawn."""
        key, times = scale_told(factor, even=even)
        self.put_words(key, n=self.choose(times))
