"""Values of parameters, from Python or TOML, as one would type them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, SupportsFloat

from scenes._kit.parameters.errors import ParameterError


def as_typed(parameter: str, value: Any) -> str:
    """(1, 2) as "1,2", ((-2, 2), (0, 1)) as "-2:2,0:1", {"a": 2} as "a=2"; also arrays, and texts
    among the numbers.

    So they are read, limited and reported as on the command line, and `explain` can spell a command
    with them. Raises ParameterError for what is neither a text nor numbers.
    """
    if isinstance(value, Mapping) and value:
        return ",".join(f"{name}={_cell(parameter, each)}" for name, each in value.items())
    rows = [_items(row) for row in _items(value)]
    return ",".join(":".join(_cell(parameter, cell) for cell in row) for row in rows)


def _items(value: Any) -> list[Any]:
    """The items of a sequence or an array; of anything else itself."""
    is_array = bool(getattr(value, "ndim", 0))
    is_sequence = isinstance(value, Sequence) and not isinstance(value, str | bytes)
    return list(value) if is_array or is_sequence else [value]


def _cell(parameter: str, value: Any) -> str:
    """A text as it is; a number so that the same one is read again."""
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, SupportsFloat) and not isinstance(value, bool):
        try:
            return repr(float(value))
        except (TypeError, ValueError, OverflowError):
            pass  # such as an array, or a symbol without a value
    raise ParameterError(parameter, "takes a text, a number or a list of numbers")
