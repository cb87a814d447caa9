"""Numbers as facts for the narration: a rounded one begins with ≈ (see `narration.fill`)."""

from __future__ import annotations

from collections.abc import Iterable

from calclib import Number
from calclib.number import is_shown_exactly
from calclib.tree.letters import letter_text
from calclib.typesetting.coordinates import coordinate_text, is_coordinate_exact
from calclib.typesetting.decimals import decimal_text
from scenes._kit.names import function_text
from scenes._kit.text.narration import ABOUT


def number_fact(shown: Number | float, digits: int | None = None) -> str:
    """A result or a step, rounded (to `digits` decimals, if not as usual); infinity too."""
    value = shown.value if isinstance(shown, Number) else shown
    return ("" if is_shown_exactly(shown, digits) else ABOUT) + decimal_text(value, digits)


def coordinate_fact(value: float) -> str:
    """A coordinate of a point: π/4, 1/3, or as any other number."""
    return ("" if is_coordinate_exact(value) else ABOUT) + coordinate_text(value)


def coordinate_facts(names: Iterable[str], values: Iterable[float]) -> dict[str, str]:
    """The coordinates of a point by their names."""
    return dict(zip(names, map(coordinate_fact, values), strict=True))


def names_said(inputs: Iterable[str]) -> dict[str, str]:
    """The names of the function shown, for the placeholder f, and of its inputs, for u, v and w."""
    return {"f": function_text(), **dict(zip("uvw", map(letter_text, inputs), strict=False))}
