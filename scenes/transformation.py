"""Transformation: a function is a rule that carries inputs to outputs."""

from __future__ import annotations

from typing import ClassVar

from manim import FadeIn, FadeOut, Group, Write

from calclib import readings
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.mapping import MappingInput
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import rule
from scenes.figures.mapping.machine import Machine
from scenes.figures.mapping.stages_in_space import STAGES


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
        self.work(self.staged("line_to_line"))

    def several_inputs(self) -> None:
        """Two numbers go in: a function of several variables."""
        self.work(self.staged("plane_to_plane"))

    def line_to_line(self) -> None:
        """A copy of the number line slides onto another."""
        self.carry("line_to_line")

    def line_to_plane(self) -> None:
        """The number line bends into a curve in the plane."""
        self.carry("line_to_plane")

    def plane_to_line(self) -> None:
        """Every point of the plane goes to a number."""
        self.carry("plane_to_line")

    def plane_to_plane(self) -> None:
        """The whole grid bends; marked points are traced."""
        self.carry("plane_to_plane")

    def line_to_space(self) -> None:
        """The number line bends into a curve in space."""
        self.carry("line_to_space")

    def plane_to_space(self) -> None:
        """A sheet of the plane rolls up into a surface."""
        self.carry("plane_to_space")

    def space_to_space(self) -> None:
        """A lattice in space bends."""
        self.carry("space_to_space")

    def staged(self, stage: str):
        """The rule given, or the tour's for this stage, with its domain and marks."""
        return self.parameters.staged(self.tour.get(stage, {}))

    def work(self, staged) -> None:
        """The machine takes the marked inputs one after another."""
        self.sweep()
        written = rule(staged.mapping, Machine.room(frame()), theme.LARGE)
        machine = Machine(frame(), written)
        self.play(FadeIn(machine))
        for k, mark in enumerate(staged.marks):
            color = f"mark{k}"
            taken = Formula(
                notation.part(color, notation.column([notation.place(x) for x in mark]))
            )
            outputs = self.outputs(staged, mark)
            given = Formula(notation.part(color, notation.column(outputs)))
            for step in machine.work(taken, given):
                self.play(step)
            if k + 1 < len(staged.marks):
                self.play(FadeOut(taken, given), run_time=theme.QUICK)

    def carry(self, stage: str) -> None:
        """Lines and marked points go from the inputs to the outputs."""
        self.sweep()
        figure = STAGES[stage](self.staged(stage), self.viewer)
        figure.viewpoint.apply_to(self.viewer)
        self.play(Write(figure.rule), FadeIn(figure.scenery))
        self.play(*map(Create, figure.carried), *map(FadeIn, figure.dots))
        self.play(*figure.carry())
        for k, mark in enumerate(figure.staged.marks):
            line = figure.correspondence(k, self.outputs(figure.staged, mark))
            self.play(FadeIn(line), run_time=theme.QUICK)

    def outputs(self, staged, mark) -> list[str]:
        """The outputs at a mark, each checked, as formula sources."""
        for chosen in mark:
            self.show_given(chosen)
        names = [name for name, _ in notation.outputs(staged.mapping)]
        pairs = zip(staged.mapping.components, names, strict=True)
        numbers = [readings.value_at(f, mark, name) for f, name in pairs]
        for number in numbers:
            self.show(number)
        return [notation.place(number.value) for number in numbers]

    def sweep(self) -> None:
        """Clears the stage for the next beat."""
        if self.mobjects:
            self.play(FadeOut(Group(*self.mobjects)), run_time=theme.QUICK)
