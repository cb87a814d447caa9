"""The inputs of a function that names its own: those declared on the left, or those used.

`f(u, v) = u^2 v` declares them. Undeclared ones are taken in the usual order of their family
(x y z, u v w, r theta z, ...), or in alphabetical order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calclib.errors import ExpressionError
from calclib.spelling.spellings import plain_text
from calclib.syntax.limits import MAX_CHARACTERS
from calclib.tree.letters import GREEK, letter

FAMILIES = (
    ("x", "y", "z"),
    ("u", "v", "w"),
    ("r", "theta", "z"),
    ("rho", "theta", "phi"),
    ("t", "s"),
    ("p", "q"),
)
"""Letters that are used together, in their usual order."""
MAX_INPUTS = 3
_USUALLY_NUMBERS = {*"abcdkmnABCDMNR", *GREEK.values()} - {"theta", "phi", "rho"}
"""Letters that stand for numbers where one of a family stands beside them."""
_CAPITALS = {"X", "Y", "Z"}
"""Not inputs unless they are declared."""

_NAME = r"[A-Za-zα-ωϑϕϵϱ]+"
_HEAD = re.compile(
    rf"\s*(?:(?P<output>{_NAME})\s*=\s*)?"
    rf"(?:(?P<name>{_NAME})\s*\((?P<inputs>[^()=]*)\)\s*:?=)?"
)


@dataclass(frozen=True)
class Head:
    """What stands on the left: its length, the inputs that it declares, the name of the output."""

    length: int = 0
    inputs: tuple[str, ...] | None = None
    output: str = ""


def read_head(text: str) -> Head:
    """The head of `f(x, y) = ...`, `z = ...` or `w = f(x, y, z) = ...`; an empty one without.

    It may be spelled as in `calclib.spelling`. Raises ExpressionError for inputs that are no
    letters, or too many.
    """
    if len(text) > MAX_CHARACTERS:
        return Head()  # it is refused when it is parsed
    try:
        plain = plain_text(text)
    except ExpressionError as error:
        raise ExpressionError(str(error), error.position, text) from None
    found = _HEAD.match(plain.text)
    if found is None or not found.group().strip():
        return Head()
    output = letter(found["output"] or "") or ""
    if found["inputs"] is None:
        return Head(plain.origins[found.end()], output=output) if output else Head()
    place, names = found.start("inputs"), []
    for part in found["inputs"].split(","):
        name = letter(part.strip())
        if name is None or name in names:
            message = "the inputs of a function are different letters, such as f(x, y)"
            raise ExpressionError(message, plain.origins[place], text)
        names.append(name)
        place += len(part) + 1
    if len(names) > MAX_INPUTS:
        message = f"too many inputs: at most {MAX_INPUTS} are allowed"
        raise ExpressionError(message, plain.origins[found.start("inputs")], text)
    return Head(plain.origins[found.end()], tuple(names), output)


def inputs_used(used: Mapping[str, int], is_scalar: bool) -> tuple[str, ...]:
    """The inputs among the letters that a text uses, by their places in it, in their order.

    `is_scalar`: one output, whose values may be called z. Raises ExpressionError for a letter that
    should have a value instead, and for too many.
    """
    names = [name for name in used if name not in _USUALLY_NUMBERS] or list(used)
    known = next((f for f in FAMILIES if set(names) <= set(f)), None)
    at_home = max(FAMILIES, key=lambda family: len(set(names) & set(family)))
    if len(names) > 2 and known is None and len(set(names) & set(at_home)) > 1:
        names = [name for name in names if name in at_home]
    for name, place in used.items():
        if name in _CAPITALS:
            message = f"unknown name {name}: names are lower case, write {name.lower()}"
            raise ExpressionError(message, place)
        if name not in names:
            declared = ", ".join([*names, name])
            message = f"the letter {name} has no value: give it one, or declare f({declared}) = ..."
            raise ExpressionError(message, place, letter=name)
    if is_scalar and "z" in names and not {"x", "y"} <= set(names) and "r" not in names:
        raise ExpressionError("unknown variable z; x and y are allowed", used["z"])
    if len(names) > MAX_INPUTS:
        raise ExpressionError(
            f"too many letters: at most {MAX_INPUTS} may be inputs, give the others values (let)",
            used[names[MAX_INPUTS]],
        )
    return tuple(name for name in known if name in names) if known else tuple(sorted(names))


def completed_pair(names: Sequence[str], output: str = "") -> tuple[str, ...]:
    """The inputs of a scalar text that uses only one letter, or none: (u, v) for u.

    Only the letter itself where its partner is not known, or is the name of the `output`.
    """
    if len(names) > 1:
        return tuple(names)
    pairs = (family[:2] for family in FAMILIES if set(names) <= set(family[:2]))
    pair = next(pairs, tuple(names))
    return tuple(name for name in pair if name != output)
