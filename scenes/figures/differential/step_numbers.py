"""`StepNumbers`: the numbers of a step: slopes, terms, df, the true change and the gaps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from calclib import Number, ScalarField, readings
from calclib.framing.differential_steps import halved, halving_effect, steps_along_axes
from calclib.typesetting.sums import SumDecimals, decimals_of_sum
from scenes._kit.lesson.facts import number_fact


class StepNumbers:
    """The numbers of a step from a point at which the field has a tangent plane."""

    def __init__(self, field: ScalarField, at: Sequence[float], step: Sequence[float]) -> None:
        self.slopes = [readings.partial_at(field, name, at) for name in field.variables]
        self.terms = [readings.differential(field, at, each) for each in steps_along_axes(step)]
        self.df = readings.differential(field, at, step)
        self.change = readings.change(field, at, step)
        self.gap = readings.linearisation_error(field, at, step)
        self.half_gap = readings.linearisation_error(field, at, halved(step))

    @cached_property
    def shrinkage(self) -> str:
        """The effect of halving the step on the gap: "quarter", "none" or "other"."""
        return halving_effect(self.gap.value, self.half_gap.value)

    @cached_property
    def digits(self) -> SumDecimals:
        """The decimals at which the terms of df add up."""
        return decimals_of_sum([term.value for term in self.terms], self.df.value)

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
        return {name: number_fact(number.value) for name, number in named.items()}
