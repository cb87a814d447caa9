"""SecondPartials: a tree of derivatives, and two leaves that agree."""

from __future__ import annotations

from manim import Animation, Create, FadeIn, FadeOut, VGroup, VMobject, Write

from calclib import NotDifferentiable, Number, readings
from calclib.typesetting.decimals import decimal_text
from calclib.typesetting.multiples_of_pi import coordinate_text
from scenes._kit import theme
from scenes._kit.layout.slots import Stack, frame
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.field import FilledAtPoint
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula, Rewrite, words
from scenes.figures.derivatives.derivation import Workbench
from scenes.figures.derivatives.derivative_tree import DerivativeTree


class SecondPartials(Lesson[FilledAtPoint]):
    """A tree of derivatives, and two leaves that agree."""

    defaults = {"function": "sin(x)*y^2", "at": "pi/3,2"}
    beats = ("root", "first", "second", "mixed", "number")

    def prepare(self) -> None:
        above, self.below = frame().rows(share=0.74)
        self.field = self.parameters.taken
        self.tree = DerivativeTree(above, self.field)
        self.bench = Workbench(self.below, self.tree)
        self.numbers = {path: self.number_at(path) for path in self.tree.leaves}
        self.missing = [path for path, number in self.numbers.items() if number is None]
        here = [notation.flat(coordinate_text(each)) for each in self.parameters.at]
        self.here = notation.vector([notation.part("point", each) for each in here])
        first, second = (self.numbers[path] for path in self.tree.mixed)
        self.exist = first is not None and second is not None
        self.agree = first is not None and second is not None and first.equals(second)

    def number_at(self, path: str) -> Number | None:
        """The derivative at the point; None where it does not exist."""
        try:
            return readings.partial_at(self.field, path, self.parameters.at)
        except NotDifferentiable:
            return None

    def facts(self) -> dict[str, str]:
        told = self.parameters
        found = {path: number for path, number in self.numbers.items() if number is not None}
        return {
            **{name: coordinate_text(a) for name, a in zip(told.inputs, told.at, strict=True)},
            **{f"at_{path}": decimal_text(number.value) for path, number in found.items()},
            "height": decimal_text(self.field.at(told.at)),
        }

    def root(self) -> None:
        """The function, at the root of the tree; a hole at the point is filled by its limit."""
        self.shown = self.bench.definition()
        self.play(Write(self.shown))
        self.play(FadeIn(self.tree.node(""), target_position=self.shown))
        if self.parameters.fills:
            self.tell("root_filled")
            value = self.show_equal(readings.value_at(self.field, self.parameters.at))
            filled = words(self.phrase("filled", value=f"f{self.here} {value}"))
            self.exchange(self.below.place(filled))

    def exchange(self, new: VMobject, *others: Animation) -> None:
        """Clears the workbench and writes something else on it, while other things happen."""
        self.play(FadeOut(self.shown), Write(new), *others)
        self.shown = new

    def derive(self, path: str, formula: Formula) -> None:
        """Works out a derivative on the bench, and puts it at its place in the tree."""
        arrow, name = self.tree.edges[path]
        question, answer = self.bench.work(path)
        constant = readings.constant_partial(self.field, path, self.parameters.at)
        if constant is not None:
            self.show(constant)
        self.exchange(question, Create(arrow), FadeIn(name))
        self.play(Rewrite(question, answer))
        node = VGroup(self.tree.boxes[path], formula)
        self.play(FadeIn(node, target_position=answer), run_time=theme.QUICK)
        self.shown = answer

    def first(self) -> None:
        """The two branches; on each of them one variable is constant, and grey."""
        self.greyed = {path: self.tree.greyed(path) for path in self.tree.levels[1]}
        for path, formula in self.greyed.items():
            self.derive(path, formula)

    def second(self) -> None:
        """Each branch branches again."""
        colored = [Rewrite(grey, self.tree.formulas[path]) for path, grey in self.greyed.items()]
        self.play(*colored)
        for path in self.tree.leaves:
            self.derive(path, self.tree.formulas[path])

    def mixed(self) -> None:
        """The two mixed leaves meet in the middle."""
        self.play(FadeOut(self.shown), *self.tree.follow(*self.tree.mixed))
        self.play(*self.tree.meet(), run_time=theme.SLOW)
        first, second = map(notation.subscripted, self.tree.mixed)
        equal = "=" if self.agree else "=^?"
        self.tell("mixed" if self.agree else "mixed_doubt")
        rows = Stack(self.below)
        self.shown = VGroup(
            rows.put(Formula(f"{first} {equal} {second}", font_size=theme.LARGE)),
            rows.put(words(self.phrase("theorem"), font_size=theme.LABEL)),
        )
        self.play(Write(self.shown[0]))
        self.play(FadeIn(self.shown[1]))

    def number(self) -> None:
        """The number at the point, in both orders; or what keeps it from being one number."""
        self.play(FadeOut(self.shown))
        rows = Stack(self.below)
        for path in self.tree.mixed:
            self.play(*self.tree.follow(path), run_time=theme.QUICK)
            self.play(Write(rows.put(words(self.by_route(path), font_size=theme.LABEL))))
        self.play(*self.tree.follow(*self.tree.mixed))
        self.judge(rows)

    def by_route(self, path: str) -> str:
        """By x, then by y: f_xy(pi/3, 2) = 2."""
        first, then = map(notation.symbol, path)
        number, name = self.numbers[path], f"{notation.subscripted(path)}{self.here}"
        if number is None:
            return self.phrase("route_none", first=first, then=then, name=name)
        value = f"{name} {self.show_equal(number)}"
        return self.phrase("route", first=first, then=then, value=value)

    def judge(self, rows: Stack) -> None:
        """Why the two differ, or which derivatives do not exist."""
        if self.missing:
            names = notation.listed([notation.subscripted(path) for path in self.missing])
            verdict = self.phrase("missing", names=names, point=self.here)
        elif not self.agree:
            verdict = self.phrase("not_continuous", point=self.here)
        else:
            return
        self.tell("number_none" if not self.exist else "number" if self.agree else "number_differ")
        self.play(FadeIn(rows.put(words(verdict, font_size=theme.LABEL))))
