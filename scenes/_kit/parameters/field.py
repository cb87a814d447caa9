"""A function of x and y (or of x alone) at a point: the parameters of most scenes."""

from __future__ import annotations

import math
from functools import cached_property
from itertools import product
from typing import Any, ClassVar, Self

import numpy as np
from pydantic import model_validator

from calclib import DomainError, ExpressionError, Mapping, ScalarField, Slice
from calclib.expression import parse_domain, parse_point
from calclib.framing.mapping_domains import sample_domain
from calclib.tree.nodes import variables
from scenes._kit.parameters.base import (
    Box,
    Domain,
    Parameters,
    Point,
    parameter,
    require_fit,
)
from scenes._kit.parameters.errors import ParameterError, unusable

_WIDE = (-10.0, 10.0)
"""Where a function without a given domain must have a value."""
_BESIDE = np.array([1e-9, 1e-6, 1e-3])
"""How far from a point values are looked for, in its own size."""
_SHARES = (0.5, 0.25, 0.75, 0.4, 0.6)
"""Places in a domain where a point is looked for, as shares of its sides."""


class FieldOverPlane(Parameters):
    """A function of x and y at a point of its domain."""

    function: str = parameter("TEXT", 'A formula, such as "x^2*y + sin(y)".')
    at: Point = parameter("X,Y", "The point; constants such as pi/2 are allowed.")
    domain: Domain | None = parameter("X0:X1,Y0:Y1", "The region shown.", None)

    other_points: ClassVar[tuple[float, ...]] = (1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 0.1, 3.0)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables of the function."""
        return ("x", "y")

    @cached_property
    def field(self) -> ScalarField:
        """The function."""
        return ScalarField.parse(self.function, self.inputs)

    @property
    def region(self) -> tuple[tuple[float, float], ...]:
        """The domain told, or a wide one."""
        return self.domain or (_WIDE,) * len(self.inputs)

    @classmethod
    def fitted(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """A function or domain of one's own gets a point that suits it, unless one is given too."""
        told = {**defaults, **given}
        if given.keys() & {"function", "at"} and "domain" not in given:
            told.pop("domain", None)  # it was chosen for our own function and point
        if given.keys() & {"function", "domain"} and "at" not in given:
            field = ScalarField.parse(told["function"])
            told["at"] = cls.point_for(field, parse_point(defaults["at"]), _read_domain(told))
        return cls(**told)

    @classmethod
    def point_for(
        cls, field: ScalarField, usual: tuple[float, ...], domain: Box | None
    ) -> tuple[float, ...]:
        """The usual point, or else a simple one in the domain where the field has a value."""
        box = (*(domain or ()), _WIDE, _WIDE)[:2]
        spread = [[low + (high - low) * share for share in _SHARES] for low, high in box]
        candidates = [usual, *product(cls.other_points, repeat=2), *product(*spread)]
        inside = [
            point
            for point in candidates
            if all(low < n < high for n, (low, high) in zip(point, box, strict=True))
            and math.isfinite(field(*point))
        ]
        if inside:  # at x = -1, x^y has values for single y only: no slice could be shown
            return next((each for each in inside if not _without_slice(field, each)), inside[0])
        return candidates[-1] if domain else usual

    @model_validator(mode="after")
    def _fits(self) -> Self:
        field = self.field  # parsed first: its faults come before those of the point
        require_fit(self.inputs, self.at, self.domain)
        try:
            self.taken.at(self.at)
        except DomainError as error:
            self._require_values(field)
            raise unusable("at", error, "; choose another point") from None
        name = _without_slice(field, self.at)
        if name:
            message = "f has no values beside the point along {name}; choose another point"
            raise ParameterError("at", message, {"name": name})
        return self

    @cached_property
    def taken(self) -> ScalarField:
        """The field whose value at the point is asked for."""
        return self.field

    def _require_values(self, field: ScalarField) -> None:
        if not np.isfinite(sample_domain(Mapping((field,)), self.region)).any():
            names, (low, high) = " and ".join(self.inputs), _WIDE
            wide = f"for {names} from {low:g} to {high:g}; give a {{domain}}"
            where = "in the {domain}" if self.domain else wide
            message = f"{{typed}} has no real value anywhere {where}"
            raise ParameterError("function", message, {"typed": self.function})


class FieldAtPoint(FieldOverPlane):
    """A function of x and y at a point of its domain, and the variable that moves."""

    variable: str = parameter("x|y", "The variable that moves.", "x")

    @property
    def held(self) -> tuple[str, ...]:
        """The variables that do not move."""
        return tuple(name for name in self.inputs if name != self.variable)

    def coordinate(self, variable: str) -> float:
        """The point's number for a variable."""
        return self.at[self.inputs.index(variable)]

    def slice_by(self, variable: str) -> Slice:
        """The function with every other variable held at the point."""
        held = {n: v for n, v in zip(self.inputs, self.at, strict=True) if n != variable}
        return self.field.slice(**held)

    def interval(self, variable: str) -> tuple[float, float] | None:
        """The variable's part of the domain, where one is told."""
        return None if self.domain is None else self.domain[self.inputs.index(variable)]

    @model_validator(mode="after")
    def _moves(self) -> Self:
        if self.variable not in self.inputs:
            message = f"takes {' or '.join(self.inputs)}, not {{given!r}}"
            raise ParameterError("variable", message, {"given": self.variable})
        return self


class SliceAtPoint(FieldAtPoint):
    """Like FieldAtPoint; a point of one number makes it a function of x alone."""

    @property
    def inputs(self) -> tuple[str, ...]:
        return ("x",) if len(self.at) == 1 and not self._needs_y else ("x", "y")

    @property
    def _needs_y(self) -> bool:
        return "y" in variables(ScalarField.parse(self.function).tree)

    @classmethod
    def point_for(
        cls, field: ScalarField, usual: tuple[float, ...], domain: Box | None
    ) -> tuple[float, ...]:
        point = super().point_for(field, usual, domain)
        plane = "y" in variables(field.tree) or (domain is not None and len(domain) > 1)
        return point if plane else point[:1]

    @property
    def has_two_inputs(self) -> bool:
        """Whether there is another variable to hold."""
        return len(self.inputs) == 2


class FieldWithExample(FieldOverPlane):
    """Like FieldOverPlane; `example` is a function to begin with, where it is another one."""

    example: str | None = parameter("TEXT", "A function to begin with, if another one.", None)

    @cached_property
    def first(self) -> ScalarField:
        """The function to begin with."""
        return ScalarField.parse(self.example, self.inputs) if self.example else self.field

    @classmethod
    def fitted(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """A function of one's own is used from the beginning."""
        left = {n: v for n, v in defaults.items() if n != "example" or "function" not in given}
        return super().fitted(given, left)


class FilledAtPoint(FieldOverPlane):
    """Like FieldOverPlane, and the point may be a hole of the function that its limit fills."""

    @property
    def fills(self) -> bool:
        """Whether the point is such a hole."""
        return math.isnan(self.field(*self.at))

    @cached_property
    def taken(self) -> ScalarField:
        """The function, its holes filled where the point is one."""
        return self.field.extended() if self.fills else self.field


def _without_slice(field: ScalarField, point: tuple[float, ...]) -> str | None:
    """The first variable along which the field has no values beside a point, on either side."""
    for along, name in enumerate(field.variables):
        steps = np.concatenate([-_BESIDE, _BESIDE]) * (1 + abs(point[along]))
        if not np.isfinite(field(*(n + steps * (k == along) for k, n in enumerate(point)))).any():
            return name
    return None


def _read_domain(told: dict[str, Any]) -> Box | None:
    """The domain told; None where there is none, or one that the model will refuse."""
    domain = told.get("domain")
    try:
        return parse_domain(domain) if isinstance(domain, str) else domain
    except ExpressionError:
        return None
