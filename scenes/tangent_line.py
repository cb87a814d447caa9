"""TangentLine: the slope in a passing instant."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, GrowFromCenter, VGroup, Write

from calclib import NotDifferentiable, readings
from calclib.printing import plain
from scenes._kit import notation, theme
from scenes._kit.formula import Formula, Rewrite, words
from scenes._kit.lesson import Lesson
from scenes._kit.parameters import SliceAtPoint
from scenes._kit.plot import Zoom
from scenes._kit.secant import SecantFigure
from scenes._kit.slots import Column, frame
from scenes._kit.table import Table


class TangentLine(Lesson):
    """The slope in a passing instant: secants settle to the tangent."""

    Parameters = SliceAtPoint
    defaults = {"function": "x^2*y + sin(y)", "at": "-1,1", "variable": "x"}
    beats = ("curve", "secant", "shrinking", "zoom", "limit", "partial_limit", "partial_other")

    def prepare(self) -> None:
        self.stage, aside = frame().columns(share=0.58)
        self.column = Column(aside)
        self.begin_slice(self.parameters.variable)

    def begin_slice(self, variable: str) -> None:
        """Takes up the slice along a variable: its figure, and its slope or why it has none."""
        told = self.parameters
        self.variable, self.a = variable, told.coordinate(variable)
        self.slice = told.slice_by(variable)
        self.figure = SecantFigure(self.stage, self.slice, self.a, told.interval(variable))
        try:
            self.slope = readings.tangent_slope(self.slice, self.a)
        except NotDifferentiable as corner:
            self.slope, self.sides = None, (corner.left, corner.right)

    def facts(self) -> dict[str, str]:
        told = self.parameters
        facts = {
            "variable": told.variable,
            "a": plain(told.coordinate(told.variable)),
            "held": " = ".join(told.held),
            "h": plain(self.figure.steps[0]),
            "secant": plain(self.slice.secant(self.a, self.figure.steps[0]).slope),
        }
        if self.slope is None:
            return facts | {"left": plain(self.sides[0]), "right": plain(self.sides[1])}
        return facts | {"slope": plain(self.slope.value)}

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
        formula = self.column.put(Formula(notation.definition(self.slice.field)))
        self.play(Write(formula))
        if self.slice.held:
            greyed = Formula(notation.definition(self.slice.field, self.parameters.held))
            sliced = Formula(notation.slice_definition(self.slice))
            self.play(Rewrite(formula, self.column.replace(formula, greyed)))
            self.play(Rewrite(greyed, self.column.replace(greyed, sliced)))
        else:
            self.tell("curve_alone")

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
        self.table = Table(self.column.rest(), [Formula(head) for head in heads])
        self.play(FadeIn(self.table.head))
        self.follow_steps(self.figure.steps)
        if self.slope is not None:
            limit = self.show(self.slope)
            cells = (f"{notation.part(self.variable, 'h')} -> 0", notation.part("point", limit))
            self.play(FadeIn(self.table.row([Formula(cell) for cell in cells])))
        else:
            self.tell("shrinking_corner")
            self.follow_steps(self.figure.steps_back)

    def follow_steps(self, steps) -> None:
        """The secant follows the steps; each leaves a row in the table."""
        for h in steps:
            self.play(self.figure.h.animate.set_value(h))
            slope = self.show(readings.secant_slope(self.slice, self.a, h))
            cells = (notation.value(h), notation.part("secant", slope))
            self.play(FadeIn(self.table.row([Formula(c) for c in cells])), run_time=theme.QUICK)

    def zoom(self) -> None:
        """Near the point, curve and line cannot be told apart (at a corner they always can)."""
        figure = self.figure
        if self.slope is None:
            self.tell("zoom_corner")
            self.lines = VGroup(*(figure.tangent(side) for side in figure.finite(self.sides)))
        else:
            self.lines = VGroup(figure.tangent(self.slope.value))
        self.play(FadeOut(figure.secant_parts, self.labels), FadeIn(self.lines))
        factor, window = figure.closest(self.slope)
        scale = words(f"$times {notation.value(factor)}$", font_size=theme.LABEL)
        self.scale = figure.corner(scale)
        self.play(Zoom(figure.plot, window), FadeIn(self.scale), run_time=2 * theme.SLOW)

    def limit(self) -> None:
        """The limit that defines the derivative."""
        self.play(FadeOut(self.scale, self.ratio, self.table))
        self.play(Zoom(self.figure.plot, self.figure.window))
        self.column.clear(keep=1)
        quotient = notation.quotient(("x",), "x", ("a",))
        if self.variable != "x":
            quotient = notation.quotient((self.variable,), self.variable, ("a",))
        name = notation.derivative(self.variable, partial=False)
        self.rule = self.column.put(Formula(f"{name}(a) = {notation.limit(self.variable, quotient)}"))
        self.play(Write(self.rule), run_time=theme.SLOW)
        self.conclude()
