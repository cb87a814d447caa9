"""`SliceSlope`: the slope of a slice at a point, or why it has none there."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite, isnan, nan

from calclib import NotDifferentiable, Number, Slice, readings
from calclib.framing.secants import nondifferentiable_kind
from calclib.typesetting.decimals import decimal_text


@dataclass(frozen=True)
class SliceSlope:
    """The slope as a number; None where there is none, and then the slopes from both `sides`."""

    number: Number | None
    sides: tuple[float, float] = (nan, nan)

    @classmethod
    def of(cls, piece: Slice, a: float) -> SliceSlope:
        """The slope of a slice at a number."""
        try:
            return cls(readings.tangent_slope(piece, a))
        except NotDifferentiable as error:
            return cls(None, (error.left, error.right))

    @property
    def obstacle(self) -> str:
        """Why there is no slope: "corner", "steep" or "edge"."""
        return nondifferentiable_kind(*self.sides)

    @property
    def drawable(self) -> list[float]:
        """The slopes with which lines through the point can be drawn: one, or one a side."""
        if self.number is not None:
            return [self.number.value]
        return [side for side in self.sides if isfinite(side)]

    def facts(self) -> dict[str, str]:
        """What narration says of it: `slope`, or `left` and `right` as far as they are known."""
        if self.number is not None:
            return {"slope": decimal_text(self.number.value)}
        sides = zip(("left", "right"), self.sides, strict=True)
        return {name: decimal_text(side) for name, side in sides if not isnan(side)}
