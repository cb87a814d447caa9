"""A function at a point, and the variable that varies: the parameters of scenes with slices."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import Any, ClassVar, Self

from pydantic import model_validator

from calclib import ExpressionError, ScalarField, Slice
from calclib.expression import parse_point
from calclib.tree.nodes import variables
from scenes._kit.parameters.base import Intervals, LetterName, parameter
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.field import FieldOverPlane


class FieldAtPoint(FieldOverPlane):
    """A function of two variables at a point of its domain, and the variable that varies."""

    variable: LetterName = parameter("x|y", "The variable that moves.", "x")

    @property
    def held(self) -> tuple[str, ...]:
        """The variables that are held constant."""
        return tuple(name for name in self.inputs if name != self.variable)

    def coordinate(self, variable: str) -> float:
        """The point's coordinate along a variable."""
        return self.at[self.inputs.index(variable)]

    def slice_by(self, variable: str) -> Slice:
        """The function with every other variable held at the point."""
        held = {n: v for n, v in zip(self.inputs, self.at, strict=True) if n != variable}
        return self.field.slice(**held)

    def interval(self, variable: str) -> tuple[float, float] | None:
        """The variable's interval in the domain; None without a domain."""
        return None if self.domain is None else self.domain[self.inputs.index(variable)]

    @classmethod
    def with_defaults(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """Of a given function the first variable moves, unless another one is given."""
        options = dict(given)
        if "function" in given and "variable" not in given:
            count = _count(given.get("at"))
            options["variable"] = cls.input_names({**defaults, **given}, count)[0]
        return super().with_defaults(options, defaults)

    @model_validator(mode="after")
    def _moves(self) -> Self:
        if self.variable not in self.inputs:
            message = f"takes {' or '.join(self.inputs)}, not {{given!r}}"
            raise ParameterError("variable", message, {"given": self.variable})
        return self


class SliceAtPoint(FieldAtPoint):
    """Like FieldAtPoint; a point of one number makes it a function of one variable."""

    takes: ClassVar[int | None] = None

    @cached_property
    def field(self) -> ScalarField:
        field = super().field
        if len(self.at) == 1 and _uses_first_alone(field):
            return ScalarField.parse(self.function, field.variables[:1], self.let)
        return field

    def _require_inputs(self) -> None:
        if len(self.inputs) > 2:
            super()._require_inputs()

    @classmethod
    def suitable_point(
        cls, field: ScalarField, preferred: tuple[float, ...], domain: Intervals | None
    ) -> tuple[float, ...]:
        point = super().suitable_point(field, preferred, domain)
        plane = not _uses_first_alone(field) or (domain is not None and len(domain) > 1)
        return point if plane else point[:1]

    @property
    def has_two_inputs(self) -> bool:
        """Whether there is a second variable to hold constant."""
        return len(self.inputs) == 2


def _count(at: Any) -> int | None:
    """How many numbers a point has; None without one, or for one that the model will refuse."""
    with suppress(ExpressionError):
        return len(parse_point(at) if isinstance(at, str) else at) if at else None
    return None


def _uses_first_alone(field: ScalarField) -> bool:
    """Whether no variable but the first one occurs in the formula."""
    return variables(field.tree) <= {*field.variables[:1]}
