"""What a scene can be told: one pydantic model a kind, for command line and manifest alike.

Free of manim and of sympy, so that a bad input is refused before anything heavy is loaded. A scene
names its model and gives the defaults (`Parameters = FieldAtPoint`, `defaults = {...}`); a scene
whose parameters are of a new kind adds a model here.
"""

from __future__ import annotations

import math
from functools import cached_property
from itertools import product
from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias

import numpy as np
from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator

from calclib import (
    DomainError,
    ExpressionError,
    Mapping,
    NotDifferentiable,
    ScalarField,
    Slice,
)
from calclib.expression import parse_domain, parse_point
from calclib.stages import Staged, sampled
from calclib.steps import can_be_walked, is_seen, usual_step
from calclib.tree import variables

Box: TypeAlias = tuple[tuple[float, float], ...]
Point = Annotated[
    tuple[float, ...], BeforeValidator(lambda v: parse_point(v) if isinstance(v, str) else v)
]
Words: TypeAlias = str | dict[Literal["en", "ko"], str]
"""A text, or one for each language."""
Domain = Annotated[
    Box,
    BeforeValidator(lambda v: parse_domain(v) if isinstance(v, str) else v),
]

_LONGEST_TITLE = 60
_WIDE = (-10.0, 10.0)
"""Where a function without a given domain must have a value."""
_SHARES = (0.5, 0.25, 0.75, 0.4, 0.6)
"""Places in a domain where a point is looked for, as shares of its sides."""


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


class FieldOverPlane(Parameters):
    """A function of x and y at a point of its domain."""

    function: str
    at: Point
    domain: Domain | None = None

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
        for point in candidates:
            inside = all(low < n < high for n, (low, high) in zip(point, box, strict=True))
            if inside and math.isfinite(field(*point)):
                return point
        return candidates[-1] if domain else usual

    @model_validator(mode="after")
    def _fits(self) -> Self:
        field = self.field  # parsed first: its faults come before those of the point
        _require_fit(self.inputs, self.at, self.domain)
        try:
            self.taken.at(self.at)
        except DomainError as error:
            self._require_values(field)
            raise ValueError(f"--at: {error}; choose another point") from None
        return self

    @property
    def taken(self) -> ScalarField:
        """The field whose value at the point is asked for."""
        return self.field

    def _require_values(self, field: ScalarField) -> None:
        if not np.isfinite(sampled(Mapping((field,)), self.region)).any():
            names, (low, high) = " and ".join(self.inputs), _WIDE
            wide = f"for {names} from {low:g} to {high:g}; give a --domain"
            where = "in the --domain" if self.domain else wide
            raise ValueError(f"--function: {self.function} has no real value anywhere {where}")


class FieldAtPoint(FieldOverPlane):
    """A function of x and y at a point of its domain, and the variable that moves."""

    variable: str = "x"

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
            raise ValueError(f"--variable takes {' or '.join(self.inputs)}, not {self.variable!r}")
        return self


class FieldWithExample(FieldOverPlane):
    """Like FieldOverPlane; `example` is a function to begin with, where it is another one."""

    example: str | None = None

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


class StepFromPoint(FieldOverPlane):
    """A function of x and y, a point, and a small step away from it, told or one that suits."""

    step: Point | None = None

    @cached_property
    def walked(self) -> tuple[float, ...]:
        """The step told, or one that suits the function and the domain."""
        return self.step or usual_step(self.field, self.at, self.domain)

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

    def plays(self, beat: str) -> bool:
        return beat in ("surface", "steps") or self.obstacle is None

    @model_validator(mode="after")
    def _can_be_walked(self) -> Self:
        if self.step is not None:
            if len(self.step) != len(self.inputs) or not is_seen(self.at, self.step):
                names = " and ".join(self.inputs)
                raise ValueError(f"--step takes one number for each of {names}, not all of them 0")
            if not can_be_walked(self.field, self.at, self.step):
                raise ValueError("--step: f is undefined where it leads; choose another step")
        try:
            self.walked  # noqa: B018 (found once, and kept)
        except ValueError as error:
            raise ValueError(f"--at: {error}; choose another point") from None
        return self


def _read_domain(told: dict[str, Any]) -> Box | None:
    """The domain told; None where there is none, or one that the model will refuse."""
    domain = told.get("domain")
    try:
        return parse_domain(domain) if isinstance(domain, str) else domain
    except ExpressionError:
        return None


def _require_fit(names: tuple[str, ...], at: tuple[float, ...] | None, domain: Box | None) -> None:
    """Raises ValueError unless point and domain are for inputs of these names and go together."""
    for option, told, kind in (("--at", at, "number"), ("--domain", domain, "interval")):
        if told is not None and len(told) != len(names):
            whose = f"for {'each of ' * (len(names) > 1)}{' and '.join(names)}"
            raise ValueError(f"{option} takes one {kind} {whose}, and was given {len(told)}")
    for name, number, (low, high) in zip(names, at or (), domain or (), strict=False):
        if not low <= number <= high:
            raise ValueError(f"--at: {name} = {number:g} lies outside --domain {low:g}:{high:g}")


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

    def plays(self, beat: str) -> bool:
        return len(self.inputs) == 2 or not beat.startswith("partial")


class MappingInput(Parameters):
    """A rule from R^n to R^m, or none: then the scene plays its tour."""

    function: str | None = None
    at: Point | None = None
    domain: Domain | None = None

    stages: ClassVar[dict[tuple[int, int], str]] = {
        (1, 1): "line_to_line",
        (1, 2): "line_to_plane",
        (2, 1): "plane_to_line",
        (2, 2): "plane_to_plane",
        (1, 3): "line_to_space",
        (2, 3): "plane_to_space",
        (3, 3): "space_to_space",
    }
    not_on_tour: ClassVar[tuple[str, ...]] = ("plane_to_line", "line_to_space", "space_to_space")

    @cached_property
    def mapping(self) -> Mapping | None:
        """The rule given."""
        return None if self.function is None else Mapping.parse(self.function)

    @property
    def stage(self) -> str | None:
        """The beat that fits the rule given; None without one."""
        if self.mapping is None:
            return None
        return self.stages.get((len(self.mapping.inputs), self.mapping.outputs))

    def plays(self, beat: str) -> bool:
        if self.mapping is None:
            return beat not in self.not_on_tour
        machine = "machine" if len(self.mapping.inputs) == 1 else "several_inputs"
        return beat in (machine, self.stage)

    def staged(self, told: dict[str, Any]) -> Staged:
        """The rule given, or else one of the tour's: texts of function, domain and marks."""
        if self.mapping is not None:
            return Staged.of(self.mapping, self.domain, at=self.at)
        marks = tuple(parse_point(mark) for mark in told["marks"])
        return Staged.of(Mapping.parse(told["function"]), parse_domain(told["domain"]), marks)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.mapping is None:
            if self.at or self.domain:
                raise ValueError("--at and --domain belong to a --function; give one")
            return self
        if self.stage is None:
            count, outputs = len(self.mapping.inputs), self.mapping.outputs
            known = ", ".join(f"{n} -> {m}" for n, m in self.stages)
            raise ValueError(f"--function: no stage for {count} -> {outputs}; there are {known}")
        _require_fit(self.mapping.inputs, self.at, self.domain)
        if self.at is not None:
            try:
                self.mapping.at(self.at)
            except DomainError as error:
                raise ValueError(f"--at: {error}; choose another point") from None
        try:
            self.staged({})
        except ValueError as error:
            raise ValueError(f"--function: {error}") from None
        return self


class TitleText(Parameters):
    """A title and what stands below it, each one text or a text for each language."""

    title: Words
    below: Words = ""

    def title_in(self, language: str) -> str:
        """The title in a language."""
        return in_language(self.title, language)

    def below_in(self, language: str) -> str:
        """What stands below it."""
        return in_language(self.below, language)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        for words in (self.title, self.below):
            for text in (words,) if isinstance(words, str) else words.values():
                if len(text) > _LONGEST_TITLE or not text.isprintable():
                    kind = f"a title has at most {_LONGEST_TITLE} printable characters"
                    raise ValueError(f"{kind}, and not {text[:20]!r}...")
        return self


def in_language(words: Words, language: str) -> str:
    """The text in a language, or in the first there is."""
    texts = every_language(words)
    return texts.get(language) or next(iter(texts.values()))


def every_language(words: Words) -> dict[str, str]:
    """The text by language; one text stands for all."""
    if isinstance(words, str):
        return {"en": words, "ko": words}
    return {str(language): text for language, text in words.items()}
