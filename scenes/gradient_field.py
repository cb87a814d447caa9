"""GradientField: all partial derivatives in one vector."""

from __future__ import annotations

from manim import FadeIn, FadeOut, Group, GrowFromCenter, Write

from calclib import ScalarField, readings
from calclib.typesetting.decimals import decimal_text
from calclib.typesetting.multiples_of_pi import coordinate_text
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.columns import Column
from scenes._kit.layout.slots import frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.parameters.field import FieldWithExample
from scenes._kit.plane.zoom import Zoom
from scenes._kit.space.camera_move import MoveCamera
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.paragraph import definition, largest
from scenes._kit.text.rewrite import Gather
from scenes.figures.gradient.board import GradientBoard
from scenes.figures.gradient.bowl import Bowl
from scenes.figures.gradient.plot import GradientPlot


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
        self.stage, aside = frame().columns(share=0.58)
        self.notes = Notes(self, aside)
        self.board = GradientBoard(frame(), given.first)
        self.figure = GradientPlot(self.stage, given.field, given.at, given.domain)
        names = given.field.variables
        self.slopes = {
            name: readings.partial_or_none(given.field, name, given.at) for name in names
        }
        self.length = None
        if all(self.slopes.values()):
            self.length = readings.gradient_length(given.field, given.at)

    def facts(self) -> dict[str, str]:
        given = self.parameters
        facts = {"x": coordinate_text(given.at[0]), "y": coordinate_text(given.at[1])}
        if self.length is None:
            return facts
        along, up = (decimal_text(slope.value) for slope in self.slopes.values() if slope)
        return facts | {"along": along, "up": up, "length": decimal_text(self.length.value)}

    def vector(self) -> None:
        """The two partial derivatives slide into one column vector; its sign is named."""
        self.check_constants(self.parameters.first)
        board = self.board
        self.play(Write(board.rows[0]))
        for row in board.partials():
            self.play(Write(row))
        self.play(Gather([row.copy() for row in board.partials()], board.vector))
        name = words(self.phrase("nabla", nabla=notation.part("gradient", "nabla")))
        self.play(FadeIn(board.under(name)))

    def one_arrow(self) -> None:
        """The gradient at one point: its numbers, and its arrow."""
        self.play(FadeOut(Group(*self.mobjects)))
        self.state_gradient()
        self.play(FadeIn(self.figure.plot), GrowFromCenter(self.figure.dot()))
        if self.length is None:
            self.say("one_arrow_none")
            self.state_slopes()
            return
        slopes = [slope for slope in self.slopes.values() if slope]
        shown = [self.show(slope) for slope in slopes]
        values = [slope.value for slope in slopes]
        self.notes.write(derivatives.gradient_at(self.parameters.at, values, shown))
        if self.figure.has_arrow:
            self.grow_arrow()
        else:
            self.say("one_arrow_zero")
        length = derivatives.gradient_length(self.parameters.at)
        self.notes.write(f"{length} {self.show_equal(self.length)}")
        if self.figure.factor != 1:
            self.notes.drawing_scale(self.figure.factor)

    def state_gradient(self) -> None:
        """The function and its gradient in symbols, where there is room for them."""
        field, (room, _) = self.parameters.field, self.notes.slot.rows(share=0.45)
        self.check_constants(field)
        heads, stated = Column(room), definition(field, room)
        if stated:
            heads.put(stated)
        gradient = largest(
            lambda size: Formula(derivatives.gradient(field), font_size=size), heads.rest()
        )
        for row in filter(None, (stated, gradient)):
            self.notes.write(row)
        self.notes.pin()

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
            self.notes.write(derivatives.partial_at(name, self.parameters.at, shown))

    def grow_arrow(self) -> None:
        """The arrow at the point, and its two legs, the partial derivatives."""
        arrow = self.figure.arrow()
        legs, numbers = self.figure.legs
        self.play(*map(Create, legs), FadeIn(numbers))
        self.play(FadeIn(arrow))

    def field(self) -> None:
        """The same at many points."""
        figure = self.figure
        if figure.arrows.scale is None:
            self.say("field_zero")
        if figure.has_arrow:
            rescaled = self.notes.drop_last() if figure.factor != 1 else Group()
            self.play(FadeOut(Group(*figure.legs), rescaled))
            self.play(Zoom(figure.plot, figure.window), figure.spread.animate.set_value(1))
        self.play(Create(figure.field_arrows), run_time=theme.SLOW)

    def size(self) -> None:
        """Colour and length give the size: some arrows with their true lengths."""
        figure = self.figure
        self.play(FadeOut(self.notes.clear()))
        if figure.arrows.scale is None:
            self.say("size_zero")
            if self.length is not None:
                self.notes.write(f"{derivatives.gradient_length()} {self.show_equal(self.length)}")
            return
        self.notes.phrase("size", theme.LABEL, length=derivatives.gradient_length())
        lengths = [self.show_given(length) for length in figure.arrows.samples(figure.unit)]
        legend = figure.arrows.legend(figure.unit, lengths)
        self.play(FadeIn(self.notes.put(in_frame(legend))))
        scale = figure.arrows.scale
        self.notes.drawing_scale(scale.factor, even=scale.is_even)
        if scale.cuts:
            self.notes.phrase("scale_cut", theme.LABEL)

    def level_curves(self) -> None:
        """Level curves: every arrow crosses them at a right angle."""
        figure = self.figure
        if not figure.curves and not figure.own_curve:
            self.say("level_curves_none")
            return
        faded = figure.field_arrows.animate.set_opacity(theme.SHEER)
        self.play(faded, *map(Create, figure.level_curves))
        self.play(Create(figure.crossing_arrows()))
        self.play(*map(Create, figure.right_angles()))

    def bowl(self) -> None:
        """The field lies under its surface in space; each arrow points the way up."""
        bowl = Bowl(self.figure, self.viewer, self.stage)
        self.leave_plane()
        bowl.above.apply_to(self.viewer)  # the floor lies just where the plot showed it
        self.add(*bowl.on_floor())
        self.play(MoveCamera(self.viewer, bowl.aside))
        self.play(FadeIn(bowl.axes), Create(bowl.graph()), run_time=theme.SLOW)
        if self.figure.arrows.scale is None:
            self.say("bowl_level")
            return
        rods, arrows = bowl.ways_up()
        self.play(*map(Create, rods))
        self.play(Create(arrows))

    def leave_plane(self) -> None:
        """What is not to lie on the floor fades; the rest is taken away in that instant."""
        arrows = self.figure.field_arrows
        drawn = [arrows, *self.figure.level_curves]
        gone = [each for each in self.mobjects if each not in (*self.notes.rows, *drawn)]
        self.play(*map(FadeOut, gone), arrows.animate.set_opacity(1))
        self.remove(*drawn)
