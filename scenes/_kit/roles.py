"""Roles of letters: an input has a colour by its place among the inputs, whatever its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from scenes._kit import theme

BY_PLACE = ("x", "y", "z")
"""The labels, in the theme, of the first, second and third input."""
_INPUTS: ContextVar[tuple[str, ...]] = ContextVar("inputs", default=())


@contextmanager
def roles_of(inputs: Sequence[str]) -> Iterator[None]:
    """Within it, these letters are the inputs of what is shown."""
    token = _INPUTS.set(tuple(inputs))
    try:
        yield
    finally:
        _INPUTS.reset(token)


def role(name: str) -> str | None:
    """The label of a letter in formulas: that of its place, or its own; None without a colour."""
    inputs = _INPUTS.get()
    if name in inputs:
        return BY_PLACE[inputs.index(name)]
    return name if name in theme.SYMBOLS else None


def color(name: str) -> str:
    """The colour of a letter."""
    label = role(name)
    return theme.SYMBOLS[label] if label else theme.FOREGROUND
