"""Reads formulas aloud: numbers, names, powers, fractions, points, functions of their inputs."""

from __future__ import annotations

from scenes._kit.speech.cursor import Cursor
from scenes._kit.speech.tokens import END, LETTER, Token
from scenes._kit.speech.tongue import Said, Tongue

OPEN, CLOSED = ("(", "["), (")", "]")
MINUS = ("−", "-")
OPERATORS = frozenset("=≈≠<>≤≥+−±×·*÷→↦∈")
"""Signs that stand behind a formula, never behind an article."""
LEADING = ("√", "∂", "∇", "Δ", "∞")
"""Signs that may begin a formula."""


class FormulaReader(Cursor):
    """What turns out to be no formula is left where it is."""

    def __init__(self, found: list[Token], tongue: Tongue) -> None:
        super().__init__(found)
        self._tongue = tongue
        self._no_lists = set[int]()
        """Places after brackets that hold no formulas, so that none is read twice."""

    def formula(self) -> Said | None:
        """The formula that begins at the next token; None, and nothing is taken, without one."""
        return self._tried(self._quotient)

    def _named(self, token: Token) -> str:
        """A name; a letter beside a sign is no article."""
        if not token.is_letter:
            return self._tongue.word(token.text)
        name = token.text if self._is_alone() else LETTER + token.text.strip(LETTER)
        return self._tongue.letter(name)

    def _is_alone(self) -> bool:
        """Whether the letter just taken stands among words: `a = 2` is said of no article."""
        before, after = self._before_kind(self._at - 1), self._next.kind
        is_spaced = before in ("space", "end") and after == "space"
        return is_spaced and self._after.text not in OPERATORS

    def _is_function(self, token: Token) -> bool:
        return token.is_letter or token.text in self._tongue.functions

    def _quotient(self) -> Said | None:
        """A product, or one divided by another, with a minus before it, perhaps."""
        if self._takes(*MINUS):
            inner = self._within(self._quotient)
            return inner and Said(self._tongue.negative(inner.words))
        top = self._product()
        while top is not None and self._next.text == "/" and self._starts_product(self._after):
            self._take()
            bottom = self._product()
            top = bottom and Said(self._tongue.fraction(top, bottom))
        return top

    def _starts_product(self, token: Token) -> bool:
        return token.kind == "number" or token.is_letter or token.text in (*OPEN, *LEADING)

    def _product(self) -> Said | None:
        """What is written without spaces: 2x, 3π, f(x)g(x)."""
        first = self._power()
        if first is None:
            return None
        parts = [first]
        while self._starts_product(self._next) or self._is_function(self._next):
            following = self._tried(self._power)
            if following is None:
                break
            parts.append(following)
        return first if len(parts) == 1 else Said(" ".join(each.words for each in parts))

    def _power(self) -> Said | None:
        """A number, letter or bracket, with what is above and below it."""
        base = self._primary()
        while base is not None:
            if self._next.kind == "above":
                base = self._raised(base, self._take().text)
            elif self._next.text == "^" and self._after is not END:
                self._take()
                negative = self._takes(*MINUS)
                exponent = self._primary()
                if exponent is None:
                    return None
                base = self._to_the(base, exponent, is_negative=negative)
            elif self._next.text in ("'", "’", "′"):
                self._take()
                base = Said(self._tongue.prime(base.words))
            else:
                break
        return base

    def _raised(self, base: Said, above: str) -> Said:
        digits = above.lstrip("+−")
        exponent = self._tongue.number(digits) if digits.isdigit() else self._letter(digits)
        return self._to_the(base, exponent, is_negative=above.startswith("−"))

    def _to_the(self, base: Said, exponent: Said, *, is_negative: bool) -> Said:
        return Said(self._tongue.power(base.words, exponent, is_negative=is_negative))

    def _letter(self, name: str) -> Said:
        return Said(" ".join(self._tongue.letter(LETTER + each) for each in name))

    def _primary(self) -> Said | None:
        token = self._take()
        if token.kind == "number":
            return self._counted(token)
        if token.kind == "name" and self._is_function(token):
            return self._called(token)
        match token.text:
            case "(" | "[":
                return self._bracketed()
            case "|":
                return self._size()
            case "√":
                inner = self._within(self._power)
                return inner and Said(self._tongue.root(inner.words))
            case "∂" if self._next.is_letter:
                return Said(f"{self._tongue.partial} {self._named(self._take())}")
            case "∂" | "∇" | "Δ":
                return Said(self._tongue.signs[token.text])
            case "∞" | "°":
                return Said(self._tongue.signs[token.text])
        return None

    def _counted(self, token: Token) -> Said:
        said, following = self._tongue.number(token.text), self._next
        is_negative = self._at > 1 and self._tokens[self._at - 2].text in MINUS
        if said.whole is None or is_negative or following.kind not in ("words", "name"):
            return said
        counted = self._tongue.counted(said.whole, following.text)
        if counted is None:
            return said
        if following.kind == "name":  # th
            self._take()
        return Said(counted)

    def _called(self, token: Token) -> Said | None:
        """A name with its subscript, and its inputs in brackets."""
        words = self._named(token)
        if self._next.kind == "below" and token.is_letter:
            words = self._tongue.indexed(words, self._index(self._take().text))
        start = self._at
        if self._takes("("):
            inputs = self._list()
            if inputs is not None:
                return Said(self._tongue.call(words, [" ".join(each) for each in inputs]))
            self._at = start
        return Said(words)

    def _index(self, below: str) -> str:
        if below.isdigit():
            return self._tongue.number(below).words
        return " ".join(
            self._tongue.letter(LETTER + each) if each.isalpha() else "" for each in below
        )

    def _bracketed(self) -> Said | None:
        """A point, whose coordinates are told apart; or a formula."""
        found = self._list()
        if not found:
            return None
        (first, *others) = (" ".join(each) for each in found)
        if others:
            return Said(self._tongue.comma.join([first, *others]))
        return Said(first if len(found[0]) == 1 else self._tongue.group(first))

    def _size(self) -> Said | None:
        inner = self._sum("|")
        if inner is None or not self._takes("|"):
            return None
        return Said(self._tongue.size(" ".join(inner)))

    def _list(self) -> list[list[str]] | None:
        """Formulas with commas between them, up to the closing bracket."""
        start, found = self._at, list[list[str]]()
        while start not in self._no_lists:
            each = self._within(lambda: self._sum(*CLOSED, ","))
            if each is None:
                break
            found.append(each)
            if self._takes(*CLOSED):
                return found
            if not self._takes(","):
                break
        self._no_lists.add(start)
        return None

    def _sum(self, *ends: str) -> list[str] | None:
        """Formulas with signs and spaces between them, up to one of some signs, each in words."""
        words: list[str] = []
        after_formula = False
        while not (self._next.kind == "sign" and self._next.text in ends):
            if self._next.kind == "space":
                self._take()
                continue
            minus = after_formula and self._next.text in MINUS
            formula = None if minus else self._tried(self._quotient)
            if formula is None and self._tongue.signs.get(self._next.text) is None and not minus:
                return None
            sign = "−" if minus else self._next.text
            words.append(formula.words if formula else self._tongue.signs[sign])
            self._at += formula is None
            after_formula = formula is not None
        return words or None
