"""Letters with subscripts: `R_1`, and `x1` where it can be nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lark import Token

from calclib.errors import ExpressionError
from calclib.syntax.names import Names, unknown_name
from calclib.tree.letters import base_of

_NEVER_FACTORS = ("0", "1")
"""Numbers that nobody writes behind a letter to multiply it, or as its exponent."""


def with_subscript(tokens: Sequence[Token], word: str, start: int, names: Names) -> Token | None:
    """The last letter with what is typed below it, `_1` or `1`; None where it has no such name."""
    last = tokens[-1] if tokens else None
    below = word.removeprefix("_")
    is_short = re.fullmatch("[0-9]{1,3}|[A-Za-z]", below) is not None
    if last is None or last.type != "VARIABLE" or last.end_pos != start or not is_short:
        return None
    name = f"{last}_{below}"
    if "_" in last or not names.has(name):
        return None
    return Token("VARIABLE", name, start_pos=last.start_pos, end_pos=start + len(word))


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
