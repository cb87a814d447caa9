"""`Cursor`: a place among tokens, from which they are taken one after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from scenes._kit.speech.tokens import END, Token

ReadT = TypeVar("ReadT")
_DEEP = 40
"""Brackets within brackets that are read as formulas; those deeper are left out."""


class Cursor:
    """Reads tokens from the first to the last; `_at` is the next one."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = self._depth = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    @property
    def _before(self) -> Token:
        return self._tokens[self._at - 1] if self._at else END

    @property
    def _after(self) -> Token:
        return self._tokens[min(self._at + 1, len(self._tokens) - 1)]

    def _take(self) -> Token:
        token = self._next
        self._at += token is not END
        return token

    def _takes(self, *signs: str) -> bool:
        """Takes one of some signs, if it is next."""
        found = self._next.kind == "sign" and self._next.text in signs
        self._at += found
        return found

    def _tried(self, read: Callable[[], ReadT | None]) -> ReadT | None:
        """What is read; None, and nothing is taken, where it is no formula."""
        start = self._at
        found = read()
        if found is None:
            self._at = start
        return found

    def _within(self, read: Callable[[], ReadT | None]) -> ReadT | None:
        """What is read one level deeper; None where that is too deep."""
        if self._depth >= _DEEP:
            return None
        self._depth += 1
        try:
            return read()
        finally:
            self._depth -= 1

    def _before_kind(self, place: int) -> str:
        return self._tokens[place - 1].kind if place else "end"
