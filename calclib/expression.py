"""Text to trees: functions, mappings, and the numbers, points and regions of options.

Texts are data: tokens and a grammar make a tree, and nothing is ever evaluated as code. Every
refusal is an `ExpressionError` of one line with its place in the text as typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from lark import Lark, Token, UnexpectedToken
from lark.lexer import Lexer

from calclib.errors import ExpressionError
from calclib.syntax.limits import MAX_NUMBER, MIN_NUMBER, MIN_WIDTH, ParsedNode
from calclib.syntax.tokens import OPERAND_ENDS, tokenise
from calclib.syntax.tree_builder import TreeBuilder, inverse_hint
from calclib.tree.nodes import VARIABLES, Node
from calclib.tree.nodes import variables as names_in


def parse(text: str, variables: Sequence[str] | None = None) -> Node:
    """The tree of one scalar expression such as `x^2*y + sin(y)`.

    `variables`: the names that may occur; None allows t, s, x, y and z.
    """
    return _read(text, "expression", variables).node


def parse_mapping(
    text: str, variables: Sequence[str] | None = None
) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The components of `[a, b, ...]` (or of one scalar text), and the names of the inputs.

    The inputs are `variables`, or else the names that occur, in the order t, s, x, y, z; a
    constant mapping is one of x.
    """
    components = tuple(piece.node for piece in _read(text, "mapping", variables))
    if variables is not None:
        return components, tuple(variables)
    used = frozenset[str]().union(*map(names_in, components))
    return components, tuple(name for name in VARIABLES if name in used) or ("x",)


def parse_constant(text: str) -> float:
    """The finite number that a text such as `pi/2`, `-1` or `2^0.5` is."""
    return _number(_read(text, "expression", ()), text)


def parse_point(text: str) -> tuple[float, ...]:
    """The coordinates of a point such as `-1, pi/2`."""
    return tuple(_number(piece, text) for piece in _read(text, "point", ()))


def parse_domain(text: str) -> tuple[tuple[float, float], ...]:
    """The region `x0:x1, y0:y1` as ((x0, x1), (y0, y1)), finite, each with x0 < x1.

    An interval so narrow that float64 could not tell its numbers apart is refused.
    """
    intervals = []
    for low, high in _read(text, "domain", ()):
        x0, x1 = _number(low, text), _number(high, text)
        if not x0 < x1:
            message = f"an interval runs from the lower end to the upper: {x0:g} < {x1:g} is false"
            raise ExpressionError(message, low.start, text)
        if x1 - x0 < MIN_WIDTH * max(abs(x0), abs(x1)):
            message = f"too narrow: {x0!r}:{x1!r} is under {MIN_WIDTH:g} of its ends' size wide"
            raise ExpressionError(message, low.start, text)
        intervals.append((x0, x1))
    return tuple(intervals)


def _number(piece: ParsedNode, text: str) -> float:
    """The number that a text without variables is, within the limits of a numeral."""
    from calclib.tree.precision import constant

    value = constant(piece.node)
    if value != value:  # NaN
        raise ExpressionError("not a number: it has no real value", piece.start, text)
    if abs(value) > MAX_NUMBER:
        raise ExpressionError("number too large: it is over 1e15", piece.start, text)
    if 0 < abs(value) < MIN_NUMBER:
        raise ExpressionError("number too small: it is under 1e-300", piece.start, text)
    return float(value)


def _read(text: str, rule: str, variables: Sequence[str] | None) -> Any:
    """What a rule of the grammar makes of a text; its errors know the text."""
    try:
        tokens = tokenise(text, VARIABLES if variables is None else variables)
        try:
            parsed: Any = _grammar().parse(tokens, start=rule)  # type: ignore[arg-type]
        except UnexpectedToken as error:
            raise _complaint(error.token, tokens, rule, len(text)) from None
        _require_small(parsed)
    except ExpressionError as error:
        raise ExpressionError(str(error), error.position, text) from None
    return parsed


def _require_small(parsed: ParsedNode | tuple[Any, ...]) -> None:
    """ExpressionError with the place of the innermost operation on numbers that overflows."""
    if not isinstance(parsed, ParsedNode):
        for each in parsed:
            _require_small(each)
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
    """Hands the parser the tokens that it is given."""

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
        transformer=TreeBuilder(),
        maybe_placeholders=True,
    )


_EXPECTED = "expected a number, a name or a bracket"
_CLOSING = {"LPAR": "RPAR", "LSQB": "RSQB", "LBAR": "RBAR"}


def _complaint(found: Token, tokens: list[Token], rule: str, length: int) -> ExpressionError:
    """What is wrong at the first token that cannot follow those before it."""
    ended = found.type == "$END"
    before = tokens if ended else tokens[: next(i for i, t in enumerate(tokens) if t is found)]
    place = length if ended or found.start_pos is None else found.start_pos
    kinds = [token.type for token in before]
    if kinds[-2:] == ["FUNCTION", "POWER"]:
        return inverse_hint(before[-2], place)
    if kinds[-1:] == ["FUNCTION"] or kinds[-2:] == ["FUNCTION", "LPAR"]:
        name = before[-1] if kinds[-1] == "FUNCTION" else before[-2]
        return ExpressionError(f"{name} needs an argument: {name}(...)", place)
    if not tokens:
        return ExpressionError(f"empty: {_EXPECTED}", place)
    if found.type == "LSQB":
        return ExpressionError("a field does not stand in brackets [ ], a mapping does", place)
    if kinds and kinds[-1] in OPERAND_ENDS:
        return _after_operand(found, before, rule, place)
    where = f"after {before[-1]}" if before else "at the start"
    return ExpressionError(f"{_EXPECTED} {where}{'' if ended else f' (found {found})'}", place)


def _after_operand(found: Token, before: list[Token], rule: str, place: int) -> ExpressionError:
    open_bracket = _open_bracket(before)
    if found.type in _CLOSING.values() and open_bracket is None:
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
    """The innermost bracket that is still open."""
    openers: list[Token] = []
    for token in tokens:
        if token.type in _CLOSING:
            openers.append(token)
        elif token.type in _CLOSING.values() and openers:
            openers.pop()
    return openers[-1] if openers else None
