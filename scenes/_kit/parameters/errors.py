"""`ParameterError`: which parameter cannot be taken, and why, whoever asked for it.

An error knows names of parameters and no front end's spelling of them: the command line writes
`--at`, a lecture file `at`, a form marks the field.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from calclib import ExpressionError

if TYPE_CHECKING:
    from pydantic import ValidationError


class ParameterError(ValueError):
    """A parameter that cannot be taken; `parameter` is "" where no single one is at fault.

    The template may name other parameters in braces, as "x lies outside {domain}"; what else stands
    in braces are the `values`. `text` and `position` are the place of the fault, if there is one.
    """

    def __init__(
        self,
        parameter: str,
        template: str,
        values: dict[str, Any] | None = None,
        text: str = "",
        position: int | None = None,
    ) -> None:
        super().__init__(parameter, template, values, text, position)  # so that it can be pickled
        self.parameter, self.template, self.values = parameter, template, values or {}
        self.text, self.position = text, position

    def spelled(self, spell: Callable[[str], str]) -> str:
        """The message with every parameter's name as a front end spells it."""
        message = self.template.format_map(_Spelled(self.values, spell))
        return f"{spell(self.parameter)}: {message}" if self.parameter else message

    def __str__(self) -> str:
        return self.spelled(str)


class _Spelled(dict[str, Any]):
    """The values of a template, and spellings for all other names in it."""

    def __init__(self, values: dict[str, Any], spell: Callable[[str], str]) -> None:
        super().__init__(values)
        self._spell = spell

    def __missing__(self, name: str) -> str:
        return self._spell(name)


def unusable(parameter: str, reason: object, advice: str = "") -> ParameterError:
    """The error of a parameter for a reason of somebody else's words, with our advice after it."""
    values = {"reason": str(reason)}
    if isinstance(reason, ExpressionError):
        return ParameterError(
            parameter, f"{{reason}}{advice}", values, reason.text, reason.position
        )
    return ParameterError(parameter, f"{{reason}}{advice}", values)


def first_error(error: ValidationError, otherwise: str = "") -> ParameterError:
    """What pydantic found first; `otherwise` is the parameter where it names none."""
    first = error.errors()[0]
    cause = first.get("ctx", {}).get("error")
    if isinstance(cause, ParameterError):
        return cause
    name = str(first["loc"][0]) if first["loc"] else otherwise
    said = {"missing": "is missing", "extra_forbidden": "is not known"}.get(first["type"])
    return unusable(name, said or cause or first["msg"])
