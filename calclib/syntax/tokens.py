"""Text to tokens: numbers, names and symbols, each with its position in the text as typed.

Pasted Unicode characters such as −, ·, ×, ÷, ², √ and π are accepted.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from lark import Token

from calclib.errors import ExpressionError
from calclib.syntax.limits import MAX_DEPTH, MIN_NUMBER
from calclib.syntax.names import Names, require_clear, unknown_name, with_subscript
from calclib.tree.letters import GREEK, SUBSCRIPT

_SYMBOLS = {
    "PLUS": "+",
    "MINUS": "-−–",
    "TIMES": "*·×⋅∙∗",
    "DIVIDE": "/÷∕",
    "POWER": "^",
    "LPAR": "(",
    "RPAR": ")",
    "LSQB": "[",
    "RSQB": "]",
    "LBRACE": "{",
    "RBRACE": "}",
    "LANGLE": "<⟨〈",
    "RANGLE": ">⟩〉",
    "COMMA": ",",
    "SEMICOLON": ";",
    "COMPARISON": "=≤≥≠",
    "COLON": ":",
    "ROOT": "√∛∜",
    "CONSTANT": "π",
    "BAR": "|",
}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
_PATTERN = re.compile(
    rf"""(?P<SPACE>[ \t\r\n]+)
    |(?P<NUMBER>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-−+]?[0-9]+)?)
    |(?P<FRACTION>[½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞])
    |(?P<FUNCTION>log(?:_[0-9]{{1,6}}|(?:2|10)(?=[ \t]*[(\[{{])))
    |(?P<LOW>(?<=[A-Za-zα-ωϑϕϵϱ])_(?:{SUBSCRIPT}))
    |(?P<NAME>[A-Za-z]+(?=_(?:{SUBSCRIPT}))|[A-Za-z]*_\w*|[A-Za-z]+|[α-ορ-ωϑϕϵϱ])
    |(?P<SUPERSCRIPT>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
    |(?P<DOUBLE>\*\*)
    |(?P<COMPARISON><=|>=|==|!=|<>)
    |(?P<SYMBOL>[-+−–*·×⋅∙∗/÷∕^()\[\]{{}}<>⟨⟩〈〉,;:=≤≥≠√∛∜π|])""",
    re.VERBOSE | re.ASCII,
)
CLOSING = {"LPAR": "RPAR", "LSQB": "RSQB", "LBRACE": "RBRACE", "LANGLE": "RANGLE", "LBAR": "RBAR"}
"""The kind of the closing bracket for each opening one."""
OPERAND_ENDS = {
    "NUMBER",
    "FRACTION",
    "VARIABLE",
    "UNIT",
    "CONSTANT",
    "SUPERSCRIPT",
    *CLOSING.values(),
}
"""The kinds of tokens that can end an operand."""
KEYWORDS = {
    "if": "IF",
    "otherwise": "OTHERWISE",
    "else": "OTHERWISE",
    "and": "AND",
    "or": "OR",
    "piecewise": "PIECEWISE",
    "where": "WHERE",
}
"""The words of a function in pieces, with the kinds of their tokens."""
_HINTS = {
    "!": "a factorial's numbers grow too large",
    ".": "a decimal point belongs in a number, such as 0.5",
}


def tokenise(text: str, names: Names) -> list[Token]:
    """The tokens of a text that may contain some names; ExpressionError otherwise.

    A token's `start_pos` and `end_pos` are indices in the text, from 0.
    """
    tokens: list[Token] = []
    openers: list[str] = []
    has_conditions = re.search(r"\b(?:if|piecewise|where)\b", text) is not None
    for kind, word, start in _lexemes(text):
        if kind == "NAME":
            tokens += _name(text, word, start, names)
            continue
        if kind in ("LOW", "NUMBER") and (name := with_subscript(tokens, word, start, names)):
            tokens[-1] = name
            continue
        if kind == "BAR":
            kind = _bar(tokens, openers)
        if has_conditions and word in ("<", ">"):
            kind = "COMPARISON"
        if kind in ("LANGLE", "RANGLE"):
            kind = _angle(kind, text[start:], tokens, openers)
        if kind in ("NUMBER", "FRACTION"):
            _check_number(word, start, tokens)
        _track_brackets(kind, openers, start)
        tokens.append(_token(kind, word, start))
    require_clear(tokens, names)
    return tokens


def _token(kind: str, word: str, start: int) -> Token:
    return Token(kind, word, start_pos=start, end_pos=start + len(word))


def _lexemes(text: str) -> Iterator[tuple[str, str, int]]:
    place = 0
    kinds = _kinds()
    while place < len(text):
        match = _PATTERN.match(text, place)
        if match is None:
            raise _unexpected_character(text, place)
        kind, word = match.lastgroup or "", match.group()
        if kind == "SYMBOL":
            kind = kinds[word]
        if kind == "DOUBLE":
            kind = "POWER"
        if kind != "SPACE":
            yield kind, word, place
        place = match.end()


@cache
def _kinds() -> dict[str, str]:
    return {symbol: kind for kind, symbols in _SYMBOLS.items() for symbol in symbols}


def _name(text: str, word: str, start: int, allowed: Names) -> list[Token]:
    if keyword := KEYWORDS.get(word):
        return [_token(keyword, word, start)]
    if allowed.has_greek(word):
        return [Token("VARIABLE", GREEK[word], start_pos=start, end_pos=start + 1)]
    after = re.match(r"[0-9]*[ \t]*", text[start + len(word) :])
    rest = text[start + len(word) + (after.end() if after else 0) :]
    digits = re.match(r"[0-9]+(?=[ \t]*\()", text[start + len(word) :])
    names = None if digits and len(word) > 1 else allowed.split(word)
    if names is None and not digits and not rest.startswith("("):
        names = allowed.factors(word)
    if names is None:
        if rest and (rest[0] in ":.'\"" or _PATTERN.match(rest) is None):
            raise _unexpected_character(text, len(text) - len(rest))
        whole = word + (digits.group() if digits else "")
        raise unknown_name(whole, start, allowed, called=rest.startswith("("))
    tokens = []
    for kind, name in names:
        tokens.append(_token(kind, name, start))
        start += len(name)
    return tokens


def _bar(tokens: list[Token], openers: list[str]) -> str:
    """The kind of a bar: it closes after an operand inside an open bar, otherwise it opens."""
    ended = bool(tokens) and tokens[-1].type in OPERAND_ENDS
    return "RBAR" if ended and openers and openers[-1] == "LBAR" else "LBAR"


def _angle(kind: str, rest: str, tokens: list[Token], openers: list[str]) -> str:
    """The kind of < or >: a bracket around the components of a vector, or else a comparison."""
    if kind == "RANGLE":
        return kind if openers and openers[-1] == "LANGLE" else "COMPARISON"
    ended = bool(tokens) and tokens[-1].type in OPERAND_ENDS
    return "COMPARISON" if ended and not re.match("[<⟨〈][^<>]*,[^<>]*[>⟩〉]", rest) else kind


def _track_brackets(kind: str, openers: list[str], start: int) -> None:
    if kind in CLOSING:
        openers.append(kind)
        if len(openers) > MAX_DEPTH:
            raise ExpressionError(f"too deep: at most {MAX_DEPTH} brackets may be open", start)
    elif kind in CLOSING.values() and openers:
        openers.pop()


def _check_number(word: str, start: int, tokens: list[Token]) -> None:
    value = unicodedata.numeric(word) if len(word) == 1 else float(word.replace("−", "-"))
    if math.isinf(value):
        raise ExpressionError(f"number too large: {_shortened(word)} is over 1e308", start)
    if value < MIN_NUMBER and re.search("[1-9]", re.split("[eE]", word)[0]):
        raise ExpressionError(f"number too small: {_shortened(word)} is under 1e-300", start)
    before = tokens[-1] if tokens else None
    if before == "log" and word in ("2", "10") and before.end_pos == start:
        message = f"log{word} can be log_{word}(...) or log({word}...): write one of them"
        raise ExpressionError(message, before.start_pos)
    if before is not None and before.type == "NUMBER":
        if unicodedata.decomposition(word[0]):
            raise ExpressionError(f"{before}{word} is unclear: write +{word} or *{word}", start)
        if re.fullmatch("[0-9]{3}", word):
            raise ExpressionError(f"write a number without spaces: {before}{word}", start)
    if before is not None and before.type in OPERAND_ENDS:
        message = f"a number right after {before} is unclear: write *{_shortened(word)} or ^"
        raise ExpressionError(f"{message}{_shortened(word)}", start)


def _shortened(word: str) -> str:
    return word if len(word) <= 20 else f"{word[:17]}..."


def number(token: Token) -> Fraction:
    """The exact value of a NUMBER, FRACTION or SUPERSCRIPT token: `3.5` is 7/2."""
    if len(token) == 1 and unicodedata.decomposition(token).startswith("<fraction>"):
        return Fraction(unicodedata.normalize("NFKC", token).replace("⁄", "/"))
    text = str(token).replace("−", "-").translate(_SUPERSCRIPTS)
    return Fraction(text) if float(text) else Fraction(0)


def _unexpected_character(text: str, place: int) -> ExpressionError:
    character = text[place]
    if character.isascii() and character.isprintable():
        hint = _HINTS.get(character, "not an expression")
        return ExpressionError(f"unexpected character {character}: {hint}", place)
    name = unicodedata.name(character, "a control character").lower()
    hint = ": write 30 pi/180 for 30 degrees" if character == "°" else ""
    return ExpressionError(f"unexpected character U+{ord(character):04X} ({name}){hint}", place)
