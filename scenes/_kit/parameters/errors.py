"""`ParameterError`: which parameter is invalid, and why, independent of the front end.

An error knows the parameters' names, not how a front end spells them: the command line writes
`--at`, a lecture file `at`, a form marks the field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from calclib import ExpressionError

if TYPE_CHECKING:
    from pydantic import ValidationError


class ParameterError(ValueError):
    """An invalid parameter; `parameter` is "" if no single one is at fault.

    The template may name other parameters in braces, as in "x lies outside {domain}"; other names
    in braces are keys of `values`. `text` and `position` locate the fault in what was typed.
    """

    def __init__(
        self,
        parameter: str,
        template: str,
        values: dict[str, Any] | None = None,
        text: str = "",
        position: int | None = None,
    ) -> None:
        super().__init__(parameter, template, values, text, position)  # for pickling
        self.parameter, self.template, self.values = parameter, template, values or {}
        self.text, self.position = text, position

    def spelled(self, spell: Callable[[str], str]) -> str:
        """The message with the parameters' names as a front end spells them."""
        message = self.template.format_map(_Spelled(self.values, spell))
        return f"{spell(self.parameter)}: {message}" if self.parameter else message

    def __str__(self) -> str:
        return self.spelled(str)


class _Spelled(dict[str, Any]):
    """The values of a template, and the spelling of all other names in it."""

    def __init__(self, values: dict[str, Any], spell: Callable[[str], str]) -> None:
        super().__init__(values)
        self._spell = spell

    def __missing__(self, name: str) -> str:
        return self._spell(name)


def invalid_parameter(parameter: str, reason: object, advice: str = "") -> ParameterError:
    """A ParameterError from another error's message (`reason`), followed by `advice`."""
    values = {"reason": str(reason)}
    if isinstance(reason, ExpressionError):
        return ParameterError(
            parameter, f"{{reason}}{advice}", values, reason.text, reason.position
        )
    return ParameterError(parameter, f"{{reason}}{advice}", values)


def first_error(error: ValidationError, fallback: str = "") -> ParameterError:
    """Pydantic's first error; `fallback` is the parameter if it names none."""
    first = error.errors()[0]
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, ParameterError):
        return cause
    name = str(first["loc"][0]) if first["loc"] else fallback
    message = {"missing": "is missing", "extra_forbidden": "is not known"}.get(first["type"])
    return invalid_parameter(name, message or cause or first["msg"])
