"""Names beside one another: the author's name of the function, and letters that are free beside it.

A lesson calls its function as the author did, `V(r, h) = ...`, and takes letters of its own (slices
g and k, the step h) only where the formula has none of that name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from calclib.tree.letters import letter_text

STEPS = ("h", "s", "d")
ARC_LENGTHS = ("s", "l", "L")
SHARES = ("t", "s", "q")
PLACES = ("a", "b", "c", "p", "q")
ANGLES = ("theta", "phi", "alpha")
OUTPUTS = ("xyz", "uvw", "XYZ")
_FUNCTIONS = ("f", "F", "u", "w", "Q")
_SLICES = ("g", "k", "p", "q", "w")


@dataclass(frozen=True)
class _Names:
    """The function's name, and the letters of its formula."""

    function: str = "f"
    letters: frozenset[str] = frozenset()


_NAMES: ContextVar[_Names] = ContextVar("names", default=_Names())  # noqa: B039 (frozen)


@contextmanager
def names_of(function: str = "", letters: Iterable[str] = ()) -> Iterator[None]:
    """Within it, a function by the author's name, or "", and with these letters is shown."""
    taken = frozenset(letters)
    name = next(each for each in (function, *_FUNCTIONS) if each and each not in taken)
    token = _NAMES.set(_Names(name, taken))
    try:
        yield
    finally:
        _NAMES.reset(token)


@contextmanager
def names_of_another() -> Iterator[None]:
    """Within it, another function, by another name, is shown."""
    with names_of(letters=[_NAMES.get().function]):
        yield


def function_name() -> str:
    """The name of the function shown, as Typst source: f, V, C_(p), or a word."""
    name = _NAMES.get().function
    base, _, below = name.partition("_")
    if below:
        return f"{base}_({below})"
    return name if len(name) == 1 or letter_text(name) != name else f'"{name}"'


def function_text() -> str:
    """The name of the function shown, in a sentence."""
    return letter_text(_NAMES.get().function)


def slice_names() -> tuple[str, str]:
    """The names of the slices along the first variable and along the second."""
    first, second, *_ = _free(_SLICES)
    return first, second


def free_letter(*candidates: str) -> str:
    """The first of some letters that neither the formula has nor the function is called."""
    return _free(candidates)[0]


def output_names(inputs: Iterable[str]) -> str:
    """Letters for the axes of three outputs: x, y, z, unless one of the inputs, or another letter
    of the formula, has one of these names."""
    taken = {*_NAMES.get().letters, *inputs}
    return next((each for each in OUTPUTS if not taken & {*each}), OUTPUTS[-1])


def free_places() -> tuple[str, str]:
    """Letters for the coordinates of any point: a and b."""
    first, second, *_ = _free(PLACES)
    return first, second


def _free(candidates: Iterable[str]) -> list[str]:
    names = _NAMES.get()
    return [each for each in candidates if each not in {*names.letters, names.function}]
