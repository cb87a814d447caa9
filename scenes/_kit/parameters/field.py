"""A function of x and y (or of x alone) at a point: the parameters of most scenes."""

from __future__ import annotations

import math
from functools import cached_property
from itertools import product
from typing import Any, ClassVar, Self

import numpy as np
from pydantic import model_validator

from calclib import DomainError, ExpressionError, Mapping, ScalarField
from calclib.expression import parse_domain, parse_named, parse_point
from calclib.framing.mapping_values import sample_domain
from calclib.framing.windows.visible_slices import is_visible
from scenes._kit.parameters.base import (
    Domain,
    Intervals,
    Letters,
    Parameters,
    Point,
    parameter,
    require_consistent,
    require_letters,
)
from scenes._kit.parameters.errors import ParameterError, invalid_parameter

_WIDE = (-10.0, 10.0)
"""The interval in which a function must have a value if no domain is given."""
_SHARES = (0.5, 0.25, 0.75, 0.4, 0.6)
"""Candidate points in a domain, as shares of its sides."""


class FieldOverPlane(Parameters):
    """A function of x and y at a point of its domain."""

    function: str = parameter("TEXT", 'A formula, such as "x^2*y + sin(y)".')
    let: Letters = parameter("A=2,B=0.5", "Values of other letters in the formula.", {})
    at: Point = parameter("X,Y", "The point; constants such as pi/2 are allowed.")
    domain: Domain | None = parameter("X0:X1,Y0:Y1", "The region shown.", None)

    takes: ClassVar[int | None] = 2
    """How many inputs the function has, if that is always the same."""
    other_points: ClassVar[tuple[float, ...]] = (1.0, -1.0, 0.5, -0.5, 2.0, -2.0, 0.1, 3.0)

    @property
    def inputs(self) -> tuple[str, ...]:
        """The variables of the function."""
        return self.field.variables

    @cached_property
    def field(self) -> ScalarField:
        """The function."""
        return _read_field(self.function, self.let, len(self.at))

    @property
    def region(self) -> tuple[tuple[float, float], ...]:
        """The given domain, or a wide one."""
        return self.domain or (_WIDE,) * len(self.inputs)

    @classmethod
    def input_names(cls, options: dict[str, Any], count: int | None = None) -> tuple[str, ...]:
        field = _read_field(options["function"], options.get("let", {}), count or cls.takes)
        return field.variables

    @classmethod
    def with_defaults(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """A given function or domain gets a point that suits it, unless one is given too."""
        options = {**defaults, **given}
        if given.keys() & {"function", "at"} and "domain" not in given:
            options.pop("domain", None)  # it fits only the default function and point
        if given.keys() & {"function", "domain", "let"} and "at" not in given:
            field = _read_field(options["function"], options.get("let", {}), cls.takes)
            options["at"] = cls.suitable_point(
                field, parse_point(defaults["at"]), _read_domain(options)
            )
        return cls(**options)

    @classmethod
    def suitable_point(
        cls, field: ScalarField, preferred: tuple[float, ...], domain: Intervals | None
    ) -> tuple[float, ...]:
        """The preferred point, or else a simple one of the domain with a value."""
        box = (*(domain or ()), _WIDE, _WIDE)[:2]
        spread = [[low + (high - low) * share for share in _SHARES] for low, high in box]
        count = len(field.variables)
        if count > len(box):  # the model refuses it
            return preferred
        candidates = [
            preferred[:count],
            *product(cls.other_points, repeat=count),
            *product(*spread[:count]),
        ]
        inside = [
            point
            for point in candidates
            if all(low < n < high for n, (low, high) in zip(point, box, strict=True))
            and math.isfinite(field(*point))
        ]
        if inside:  # at x = -1, x^y has values for single y only: no slice could be shown
            return next((at for at in inside if not _without_slice(field, at, domain)), inside[0])
        return candidates[-1] if domain else preferred

    @model_validator(mode="after")
    def _fits(self) -> Self:
        field = self.field  # parsed first, so that its errors come before the point's
        require_letters(self.let, [field.tree])
        self._require_inputs()
        require_consistent(self.inputs, self.at, self.domain)
        try:
            self.evaluated_field.at(self.at)
        except DomainError as error:
            self._require_values(field)
            raise invalid_parameter("at", error, "; choose another point") from None
        name = _without_slice(self.evaluated_field, self.at, self.domain)
        if name:
            message = "f has no values beside the point along {name}; choose another point"
            raise ParameterError("at", message, {"name": name})
        return self

    def _require_inputs(self) -> None:
        """Raises ParameterError unless the function has as many inputs as the scene shows."""
        if len(self.inputs) != 2:
            names = ", ".join(self.inputs)
            message = "takes a function of two variables, not of {names}; f(x, y) = ... names them"
            raise ParameterError("function", message, {"names": names})

    @cached_property
    def evaluated_field(self) -> ScalarField:
        """The field that is evaluated at the point."""
        return self.field

    def _require_values(self, field: ScalarField) -> None:
        if not np.isfinite(sample_domain(Mapping((field,)), self.region)).any():
            names, (low, high) = " and ".join(self.inputs), _WIDE
            wide = f"for {names} from {low:g} to {high:g}; give a {{domain}}"
            where = "in the {domain}" if self.domain else wide
            message = f"{{typed}} has no real value anywhere {where}"
            raise ParameterError("function", message, {"typed": self.function})


class FieldWithExample(FieldOverPlane):
    """Like FieldOverPlane, with another function (`example`) to begin with."""

    example: str | None = parameter("TEXT", "A function to begin with, if another one.", None)

    @cached_property
    def first(self) -> ScalarField:
        """The function to begin with."""
        return ScalarField.parse(self.example) if self.example else self.field

    @classmethod
    def with_defaults(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """A given function replaces the example as well."""
        remaining = {n: v for n, v in defaults.items() if n != "example" or "function" not in given}
        return super().with_defaults(given, remaining)


class FilledAtPoint(FieldOverPlane):
    """Like FieldOverPlane; the point may be a removable discontinuity, filled by the limit."""

    @property
    def fills(self) -> bool:
        """Whether the point is such a discontinuity."""
        return math.isnan(self.field(*self.at))

    @cached_property
    def evaluated_field(self) -> ScalarField:
        """The function, continuously extended if the point is such a discontinuity."""
        return self.field.extended() if self.fills else self.field


def _read_field(function: str, let: Any, count: int | None) -> ScalarField:
    """The field of the texts of its function and of the values of its letters."""
    values = parse_named(let) if isinstance(let, str) else let
    return ScalarField.parse(function, let=values, count=count)


def _without_slice(
    field: ScalarField, point: tuple[float, ...], domain: Intervals | None
) -> str | None:
    """The first variable along which the field has no values beside a point, on either side."""
    place = dict(zip(field.variables, point, strict=True))
    for axis, name in enumerate(field.variables):
        interval = domain[axis] if domain and axis < len(domain) else None
        held = {other: number for other, number in place.items() if other != name}
        if not is_visible(field.slice(**held), place[name], interval):
            return name
    return None


def _read_domain(options: dict[str, Any]) -> Intervals | None:
    """The given domain; None without one, or for one that the model will refuse."""
    domain = options.get("domain")
    try:
        return parse_domain(domain) if isinstance(domain, str) else domain
    except ExpressionError:
        return None
