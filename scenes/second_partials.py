"""SecondPartials: a tree of derivatives, and two leaves that agree."""

from __future__ import annotations

from manim import Create, FadeIn, FadeOut, VGroup, Write

from calclib import readings
from calclib.typesetting.decimals import decimal_text
from calclib.typesetting.multiples_of_pi import coordinate_text
from scenes._kit import theme
from scenes._kit.layout.columns import Stack
from scenes._kit.layout.slots import frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.field import FilledAtPoint
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula, words
from scenes._kit.text.rewrite import Rewrite
from scenes.figures.derivatives.derivative_tree import DerivativeTree
from scenes.figures.derivatives.workbench import Workbench


class SecondPartials(Lesson[FilledAtPoint]):
    """A tree of derivatives, and two leaves that agree."""

    defaults = {"function": "sin(x)*y^2", "at": "pi/3,2"}
    beats = ("root", "first", "second", "mixed", "number")

    def prepare(self) -> None:
        above, self.below = frame().rows(share=0.74)
        self.field = self.parameters.taken
        self.tree = DerivativeTree(above, self.field)
        self.bench = Workbench(self.below, self.tree)
        self.numbers = {
            path: readings.partial_or_none(self.field, path, self.parameters.at)
            for path in self.tree.leaves
        }
        self.missing = [path for path, number in self.numbers.items() if number is None]
        self.here = notation.point(self.parameters.at)
        first, second = (self.numbers[path] for path in self.tree.mixed)
        self.exist = first is not None and second is not None
        self.agree = first is not None and second is not None and first.equals(second)

    def facts(self) -> dict[str, str]:
        given = self.parameters
        found = {path: number for path, number in self.numbers.items() if number is not None}
        return {
            **{name: coordinate_text(a) for name, a in zip(given.inputs, given.at, strict=True)},
            **{f"at_{path}": decimal_text(number.value) for path, number in found.items()},
            "height": decimal_text(self.field.at(given.at)),
        }

    def root(self) -> None:
        """The function, at the root of the tree; a hole at the point is filled by its limit."""
        formula = self.bench.shown
        self.play(Write(formula))
        self.play(FadeIn(self.tree.node(""), target_position=formula))
        if self.parameters.fills:
            self.say("root_filled")
            value = self.show_equal(readings.value_at(self.field, self.parameters.at))
            filled = words(self.phrase("filled", value=f"f{self.here} {value}"))
            self.play(*self.bench.exchange(self.below.place(filled)))

    def derive(self, path: str, formula: Formula) -> None:
        """Works out a derivative on the bench, and puts it at its place in the tree."""
        arrow, name = self.tree.edges[path]
        question, answer = self.bench.work(path)
        constant = readings.constant_partial(self.field, path, self.parameters.at)
        if constant is not None:
            self.show(constant)
        self.play(*self.bench.exchange(question), Create(arrow), FadeIn(name))
        self.play(Rewrite(question, answer))
        node = VGroup(self.tree.boxes[path], formula)
        self.play(FadeIn(node, target_position=answer), run_time=theme.QUICK)
        self.bench.shown = answer

    def first(self) -> None:
        """The two branches; on each of them one variable is constant, and grey."""
        for path, formula in self.tree.greyed.items():
            self.derive(path, formula)

    def second(self) -> None:
        """Each branch branches again."""
        colored = [
            Rewrite(grey, self.tree.formulas[path]) for path, grey in self.tree.greyed.items()
        ]
        self.play(*colored)
        for path in self.tree.leaves:
            self.derive(path, self.tree.formulas[path])

    def mixed(self) -> None:
        """The two mixed leaves meet in the middle."""
        self.play(FadeOut(self.bench.shown), *self.tree.follow(*self.tree.mixed))
        self.play(*self.tree.meet(), run_time=theme.SLOW)
        first, second = map(derivatives.subscripted, self.tree.mixed)
        equal = "=" if self.agree else "=^?"
        self.say("mixed" if self.agree else "mixed_doubt")
        rows = Stack(self.below)
        statement = rows.put(Formula(f"{first} {equal} {second}", font_size=theme.LARGE))
        theorem = rows.put(words(self.phrase("theorem"), font_size=theme.LABEL))
        self.bench.shown = VGroup(statement, theorem)
        self.play(Write(statement))
        self.play(FadeIn(theorem))

    def number(self) -> None:
        """The number at the point, in both orders; or what keeps it from being one number."""
        self.play(FadeOut(self.bench.shown))
        rows = Stack(self.below)
        for path in self.tree.mixed:
            self.play(*self.tree.follow(path), run_time=theme.QUICK)
            self.play(Write(rows.put(words(self.by_route(path), font_size=theme.LABEL))))
        self.play(*self.tree.follow(*self.tree.mixed))
        self.judge(rows)

    def by_route(self, path: str) -> str:
        """By x, then by y: f_xy(pi/3, 2) = 2."""
        first, then = map(notation.symbol, path)
        number, name = self.numbers[path], f"{derivatives.subscripted(path)}{self.here}"
        if number is None:
            return self.phrase("route_none", first=first, then=then, name=name)
        value = f"{name} {self.show_equal(number)}"
        return self.phrase("route", first=first, then=then, value=value)

    def judge(self, rows: Stack) -> None:
        """Why the two differ, or which derivatives do not exist."""
        if self.missing:
            names = notation.listed([derivatives.subscripted(path) for path in self.missing])
            verdict = self.phrase("missing", names=names, point=self.here)
        elif not self.agree:
            verdict = self.phrase("not_continuous", point=self.here)
        else:
            return
        self.say("number_none" if not self.exist else "number" if self.agree else "number_differ")
        self.play(FadeIn(rows.put(words(verdict, font_size=theme.LABEL))))
