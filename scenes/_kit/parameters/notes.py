"""How formulas among the parameters are read, where that could surprise."""

from __future__ import annotations

from collections.abc import Iterator

from calclib.expression import notes
from scenes._kit.parameters.base import Parameters

_FORMULAS = ("function", "example")
"""The parameters that are formulas."""


def readings(parameters: Parameters) -> Iterator[tuple[str, str]]:
    """Pairs of a parameter and a line such as `1/xy is read as (1/x) y; ...`."""
    rule = "mapping" if hasattr(parameters, "mapping") else "expression"
    letters = {"function": getattr(parameters, "let", {})}
    for name in _FORMULAS:
        text = getattr(parameters, name, None)
        if isinstance(text, str):
            inputs = parameters.inputs if name == "function" else ()
            yield from ((name, note) for note in notes(text, rule, letters.get(name), inputs))
