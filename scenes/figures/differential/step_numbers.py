"""`StepNumbers`: the numbers of a step: slopes, terms, df, the true change and the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import ceil, floor, log10

from calclib import Number, ScalarField, readings
from calclib.framing.differential_steps import halved, halving_effect, steps_along_axes
from calclib.typesetting.decimals import decimals_shown
from calclib.typesetting.sums import (
    SumDecimals,
    common_decimals,
    decimals_of_sum,
    decimals_of_total,
)
from scenes._kit.lesson.facts import number_fact

_DIGITS, _LARGEST_DIGITS, _MORE_DIGITS = 2, 3, 3
"""Digits that a rounded number has at least, and the largest one; and decimals by which all may
have more than usual for the gap."""


class StepNumbers:
    """The numbers of a step from a point at which the field has a tangent plane."""

    def __init__(self, field: ScalarField, at: Sequence[float], step: Sequence[float]) -> None:
        self.step = step
        self.slopes = [readings.partial_at(field, name, at) for name in field.variables]
        self.terms = [readings.differential(field, at, each) for each in steps_along_axes(step)]
        self.df = readings.differential(field, at, step)
        self.change = readings.change(field, at, step)
        self.gap = readings.linearisation_error(field, at, step)
        self.half_gap = readings.linearisation_error(field, at, halved(step))

    @property
    def half_step_sentence(self) -> str:
        """The sentence on what halving the step does to the gap."""
        effect = halving_effect(self.gap.value, self.half_gap.value)
        return "half_step" if effect == "quarter" else f"half_step_{effect}"

    @cached_property
    def common_digits(self) -> int | None:
        """The decimals at which, as printed, the terms add up to df, and df and the gap to the true
        change: those that the largest of them has, or if they do not add up there, the fewest; None
        where there are none, or so many that nobody reads them."""
        numbers = [*self.terms, self.df, self.change]
        largest = max(numbers, key=lambda each: abs(each.value))
        least = max(map(_least_decimals, [*numbers, self.gap]))
        usual = max(least, decimals_shown(largest.value))
        if least > max(decimals_shown(each.value) for each in numbers) + _MORE_DIGITS:
            return None
        sums = [
            ([term.value for term in self.terms], self.df.value),
            ([self.df.value, self.gap.value], self.change.value),
        ]
        fewest = max(least, _decimals_for(largest.value, _LARGEST_DIGITS))
        found = [common_decimals(sums, digits) for digits in (usual, fewest)]
        if found[0] == usual:
            return usual
        return min((digits for digits in found if digits is not None), default=None)

    def digits_of(self, number: Number) -> int:
        """The decimals of a term, of df, the true change or the gap: those in common if it is
        rounded, and those that it has if it is not."""
        if self.common_digits is None or number.is_exact():
            return decimals_shown(number.value)
        exact = (d for d in range(self.common_digits) if number.is_exact(d))
        return next(exact, self.common_digits)

    @cached_property
    def digits_of_slopes(self) -> list[int]:
        """The decimals of each slope: all that it has, if its product with the step has so many;
        else as many as lead to those of its rise."""
        found = []
        for slope, raised, step in zip(self.slopes, self.terms, self.step, strict=True):
            usual = most = decimals_shown(slope.value)
            if step and not slope.is_exact():
                most = max(usual, self.digits_of(raised) + ceil(log10(abs(step))))
            exact = (d for d in range(usual, most + 2) if slope.is_exact(d))
            found.append(next(exact, most))
        return found

    @cached_property
    def half_gap_digits(self) -> int:
        """The decimals of the gap at half the step: it has no more digits than that at the whole
        step."""
        gap, half = self.gap.value, self.half_gap.value
        usual = decimals_shown(half)
        if not gap or not half or self.half_gap.is_exact():
            return usual
        count = self.digits_of(self.gap) + 1 + floor(log10(abs(gap)))
        return min(usual, _decimals_for(half, max(count, _DIGITS)))

    @cached_property
    def digits(self) -> SumDecimals:
        """The decimals at which the terms of df add up."""
        if self.common_digits is not None:
            terms = tuple(map(self.digits_of, self.terms))
            return SumDecimals(terms, self.digits_of(self.df), adds_up=True)
        exact = all(number.is_exact() for number in (*self.terms, self.df))
        return decimals_of_sum([term.value for term in self.terms], self.df.value, exact=exact)

    @cached_property
    def change_digits(self) -> int:
        """The decimals of the true change, beside df and the gap, whose sum it is."""
        if self.common_digits is not None:
            return self.digits_of(self.change)
        terms = [self.df.value, self.gap.value]
        return decimals_of_total(terms, list(map(decimals_shown, terms)), self.change.value)

    @property
    def change_is_exact(self) -> bool:
        """Whether the true change has no more decimals than are printed."""
        return self.change.is_exact(self.change_digits)

    def facts(self) -> dict[str, str]:
        """Placeholders of the narration."""
        named: dict[str, Number] = {
            "rise_x": self.terms[0],
            "rise_y": self.terms[1],
            "df": self.df,
            "change": self.change,
            "gap": self.gap,
            "half_gap": self.half_gap,
        }
        digits = {name: self.digits_of(number) for name, number in named.items()}
        digits |= {"change": self.change_digits, "half_gap": self.half_gap_digits}
        return {name: number_fact(number, digits[name]) for name, number in named.items()}


def _least_decimals(number: Number) -> int:
    """The decimals of an exact number; else those of its first digits."""
    if number.is_exact():
        return decimals_shown(number.value)
    return _decimals_for(number.value, _DIGITS)


def _decimals_for(value: float, digits: int) -> int:
    """The decimals at which a number has so many digits; none for 0."""
    return digits - 1 - floor(log10(abs(value))) if value else 0
