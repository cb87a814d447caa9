"""The inputs of a function that names its own: those declared on the left, or those used.

`f(u, v) = u^2 v` declares them. Undeclared ones are taken in the usual order of their family
(x y z, u v w, r theta z, ...), or else as they first occur.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calclib.errors import ExpressionError
from calclib.spelling.spellings import plain_text
from calclib.syntax.limits import MAX_CHARACTERS
from calclib.tree.letters import GREEK, LETTER, base_of, letter, letter_text
from calclib.tree.nodes import VARIABLES

FAMILIES = (
    ("x", "y", "z"),
    ("u", "v", "w"),
    ("r", "theta", "z"),
    ("rho", "theta", "phi"),
    ("r", "theta", "phi"),
    ("t", "s"),
    ("p", "q"),
)
"""Letters that are used together, in their usual order."""
MAX_INPUTS = 3
_USUALLY_NUMBERS = {*"abcdkmnABCDMNR", *GREEK.values()} - {"theta", "phi", "rho"}
"""Letters that stand for numbers where one of a family stands beside them."""
_CAPITALS = {"X", "Y", "Z"}
"""Not inputs unless they are declared."""

_HEAD = re.compile(
    rf"\s*(?:(?P<output>{LETTER})\s*=\s*)?"
    rf"(?:(?P<name>{LETTER})\s*\((?P<inputs>[^()=]*)\)\s*:?=)?"
)


@dataclass(frozen=True)
class Head:
    """What stands on the left: its length, the inputs that it declares, the name of the output,
    and that of the function, a letter or a word."""

    length: int = 0
    inputs: tuple[str, ...] | None = None
    output: str = ""
    name: str = ""


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
    output = letter(found["output"] or "") or "" if found else ""
    if found is None or found["inputs"] is None:
        return Head(plain.origins[found.end()], output=output) if found and output else Head()
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
    name = letter(found["name"]) or found["name"]
    return Head(plain.origins[found.end()], tuple(names), output, name)


def inputs_used(
    used: Mapping[str, int], is_scalar: bool, count: int | None = None
) -> tuple[str, ...]:
    """The inputs among the letters that a text uses, by their places in it, in their order.

    `is_scalar`: one output, whose values may be called z. `count`: how many inputs there are, if
    that is known; so many letters are all inputs. Raises ExpressionError for a letter that should
    have a value instead, and for too many.
    """
    names = list(used) if len(used) == count else _usual_inputs(used)
    for name, place in used.items():
        if name in _CAPITALS:
            message = f"unknown name {name}: names are lower case, write {name.lower()}"
            raise ExpressionError(message, place)
        if name not in names:
            declared = ", ".join(used)
            message = f"the letter {name} has no value: give it one, or declare f({declared}) = ..."
            raise ExpressionError(message, place, letter=name)
    if is_scalar and "z" in names and not {"x", "y"} <= set(names) and "r" not in names:
        raise ExpressionError("unknown variable z; x and y are allowed", used["z"])
    if len(names) > MAX_INPUTS:
        raise ExpressionError(
            f"too many letters: at most {MAX_INPUTS} may be inputs, give the others values (let)",
            used[names[MAX_INPUTS]],
        )
    if not is_scalar and set(names) <= set(VARIABLES):
        return tuple(name for name in VARIABLES if name in names)
    return _in_usual_order(names)


def _usual_inputs(used: Mapping[str, int]) -> list[str]:
    """The letters that are inputs unless more is known: where x stands, a is a number."""
    names = [name for name in used if name not in _USUALLY_NUMBERS] or list(used)
    home = _family(names)
    is_whole = set(names) <= set(home)
    if len(names) > 2 and not is_whole and len(set(names) & set(home)) > 1:
        return [name for name in names if name in home]
    return names


def _family(names: Sequence[str]) -> tuple[str, ...]:
    """The family to which most of the names belong."""
    return max(FAMILIES, key=lambda family: len(set(names) & set(family)))


def _in_usual_order(names: Sequence[str]) -> tuple[str, ...]:
    """The names as they first occur, but members of a family, and x_1, x_2, in their own order."""
    family = _family(names)
    by_base = [
        sorted((name for name in names if base_of(name) == base), key=_subscript_rank)
        for base in dict.fromkeys(map(base_of, names))
    ]
    groups = [[name for name in family if name in names], *by_base]
    ordered = list(names)
    for group in groups:
        places = sorted(map(ordered.index, group))
        for place, name in zip(places, group, strict=True):
            ordered[place] = name
    return tuple(ordered)


def _subscript_rank(name: str) -> tuple[int, str]:
    """Orders x before x_2 before x_10, and numbers before letters."""
    below = name.partition("_")[2]
    return (int(below), "") if below.isdigit() else (1000 if below else -1, below)


def reads_order(text: str, inputs: Sequence[str]) -> str | None:
    """A line about the order of undeclared inputs, unless it is that of x, y, z."""
    declared = read_head(text).inputs is not None
    if declared or len(inputs) < 2 or set(inputs) <= set(FAMILIES[0]):
        return None
    other = ", ".join(reversed([letter_text(name) for name in inputs]))
    order = ", ".join(map(letter_text, inputs))
    return f"reads the inputs in the order {order}; for another write f({other}) = ..."


def completed_pair(names: Sequence[str], output: str = "") -> tuple[str, ...]:
    """The inputs of a scalar text that uses only one letter, or none: (u, v) for u.

    Only the letter itself where its partner is not known, or is the name of the `output`.
    """
    if len(names) > 1:
        return tuple(names)
    pairs = (family[:2] for family in FAMILIES if set(names) <= set(family[:2]))
    pair = next(pairs, tuple(names))
    return tuple(name for name in pair if name != output)
