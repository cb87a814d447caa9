"""Reads a written sentence aloud: numbers, formulas and signs as words of a language."""

from __future__ import annotations

from scenes._kit.speech.formulas import CLOSED, LEADING, MINUS, OPEN, FormulaReader
from scenes._kit.speech.tokens import END, tokens
from scenes._kit.speech.tongue import Tongue

_OPERANDS = ("number", "name", "above", "below")


def read_aloud(sentence: str, tongue: Tongue) -> str:
    """What is said of a sentence; signs of punctuation stay."""
    return _Reader(tokens(sentence), tongue).sentence()


class _Reader(FormulaReader):
    """Formulas, and the words and signs between them."""

    def sentence(self) -> str:
        """All that is left, in words."""
        words: list[str] = []
        while self._next is not END:
            start = self._at
            formula = self.formula() if self._begins_formula() else None
            apart = self._tokens[start].kind != "words" and self._before_kind(start) != "words"
            words.append(" " * apart + (formula.words if formula else self._plain()))
        return "".join(words)

    def _begins_formula(self) -> bool:
        token, after = self._next, self._after
        if token.kind == "number" or (token.kind == "name" and self._is_function(token)):
            return True
        if token.kind != "sign":
            return False
        if token.text in (*OPEN, "|", *LEADING):
            return True
        follows = self._before.kind in _OPERANDS or self._before.text in CLOSED
        return token.text in MINUS and not follows and after.kind != "space"

    def _plain(self) -> str:
        token = self._take()
        match token.kind:
            case "words":
                return token.text
            case "name":
                return self._named(token)
            case "number":
                return self._tongue.number(token.text).words
            case "above" | "below":
                return self._tongue.word(token.text) if token.text.isalpha() else " "
            case "sign":
                return self._sign(token.text)
        return " "

    def _sign(self, sign: str) -> str:
        """A sign by itself: a minus between operands, a hyphen between words, a pause."""
        if sign == "-":
            return self._hyphen()
        if sign in (*OPEN, *CLOSED, "{", "}", "–", "—"):
            return ", "
        if sign in (".", ",", "?", "!", ":", ";"):
            return sign
        said = self._tongue.signs.get(sign)
        return f" {said} " if said else " "

    def _hyphen(self) -> str:
        """A hyphen was taken: between words, or a pause, or a minus."""
        before, after = (self._tokens[max(0, self._at - 2)], self._next)
        if before.kind == after.kind == "space":
            beside = self._tokens[max(0, self._at - 3)], self._after
            is_minus = all(each.kind == "number" or each.is_letter for each in beside)
            return f" {self._tongue.signs['−']} " if is_minus else ", "
        is_minus = before.kind in _OPERANDS and (after.kind == "number" or after.is_letter)
        return f" {self._tongue.signs['−']} " if is_minus else " "
