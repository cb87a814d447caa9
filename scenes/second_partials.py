"""SecondPartials: a tree of derivatives, and two leaves that agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from manim import Create, FadeIn, FadeOut, VGroup, Write

from calclib import readings
from calclib.numeric.continuity import is_known_continuous_at
from scenes._kit import theme
from scenes._kit.layout.columns import Stack
from scenes._kit.layout.slots import diagram_and_line
from scenes._kit.lesson.facts import coordinate_facts, number_fact
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.names import function_name
from scenes._kit.parameters.field import FilledAtPoint
from scenes._kit.roles import BY_PLACE
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.paragraph import heading
from scenes._kit.text.rewrite import Rewrite
from scenes.figures.derivatives.condition import condition_below, first_undefined
from scenes.figures.derivatives.derivative_tree import DerivativeTree, Path
from scenes.figures.derivatives.tree_stages import BRANCHING, MEETING, Stage
from scenes.figures.derivatives.workbench import Workbench

_ALIKE = 0.02
"""Trees whose formulas differ in size by less are alike."""


class SecondPartials(Lesson[FilledAtPoint]):
    """A tree of derivatives, and two leaves that agree."""

    defaults = {"function": "sin(x)*y^2", "at": "pi/3,2"}
    beats = ("root", "first", "second", "mixed", "number")

    def prepare(self) -> None:
        above, self.below = diagram_and_line()
        self.field = self.parameters.evaluated_field
        self.height = readings.value_at(self.field, self.parameters.at)
        self.tree = DerivativeTree(above, self.field, self.parameters.at)
        self.early = self.tree_where(BRANCHING, ((), *self.tree.levels[1]))
        self.promised = {path: self.early.promised(path) for path in self.early.levels[1]}
        self.late = self.tree_where(MEETING, ((), *self.tree.mixed))
        self.bench = Workbench(self.below, self.tree)
        self.numbers = {
            path: readings.partial_or_none(self.field, path, self.parameters.at)
            for path in self.tree.leaves
        }
        self.here = notation.point(self.parameters.at)
        self.undefined = first_undefined(self.tree, self.parameters.at)
        self.compare()

    def compare(self) -> None:
        """Which derivatives do not exist at the point, and whether both mixed ones do, are equal,
        and are so by the theorem."""
        self.missing = [
            path
            for path in self.tree.paths[1:]
            if readings.partial_or_none(self.field, path, self.parameters.at) is None
        ]
        first, second = (self.numbers[path] for path in self.tree.mixed)
        self.exist = first is not None and second is not None
        self.agree = first is not None and second is not None and first.equals(second)
        self.by_theorem = self.agree and all(
            is_known_continuous_at(self.field.partial(*path), self.parameters.at)
            for path in self.tree.mixed
        )

    def tree_where(self, stage: Stage, needed: Sequence[Path]) -> DerivativeTree:
        """The tree, or one for a stage if that holds more of the formulas that are needed, or has
        larger ones."""
        found = DerivativeTree(self.tree.slot, self.field, self.parameters.at, stage)
        hidden, of_stage = (
            len(each.abbreviated.intersection(needed)) for each in (self.tree, found)
        )
        is_larger = of_stage == hidden and found.shown.scale > self.tree.shown.scale + _ALIKE
        return found if of_stage < hidden or is_larger else self.tree

    def condition(self, path: Path) -> list[FadeIn]:
        """Shows where formulas do not hold, with the first one that does not at the point."""
        trees = (self.tree, self.early, self.late)
        shown = path == self.undefined
        return [FadeIn(condition_below(trees, path, self.parameters.at))] if shown else []

    def facts(self) -> dict[str, str]:
        given = self.parameters
        found = {path: number for path, number in self.numbers.items() if number is not None}
        return {
            **coordinate_facts("xy", given.at),
            **{f"at_{self.places(path)}": number_fact(n) for path, n in found.items()},
            "height": number_fact(self.height),
        }

    def places(self, path: Path) -> str:
        """A path by the places of its names among the inputs: "xy" for first, then second."""
        return "".join(BY_PLACE[self.field.variables.index(name)] for name in path)

    def root(self) -> None:
        """The function, at the root of the tree; a removable hole at the point is filled."""
        formula = self.bench.shown
        self.play(Write(formula), run_time=theme.SLOW)
        node = self.early.node(())
        arrives = FadeIn(node, target_position=formula)
        self.play(arrives, *map(FadeIn, self.promised.values()), run_time=theme.MODERATE)
        self.complete(formula, node)
        if self.parameters.fills:
            self.use_sentence("root_filled")
            value = self.typeset_equal(self.height, point=self.parameters.at)
            filled = words(self.phrase("filled", value=f"{function_name()}{self.here} {value}"))
            self.play(*self.bench.add_note(filled), *self.condition(()))

    def show_derivation(
        self, path: Path, formula: Formula, pace: float = theme.MODERATE, also: Sequence[Any] = ()
    ) -> None:
        """Shows a derivation on the workbench, and moves the derivative into the tree.

        Its steps take `pace` seconds; what is `also` to be animated goes with the first.
        """
        tree = self.tree if len(path) > 1 else self.early
        arrow, name = tree.edges[path]
        question, answer = self.bench.derivation(path)
        constant = readings.constant_partial(self.field, path, self.parameters.at)
        if constant is not None:
            self.typeset(constant)
        arrives = (
            *self.bench.replace_shown(question),
            Create(arrow),
            FadeIn(name),
            *self.condition(path),
        )
        self.play(*arrives, *also, run_time=pace)
        self.play(Rewrite(question, answer, run_time=pace))
        node = VGroup(tree.boxes[path], formula)
        self.play(FadeIn(node, target_position=answer), run_time=theme.QUICK)
        self.bench.shown = answer

    def first(self) -> None:
        """The two branches; on each one variable is constant, and grey."""
        greyed = self.early.greyed_formulas
        for path, formula in greyed.items():
            gone = [FadeOut(self.promised[path])]
            self.show_derivation(path, formula, 0.8 * theme.MODERATE, gone)
        self.complete(*greyed.values())

    def second(self) -> None:
        """Each branch branches again."""
        grey = self.early.greyed_formulas
        colored = [Rewrite(grey[path], self.tree.formulas[path]) for path in grey]
        if self.early is not self.tree:
            self.play(*self.early.becomes(self.tree, grey), run_time=theme.MODERATE)
            colored = []
        for number, path in enumerate(self.tree.leaves):
            also = () if number else colored
            self.show_derivation(path, self.tree.formulas[path], 0.6 * theme.MODERATE, also)
        missing = self.bench.missing_leaves()
        if missing:
            self.play(*self.bench.replace_shown(missing))
        self.complete(*(self.tree.formulas[path] for path in self.tree.leaves))

    def mixed(self) -> None:
        """The two mixed leaves meet in the middle."""
        gone = [FadeOut(self.bench.shown)]
        if self.late is not self.tree:
            self.play(*gone, *self.tree.becomes(self.late), run_time=theme.MODERATE)
            self.bench.tree, gone = self.late, []
        self.play(*gone, *self.late.highlight(*self.late.mixed))
        self.play(*self.late.join_mixed(), run_time=theme.SLOW)
        self.use_sentence("mixed" if self.by_theorem else "mixed_doubt")
        rows, theorem = Stack(self.below), heading(self.phrase("theorem"), self.below, theme.LABEL)
        statement = rows.put(self.bench.statement_of_mixed(self.by_theorem, below=theorem))
        rows.put(theorem)
        self.bench.shown = VGroup(statement, theorem)
        self.play(Write(statement))
        self.complete(statement, *(self.late.node(path) for path in self.late.mixed))
        self.play(FadeIn(theorem))

    def number(self) -> None:
        """The mixed derivative at the point, in both orders; or why they differ."""
        rows = Stack(self.below)
        phrases = [self.route_phrase(path) for path in self.late.mixed]
        is_all = self.by_theorem and not self.missing
        routes = dict(
            zip(self.late.mixed, self.bench.lines(phrases, rows.gap, is_all), strict=True)
        )
        lines = VGroup(*routes.values())
        spelt = self.bench.formula_above(lines, rows.gap, self.by_theorem)
        began: list[Any] = [FadeOut(self.bench.shown)]
        began += [FadeIn(rows.put(spelt))] if spelt else []
        rows.put(lines)
        for path, route in routes.items():
            self.play(*began, *self.late.highlight(path), run_time=theme.QUICK)
            self.play(Write(route), run_time=theme.MODERATE)
            began = []
        self.play(*self.late.highlight(*self.late.mixed), run_time=theme.QUICK)
        self.complete(*(self.late.formulas[path] for path in self.late.mixed))
        self.explain(rows)

    def route_phrase(self, path: Path) -> str:
        """By x, then by y: f_xy(pi/3, 2) = 2."""
        first, then = map(notation.symbol, path)
        number, name = self.numbers[path], f"{derivatives.subscripted(path)}{self.here}"
        if number is None:
            return self.phrase("route_none", first=first, then=then, name=name)
        value = f"{name} {self.typeset_equal(number, point=self.parameters.at)}"
        if self.field.partial(*path).is_limit_at(self.parameters.at):
            quotient = derivatives.quotient_at(path, self.field.variables, self.parameters.at)
            value = value.replace(name, f"{name} = {derivatives.limit(path[-1], quotient)}", 1)
        return self.phrase("route", first=first, then=then, value=value)

    def explain(self, rows: Stack) -> None:
        """Says why the two differ, or are not equal by the theorem, or which do not exist."""
        if self.exist and not self.by_theorem:
            sentence = "number_equal" if self.agree else "number_differ"
            reason = self.phrase("equal" if self.agree else "not_continuous", point=self.here)
        elif self.missing:
            sentence = "number" if self.exist else "number_none"
            names = notation.comma_separated(
                [derivatives.subscripted(path) for path in self.missing]
            )
            reason = self.phrase("missing", names=names, point=self.here)
        else:
            return
        self.use_sentence(sentence)
        self.play(FadeIn(rows.put(heading(reason, self.below, theme.LABEL))))
