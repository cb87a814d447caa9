"""TotalDifferential: two steps, one climb."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from manim import Animation, FadeIn, FadeOut, Group, Mobject, VGroup, Write

from calclib import readings
from engine.mobjects.place import in_frame
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import figure_and_notes
from scenes._kit.lesson.answers import Pulse
from scenes._kit.lesson.facts import coordinate_facts, number_fact
from scenes._kit.lesson.fades import leaving
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.names import SHARES, free_letter
from scenes._kit.parameters.step import StepFromPoint
from scenes._kit.space.axis_labels import arrange_labels
from scenes._kit.space.camera_move import move_closer
from scenes._kit.space.space import Space
from scenes._kit.space.viewpoint import FLAT
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.rewrite import Rewrite
from scenes._kit.text.table import Table
from scenes.figures.derivatives.pole_names import note_poles
from scenes.figures.differential import formulas as differential
from scenes.figures.differential.close_up import CloseUp, SurfaceAround, touching_sheet
from scenes.figures.differential.gap_close_up import GapCloseUp
from scenes.figures.differential.gap_mark import gap_mark
from scenes.figures.differential.gap_plot import GapPlot
from scenes.figures.differential.label_room import LabelRoom, narrower
from scenes.figures.differential.missing_plane import missing_plane
from scenes.figures.differential.rise_brace import rise_brace
from scenes.figures.differential.sides import ALONG, seen_clearly
from scenes.figures.differential.staircase import Staircase
from scenes.figures.differential.step_labels import labelled_staircase, step_labels
from scenes.figures.differential.step_numbers import StepNumbers
from scenes.figures.differential.step_sources import StepSources


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
        given, (self.stage, aside) = self.parameters, figure_and_notes()
        self.notes = Notes(self, narrower(aside, self.stage, given.field))
        self.field, self.at, self.step = given.field, given.at, given.used_step
        self.height = readings.value_at(self.field, self.at)
        planes = [self.field.tangent_plane(self.at)] if given.has_tangent_plane else []
        space = Space.for_field(self.field, self.at, given.domain)
        self.space = seen_clearly(space, self.at, self.field, *planes)
        self.axes = self.space.axes_of(self.field)
        self.grid, self.graph = self.space.grid(), self.space.graph(self.field)
        self.foot, self.dashes, self.top = self.space.marked(self.at, self.field.at(self.at))
        self.labels, self.plot_parts, self.brace = list[VGroup](), Group(), VGroup()
        """What stands beside arrows; the plot of half the step: gone when the next beat comes."""
        view = self.space.view_along(ALONG, self.camera, self.stage, self.field, *planes)
        arrange_labels(self.axes, self.camera, view)
        view.apply_to(self.camera)

    @cached_property
    def numbers(self) -> StepNumbers:
        """The numbers of the step, if there is a tangent plane."""
        return StepNumbers(self.field, self.at, self.step)

    @cached_property
    def sources(self) -> StepSources:
        """Those numbers as formulas."""
        return StepSources(self, self.field.variables, self.step, self.numbers)

    @cached_property
    def staircase(self) -> Staircase:
        """The step close up, if there is a tangent plane."""
        step, sources = (self.field, self.at, self.step), self.sources.names_of_arrows()
        return labelled_staircase(*step, sources, self.room)

    @property
    def room(self) -> LabelRoom:
        """Where labels may stand, clear of the notes."""
        return LabelRoom(self.camera, self.stage, self.notes.slot)

    def facts(self) -> dict[str, str]:
        facts = coordinate_facts(("x", "y", "dx", "dy"), (*self.at, *self.step))
        facts["height"] = number_fact(self.height)
        return facts | (self.numbers.facts() if self.parameters.has_tangent_plane else {})

    def surface(self) -> None:
        """The graph, and the point on it."""
        formula = self.notes.put_definition(self.field)
        self.notes.pin()
        self.play(Write(formula), FadeIn(self.axes), Create(self.grid))
        self.play(Create(self.graph), run_time=theme.SLOW)
        value = self.typeset_equal(self.height, point=self.at)
        height = self.notes.put_large(notation.called_at(self.at), value)
        self.play(self.graph.animate.set_opacity(theme.TRANSLUCENT), FadeIn(self.foot))
        self.play(Create(self.dashes))
        self.play(FadeIn(self.top), Write(height))
        note_poles(self.notes, self.field, self.space.intervals[:2])
        self.complete(self.foot, self.top)

    def steps(self) -> None:
        """The tangent plane touches; a step along x and one along y, and their rises on it."""
        if not self.parameters.has_tangent_plane:
            self.explain_missing_plane(self.move_closer())
            return
        sheet = touching_sheet(self.space, self.field, self.at)
        self.play(FadeIn(sheet), run_time=theme.MODERATE)
        self.play(Pulse(self.top))
        lines = [self.notes.put_line(*self.sources.worked(k)) for k in range(len(self.step))]
        staircase = self.staircase
        near = self.move_closer(sheet, theta=staircase.side.theta)
        view = staircase.view(self.camera, self.stage)
        grows = near.grown_into(staircase.space, self.camera, view, self.top)
        self.play(*grows, FadeIn(staircase.axes, staircase.sheet, staircase.rim))
        self.add(staircase.start_dot)
        for k, labels in enumerate(self.step_labels()):
            self.show_step(k, labels, Write(lines[k]))
        self.complete(*staircase.rises, *lines)

    def move_closer(self, *sheets: Mobject, theta: float | None = None) -> CloseUp:
        """Moves the camera close to the point; the farther parts of the graph fade."""
        near = CloseUp(self.space, self.field, self.at, self.step)
        gone = self.axes, self.grid, self.foot, self.dashes, self.graph, *sheets
        view = near.view(self.camera, self.stage, theta)
        self.play(*move_closer(self.camera, view, gone, near.patch))
        return near

    def step_labels(self) -> list[list[VGroup]]:
        """What runs and rises are and measure, beside them, for each variable; clear of notes."""
        return step_labels(self.staircase, self.sources.labels(), self.room)

    def show_step(self, k: int, labels: Sequence[VGroup], line: Animation) -> None:
        """Shows the step along one variable; then its rise, with the line that computes it."""
        arrows, names = self.staircase.arrows[2 * k :], [FadeIn(label) for label in labels]
        self.play(Create(arrows[0]), names[0], run_time=theme.QUICK)
        self.play(Create(arrows[1]), names[1], line, run_time=theme.MODERATE)
        self.labels += labels

    def explain_missing_plane(self, near: CloseUp) -> None:
        """Says why there is no tangent plane: no partial derivative, or not differentiable."""
        around = SurfaceAround(self.field, self.at, self.step)
        view = around.view(self.camera, self.stage.left_of(self.notes.slot))
        grows = near.grown_into(around.space, self.camera, view, self.top)
        self.play(*grows, FadeIn(*around.scenery))
        self.add(around.top)
        why = missing_plane(self.field, self.at, self.notes)
        self.use_sentence(why.sentence)
        self.notes.write_reasons(why.forms, why.phrase, None, **why.parts)

    def plane_against_surface(self) -> None:
        """df on the tangent plane, delta f on the surface, and the gap between them."""
        self.play(FadeOut(self.notes.clear(), *self.labels), run_time=theme.QUICK)
        self.labels.clear()
        total = self.notes.put_line(derivatives.total(), *self.sources.total())
        change = self.notes.put(Formula(self.sources.change()))
        self.brace.add(*rise_brace(self.staircase, self.sources.name_of_df(), self.room))
        self.play(Write(total), FadeIn(self.brace), run_time=theme.MODERATE)
        self.play(*self.staircase.show_graph(), FadeIn(self.staircase.ends), Write(change))
        if self.numbers.gap.value:
            self.show_gap(self.sources.gap_in_lines())
        else:
            self.use_sentence("plane_against_surface_none")
        self.notes.write(self.sources.gap())

    def show_gap(self, gap: str) -> None:
        """Moves the camera close to the gap and labels it; what is far from it fades."""
        near = GapCloseUp(self.staircase, gap, self.camera, self.stage.left_of(self.notes.slot))
        kept = [*self.notes.rows, self.staircase.ends, near.parts]
        gone = [each for each in self.mobjects if each not in kept]
        self.play(*move_closer(self.camera, near.view, gone, near.parts))
        name, line = near.label(self.camera), near.line()
        self.play(Create(line), FadeIn(name))
        self.complete(line, name)

    def half_step(self) -> None:
        """With half the step, the error is a quarter, if the function is smooth and not flat."""
        self.notes.clear()
        gone = FadeOut(Group(*(each for each in self.mobjects if each not in [*self.notes.rows])))
        names = t, _ = free_letter(*SHARES), differential.gap()
        gaps = {1.0: self.numbers.gap, 0.5: self.numbers.half_gap}
        figure = GapPlot(self.stage, self.field, self.at, self.step, names)
        share_of = self.phrase("share", t=t, step=differential.step(self.field.variables))
        share_of_step = self.notes.put(words(share_of))
        shown = dict(zip(gaps, self.sources.values_of_gaps(), strict=True))
        rows = [(self.typeset_given(share), source) for share, source in shown.items()]
        table = Table(self.notes.free_slot(), [names, *rows])
        arrives = FadeIn(in_frame(figure), share_of_step, table.head)
        self.play(gone, arrives, Create(in_frame(figure.curve)), run_time=theme.MODERATE)
        FLAT.apply_to(self.camera)
        self.plot_parts.add(figure, figure.curve, share_of_step, table)
        for (share, gap), row in zip(gaps.items(), table.rows, strict=True):
            bar = figure.bar(share, gap.value, shown[share])
            self.play(Create(bar), FadeIn(row), run_time=theme.MODERATE)
            self.plot_parts.add(bar)
        self.complete(*self.plot_parts[-2:])
        self.use_sentence(self.numbers.half_step_sentence)

    def formula(self) -> None:
        """df = f_x dx + f_y dy, part by part; compared with the true change if the gap is seen."""
        self.notes.clear()
        if not self.notes.holds(self.sources.rows_of_df(self.notes.slot)):
            self.plot_parts.add(*self.notes.clear(pinned=True))
        first, *sums = differential.partial_sums(self.field.variables)
        whole = self.notes.put_large(sums[-1])
        now = self.notes.replace(whole, Formula(first, font_size=whole.font_size))
        total = self.notes.put_line(*self.sources.total())
        self.notes.pin()
        self.staircase.view(self.camera, self.stage).apply_to(self.camera)
        self.play(*leaving([self.plot_parts]), FadeIn(self.staircase.base), Write(now))
        for k, (source, labels) in enumerate(zip(sums, self.step_labels(), strict=True)):
            after = self.notes.replace(now, Formula(source, font_size=whole.font_size))
            self.show_step(k, labels, Rewrite(now, after))
            now = after
        self.complete(*self.staircase.rises, now)
        self.play(Write(total), run_time=theme.MODERATE)
        if self.staircase.has_visible_gap:
            change = self.notes.put(Formula(self.sources.change()))
            self.play(*self.staircase.show_graph(quiet=True), Write(change))
            line, name = gap_mark(self.staircase, gap := self.sources.gap(), self.labels, self.room)
            self.labels += name
            self.play(Create(line), *map(FadeIn, name or [self.notes.put(Formula(gap))]))

    def dot_product(self) -> None:
        """The same as the dot product of gradient and step."""
        product, worked = self.sources.dot_product()
        gone = self.notes.clear()
        below = self.sources.rows_below(worked, self.notes.slot)
        if not self.notes.holds([product, *below]):
            gone.add(*self.notes.drop_last())  # the sum, of which the product says the same
        self.notes.put(product)
        line = self.notes.put_line(*worked)
        self.play(FadeOut(gone), Write(product), run_time=theme.MODERATE)
        self.play(Write(line), run_time=theme.MODERATE)
        self.complete(line)
        self.play(FadeIn(self.notes.put(below[-1])))
