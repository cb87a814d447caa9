"""Transformation: a function is a rule that carries inputs to outputs."""

from __future__ import annotations

from itertools import chain
from typing import ClassVar

from manim import FadeIn, FadeOut, LaggedStart, Write

from calclib import Number, readings
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import safe_area
from scenes._kit.lesson.fades import leaving
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.mapping import MappingInput
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes.figures.derivatives.pole_names import names_of_curves, names_on_line
from scenes.figures.mapping.correspondences import ranges_of_inputs, rounded_sign
from scenes.figures.mapping.kinds import BENDING, STAGES
from scenes.figures.mapping.machine import Fed, Machine, rule_and_fed
from scenes.figures.mapping.stages_of_lines import LineStage


class Transformation(Lesson[MappingInput]):
    """A function is a rule that carries inputs to outputs."""

    defaults = {}
    beats = (
        "machine",
        "several_inputs",
        "line_to_line",
        "line_to_plane",
        "plane_to_line",
        "plane_to_plane",
        "line_to_space",
        "plane_to_space",
        "space_to_space",
    )
    tour: ClassVar = {
        "line_to_line": {"function": "x^2 - 3", "domain": "-3:3", "marks": ("-2", "0", "1")},
        "line_to_plane": {
            "function": "[cos(x), x/2*sin(x)]",
            "domain": "0:2pi",
            "marks": ("0", "pi/2", "pi"),
        },
        "plane_to_plane": {
            "function": "[x^2+y^2, x^2-y^2]",
            "domain": "-2:2,-2:2",
            "marks": ("0,0", "1,1"),
        },
        "plane_to_space": {
            "function": "[3cos(t)+cos(t)cos(s), 3sin(t)+sin(t)cos(s), sin(s)]",
            "domain": "0:2pi,0:2pi",
            "marks": ("0,pi",),
        },
    }

    def machine(self) -> None:
        """A rule as a machine: a number goes in, another comes out."""
        view = self.mapping_view("line_to_line")
        if view.mapping.outputs > 1:
            self.use_sentence("machine_several")
        self.run_machine(view)

    def several_inputs(self) -> None:
        """Two numbers go in, or three: a function of several variables."""
        view = self.mapping_view("plane_to_plane")
        if len(view.mapping.inputs) > 2:
            self.use_sentence("several_inputs_three")
        self.run_machine(view)

    def line_to_line(self) -> None:
        """A copy of the number line slides onto another."""
        self.show_stage("line_to_line")

    def line_to_plane(self) -> None:
        """The number line bends into a curve in the plane."""
        self.show_stage("line_to_plane")

    def plane_to_line(self) -> None:
        """Every point of the plane moves to its number."""
        self.show_stage("plane_to_line")

    def plane_to_plane(self) -> None:
        """The whole grid bends; marked points are traced."""
        self.show_stage("plane_to_plane")

    def line_to_space(self) -> None:
        """The number line bends into a curve in space."""
        self.show_stage("line_to_space")

    def plane_to_space(self) -> None:
        """A sheet of the plane rolls up into a surface."""
        self.show_stage("plane_to_space")

    def space_to_space(self) -> None:
        """A lattice in space bends."""
        self.show_stage("space_to_space")

    def mapping_view(self, stage: str):
        """The given mapping, or the tour's for this stage, with its domain and marks."""
        return self.parameters.view(self.tour.get(stage, {}))

    def run_machine(self, view) -> None:
        """Feeds the marked inputs to the machine, one after another, the later ones faster; last
        the given point, whose output stays."""
        outputs = [self.outputs(view, mark) for mark in view.marks]

        def fed_at(size: float) -> Fed:
            return [
                self.written_pair(k, mark, results, size)
                for k, (mark, results) in enumerate(zip(view.marks, outputs, strict=True))
            ]

        written, pairs = rule_and_fed(view.mapping, safe_area(), fed_at)
        machine = Machine(safe_area(), written, list(chain(*pairs)))
        self.play(*leaving(self.mobjects), FadeIn(machine))
        before: list[FadeOut] = []
        in_turn = [*pairs[1:], pairs[0]] if self.parameters.at else pairs
        for k, (given, result) in enumerate(in_turn):
            appear, *steps = machine.feed(given, result)
            self.play(*before, appear, run_time=theme.QUICK)
            for step in steps:
                self.play(step, run_time=theme.QUICK if k else theme.MODERATE)
            before = [FadeOut(given, result)]
            self.complete(result)

    def written_pair(self, k: int, mark, outputs, size: float) -> tuple[Formula, Formula]:
        """The k-th marked inputs, and their outputs, as they enter and leave the machine."""
        given, image = map(notation.column_of, (mark, [number.value for number in outputs]))
        sources = given, f"{rounded_sign(mark, outputs)} {image}"
        first, last = (
            Formula(notation.part(f"mark{k}", source), font_size=size) for source in sources
        )
        return first, last

    def show_stage(self, stage: str) -> None:
        """Moves lines and marked points from the inputs to the outputs."""
        gone, view = leaving(self.mobjects), self.mapping_view(stage)
        if stage in BENDING and view.mapping.is_affine:
            self.use_sentence(f"{stage}_straight")
        outputs = [self.outputs(view, mark) for mark in view.marks]
        figure = STAGES[stage](view, outputs, self.camera, self.remark(view, stage))
        figure.viewpoint.apply_to(self.camera)
        appear = FadeIn(figure.axes, *figure.remarks)
        self.play(*gone, Write(figure.rule), appear, run_time=theme.MODERATE)
        self.play(*map(Create, figure.moving), *map(FadeIn, figure.dots))
        self.play(*figure.animations())
        self.complete(*figure.dots)
        if pairs := [*map(FadeIn, figure.pairs)]:
            self.play(LaggedStart(*pairs, lag_ratio=0.5, run_time=theme.MODERATE))

    def remark(self, view, stage: str) -> str:
        """What the notes say of inputs without an output: what marks them."""
        if view.poles and issubclass(STAGES[stage], LineStage):
            (name,), (interval,) = view.mapping.inputs, view.domain
            return self.phrase("poles", where=names_on_line(name, view.poles, interval))
        if view.has_gaps:
            return self.phrase("gaps")
        if stage == "space_to_space":
            ranges = ranges_of_inputs(view.mapping.inputs, view.domain)
            return f"{self.phrase('inputs')} {ranges}"
        if names := self.names_of_poles(view, stage):
            self.typeset_given(0)  # what a denominator is there
            return self.phrase("poles", where=names)
        return ""

    def names_of_poles(self, view, stage: str) -> str:
        """The Typst source of the equations of dashed curves in the plane of the inputs."""
        if stage not in ("plane_to_line", "plane_to_plane"):
            return ""
        return names_of_curves(view.mapping.components, view.domain)

    def outputs(self, view, mark) -> list[Number]:
        """The outputs at a mark, each checked."""
        for coordinate in mark:
            self.typeset_given(coordinate)
        names = [name for name, _ in notation.output_statements(view.mapping)]
        pairs = zip(view.mapping.components, names, strict=True)
        numbers = [readings.value_at(f, mark, name) for f, name in pairs]
        for number in numbers:
            self.typeset(number)
        return numbers
