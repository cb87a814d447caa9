"""`SliceSlope`: the slope of a slice at a point, or why it does not exist."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan, nan

from calclib import NotDifferentiable, Number, Slice, readings
from calclib.framing.secants import nondifferentiable_kind
from scenes._kit.lesson.facts import number_fact


@dataclass(frozen=True)
class SliceSlope:
    """The slope; `number` is None if it does not exist, `sides` are then the one-sided slopes."""

    number: Number | None
    sides: tuple[float, float] = (nan, nan)

    @classmethod
    def of(cls, piece: Slice, a: float) -> SliceSlope:
        """The slope of a slice at `a` of its variable."""
        try:
            return cls(readings.tangent_slope(piece, a))
        except NotDifferentiable as error:
            return cls(None, (error.left, error.right))

    @property
    def obstacle(self) -> str:
        """Why the slope does not exist: "corner", "steep" or "edge"."""
        return nondifferentiable_kind(*self.sides)

    @property
    def both_sides(self) -> tuple[float, float]:
        """The slopes at the left and at the right."""
        return self.sides if self.number is None else (self.number.value, self.number.value)

    def facts(self) -> dict[str, str]:
        """Placeholders of the narration: `slope`, or `left` and `right` as far as known."""
        if self.number is not None:
            return {"slope": number_fact(self.number)}
        sides = zip(("left", "right"), self.sides, strict=True)
        return {name: number_fact(side) for name, side in sides if not isnan(side)}
