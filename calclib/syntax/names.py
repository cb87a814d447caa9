"""Names in a text: runs of letters split into known names, and errors for unknown names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from lark import Token

from calclib.errors import ExpressionError
from calclib.syntax.inputs import FAMILIES
from calclib.tree.functions import FUNCTION_NAMES
from calclib.tree.letters import GREEK, base_of, letter
from calclib.tree.nodes import CONSTANTS, VARIABLES

_HINTS = {
    "arcsec": "acos(1/...)",
    "arccsc": "asin(1/...)",
    "arccot": "pi/2 - atan(...) or atan(1/...), as the book has it",
    "asec": "acos(1/...)",
    "acsc": "asin(1/...)",
    "acot": "pi/2 - atan(...) or atan(1/...), as the book has it",
    "asech": "acosh(1/...)",
    "acsch": "asinh(1/...)",
    "acoth": "atanh(1/...)",
    "arsech": "acosh(1/...)",
    "arcsch": "asinh(1/...)",
    "arcoth": "atanh(1/...)",
    "tg": "tan",
    "ctg": "cot",
    "cotg": "cot",
    "cosec": "csc",
    "sh": "sinh",
    "ch": "cosh",
    "th": "tanh",
    "lg": "log10 or log2",
    "atan2": "atan(y/x), which is the angle where x > 0",
    "arctan2": "atan(y/x), which is the angle where x > 0",
    "power": "a power with ^, such as x^2",
    "square": "a power with ^, such as x^2",
    "root": "∛(...), or a power such as x^(1/3)",
    "nthroot": "∛(...), or a power such as x^(1/3)",
    "heaviside": "{0 if x < 0; 1 otherwise}",
    "sen": "sin",
    "hypot": "sqrt(x^2 + y^2)",
    "pow": "a power with ^, such as x^2",
}
"""What to write for names that other books and languages know."""
_MAX_FACTORS = 3
_NEVER_FACTORS = ("0", "1")
"""Numbers that nobody writes behind a letter to multiply it, or as its exponent."""


@dataclass(frozen=True)
class Names:
    """The letters that a text may contain: `variables`, and any others too if it `takes_any`;
    `units` are those of unit vectors."""

    variables: tuple[str, ...] = ()
    takes_any: bool = False
    units: tuple[str, ...] = ()

    def split(self, word: str) -> list[tuple[str, str]] | None:
        """A run of letters as (kind, name) pairs; None where it is none of names.

        Undeclared letters of one run are used together: `uv` is u and v, `rtheta` r and theta.
        """
        if not self.takes_any:
            return split_name(word, (*self.variables, *map(base_of, self.variables)), self.units)
        if letter(word) and len(word) == 1 and word not in self.units:
            return [("VARIABLE", word)]
        families = (*FAMILIES, VARIABLES)
        splits = [split_name(word, (*each, *self.variables), self.units) for each in families]
        found = min((split for split in splits if split), key=len, default=None)
        is_short = found is not None and (len(found) == 1 or ("UNIT", word[-1]) in found)
        return [("VARIABLE", word)] if letter(word) and not is_short else found

    def factors(self, word: str) -> list[tuple[str, str]] | None:
        """Two or three different letters as factors, `lwh`, unless they look like a function."""
        is_short = self.takes_any and 2 <= len(set(word)) == len(word) <= _MAX_FACTORS
        if not is_short or word in _HINTS or (len(word) > 2 and _hint(word)):
            return None
        return split_name(word, [each for each in word if letter(each)], self.units)

    def has(self, name: str) -> bool:
        """Whether the text may contain a letter of this name."""
        return self.takes_any or name in self.variables

    def has_greek(self, character: str) -> bool:
        """Whether a character is a Greek letter that the text may contain."""
        name = GREEK.get(character)
        bases = map(base_of, self.variables)
        return name is not None and (self.takes_any or name in bases)


def split_name(
    word: str, variables: Sequence[str], units: Sequence[str] = ()
) -> list[tuple[str, str]] | None:
    """A run of letters as the fewest possible (kind, name) pairs; None without such a split.

    `xy` is x and y, `pix` pi and x, `sinx` sin and x. Kinds are FUNCTION, CONSTANT, VARIABLE
    and UNIT.
    """
    kinds = dict.fromkeys(units, "UNIT") | dict.fromkeys(variables, "VARIABLE")
    kinds |= dict.fromkeys(CONSTANTS, "CONSTANT")
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


def unknown_name(word: str, start: int, names: Names, called: bool) -> ExpressionError:
    """The error for an unknown name; `called`: whether an opening bracket follows."""
    variables = FAMILIES[0][:2] if names.takes_any else names.variables
    if lower := _lower_case(word, variables):
        return ExpressionError(f"unknown name {word}: names are lower case, write {lower}", start)
    other = split_name(word, VARIABLES)
    if other is not None and word not in FUNCTION_NAMES:
        name = next(n for kind, n in other if kind == "VARIABLE" and n not in variables)
        return ExpressionError(
            f"unknown variable {name}; {_allowed(variables)}", start + word.index(name)
        )
    if word == "factorial":
        return ExpressionError(
            "unknown function factorial: number too large for most inputs", start
        )
    shown = word if len(word) <= 30 else f"{word[:27]}..."
    if (len(word) == 1 or letter(word)) and not called:
        return ExpressionError(f"unknown variable {shown}; {_allowed(variables)}", start)
    kind = "function" if called else "name"
    as_factors = f"{'*'.join(shown[:3])}{'...' * (len(shown) > 3)}"
    last = f"if its letters are factors, write {as_factors}"
    last = last if names.takes_any and not called else _allowed(variables)
    return ExpressionError(f"unknown {kind} {shown}; {_hint(word) or last}", start)


def with_subscript(tokens: Sequence[Token], word: str, start: int, names: Names) -> Token | None:
    """The last letter with what is typed below it, `_1` or `1`; None where a number is no name.

    Raises ExpressionError for an unknown name with `_`.
    """
    last = tokens[-1] if tokens else None
    below = word.removeprefix("_")
    if last is not None and last.type == "VARIABLE" and last.end_pos == start:
        name = letter(f"{last}_{below}")
        if name and names.has(name):
            return Token("VARIABLE", name, start_pos=last.start_pos, end_pos=start + len(word))
    if last is not None and word.startswith("_"):
        raise unknown_name(f"{last}{word}", last.start_pos or 0, names, called=False)
    return None


def require_clear(tokens: Sequence[Token], names: Names) -> None:
    """Raises ExpressionError for an unknown letter, and for x2 where it could be x^2.

    x2 is a letter where it is declared, or stands beside x1 or x3 and without x.
    """
    letters = [token for token in tokens if token.type == "VARIABLE"]
    used = {str(token) for token in letters}
    for token in letters:
        base, _, below = token.partition("_")
        if not names.has(token):
            raise unknown_name(token, token.start_pos or 0, names, called=False)
        is_typed_so = len(token) == (token.end_pos or 0) - (token.start_pos or 0)
        if not below or is_typed_so or below in _NEVER_FACTORS or token in names.variables:
            continue
        beside = {name for name in used if base_of(name) == base} - {str(token)}
        if not beside or base in beside:
            message = f"{base}{below} is unclear: write {token} for a letter, {base}^{below}"
            raise ExpressionError(f"{message} or {below}{base}", token.start_pos)


def _hint(word: str) -> str:
    """What to write instead of an unknown name, if it is like a known one."""
    if word in _HINTS:
        return f"write {_HINTS[word]}"
    base, _, below = word.partition("_")
    if letter(base) and below.isalnum():
        return "below a letter stands a number or one letter, as in v_1 and v_m"
    if base := re.fullmatch(r"log(\d+)", word):
        return f"write log_{base[1]}(...)"
    near = get_close_matches(word[:30], [*FUNCTION_NAMES, *CONSTANTS], n=1)
    return f"did you mean {near[0]}?" if near else ""


def _lower_case(word: str, variables: Sequence[str]) -> str | None:
    lower = word.lower()
    return lower if lower != word and split_name(lower, variables) else None


def _allowed(variables: Sequence[str]) -> str:
    """`x and y are allowed`."""
    if not variables:
        return "only numbers are allowed here"
    *first, last = variables
    return f"{', '.join(first)} and {last} are allowed" if first else f"{last} is allowed"
