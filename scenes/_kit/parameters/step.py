"""A function, a point, and a small step away from it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Self

from pydantic import model_validator

from calclib import NotDifferentiable
from calclib.framing.differential_steps import default_step, has_values_around, is_representable
from scenes._kit.parameters.base import Point, parameter
from scenes._kit.parameters.errors import ParameterError, invalid_parameter
from scenes._kit.parameters.field import FieldOverPlane


class StepFromPoint(FieldOverPlane):
    """A function of x and y, a point, and a small step away from it, given or chosen."""

    step: Point | None = parameter("DX,DY", "The step from the point.", None)

    @cached_property
    def used_step(self) -> tuple[float, ...]:
        """The given step, or one that suits the function and the domain."""
        return self.step or default_step(self.field, self.at, self.domain)

    @classmethod
    def with_defaults(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """The default step is used only with the default function and point."""
        unchanged = given.keys().isdisjoint({"function", "at", "domain", "step"})
        fitting = {n: v for n, v in defaults.items() if unchanged or n != "step"}
        return super().with_defaults(given, fitting)

    @cached_property
    def obstacle(self) -> NotDifferentiable | None:
        """Why the function has no tangent plane at the point; None if it has one."""
        try:
            self.field.tangent_plane(self.at)
        except NotDifferentiable as error:
            return error
        return None

    @property
    def has_tangent_plane(self) -> bool:
        """Whether the function has a tangent plane at the point."""
        return self.obstacle is None

    @model_validator(mode="after")
    def _step_is_possible(self) -> Self:
        if self.step is not None:
            if len(self.step) != len(self.inputs) or not is_representable(self.at, self.step):
                names = " and ".join(self.inputs)
                message = f"takes one number for each of {names}, not all of them 0"
                raise ParameterError("step", message)
            if not has_values_around(self.field, self.at, self.step):
                raise ParameterError("step", "f is undefined where it leads; choose another step")
        try:
            self.used_step  # noqa: B018 (computed once, then cached)
        except ValueError as error:
            raise invalid_parameter("at", error, "; choose another point") from None
        return self
