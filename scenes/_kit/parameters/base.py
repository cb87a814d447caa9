"""`Parameters`: the base of the parameter models, the single source for every front end.

The command line's options, the keys of lecture files, forms, manifests and cache keys are derived
from the models' fields. Free of manim and sympy, so that bad input is refused before anything
heavy is loaded. A scene names its model in brackets: `Lesson[FieldAtPoint]`.
"""

from __future__ import annotations

from typing import Annotated, Any, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from calclib import ExpressionError
from calclib.expression import parse_domain, parse_point
from scenes._kit.parameters.errors import ParameterError, first_error, invalid_parameter

Intervals: TypeAlias = tuple[tuple[float, float], ...]
Point = Annotated[
    tuple[float, ...], BeforeValidator(lambda v: parse_point(v) if isinstance(v, str) else v)
]
Domain = Annotated[
    Intervals,
    BeforeValidator(lambda v: parse_domain(v) if isinstance(v, str) else v),
]


class Parameters(BaseModel):
    """Base of the models: frozen, no unknown keys. A new one is one field, see `parameter`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def read(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """`with_defaults` from texts or values. Raises ParameterError for every fault."""
        try:
            return cls.with_defaults(given, defaults)
        except ValidationError as error:
            raise first_error(error, "function") from None  # parsed after the fields themselves
        except ExpressionError as error:
            raise invalid_parameter("function", error) from None

    @classmethod
    def with_defaults(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """The given parameters, completed by those of the scene's defaults that still fit."""
        return cls(**{**defaults, **given})

    def __getstate__(self) -> dict[Any, Any]:
        """What is pickled: the fields without the cached properties."""
        state = super().__getstate__()
        fields = {name: state["__dict__"][name] for name in type(self).model_fields}
        return {**state, "__dict__": fields}

    def plays(self, beat: str) -> bool:
        """Whether a beat of the scene is played with these parameters."""
        del beat
        return True

    def as_json(self) -> dict[str, Any]:
        """The parameters as in the manifest and in cache keys."""
        return self.model_dump(mode="json")


def parameter(metavar: str, description: str, default: Any = ..., **settings: Any) -> Any:
    """A field of a model: the form of its text, its help, its default (required without one).

    `settings` are others of pydantic's `Field`.
    """
    settings["json_schema_extra"] = {"metavar": metavar}
    return Field(default, description=description, **settings)


def require_consistent(
    names: tuple[str, ...], at: tuple[float, ...] | None, domain: Intervals | None
) -> None:
    """Raises ParameterError unless the point and domain fit the inputs and each other."""
    for parameter, given, kind in (("at", at, "number"), ("domain", domain, "interval")):
        if given is not None and len(given) != len(names):
            inputs = f"for {'each of ' * (len(names) > 1)}{' and '.join(names)}"
            message = f"takes one {kind} {inputs}, and was given {len(given)}"
            raise ParameterError(parameter, message)
    for name, number, (low, high) in zip(names, at or (), domain or (), strict=False):
        if not low <= number <= high:
            message = f"{name} = {number:g} lies outside {{domain}} {low:g}:{high:g}"
            raise ParameterError("at", message)
