"""TangentLine: the slope in a passing instant."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, GrowFromCenter, VGroup, Write

from calclib import NotDifferentiable, readings
from calclib.framing.secants import secant_view, why_no_derivative
from calclib.typesetting.decimals import decimal_text
from scenes._kit import theme
from scenes._kit.layout.slots import Column, frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.field import SliceAtPoint
from scenes._kit.plane.plot import Plot, Window, Zoom
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula, Rewrite, words
from scenes._kit.text.paragraph import statements
from scenes._kit.text.table import Table
from scenes.figures.derivatives.secant import SecantFigure, closest


class TangentLine(Lesson[SliceAtPoint]):
    """The slope in a passing instant: secants settle to the tangent."""

    defaults = {"function": "x^2*y + sin(y)", "at": "-1,1", "variable": "x"}
    beats = ("curve", "secant", "shrinking", "zoom", "limit", "partial_limit", "partial_other")

    def prepare(self) -> None:
        self.stage, aside = frame().columns(share=0.56)
        self.column, (self.head, _) = Column(aside), aside.rows(share=0.3)
        self.begin_slice(self.parameters.variable)

    def begin_slice(self, variable: str) -> None:
        """Takes up the slice along a variable: its figure, and its slope or why it has none."""
        told = self.parameters
        self.variable, self.a = variable, told.coordinate(variable)
        self.slice = told.slice_by(variable)
        try:
            self.slope = readings.tangent_slope(self.slice, self.a)
        except NotDifferentiable as error:
            self.slope, self.sides = None, (error.left, error.right)
            self.obstacle = why_no_derivative(*self.sides)
        window = Window(*secant_view(self.slice, self.a, told.interval(variable)))
        self.factor, self.nearest = closest(self.slice, self.a, self.slope, window)
        axes = (notation.symbol(variable), notation.symbol("z"))
        plot = Plot(self.stage, window, axes, others=[self.nearest])
        names = (notation.part(variable, "h"), notation.part("rise", "Delta z"))
        self.figure = SecantFigure(plot, self.slice, self.a, names)

    def facts(self) -> dict[str, str]:
        told = self.parameters
        facts = {
            "variable": told.variable,
            "a": decimal_text(told.coordinate(told.variable)),
            "held": " = ".join(told.held),
            "h": decimal_text(self.figure.steps[0]),
            "secant": decimal_text(self.slice.secant(self.a, self.figure.steps[0]).slope),
        }
        if self.slope is None and self.obstacle == "edge":
            return facts
        if self.slope is None:
            return facts | {
                "left": decimal_text(self.sides[0]),
                "right": decimal_text(self.sides[1]),
            }
        return facts | {"slope": decimal_text(self.slope.value)}

    def curve(self) -> None:
        """The slice as a curve, and the point on it."""
        self.introduce_slice()
        self.play(FadeIn(self.figure.plot))
        self.play(Create(self.figure.curve), run_time=theme.SLOW)
        height = self.show_equal(readings.value_at(self.slice.field, self.parameters.at))
        at = notation.at_inputs(self.slice, notation.part("point", notation.value(self.a)))
        self.label = self.figure.point_label(Formula(f"{at} {height}", font_size=theme.LABEL))
        self.play(GrowFromCenter(self.figure.point), FadeIn(self.label))

    def introduce_slice(self) -> None:
        """The formula; what is held goes grey and becomes its number."""
        if not self.slice.held:
            self.tell("curve_alone")
        formula, *others = statements(notation.narrowed(self.slice), self.head)
        self.play(Write(self.column.put(formula, room=others)))
        for following in others:
            self.play(Rewrite(formula, self.column.replace(formula, following)))
            formula = following

    def secant(self) -> None:
        """A step h to the side; rise over run is the slope of the line through both points."""
        figure = self.figure
        self.labels = figure.step_labels()
        self.play(FadeOut(self.label), GrowFromCenter(figure.ahead), Create(figure.run))
        self.play(Create(figure.rise), FadeIn(self.labels))
        self.play(Create(figure.secant))
        slope = self.show_equal(readings.secant_slope(self.slice, self.a, figure.steps[0]))
        self.ratio = self.column.put(Formula(f"{notation.rise_over_run(self.variable)} {slope}"))
        self.play(Write(self.ratio))

    def shrinking(self) -> None:
        """The step shrinks; the slopes settle, or differ from side to side."""
        heads = (notation.part(self.variable, "h"), notation.part("secant", "Delta z \\/ h"))
        gone = self.column.clear(keep=1)
        self.table = Table(self.column.rest(), [Formula(head) for head in heads])
        self.play(FadeOut(gone), FadeIn(self.table.head))
        self.follow_steps(self.figure.steps)
        if self.slope is not None:
            limit = self.show(self.slope)
            cells = (f"{notation.part(self.variable, 'h')} -> 0", notation.part("point", limit))
            self.play(FadeIn(self.table.row([Formula(cell) for cell in cells])))
        else:
            self.tell(f"shrinking_{self.obstacle}")
            self.follow_steps(self.figure.steps_back)

    def follow_steps(self, steps) -> None:
        """The secant follows the steps; each leaves a row in the table."""
        for h in steps:
            self.play(self.figure.h.animate.set_value(h))
            slope = self.show(readings.secant_slope(self.slice, self.a, h))
            cells = (self.choose(h), notation.part("secant", slope))
            self.play(FadeIn(self.table.row([Formula(c) for c in cells])), run_time=theme.QUICK)

    def zoom(self) -> None:
        """Near the point, curve and line cannot be told apart (at a corner they always can)."""
        figure = self.figure
        if self.slope is None:
            self.tell(f"zoom_{self.obstacle}")
            self.lines = VGroup(*(figure.tangent(side) for side in figure.finite(self.sides)))
        else:
            self.lines = VGroup(figure.tangent(self.slope.value))
        self.play(FadeOut(figure.secant_parts, self.labels), FadeIn(self.lines))
        scale = words(f"$times {self.choose(self.factor)}$", font_size=theme.LABEL)
        self.scale = figure.above(scale)
        self.play(Zoom(figure.plot, self.nearest), FadeIn(self.scale), run_time=2 * theme.SLOW)

    def limit(self) -> None:
        """The limit that defines the derivative."""
        self.play(FadeOut(self.scale, self.table))
        self.play(Zoom(self.figure.plot, self.figure.window))
        quotient = notation.quotient((self.variable,), self.variable, ("a",))
        self.state_rule(notation.derivative(self.variable, partial=False), ("a",), quotient)
        if self.slope is None:
            self.tell(f"limit_{self.obstacle}")

    def partial_limit(self) -> None:
        """The same limit with the other variable held: the partial derivative, and its round d."""
        self.play(FadeOut(self.column.clear(keep=1)))
        self.state_partial_rule()
        held = notation.part("held", self.parameters.held[0])
        moving = notation.symbol(self.variable)
        meaning = self.phrase("round_d", d="partial", moving=moving, held=held)
        self.play(FadeIn(self.column.put(words(meaning))))

    def partial_other(self) -> None:
        """And for the other variable."""
        self.play(FadeOut(self.figure.everything, self.lines, self.column.clear()))
        self.begin_slice(self.parameters.held[0])
        self.introduce_slice()
        self.play(FadeIn(self.figure.plot), Create(self.figure.curve), run_time=theme.SLOW)
        slopes = self.figure.finite(self.sides) if self.slope is None else [self.slope.value]
        self.lines = VGroup(*(self.figure.tangent(slope) for slope in slopes))
        self.play(GrowFromCenter(self.figure.point), Create(self.lines))
        self.state_partial_rule()
        if self.slope is None:
            self.tell("partial_other_none")

    def state_partial_rule(self) -> None:
        """The limit with (a + h, b), or (a, b + h), and its value at the point."""
        field, names = self.slice.field, ("a", "b")
        quotient = notation.quotient(field.variables, self.variable, names)
        self.state_rule(notation.derivative(self.variable, partial=True), names, quotient)

    def state_rule(self, name: str, point: tuple[str, ...], quotient: str) -> None:
        """A derivative as a limit; then its value at the point, or that there is none."""
        left = f"{name}{notation.vector(point)}"
        limit = notation.limit(self.variable, quotient)
        rule = Formula(f"{left} = {limit}", font_size=theme.RULE)
        self.play(Write(self.column.put(rule)), run_time=theme.SLOW)
        here = self.parameters.at if len(point) > 1 else (self.a,)
        at = notation.vector([notation.part("point", notation.value(each)) for each in here])
        if self.slope is not None:
            self.play(Write(self.column.put(Formula(f"{name}{at} {self.show_equal(self.slope)}"))))
            return
        for row in notation.one_sided_limits(self.variable, self.sides):
            self.play(Write(self.column.put(Formula(row))))
        self.play(FadeIn(self.column.put(words(self.phrase(f"no_derivative_{self.obstacle}")))))
