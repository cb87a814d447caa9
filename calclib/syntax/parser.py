"""Texts parsed by one of the grammar's rules, with limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, UnexpectedToken
from lark.lexer import Lexer

from calclib.errors import ExpressionError
from calclib.spelling.spellings import plain_text
from calclib.syntax.decimal_commas import with_decimal_commas
from calclib.syntax.limits import MAX_CHARACTERS, ParsedNode
from calclib.syntax.names import Names
from calclib.syntax.pieces import FormulaBuilder
from calclib.syntax.syntax_errors import UnclearArgumentError, syntax_error
from calclib.syntax.tokens import tokenise
from calclib.syntax.vectors import UNITS
from calclib.tree.nodes import Node


def parse_rule(text: str, rule: str, names: Names, begin: int = 0) -> Any:
    """The result of `FormulaBuilder` for a text by "expression", "mapping", "point" or "domain".

    `begin`: the index in the text from which it is read. Raises ExpressionError with the position
    and the text.
    """
    try:
        tokens = with_decimal_commas(read_tokens(text, rule, names, begin), rule)
        try:
            parsed: Any = _grammar().parse(tokens, start=rule)  # type: ignore[arg-type]
        except UnexpectedToken as error:
            raise syntax_error(error.token, tokens, rule, len(text)) from None
        _require_no_overflow(parsed)
    except UnclearArgumentError as error:
        raise ExpressionError(error.message(text), error.position, text) from None
    except ExpressionError as error:
        raise ExpressionError(str(error), error.position, text) from None
    return parsed


def read_tokens(text: str, rule: str, names: Names, begin: int = 0) -> list[Token]:
    """The tokens of a text in any spelling, from an index on, at their places in it as typed."""
    if len(text) > MAX_CHARACTERS:
        raise ExpressionError(
            f"too long: {len(text):,} characters, at most {MAX_CHARACTERS:,} are allowed"
        )
    if rule == "mapping":
        names = replace(names, units=tuple(unit for unit in UNITS if unit not in names.variables))
    plain = plain_text(" " * begin + text[begin:])
    try:
        tokens = tokenise(plain.text, names)
    except ExpressionError as error:
        place = None if error.position is None else plain.origins[error.position]
        raise ExpressionError(str(error), place) from None
    return [
        Token(
            token.type,
            token,
            start_pos=plain.origins[token.start_pos or 0],
            end_pos=plain.origins[token.end_pos or 0],
        )
        for token in tokens
    ]


def _require_no_overflow(parsed: ParsedNode | tuple[Any, ...]) -> None:
    """Raise ExpressionError at the innermost operation on numbers that overflows."""
    if not isinstance(parsed, ParsedNode):
        for part in parsed:
            _require_no_overflow(part)
        return
    for operations in parsed.constants:
        if _overflows(operations[-1][0]):
            start = next(place for node, place in operations if _overflows(node))
            raise ExpressionError("number too large: it overflows", start)


def _overflows(node: Node) -> bool:
    from calclib.tree.precision import constant

    try:
        constant(node)
    except OverflowError:
        return True
    return False


class _TokenLexer(Lexer):
    """A lexer whose input is already tokens."""

    def __init__(self, _configuration: object) -> None:
        pass

    def lex(self, tokens: Iterable[Token], *_state: object) -> Iterator[Token]:  # type: ignore[override]
        return iter(tokens)


@cache
def _grammar() -> Lark:
    source = files("calclib.syntax").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(
        source,
        parser="lalr",
        lexer=_TokenLexer,
        start=["expression", "mapping", "point", "domain"],
        transformer=FormulaBuilder(),
        maybe_placeholders=True,
    )
