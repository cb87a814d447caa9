r"""LaTeX as it is pasted from a page, rewritten in the plain spelling: `\frac{x}{y}` is (x)/(y)."""

from __future__ import annotations

import re
from itertools import chain

from calclib.errors import ExpressionError
from calclib.spelling.plain_text import PlainText
from calclib.tree.functions import FUNCTION_NAMES

_MAX_GROUPS = 50
"""How many groups may be open at a time."""
_REPLACED = {
    "cdot": "·",
    "times": "×",
    "ast": "*",
    **dict.fromkeys((",", ";", ":", "!", ">", " ", "\n", "quad", "qquad", "space"), " "),
    **dict.fromkeys(("left", "right", "middle", "displaystyle", "textstyle", "ds", "limits"), ""),
    **dict.fromkeys(("big", "Big", "bigg", "Bigg"), ""),
    **dict.fromkeys(("bigl", "Bigl", "biggl", "Biggl", "bigr", "Bigr", "biggr", "Biggr"), ""),
    **dict.fromkeys(("(", ")", "[", "]"), ""),  # around a formula, such as \( x \)
    **dict.fromkeys(("lvert", "rvert", "vert"), "|"),
    **dict.fromkeys(("le", "leq", "leqslant"), "≤"),
    **dict.fromkeys(("ge", "geq", "geqslant"), "≥"),
    **dict.fromkeys(("ne", "neq"), "≠"),
    "amp": "&",
    "div": "/",
    "{": "{",
    "}": "}",
    "lbrace": "{",
    "rbrace": "}",
    "lt": "<",
    "gt": ">",
    "langle": "⟨",
    "rangle": "⟩",
    "lfloor": "floor(",
    "rfloor": ")",
    "lceil": "ceil(",
    "rceil": ")",
}
_FONT = re.compile(
    "operatorname|mathrm|mathbf|mathit|mathsf|mathbb|boldsymbol|bm|text|textrm|textbf|textit"
    "|vec|hat|widehat|overrightarrow"
)
"""Commands that change the look of their argument only."""
_FRACTIONS = ("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac")
_MATRICES = ("pmatrix", "bmatrix", "matrix")
_WORDS = {
    **{f"{letter}math": letter for letter in "ij"},
    **{f"{letter}hat": letter for letter in "ijk"},
    **{f"h{letter}": letter for letter in "ijk"},
    **{f"v{letter}": letter for letter in "ijk"},
    **{f"var{name}": name for name in ("epsilon", "theta", "phi", "rho", "sigma", "kappa", "pi")},
}
_GREEK = re.compile(
    "alpha|beta|gamma|delta|epsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau"
    "|upsilon|phi|chi|psi|omega|Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Upsilon|Phi|Psi|Omega"
)
_CASES = [
    (re.compile(r"[,.]?\s*&\s*,?\s*(?:(?:if|for|when|where)\b)?(?!\s*(?:otherwise|else))"), " if "),
    (re.compile(r"[,.]?\s*&\s*"), " "),
    (re.compile(r"[,.;]?\s*\\\s*"), "; "),
    (re.compile(r"[,.;]?\s*$"), ""),
]
"""Rows of cases, with & and \\ in them, in the plain spelling."""
_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_UNSUPPORTED = {
    "pm": "two values at once are not a function",
    "infty": "infinity is not a number here",
    "partial": "write the function itself, its derivatives are computed",
    "int": "an integral cannot be read",
    "sum": "a sum cannot be read",
    "lim": "a limit cannot be read",
    "circ": "write degrees as 30 pi/180",
}


def from_latex(plain: PlainText) -> PlainText:
    """The plain text of a text with LaTeX in it; ExpressionError for an unknown command."""
    reader = _Reader(plain)
    pieces = reader.read_until("")
    if reader.place < len(plain.text):
        raise reader.error("} closes a bracket that was never opened")
    characters = [(c, plain.origins[place]) for piece, place in pieces for c in piece]
    text = "".join(c for c, _ in characters)
    return PlainText(text, (*(place for _, place in characters), plain.origins[-1]))


Pieces = list[tuple[str, int]]
"""Plain texts, each with the place in the LaTeX from which it comes."""


class _Reader:
    """Reads a text from left to right; `place` is where it has come."""

    def __init__(self, plain: PlainText) -> None:
        self.plain, self.text = plain, plain.text
        self.place = self.depth = 0
        self.marks_rows = False

    def error(self, message: str, place: int | None = None) -> ExpressionError:
        """An error at a place, by default at the one reached."""
        return ExpressionError(message, self.plain.origins[self.place if place is None else place])

    def read_until(self, end: str) -> Pieces:
        """The pieces up to a `}` or to the command \\end, which is passed where it is `end`."""
        pieces: Pieces = []
        opening = max(0, self.place - 1)
        while self.place < len(self.text):
            character, start = self.text[self.place], self.place
            if character == "}" or self.text.startswith(r"\end{", start):
                break
            if character == "{":
                pieces += [("(", start), *self.argument(), (")", self.place - 1)]
            elif character == "\\":
                pieces += self.command()
            else:
                self.place += 1
                column = "&" if self.marks_rows else ","
                plain = {"~": " ", "$": "", "&": column}.get(character, character)
                pieces.append((plain, start))
        if end and not self.text.startswith(end, self.place):
            raise self.error(f"{end} is missing: a group is not closed", opening)
        self.place += len(end)
        return pieces

    def argument(self) -> Pieces:
        """The group, command or character that follows."""
        self.place += len(self.text[self.place :]) - len(self.text[self.place :].lstrip())
        if self.place == len(self.text):
            raise self.error("a LaTeX command needs one more argument")
        self.depth += 1
        if self.depth > _MAX_GROUPS:
            raise self.error(f"too deep: at most {_MAX_GROUPS} groups may be open")
        start = self.place
        if self.text[start] == "{":
            self.place += 1
            pieces = self.read_until("}")
        elif self.text[start] == "\\":
            pieces = self.command()
        else:
            self.place += 1
            pieces = [(self.text[start], start)]
        self.depth -= 1
        return pieces

    def command(self) -> Pieces:
        """The plain text of a command with its arguments."""
        start = self.place
        match = _COMMAND.match(self.text, start)
        if match is None:
            raise self.error("a LaTeX command is not complete")
        name, self.place = match[1], match.end()
        if name in _FRACTIONS:
            top, bottom = self.argument(), self.argument()
            self._reject_mixed_number(start, (top, bottom))
            return _joined(start, "((", top, ")/(", bottom, "))")
        if name == "sqrt":
            return self._root(start)
        if name == "log" and self.text.startswith("_", self.place):
            return self._logarithm(start)
        if _FONT.fullmatch(name):
            return self._separated(self.argument(), start)
        if name == "begin":
            return self._matrix(start)
        if name == "\\":
            return [("\\" if self.marks_rows else ",", start)]
        if name in _REPLACED:
            self.place += name in ("left", "right") and self.text.startswith(".", self.place)
            return [(_REPLACED[name], start)]
        word = _WORDS.get(name, name)
        if word in FUNCTION_NAMES or _GREEK.fullmatch(word) or name in _WORDS:
            return self._separated([(word, start)], start)
        hint = _UNSUPPORTED.get(name, "it has no reading here")
        raise self.error(f"unknown LaTeX command \\{name}: {hint}", start)

    def _reject_mixed_number(self, start: int, parts: tuple[Pieces, Pieces]) -> None:
        """2\frac12 can be 5/2, or 2 times 1/2."""
        digits = ("".join(piece for piece, _ in part) for part in parts)
        if start and self.text[start - 1].isdigit() and all(each.isdigit() for each in digits):
            raise self.error("a fraction right after a number is unclear: write + or *", start)

    def _separated(self, pieces: Pieces, start: int) -> Pieces:
        """A word apart from letters around it: x\\sin y is x sin y."""
        before = start > 0 and self.text[start - 1].isalnum()
        after = self.text[self.place : self.place + 1]
        gap = after == "\\" or after.isalpha()
        return [(" " * before, start), *pieces, (" " * gap, self.place - 1)]

    def _root(self, start: int) -> Pieces:
        """\\sqrt{x}, \\sqrt[3]{x}, \\sqrt[n]{x}."""
        match = re.compile(r"\s*\[([^\[\]]*)\]").match(self.text, self.place)
        if match is None or match[1].strip() in ("2", "3"):
            self.place = match.end() if match else self.place
            name = "cbrt(" if match and match[1].strip() == "3" else "sqrt("
            return _joined(start, name, self.argument(), ")")
        index: Pieces = [(c, match.start(1) + i) for i, c in enumerate(match[1])]
        self.place = match.end()
        return _joined(start, "((", self.argument(), ")^(1/(", index, ")))")

    def _logarithm(self, start: int) -> Pieces:
        """\\log_{2} x as log_2 x."""
        self.place += 1
        base = "".join(piece for piece, _ in self.argument()).strip()
        if not re.fullmatch("[0-9]{1,6}", base):
            raise self.error("the base of a logarithm is a whole number", start)
        return self._separated([(f"log_{base} ", start)], start)

    def _matrix(self, start: int) -> Pieces:
        """A column or row of a matrix as a list."""
        name = "".join(piece for piece, _ in self.argument())
        if name == "cases":
            return self._cases(start)
        if name not in _MATRICES:
            raise self.error(f"unknown LaTeX environment {name}", start)
        inside = self.read_until(f"\\end{{{name}}}")
        while inside and inside[-1][0].strip() in ("", ","):  # \\ after the last row
            inside.pop()
        return _joined(start, "[", inside, "]")

    def _cases(self, start: int) -> Pieces:
        """x^2, & \\text{if } x < 0 \\\\ x & \\text{otherwise} as {x^2 if x < 0; x otherwise}."""
        self.marks_rows = True
        pieces = self.read_until(r"\end{cases}")
        self.marks_rows = False
        places = tuple(place for piece, place in pieces for _ in piece)
        inside = PlainText("".join(piece for piece, _ in pieces), (*places, self.place))
        for pattern, plain in _CASES:
            inside = inside.rewritten(pattern, lambda _, plain=plain: plain)
        rows = list(zip(inside.text, inside.origins, strict=False))
        return _joined(start, "{", rows, "}")


def _joined(start: int, *parts: str | Pieces) -> Pieces:
    """Plain texts and pieces in a row; each plain text comes from where the piece before ends."""
    place, pieces = start, []
    for part in parts:
        if isinstance(part, str):
            pieces.append([(part, place)])
        else:
            pieces.append(part)
            place = part[-1][1] if part else place
    return list(chain.from_iterable(pieces))
