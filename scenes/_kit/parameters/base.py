"""`Parameters`: the base of the parameter models, the single source for every front end.

The command line's options, the keys of lecture files, forms, manifests and cache keys are derived
from the models' fields. Free of manim and sympy, so that bad input is refused before anything
heavy is loaded. A scene names its model in brackets: `Lesson[FieldAtPoint]`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Self, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from calclib import ExpressionError
from calclib.expression import parse_domain, parse_named, parse_point
from calclib.syntax.functions import letter_values
from calclib.syntax.inputs import read_head
from calclib.tree.letters import letter
from calclib.tree.nodes import Letter, Node, walk
from scenes._kit.parameters.errors import ParameterError, first_error, invalid_parameter

Intervals: TypeAlias = tuple[tuple[float, float], ...]
Point = Annotated[
    tuple[float, ...], BeforeValidator(lambda v: parse_point(v) if isinstance(v, str) else v)
]
Domain = Annotated[
    Intervals,
    BeforeValidator(lambda v: parse_domain(v) if isinstance(v, str) else v),
]


def _letters(given: Any) -> dict[str, str]:
    values = parse_named(given) if isinstance(given, str) else given
    if values is None:
        raise ValueError("takes letters with their values, such as a=2")
    letter_values(values)
    return values


LetterName = Annotated[str, AfterValidator(lambda given: letter(given) or given)]
"""A letter, Latin or Greek, by its name."""
Letters = Annotated[dict[str, str], BeforeValidator(_letters)]
"""Values of letters, as they were typed."""
_BY_INPUT = {"at", "domain", "step"}
"""The parameters with a value for each input."""


class Parameters(BaseModel):
    """Base of the models: frozen, no unknown keys. A new one is one field, see `parameter`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def read(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """`with_defaults` from texts or values. Raises ParameterError for every fault."""
        try:
            return cls.with_defaults(cls._in_order(given, defaults), defaults)
        except ValidationError as error:
            raise first_error(error, "function") from None  # parsed after the fields themselves
        except ExpressionError as error:
            raise invalid_parameter("function", error, _advice(error)) from None

    @classmethod
    def with_defaults(cls, given: dict[str, Any], defaults: dict[str, Any]) -> Self:
        """The given parameters, completed by those of the scene's defaults that still fit."""
        return cls(**{**defaults, **given})

    @property
    def inputs(self) -> tuple[str, ...]:
        """The names of the inputs of the function shown, if there is one."""
        return ()

    @property
    def function_name(self) -> str:
        """The name that the author gives to the function shown; "" without one."""
        text = getattr(self, "function", None)
        return read_head(text).name if isinstance(text, str) else ""

    @property
    def letters(self) -> frozenset[str]:
        """The letters in the formula of the function shown: its inputs, and those with values."""
        values = map(letter, getattr(self, "let", ()))
        return frozenset({*self.inputs, *filter(None, values)})

    @classmethod
    def input_names(cls, options: dict[str, Any], count: int | None = None) -> tuple[str, ...]:
        """The names of the inputs of the function among the texts of parameters; `count` of them,
        if that is known."""
        del options, count
        return ()

    @classmethod
    def _in_order(cls, given: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
        """The parameters with `u=1, v=2` written as `1, 2`, in the order of the inputs."""
        ordered = dict(given)
        if given.get("let"):
            _check_letters(given["let"])
        for parameter in _BY_INPUT & given.keys():
            values = given[parameter]
            named = _named(parameter, values) if isinstance(values, str) else None
            if named is None:
                continue
            names = cls.input_names({**defaults, **given}, len(named))
            if set(named) != set(names):
                message = "takes one for each of {inputs}, in any order"
                raise ParameterError(parameter, message, {"inputs": ", ".join(names)})
            ordered[parameter] = ",".join(named[name] for name in names)
        return ordered

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


def _check_letters(given: Any) -> None:
    try:
        _letters(given)
    except ValueError as error:
        raise invalid_parameter("let", error) from None


def _named(parameter: str, text: str) -> dict[str, str] | None:
    try:
        return parse_named(text)
    except ExpressionError as error:
        raise invalid_parameter(parameter, error) from None


def _advice(error: ExpressionError) -> str:
    """How to give a letter its value, with the parameter's name in braces."""
    return f" ({{let}} {error.letter}=2)" if error.letter else ""


def parameter(metavar: str, description: str, default: Any = ..., **settings: Any) -> Any:
    """A field of a model: the form of its text, its help, its default (required without one).

    `settings` are others of pydantic's `Field`.
    """
    settings["json_schema_extra"] = {"metavar": metavar}
    return Field(default, description=description, **settings)


def require_letters(let: Mapping[str, str], trees: Sequence[Node]) -> None:
    """Raises ParameterError for a letter with a value that occurs in none of the formulas."""
    used = {node.name for tree in trees for node in walk(tree) if isinstance(node, Letter)}
    for given in let:
        if letter(given) not in used:
            raise ParameterError("let", "the formula has no letter {given}", {"given": given})


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
