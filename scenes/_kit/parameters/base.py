"""What a scene can be told: one pydantic model a kind, for command line and manifest alike.

Free of manim and of sympy, so that a bad input is refused before anything heavy is loaded. A scene
names its model in brackets, `class Slicing(Lesson[FieldAtPoint])`; the models of one kind stand in
a module of their own: fields, steps, mappings, titles (`field_parameters`, ...).
"""

from __future__ import annotations

from typing import Annotated, Any, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict

from calclib.expression import parse_domain, parse_point

Box: TypeAlias = tuple[tuple[float, float], ...]
Point = Annotated[
    tuple[float, ...], BeforeValidator(lambda v: parse_point(v) if isinstance(v, str) else v)
]
Domain = Annotated[
    Box,
    BeforeValidator(lambda v: parse_domain(v) if isinstance(v, str) else v),
]


class Parameters(BaseModel):
    """Base of the models: frozen, no unknown keys. Raises ValueErrors that name the option."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def fitted(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """The parameters as given, completed by the scene's defaults where these still fit."""
        return cls(**{**defaults, **given})

    def __getstate__(self) -> dict[Any, Any]:
        """What travels to another process: the fields, and not what was worked out of them."""
        state = super().__getstate__()
        told = {name: state["__dict__"][name] for name in type(self).model_fields}
        return {**state, "__dict__": told}

    def plays(self, beat: str) -> bool:
        """Whether a beat of the scene is played with these parameters."""
        del beat
        return True

    def as_json(self) -> dict[str, Any]:
        """The parameters as the manifest and the cache key have them."""
        return self.model_dump(mode="json")


def require_fit(names: tuple[str, ...], at: tuple[float, ...] | None, domain: Box | None) -> None:
    """Raises ValueError unless point and domain are for inputs of these names and go together."""
    for option, told, kind in (("--at", at, "number"), ("--domain", domain, "interval")):
        if told is not None and len(told) != len(names):
            whose = f"for {'each of ' * (len(names) > 1)}{' and '.join(names)}"
            raise ValueError(f"{option} takes one {kind} {whose}, and was given {len(told)}")
    for name, number, (low, high) in zip(names, at or (), domain or (), strict=False):
        if not low <= number <= high:
            raise ValueError(f"--at: {name} = {number:g} lies outside --domain {low:g}:{high:g}")
