"""DirectionalDerivative: the slope in any direction."""

from __future__ import annotations

from functools import cached_property

from manim import FadeIn, FadeOut, Write

from calclib import Number, readings
from calclib.typesetting.coordinates import coordinate_text
from calclib.typesetting.decimals import decimal_text
from scenes._kit import theme
from scenes._kit.create import Create
from scenes._kit.layout.slots import figure_and_notes
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import Notes
from scenes._kit.parameters.step import StepFromPoint
from scenes._kit.space.cutting import cut_away, slide_in
from scenes._kit.space.space import Space
from scenes._kit.text import notation
from scenes._kit.text.derivatives import directional, nabla

U = notation.part("violet", "bold(u)")


class DirectionalDerivative(Lesson[StepFromPoint]):
    """The slope of a surface in any direction."""

    defaults = {
        "function": "x^2*y + sin(y)",
        "at": "1,0.5",
        "step": "0.3,0.4",
        "domain": "-2:2,-2:2",
    }
    beats = ("surface", "direction", "cut", "slope")
    only_if = {"slope": "has_tangent_plane"}

    def prepare(self) -> None:
        given, (stage, aside) = self.parameters, figure_and_notes()
        self.field, self.at, self.notes = given.field, given.at, Notes(self, aside)
        self.height = readings.value_at(self.field, self.at)
        self.space = Space.for_field(self.field, self.at, given.domain)
        self.graph = self.space.graph(self.field)
        self.foot, self.dashes, self.top = self.space.marked(self.at, self.height.value)
        self.plane = self.space.plane(self.at, given.used_step)
        self.view = self.space.view_along(self.plane.direction, self.camera, stage)
        self.view.apply_to(self.camera)

    @cached_property
    def slope_along(self) -> Number:
        """The slope in the direction, where there is a tangent plane."""
        return readings.directional_derivative(self.field, self.at, self.parameters.used_step)

    def facts(self) -> dict[str, str]:
        x, y = map(coordinate_text, self.at)
        facts = {"x": x, "y": y, "height": decimal_text(self.height.value)}
        if self.parameters.has_tangent_plane:
            facts["slope"] = decimal_text(self.slope_along.value)
        return facts

    def surface(self) -> None:
        """The graph, and the point on it."""
        formula = self.notes.put_definition(self.field)
        self.play(Write(formula), FadeIn(self.space.axes_of(self.field), self.space.grid()))
        self.play(Create(self.graph), run_time=theme.SLOW)
        self.play(self.graph.animate.set_opacity(theme.TRANSLUCENT), FadeIn(self.foot))
        self.play(Create(self.dashes), FadeIn(self.top))
        self.notes.write(f"f{notation.point(self.at)} {self.typeset_equal(self.height)}")

    def direction(self) -> None:
        """A direction: an arrow of length 1 on the floor."""
        self.play(Create(self.plane.arrow(theme.SECANT)))
        unit = [self.typeset_given(each) for each in self.plane.direction]
        equals = notation.equals_sign(self.plane.direction)
        self.notes.write(f"{U} {equals} {notation.vector(unit)}")
        if self.plane.factor != 1:
            self.notes.write_scale(self.plane.factor)

    def cut(self) -> None:
        """The upright plane along the arrow cuts the surface."""
        self.play(slide_in(self.plane.sheet(), self.plane, self.view))
        self.play(self.graph.animate.set_opacity(1))
        self.play(cut_away(self.graph, self.plane, self.view))
        self.play(*map(Create, self.plane.cut(self.field, theme.FOREGROUND)))

    def slope(self) -> None:
        """The tangent of the cut: its slope is the derivative in this direction."""
        tangent = self.plane.line(self.height.value, self.slope_along.value, theme.SECANT)
        self.play(FadeOut(self.dashes), Create(tangent))
        self.notes.write(f"{directional()} = {nabla()} dot {U}")
        slope = self.typeset_equal(self.slope_along)
        self.notes.write(f"{directional()}{notation.point(self.at)} {slope}")
        self.notes.phrase("steep")
