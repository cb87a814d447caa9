"""A function, a point, and a small step away from it."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Self

from pydantic import model_validator

from calclib import NotDifferentiable
from calclib.framing.differential_steps import default_step, has_values_around, is_representable
from scenes._kit.parameters.base import Point, parameter
from scenes._kit.parameters.errors import ParameterError, unusable
from scenes._kit.parameters.field import FieldOverPlane


class StepFromPoint(FieldOverPlane):
    """A function of x and y, a point, and a small step away from it, told or one that suits."""

    step: Point | None = parameter("DX,DY", "The step from the point.", None)

    @cached_property
    def walked(self) -> tuple[float, ...]:
        """The step told, or one that suits the function and the domain."""
        return self.step or default_step(self.field, self.at, self.domain)

    @classmethod
    def fitted(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """A step that was chosen for our own function and point goes with these."""
        kept = given.keys() & {"function", "at", "domain", "step"} == set()
        usual = {name: told for name, told in defaults.items() if kept or name != "step"}
        return super().fitted(given, usual)

    @cached_property
    def obstacle(self) -> NotDifferentiable | None:
        """Why the function has no tangent plane at the point; None where it has one."""
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
    def _can_be_walked(self) -> Self:
        if self.step is not None:
            if len(self.step) != len(self.inputs) or not is_representable(self.at, self.step):
                names = " and ".join(self.inputs)
                message = f"takes one number for each of {names}, not all of them 0"
                raise ParameterError("step", message)
            if not has_values_around(self.field, self.at, self.step):
                raise ParameterError("step", "f is undefined where it leads; choose another step")
        try:
            self.walked  # noqa: B018 (found once, and kept)
        except ValueError as error:
            raise unusable("at", error, "; choose another point") from None
        return self
