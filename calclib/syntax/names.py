"""Names in a text: runs of letters split into known names, and errors for unknown names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from calclib.errors import ExpressionError
from calclib.tree.functions import FUNCTION_NAMES
from calclib.tree.nodes import CONSTANTS, VARIABLES


def split_name(word: str, variables: Sequence[str]) -> list[tuple[str, str]] | None:
    """A run of letters as the fewest possible (kind, name) pairs; None without such a split.

    `xy` is x and y, `pix` pi and x, `sinx` sin and x. Kinds are FUNCTION, CONSTANT and VARIABLE.
    """
    kinds = dict.fromkeys(variables, "VARIABLE") | dict.fromkeys(CONSTANTS, "CONSTANT")
    kinds |= dict.fromkeys(FUNCTION_NAMES, "FUNCTION")
    longest = max(map(len, kinds))
    best: list[list[tuple[str, str]] | None] = [[]]
    for end in range(1, len(word) + 1):
        choices = []
        for start in range(max(0, end - longest), end):
            name, before = word[start:end], best[start]
            if before is not None and name in kinds:
                choices.append([*before, (kinds[name], name)])
        best.append(min(choices, key=len, default=None))
    return best[-1]


def unknown_name(word: str, start: int, variables: Sequence[str], called: bool) -> ExpressionError:
    """The error for an unknown name; `called`: whether an opening bracket follows."""
    if lower := _lower_case(word, variables):
        return ExpressionError(f"unknown name {word}: names are lower case, write {lower}", start)
    other = split_name(word, VARIABLES)
    if other is not None:
        name = next(n for kind, n in other if kind == "VARIABLE" and n not in variables)
        return ExpressionError(
            f"unknown variable {name}; {_allowed(variables)}", start + word.index(name)
        )
    if word == "factorial":
        return ExpressionError(
            "unknown function factorial: number too large for most inputs", start
        )
    shown = word if len(word) <= 30 else f"{word[:27]}..."
    if len(word) == 1 and not called:
        return ExpressionError(f"unknown variable {shown}; {_allowed(variables)}", start)
    kind = "function" if called else "name"
    near = get_close_matches(word[:30], [*FUNCTION_NAMES, *CONSTANTS], n=1)
    if re.fullmatch(r"log_?\d+", word):
        hint = "log is the natural logarithm, log(x)/log(2) that of base 2"
    elif near:
        hint = f"did you mean {near[0]}?"
    else:
        hint = _allowed(variables)
    return ExpressionError(f"unknown {kind} {shown}; {hint}", start)


def _lower_case(word: str, variables: Sequence[str]) -> str | None:
    lower = word.lower()
    return lower if lower != word and split_name(lower, variables) else None


def _allowed(variables: Sequence[str]) -> str:
    """`x and y are allowed`."""
    if not variables:
        return "only numbers are allowed here"
    *first, last = variables
    return f"{', '.join(first)} and {last} are allowed" if first else f"{last} is allowed"
