"""Messages for texts that the grammar rejects: the position, and what was expected."""

from __future__ import annotations

import re

from lark import Token

from calclib.errors import ExpressionError
from calclib.syntax.tokens import CLOSING, OPERAND_ENDS

INVERSES = {
    "sec": "acos(1/...)",
    "csc": "asin(1/...)",
    "cot": "pi/2 - atan(...)",
    "sech": "acosh(1/...)",
    "csch": "asinh(1/...)",
    "coth": "atanh(1/...)",
    "exp": "log(...)",
    "log": "exp(...)",
    "ln": "exp(...)",
}
"""What to write for the inverse of a function whose inverse has no name here."""
_POWER = r"(?:\s*\^\s*[-+({]*[0-9]+[)}]*|[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?\s*"
_POWER_KINDS = {
    "POWER",
    "SUPERSCRIPT",
    "PLUS",
    "MINUS",
    "NUMBER",
    "LPAR",
    "RPAR",
    "LBRACE",
    "RBRACE",
}
"""The kinds of tokens between a function's name and its argument."""
_MAX_SHOWN = 40
"""The longest text whose readings are both shown."""
_EXPECTED = "expected a number, a name or a bracket"


class UnclearArgumentError(ExpressionError):
    """A function without brackets whose argument can end in two places: `sin x y`, `sin x/2`.

    `name`: the function with which the text begins at `start`, or "" where it stands before the
    argument that begins there. The argument ends at `split`, or at `end`; `rest` is where that
    begins which may belong to it.
    """

    def __init__(self, name: str, start: int, split: int, rest: int, end: int) -> None:
        super().__init__("unclear where the argument ends: write brackets", rest)
        self.name, self.start, self.split, self.rest, self.end = name, start, split, rest, end

    def message(self, text: str) -> str:
        """Both readings: `sin x/2 can be sin(x)/2 or sin(x/2): write brackets`."""
        if self.name:
            found = re.compile(re.escape(self.name) + _POWER).search(text, self.start)
        else:
            found = re.compile(f"[A-Za-z]+{_POWER}$").search(text[: self.start])
        if found is None or self.end - found.start() > _MAX_SHOWN:
            return str(self)
        first, split = found.span()
        name = text[first:split].strip()
        argument, tail = text[split : self.split].strip(), text[self.split : self.end]
        whole = f"{name}({argument}{tail})"
        return (
            f"{text[first : self.end]} can be {name}({argument}){tail} or {whole}: write brackets"
        )


def syntax_error(found: Token, tokens: list[Token], rule: str, length: int) -> ExpressionError:
    """The error for `found`, the first token that cannot follow those before it."""
    ended = found.type == "$END"
    before = tokens if ended else tokens[: next(i for i, t in enumerate(tokens) if t is found)]
    place = length if ended or found.start_pos is None else found.start_pos
    kinds = [token.type for token in before]
    if kinds[-2:] == ["FUNCTION", "POWER"]:
        return ambiguous_power(before[-2], place)
    if name := _function_without_argument(before):
        return ExpressionError(f"{name} needs an argument: {name}(...)", place)
    if not tokens:
        return ExpressionError(f"empty: {_EXPECTED}", place)
    if kinds and kinds[-1] in OPERAND_ENDS:
        return _after_operand(found, before, rule, place)
    where = f"after {before[-1]}" if before else "at the start"
    return ExpressionError(f"{_EXPECTED} {where}{'' if ended else f' (found {found})'}", place)


def _function_without_argument(before: list[Token]) -> Token | None:
    """The function that the tokens end with, before its argument: `sin`, `sin(`, `sin^-1`."""
    tail = before[:-1] if before and before[-1].type == "LPAR" else before
    for token in reversed(tail[-6:]):
        if token.type == "FUNCTION":
            return token
        if token.type not in _POWER_KINDS:
            break
    return None


def _after_operand(found: Token, before: list[Token], rule: str, place: int) -> ExpressionError:
    open_bracket = _open_bracket(before)
    last_word = next((t for t in reversed(before) if t.type in ("IF", "COMPARISON")), None)
    if found.type in ("SEMICOLON", "RBRACE") and last_word is not None and last_word.type == "IF":
        return ExpressionError("expected a condition such as x < 0 after if", place)
    if found.type == "COMPARISON":
        if found == "=":
            return ExpressionError("unexpected character =: an expression has no =", place)
        return ExpressionError(f"unexpected {found}: a comparison is not an expression", place)
    if found.type == "SEMICOLON":
        return ExpressionError("unexpected character ;: one expression is expected", place)
    if found.type == "IF":
        message = "a function in pieces stands in braces: {x^2 if x < 0; x otherwise}"
        return ExpressionError(message, place)
    if found.type in CLOSING.values() and open_bracket is None:
        return ExpressionError(f"{found} closes a bracket that was never opened", place)
    if open_bracket is not None and found.type not in ("COMMA", "COLON"):
        message = f"the bracket {open_bracket} is not closed"
        hint = ": write abs(...)" if open_bracket.type == "LBAR" else ""
        return ExpressionError(message + hint, open_bracket.start_pos)
    if rule == "domain":
        return ExpressionError("expected an interval such as -3:3", place)
    if found.type == "COMMA":
        message = "unexpected , here: one value is expected, and decimals take a point"
        return ExpressionError(message, place)
    return ExpressionError(f"unexpected {found} after {before[-1]}", place)


def _open_bracket(tokens: list[Token]) -> Token | None:
    """The innermost open bracket."""
    openers: list[Token] = []
    for token in tokens:
        if token.type in CLOSING:
            openers.append(token)
        elif token.type in CLOSING.values() and openers:
            openers.pop()
    return openers[-1] if openers else None


def ambiguous_power(function: str, position: int) -> ExpressionError:
    """The error for `sin^-2(x)` and `log^-1(x)`, which have no usual reading."""
    message = f"{function}^ takes a whole number such as 2: write 1/{function}(...)"
    hint = INVERSES.get(function)
    return ExpressionError(f"{message}, or {hint} for the inverse" if hint else message, position)
