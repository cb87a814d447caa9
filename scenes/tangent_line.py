"""TangentLine: the slope in a passing instant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from math import isnan

from manim import UL, Animation, Create, FadeIn, FadeOut, GrowFromCenter, VGroup, Write

from calclib import readings
from calclib.tree.letters import letter_text
from scenes._kit import theme
from scenes._kit.layout.headed import figure_under_line, line_above, place_above
from scenes._kit.lesson.answers import RunAlong
from scenes._kit.lesson.facts import coordinate_fact, number_fact
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.names import STEPS, free_letter, free_places
from scenes._kit.parameters.slice import SliceAtPoint
from scenes._kit.plane.zoom import Zoom
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import paragraph, statements, wrapped
from scenes._kit.text.readout import Readout
from scenes._kit.text.rewrite import Rewrite
from scenes._kit.text.table import Table
from scenes.figures.derivatives.approach import Approach, Passage
from scenes.figures.derivatives.tangent_figure import TangentFigure


class TangentLine(Lesson[SliceAtPoint]):
    """The slope in a passing instant: secants settle to the tangent."""

    defaults = {"function": "x^2*y + sin(y)", "at": "-1,1", "variable": "x"}
    beats = ("curve", "secant", "shrinking", "zoom", "limit", "partial_limit", "partial_other")
    only_if = {"partial_limit": "has_two_inputs", "partial_other": "has_two_inputs"}

    def prepare(self) -> None:
        given = self.parameters
        approaches = {name: self.approach(name) for name in (given.variable, *given.held)}
        written = {name: notation.slice_statements(each.slice) for name, each in approaches.items()}
        self.stated = {name: statements(line_above(), each) for name, each in written.items()}
        """The slices as they are written above the plot."""
        height = max(each.height for rows in self.stated.values() for each in rows)
        first = approaches[given.variable]
        stage, beside = figure_under_line(height, first.notes_width())
        self.first = TangentFigure(first, stage)
        self.notes = Notes(self, beside)
        self.rules = figure_under_line(height)
        """Where figure and notes are when there is a rule to be written."""
        self.temporary = VGroup()
        """Labels and tables that a later beat removes."""
        self.traces = VGroup()
        """The secants that were left, which do not take part in the zoom."""

    def approach(self, variable: str) -> Approach:
        """The secants of the slice along a variable."""
        given = self.parameters
        place = given.coordinate(variable), given.interval(variable)
        return Approach(given.slice_by(variable), *place)

    @cached_property
    def second(self) -> TangentFigure:
        """The figure of the slice along the other variable."""
        return TangentFigure(self.approach(self.parameters.held[0]), self.rules[0])

    def facts(self) -> dict[str, str]:
        first, h = self.first, self.first.secant.steps[0]
        return {
            "variable": letter_text(first.variable),
            "a": coordinate_fact(first.a),
            "held": " = ".join(map(letter_text, first.slice.held)),
            "step": free_letter(*STEPS),
            "h": number_fact(h),
            "secant": number_fact(first.approach.secant_slope(h)),
        } | first.slope.facts()

    def curve(self) -> None:
        """The slice as a curve, and the point on it."""
        first = self.first
        if not first.slice.held:
            self.use_sentence("curve_alone")
        self.introduce(first)
        self.play(Create(first.secant.curve), run_time=theme.SLOW)
        at = self.parameters.at
        height = self.typeset_equal(readings.value_at(first.slice.field, at), point=at)
        place = notation.part("point", notation.coordinate(first.a))
        source = f"{notation.slice_call(first.slice, place)} {height}"
        label = first.secant.place_point_label(Formula(source, font_size=theme.LABEL))
        self.play(GrowFromCenter(first.secant.point), FadeIn(label))
        self.complete(RunAlong(first.secant.curve), first.secant.point)
        self.temporary.add(label)

    def introduce(self, figure: TangentFigure, *gone: Animation) -> None:
        """The plot, and the formula: the held variable goes grey and becomes its value.

        What is `gone` leaves at the same time.
        """
        formula, *later = self.stated[figure.variable]
        written = Write(place_above(formula, figure.plot.area.left))
        self.play(*gone, FadeIn(figure.plot), written, run_time=theme.MODERATE)
        for following in later:
            self.play(Rewrite(formula, place_above(following, figure.plot.area.left)))
            formula = following
        self.stated[figure.variable] = [formula]

    def fade_temporary(self) -> FadeOut:
        """The animation that removes the temporary labels and tables."""
        removed = VGroup(*self.temporary)
        self.temporary.remove(*removed)
        return FadeOut(removed)

    def secant(self) -> None:
        """A step h; rise over run is the slope of the line through both points."""
        first, secant = self.first, self.first.secant
        self.play(self.fade_temporary(), GrowFromCenter(secant.moved_point), Create(secant.run))
        self.play(Create(secant.rise), FadeIn(secant.step_labels))
        self.play(Create(secant.secant))
        slope = self.typeset_equal(first.approach.secant_slope(secant.steps[0]))
        ratio = self.notes.put_large(f"{derivatives.rise_over_run(first.variable)} {slope}")
        self.play(Write(ratio), run_time=theme.MODERATE)
        self.complete(secant.run, secant.rise, secant.secant)

    def shrinking(self) -> None:
        """The step shrinks; the slopes converge, or the sides differ."""
        first, removed = self.first, self.notes.clear()
        if first.slope.number is None:
            self.use_sentence(f"shrinking_{first.slope.obstacle}")
        rows = first.approach.rows(self.typeset, self.typeset_given)
        table = Table(self.notes.largest_free_slot(), rows)
        self.play(FadeOut(removed), FadeIn(table.head))
        written = iter(table.rows)
        for passage in first.approach.passages:
            self.come_from_side(passage, written)
        self.complete(first.tangents, table.rows[-1])
        self.temporary.add(table)

    def come_from_side(self, passage: Passage, rows: Iterator[VGroup]) -> None:
        """The secants of a passage, then the line that takes their place, if there is one."""
        secant, (h, *_) = self.first.secant, passage.steps
        if h != secant.steps[0]:
            secant.h.set_value(h)
            self.play(FadeOut(*self.traces), FadeIn(secant.secant_parts.update()))
            self.traces.remove(*self.traces)
        self.follow_steps(passage.steps, rows)
        arrived = [] if isnan(passage.limit) else [FadeIn(next(rows))]
        self.play(*secant.settle(self.first.tangents_from(passage.side)), *arrived)

    def follow_steps(self, steps: Iterable[float], rows: Iterable[VGroup]) -> None:
        """Moves the secant through the steps, and shows a row of the table for each; the secants
        that it leaves stay as faint lines."""
        h = self.first.secant.h
        for step, row in zip(steps, rows, strict=False):
            row[-1].set_color(self.first.secant.shade(step))
            if step != h.get_value():
                trace = self.first.secant.trace()
                self.add(trace)
                self.traces.add(trace)
                self.play(h.animate.set_value(step), run_time=0.75 * theme.MODERATE)
            self.play(FadeIn(row), run_time=0.75 * theme.QUICK)

    def zoom(self) -> None:
        """Close to the point, curve and line look alike (except at a corner)."""
        first = self.first
        if first.slope.number is None:
            self.use_sentence(f"zoom_{first.slope.obstacle}")
        last = Formula(f"times {self.typeset_given(first.approach.factor)}", font_size=theme.LABEL)
        corner = first.place_in_corner(last).get_corner(UL)
        scale = Readout(first.magnification, font_size=theme.LABEL).move_to(corner, UL)
        self.play(FadeOut(self.traces), FadeIn(scale))
        self.temporary.add(scale)
        self.play(Zoom(first.plot, first.closest), run_time=theme.LONG)
        scale.clear_updaters()
        self.complete(first.tangents, first.secant.curve)

    def limit(self) -> None:
        """The limit that defines the derivative."""
        first = self.first
        stage, beside = self.rules
        self.notes = Notes(self, beside)
        self.play(self.fade_temporary(), Zoom(first.plot, first.window, stage))
        called = notation.slice_name(first.slice)
        place = free_places()[:1]
        quotient = derivatives.difference_quotient((first.variable,), first.variable, place, called)
        name = derivatives.derivative_of_slice(first.slice)
        self.state_rule(first, name, place, quotient)
        if first.slope.number is None:
            self.use_sentence(f"limit_{first.slope.obstacle}")

    def partial_limit(self) -> None:
        """The same limit with the other variable held: the partial derivative, and its round d."""
        self.play(FadeOut(self.notes.clear()))
        held = notation.part("held", self.parameters.held[0])
        named = {"d": "partial", "moving": notation.symbol(self.first.variable), "held": held}
        remark = wrapped(self.phrase("round_d", **named), self.notes.slot)
        self.state_partial_rule(self.first, reserve=remark)
        self.notes.phrase("round_d", theme.TEXT, **named)

    def partial_other(self) -> None:
        """The same for the other variable."""
        first, second = self.first, self.second
        stated = *self.stated[first.variable], self.notes.clear()
        gone = FadeOut(first.secant.everything, first.tangents, *stated)
        self.introduce(second, gone)
        self.play(Create(second.secant.curve), run_time=theme.SLOW)
        self.play(GrowFromCenter(second.secant.point), Create(second.tangents))
        self.state_partial_rule(second)
        key = "partial_other" if second.slope.number is not None else "partial_other_none"
        self.use_sentence(key, **second.slope.facts())

    def state_partial_rule(self, figure: TangentFigure, reserve: Formula | None = None) -> None:
        """Writes the limit with (a + h, b) or (a, b + h), and its value at the point; leaves room
        for what is to be placed below.
        """
        variables, names = figure.slice.field.variables, free_places()
        quotient = derivatives.difference_quotient(variables, figure.variable, names)
        name = derivatives.derivative(figure.variable, partial=True)
        self.state_rule(figure, name, names, quotient, reserve)

    def state_rule(
        self,
        figure: TangentFigure,
        name: str,
        point: tuple[str, ...],
        quotient: str,
        reserve: Formula | None = None,
    ) -> None:
        """Writes a derivative as a limit; then its value at the point, or why there is none."""
        limit = derivatives.limit(figure.variable, quotient)
        head = f"{name}{notation.vector(point)} ="
        rule = self.notes.largest(lambda room: paragraph(head, [limit], room))
        rule = rule or Formula(f"{head} {limit}")
        self.notes.write(rule, run_time=theme.SLOW)
        slope = figure.slope.number
        if slope is not None:
            here = self.parameters.at if len(point) > 1 else (figure.a,)
            value = f"{name}{notation.point(here)} {self.typeset_equal(slope, point=here)}"
            written = self.notes.put_large(value, reserve=reserve)
            self.play(Write(written), run_time=theme.MODERATE)
            self.complete(figure.tangents, written)
            return
        self.write_why_none(figure, reserve)

    def write_why_none(self, figure: TangentFigure, reserve: Formula | None) -> None:
        """Writes the limits from both sides, and why they make no derivative."""
        forms = derivatives.one_sided_limit_forms(figure.variable, figure.slope.sides)
        self.notes.write_reasons(forms, f"no_derivative_{figure.slope.obstacle}", reserve)
