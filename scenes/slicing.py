"""Slicing: a partial derivative is the slope of a slice."""

from __future__ import annotations

from functools import cached_property

from manim import FadeIn, FadeOut, Group, GrowFromCenter, Mobject, Write

from calclib import Number, readings
from calclib.tree.letters import letter_text
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import figure_and_notes
from scenes._kit.lesson.answers import RunAlong
from scenes._kit.lesson.facts import coordinate_fact, coordinate_facts, number_fact
from scenes._kit.lesson.fades import leaving
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.motion import leaves
from scenes._kit.parameters.slice import FieldAtPoint
from scenes._kit.plane.zoom import Zoom
from scenes._kit.space.camera_move import MoveCamera
from scenes._kit.space.cutting import cut_away, slide_in
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import FLAT
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import in_a_line, in_two_lines, statement, statements
from scenes._kit.text.readout import Readout
from scenes._kit.text.rewrite import Rewrite
from scenes.figures.derivatives.pole_names import note_poles
from scenes.figures.derivatives.slice_figure import SliceFigure

_GAP = 0.7 * theme.GAP
"""Between rows of the notes: a derivation fills the whole column."""


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
        given = self.parameters
        self.stage, aside = figure_and_notes()
        self.beside, _ = figure_and_notes(overlap=False)
        self.notes, self.legend = Notes(self, aside, _GAP), list[Formula]()
        self.head = self.notes.upper(share=0.42)
        self.space = Space.for_field(given.field, given.at, given.domain)
        self.grid, self.graph = self.space.grid(), self.space.graph(given.field)
        self.scenery = [self.graph, *self.space.pole_planes(given.field)]
        self.foot, self.dashes, self.top = self.space.marked(given.at, given.field.at(given.at))
        self.height = readings.value_at(given.field, given.at)
        self.first = self.slice_figure(given.variable)
        self.stated = statements(self.head, *self.first.written)
        self.axes = self.first.axes_of(given.field)
        self.first.view.apply_to(self.camera)

    def slice_figure(self, variable: str) -> SliceFigure:
        """The figure of the slice along a variable."""
        given = self.parameters
        piece, a = given.slice_by(variable), given.coordinate(variable)
        slots = self.stage, self.beside
        return SliceFigure(self.space, piece, a, self.camera, *slots, self.scenery)

    @cached_property
    def second(self) -> SliceFigure:
        """The figure of the slice along the other variable."""
        return self.slice_figure(self.parameters.held[0])

    def facts(self) -> dict[str, str]:
        point = coordinate_facts("xy", self.parameters.at)
        return point | {"height": number_fact(self.height)} | self.facts_of(self.first)

    def facts_of(self, figure: SliceFigure) -> dict[str, str]:
        """The narration's placeholders for one of the slices."""
        ((held, value),) = figure.slice.held.items()
        which = {"variable": letter_text(figure.variable), "held": letter_text(held)}
        which["value"] = coordinate_fact(value)
        return which | figure.slope.facts()

    def surface(self) -> None:
        """The graph is drawn over its grid."""
        formula, *later = self.stated
        self.notes.put(formula, reserve=later)
        self.notes.pin()
        self.play(Write(formula), FadeIn(self.axes), Create(self.grid))
        self.play(Create(self.graph), run_time=theme.LONG)
        self.legend += note_poles(self.notes, self.parameters.field, self.space.intervals[:2])
        self.complete(formula, self.grid)

    def point(self) -> None:
        """The input point on the floor; a dashed line rises to its height."""
        value = self.typeset_equal(self.height, point=self.parameters.at)
        height = self.notes.put_large(notation.called_at(self.parameters.at), value)
        self.play(self.graph.animate.set_opacity(theme.TRANSLUCENT), FadeIn(self.foot))
        self.play(Create(self.dashes), run_time=theme.MODERATE)
        self.play(FadeIn(self.top), Write(height), run_time=theme.MODERATE)
        self.complete(self.foot, self.top)

    def plane(self) -> None:
        """The plane slides in: one variable is free, the other is held and goes grey."""
        self.slide_in(self.first)
        formula, *later = self.stated
        self.complete(self.first.label, self.stated[-1])
        for following in later:
            self.play(Rewrite(formula, self.notes.replace(formula, following)))
            formula = following

    def slide_in(self, figure: SliceFigure) -> None:
        """Slides a plane in; a graph that hides it is translucent, else what it covers goes."""
        opacity = theme.TRANSLUCENT if figure.is_hidden_by(self.graph) else 1.0
        fading = self.graph.animate.set_opacity(opacity), *map(FadeOut, self.under(figure))
        self.play(slide_in(figure.sheet, figure.plane, figure.view), FadeIn(figure.label), *fading)

    def under(self, figure: SliceFigure) -> list[Mobject]:
        """The foot and its dashes if the graph, opaque, hides them beside the plane of a slice."""
        return [self.foot, self.dashes] if figure.has_foot_hidden_by(self.graph) else []

    def cut(self) -> None:
        """The part in front of the plane fades; the cut is on plane and surface."""
        self.play(*map(Create, self.first.cut), run_time=theme.MODERATE)
        self.when("cut")
        self.cut_away(self.first)
        self.complete(RunAlong(*self.first.cut))

    def cut_away(self, figure: SliceFigure) -> None:
        """Fades what is in front of the plane of a slice, and shows what it has hidden."""
        self.play(cut_away(self.graph, figure.plane, figure.view), *map(FadeIn, self.under(figure)))

    def lay_flat(self) -> None:
        """The camera turns to the plane head-on; only a plot remains."""
        self.turn_to_plot(self.first)
        self.complete(RunAlong(self.first.secant.curve))

    def turn_to_plot(self, figure: SliceFigure) -> None:
        """Turns the camera from the cut in space to the plot of a slice, and to its own range."""
        scenery = Group(self.graph, self.grid, self.axes, self.foot, self.dashes, figure.label)
        axes, texts = figure.axes_in_space()
        legend = self.notes.take(self.legend if not figure.has_poles else [])
        turned = leaves(scenery, legend), FadeIn(axes), MoveCamera(self.camera, figure.front)
        self.play(*turned, FadeIn(texts))
        blank = figure.plot.blank_sheet()
        self.remove(figure.sheet, axes, texts, *figure.cut, self.top)
        FLAT.apply_to(self.camera)  # the plot in the frame replaces the plane, at the same place
        self.add(blank, figure.plot, figure.secant.curve, figure.secant.point)
        self.play(FadeIn(figure.plot.grid), FadeOut(blank), run_time=theme.QUICK)
        if figure.stretch > 1:
            factor = f"times {self.typeset_given(figure.stretch)}"
            self.notes.phrase("stretched", z=notation.symbol("z"), factor=factor)
        if figure.window != figure.plot.window:
            self.play(Zoom(figure.plot, figure.window))

    def nudge(self) -> None:
        """A step Δx changes f by Δf; their ratio tends to the slope of the tangent."""
        if self.first.slope.number is None:
            self.use_sentence(f"nudge_{self.first.slope.obstacle}")
        ratio = self.shrink_step(self.first)
        self.when("settled")
        self.settle(self.first, ratio)
        self.state_slope(self.first)

    def shrink_step(self, figure: SliceFigure, pace: float = theme.MODERATE) -> Readout:
        """Shrinks the step; returns the ratio, of the last one. A step takes `pace` seconds."""
        secant, number = figure.secant, figure.slope.number
        shown = GrowFromCenter(secant.moved_point), Create(secant.run)
        self.play(FadeOut(self.notes.clear()), *shown, run_time=pace)
        self.play(Create(secant.rise), FadeIn(secant.step_labels), run_time=pace)
        steps = (*secant.steps, *(() if number is not None else secant.steps_back))
        for h in steps:
            self.typeset(readings.secant_slope(figure.slice, figure.a, h))
        ratio = self.notes.put(Readout(figure.ratio))
        self.play(Create(secant.secant), Write(ratio), run_time=pace)
        for h in steps[1:]:
            self.play(secant.h.animate.set_value(h), run_time=pace)
        return ratio.clear_updaters()

    def settle(self, figure: SliceFigure, ratio: Readout) -> None:
        """The tangent replaces the secant, and the limit its ratio, if there is one."""
        settled = figure.secant.settle(figure.tangents)
        if figure.slope.number is None:
            self.play(*settled, FadeOut(self.notes.drop_last()))
            self.complete(figure.tangents)
            return
        self.notes.drop_last()
        limit = self.notes.put(self.limit_row(figure, figure.slope.number))
        self.play(*settled, Rewrite(ratio, limit))
        self.complete(figure.tangents, limit)

    def state_slope(self, figure: SliceFigure) -> None:
        """Derives the slope in symbols, or says why there is none."""
        slope = figure.slope
        if slope.number is None:
            limits = derivatives.one_sided_limit_forms(figure.variable, slope.sides)
            self.notes.write_reasons(limits, f"no_derivative_{slope.obstacle}")
            return
        for row in self.notes.fitting(self.slope_rows(figure, slope.number)):
            self.notes.write(row)

    def limit_row(self, figure: SliceFigure, slope: Number) -> Formula:
        """The slope as a limit; in two lines where that leaves room for what follows, or all but a
        row; else without the name of the derivative."""
        value = self.typeset_equal(slope, point=[figure.a])
        stated = derivatives.limit_statement(figure.slice, figure.a, value)
        line = in_a_line(stated, self.notes.slot, theme.RULE)
        lines = in_two_lines(stated, self.notes.slot, theme.RULE)
        short = self.notes.slot.fit(Formula(" ".join(stated[1])))
        if line or lines is None:
            return line or short
        rows = self.slope_rows(figure, slope)
        kept, wanted = (len(self.notes.fitting(rows, each)) for each in (lines, short))
        return lines if kept >= min(wanted, len(rows) - 1) else short

    def slope_rows(self, figure: SliceFigure, slope: Number) -> list[Formula]:
        """The slope derived in symbols, of the slice and of the field, and its value."""
        at, worked = self.parameters.at, self.typeset_equal(slope, point=[figure.a])
        for number in derivatives.numbers_derived(figure.slice):
            self.typeset_given(number)
        stated = figure.derived(worked)
        rows = (statement(self.notes.slot, theme.RULE, *ways) for ways in stated)
        name = derivatives.derivative(figure.variable, partial=True)
        result = f"{name}{notation.point(at)} {self.typeset_equal(slope, point=at)}"
        return [*filter(None, rows), Formula(result, font_size=theme.RULE)]

    def other_plane(self) -> None:
        """The same for the other variable: its plane, its cut, its slope."""
        second, gone = self.second, leaving(self.mobjects)
        self.notes.clear(pinned=True)
        second.view.apply_to(self.camera)
        self.graph = self.space.graph(self.parameters.field)
        self.axes = second.axes_of(self.parameters.field)
        stated = [each[-1] for each in second.written]
        smaller = statement(self.head, theme.FORMULA, *stated)
        formula = self.notes.put(smaller or statements(self.head, *zip(stated))[0])
        self.notes.pin()
        self.play(*gone, FadeIn(self.graph, self.grid, self.axes, self.foot, self.top, self.dashes))
        self.slide_in(second)
        self.play(*map(Create, second.cut), Write(formula))
        self.cut_away(second)
        self.turn_to_plot(second)
        self.settle(second, self.shrink_step(second, theme.QUICK))
        self.state_slope(second)
        key = "other_plane" if second.slope.number is not None else "other_plane_none"
        self.use_sentence(key, **self.facts_of(second))
