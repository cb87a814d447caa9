"""Other spellings of a formula rewritten in the plain one: pasted characters, LaTeX, numpy,
Mathematica. Nothing that has a plain reading is changed.
"""

from __future__ import annotations

import re
import unicodedata

from calclib.spelling.latex import from_latex
from calclib.spelling.plain_text import PlainText
from calclib.tree.functions import FUNCTION_NAMES

_CHARACTERS = {
    **{chr(0xFF00 + code): chr(0x20 + code) for code in range(1, 0x5F)},  # full width
    **dict.fromkeys(
        "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "
    ),
    "⁄": "/",
    "∣": "|",
    "⌊": "floor(",
    "⌋": ")",
    "⌈": "ceil(",
    "⌉": ")",
    "ℎ": "h",
    "ℯ": "e",
    "ⅇ": "e",
    "î": "i",
    "ĵ": "j",
    "k\u0302": "k",
    "i\u0302": "i",
    "j\u0302": "j",
}
_PASTED = re.compile(
    "|".join(sorted(map(re.escape, _CHARACTERS), key=len, reverse=True))
    + "|[\U0001d400-\U0001d7ff]"  # letters and digits of mathematics: bold, italic, ...
)
_LOW = re.compile("(?<=[A-Za-zα-ωϑϕϵϱ])[₀₁₂₃₄₅₆₇₈₉]+")
_BRACED_LOW = re.compile(r"(?<!log)(?<=[A-Za-zα-ωϑϕϵϱ])_\{\s*([A-Za-z0-9]+)\s*\}")
_MODULE = re.compile(r"\b(?:np|numpy|math|Math|mp|mpmath|sp|sympy)\.([A-Za-z]\w*)")
_PROGRAM_NAMES = {
    "absolute": "abs",
    "fabs": "abs",
    "maximum": "max",
    "minimum": "min",
    "array": "",
    "PI": "pi",
    "E": "e",
}
_HEAD = re.compile(r"\b([A-Z]\w*)(?=\[)")
_CONSTANT = re.compile(r"\b(?:Pi|E)\b")
_HEAD_NAMES = {"ceiling": "ceil", "cuberoot": "cbrt"}


def plain_text(text: str) -> PlainText:
    """A text in the spelling of `tokens`; ExpressionError for LaTeX that has none."""
    plain = PlainText.of(text)
    if not text.isascii():
        plain = plain.rewritten(_PASTED, lambda match: _plain_character(match[0]))
        plain = plain.rewritten(_LOW, lambda match: f"_{unicodedata.normalize('NFKC', match[0])}")
    plain = plain.rewritten(_BRACED_LOW, lambda match: f"_{match[1]} ")
    if "\\" in text or "$" in text:
        plain = from_latex(plain)
    plain = plain.rewritten(_MODULE, lambda match: _PROGRAM_NAMES.get(match[1], match[1]))
    return _from_mathematica(plain) if "[" in plain.text else plain


def _plain_character(character: str) -> str:
    return _CHARACTERS.get(character) or unicodedata.normalize("NFKC", character)


def _from_mathematica(plain: PlainText) -> PlainText:
    """`Sin[Pi x]` as `sin[pi x]`, where every such name is known."""
    names: list[str] = _HEAD.findall(plain.text)
    heads = {name: _HEAD_NAMES.get(name.lower(), name.lower()) for name in names}
    if not heads or not set(heads.values()) <= FUNCTION_NAMES.keys():
        return plain
    plain = plain.rewritten(_HEAD, lambda match: heads[match[1]])
    return plain.rewritten(_CONSTANT, lambda match: match[0].lower())
