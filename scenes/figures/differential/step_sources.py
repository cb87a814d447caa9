"""`StepSources`: the numbers of a step as formulas, each shown by the lesson that checks it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from calclib import Number
from scenes._kit.layout.slots import Slot
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.notes import line_of
from scenes._kit.text import derivatives, notation
from scenes._kit.text.formula import Formula
from scenes._kit.text.paragraph import wrapped
from scenes.figures.differential import formulas
from scenes.figures.differential.step_numbers import StepNumbers


class StepSources:
    """Typst sources of what is computed for a step along the variables `names`."""

    def __init__(
        self, lesson: Lesson[Any], names: Sequence[str], step: Sequence[float], numbers: StepNumbers
    ) -> None:
        self.lesson, self.names, self.step, self.numbers = lesson, names, step, numbers

    def labels(self) -> list[tuple[str, str, str]]:
        """dx = 0.1 and f_x dx = 0.2, for each variable in turn; of rises also with the number below
        the name; and each without its number."""
        return self._labels(self.lesson.typeset_given, self._equal)

    def names_of_arrows(self) -> list[tuple[str, str, str]]:
        """The same, to find room for them before they are shown."""
        return self._labels(
            notation.value,
            lambda raised: (
                f"{self._sign(raised)} "
                f"{notation.value(raised.value, self.numbers.digits_of(raised))}"
            ),
        )

    def _labels(
        self, given: Callable[[float], str], equal: Callable[[Number], str]
    ) -> list[tuple[str, str, str]]:
        found = []
        for name, step, raised in zip(self.names, self.step, self.numbers.terms, strict=True):
            run, rise = derivatives.differential(name), formulas.term(name)
            shown = f"{run} {notation.equals_sign([step])} {notation.colored(name, given(step))}"
            number = equal(raised)
            found += [(shown, shown, run), (f"{rise} {number}", f"{rise} \\ {number}", rise)]
        return found

    def worked(self, k: int) -> tuple[str, str, str]:
        """f_x dx, = 2 dot 0.1 and = 0.2: the parts of the line that computes a rise."""
        slope, raised, step = self.numbers.slopes[k], self.numbers.terms[k], self.step[k]
        digits = self.numbers.digits_of_slopes[k]
        shown = notation.part("value", self.lesson.typeset(slope, digits))
        equals = notation.equals_sign([slope, step], decimals=[digits])
        product = f"{equals} {shown} dot {notation.factor(step)}"
        return formulas.term(self.names[k]), product, self._equal(raised, [slope, step], [digits])

    def total(self) -> list[str]:
        """= 0.2, + 0.4 and = 0.6: df as the sum of its terms, which add up as they are printed."""
        numbers, digits = self.numbers, self.numbers.digits
        pairs = zip(numbers.terms, digits.terms, strict=True)
        shown = [self.lesson.typeset(*pair) for pair in pairs]
        value = notation.part("value", self.lesson.typeset(numbers.df, digits.total))
        whole = formulas.total(numbers.terms, shown, digits.terms)
        return [*whole, f"{'=' if digits.adds_up else '≈'} {value}"]

    def name_of_df(self) -> tuple[str, str]:
        """df = 0.6, and without the number."""
        name = derivatives.total()
        return f"{name} {self._equal(self.numbers.df)}", name

    def change(self) -> str:
        """Delta f = 0.62: the true change, at the decimals at which df and the gap add up to it."""
        numbers = self.numbers
        value = self.lesson.typeset(numbers.change, numbers.change_digits)
        return formulas.change_to(value, exact=numbers.change_is_exact)

    def gap(self) -> str:
        """Delta f - df = 0.02."""
        return " ".join(self._gap())

    def gap_in_lines(self) -> str:
        """The name of the gap, and its value below."""
        return " \\ ".join(self._gap())

    def _gap(self) -> tuple[str, str]:
        return formulas.gap(), self._equal(self.numbers.gap)

    def values_of_gaps(self) -> list[str]:
        """0.02 and 0.005: the gap at the whole step and at half of it."""
        numbers = self.numbers
        digits = numbers.digits_of(numbers.gap), numbers.half_gap_digits
        pairs = zip((numbers.gap, numbers.half_gap), digits, strict=True)
        return [notation.part("secant", self.lesson.typeset(*pair)) for pair in pairs]

    def _equal(
        self, number: Number, others: Sequence[Number | float] = (), decimals: Sequence[int] = ()
    ) -> str:
        """= 0.6, at the decimals at which all numbers of the step add up; ≈ if it or one of the
        other numbers before it, at their decimals, is rounded."""
        value = self.lesson.typeset(number, self.numbers.digits_of(number))
        return f"{self._sign(number, others, decimals)} {notation.part('value', value)}"

    def _sign(
        self, number: Number, others: Sequence[Number | float] = (), decimals: Sequence[int] = ()
    ) -> str:
        printed = [self.numbers.digits_of(number), *decimals]
        return notation.equals_sign([number, *others], decimals=printed)

    def rows_of_df(self, slot: Slot) -> list[Formula]:
        """Rows as high as those in which df is a sum and then a dot product, not yet shown."""
        numbers = self.numbers
        product = self._dot_product([slope.value for slope in numbers.slopes], notation.value)
        value = f"= {notation.value(numbers.df.value, numbers.digits_of(numbers.df))}"
        heads = formulas.partial_sums(self.names)[-1], formulas.dot_product(self.names)
        return [*map(Formula, heads), *self.rows_below([*product, value], slot)]

    def rows_below(self, worked: Sequence[str], slot: Slot) -> list[Formula]:
        """The rows below the dot product: worked out, in lines if need be, and its remark."""
        phrase = self.lesson.phrase("gradient", nabla=derivatives.nabla())
        rows = [line_of(worked, slot), wrapped(phrase, slot)]
        return [row for row in rows if row is not None]

    def dot_product(self) -> tuple[Formula, list[str]]:
        """df = (f_x, f_y) . (dx, dy); and the parts of = (2, 4) . (0.1, 0.1) = 0.6."""
        numbers = self.numbers
        worked_out = self._dot_product(numbers.slopes, self.lesson.typeset)
        others = [*numbers.slopes, *self.step]
        value = self._equal(numbers.df, others, numbers.digits_of_slopes)
        return Formula(formulas.dot_product(self.names)), [*worked_out, value]

    def _dot_product(self, slopes: Sequence[Any], typeset: Callable[[Any, int], str]) -> list[str]:
        """= (2, 4) and . (0.1, 0.1), of slopes that are set in this way."""
        digits = self.numbers.digits_of_slopes
        shown = list(map(typeset, slopes, digits))
        return formulas.dot_product_at(self.numbers.slopes, shown, self.names, self.step, digits)
