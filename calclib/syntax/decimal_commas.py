"""Decimal commas: `0,5x` is 0.5x where a comma cannot separate two values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lark import Token

from calclib.errors import ExpressionError
from calclib.syntax.tokens import CLOSING
from calclib.tree.functions import FUNCTION_NAMES, FUNCTIONS


@dataclass
class _Bracket:
    """A bracket (or the whole text): whether it may hold several values, and its commas."""

    is_list: bool
    commas: list[int] = field(default_factory=list)


def with_decimal_commas(tokens: list[Token], rule: str) -> list[Token]:
    """The tokens with `0`, `,`, `5` as one number where only one value can stand.

    `rule` is the rule of the grammar. Raises ExpressionError where both readings are possible.
    """
    decimals: set[int] = set()
    for bracket in _brackets(tokens, rule):
        tight = [place for place in bracket.commas if _is_tight(tokens, place)]
        if bracket.is_list:
            spaced = [
                place
                for place in bracket.commas
                if place + 1 < len(tokens) and tokens[place].end_pos != tokens[place + 1].start_pos
            ]
            first = [place for place in tight if _begins_value(tokens, place - 1)]
            if first and spaced:
                raise _unclear(tokens, first[0], "two values", "a space after every comma")
            continue
        for place in tight:
            if place + 2 in tight:
                raise _unclear(tokens, place, "two values", "spaces")
            thousands = re.fullmatch("[0-9]{3}", tokens[place + 1])
            if thousands and re.fullmatch("[1-9][0-9]{0,2}", tokens[place - 1]):
                whole = tokens[place - 1] + tokens[place + 1]
                raise _unclear(tokens, place, f"the number {whole}", "no comma")
        decimals.update(tight)
    return _joined(tokens, decimals)


def _brackets(tokens: list[Token], rule: str) -> list[_Bracket]:
    """All brackets with commas directly in them."""
    has_one_value = rule == "expression"
    found = [_Bracket(rule in ("point", "domain"))]
    opened = [found[0]]
    for place, token in enumerate(tokens):
        if token.type in CLOSING:
            before = tokens[place - 1] if place else None
            if before is not None and before.type == "FUNCTION":
                entry = FUNCTIONS.get(FUNCTION_NAMES.get(before, ""))
                is_list = entry is not None and entry.arity != 1
            else:
                is_point = before is not None and before.type == "COMPARISON"  # != (0,0)
                is_list = is_point or (not has_one_value and token.type != "LBAR")
            opened.append(_Bracket(is_list))
            found.append(opened[-1])
        elif token.type in CLOSING.values() and len(opened) > 1:
            opened.pop()
        elif token.type == "COMMA":
            opened[-1].commas.append(place)
    return [bracket for bracket in found if bracket.commas]


def _is_tight(tokens: list[Token], place: int) -> bool:
    """Whether digits touch a comma on both sides."""
    if not 0 < place < len(tokens) - 1:
        return False
    left, comma, right = tokens[place - 1 : place + 2]
    digits = re.fullmatch("[0-9]+", left) and re.fullmatch("[0-9]+(?:[eE].*)?", right)
    touching = left.end_pos == comma.start_pos and comma.end_pos == right.start_pos
    return bool(digits) and touching


def _begins_value(tokens: list[Token], place: int) -> bool:
    """Whether a value begins with the number at a place: after a bracket or comma, and a sign."""
    before = [token.type for token in tokens[max(0, place - 2) : place]]
    if before and before[-1] in ("MINUS", "PLUS"):
        before.pop()
    return not before or before[-1] == "COMMA" or before[-1] in CLOSING


def _unclear(tokens: list[Token], place: int, other: str, mend: str) -> ExpressionError:
    left, right = tokens[place - 1 : place + 2 : 2]
    message = f"{left},{right} can be the number {left}.{right} or {other}: write a point or {mend}"
    return ExpressionError(message, left.start_pos)


def _joined(tokens: list[Token], decimals: set[int]) -> list[Token]:
    joined: list[Token] = []
    for place, token in enumerate(tokens):
        if place in decimals:
            left, right = joined.pop(), tokens[place + 1]
            joined.append(
                Token("NUMBER", f"{left}.{right}", start_pos=left.start_pos, end_pos=right.end_pos)
            )
        elif place - 1 not in decimals:
            joined.append(token)
    return joined
