"""A text rewritten in parts, where each character knows its place in the text as typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainText:
    """A text, and for each of its characters and its end the index in the text as typed."""

    text: str
    origins: tuple[int, ...]

    @staticmethod
    def of(text: str) -> PlainText:
        """A text that is not rewritten yet."""
        return PlainText(text, tuple(range(len(text) + 1)))

    def rewritten(
        self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]
    ) -> PlainText:
        """The text with every match of a pattern replaced; all of a replacement begins where its
        match did."""
        pieces, origins, end = [], [], 0
        for match in pattern.finditer(self.text):
            piece = replacement(match)
            pieces += [self.text[end : match.start()], piece]
            origins += self.origins[end : match.start()]
            origins += [self.origins[match.start()]] * len(piece)
            end = match.end()
        return PlainText("".join([*pieces, self.text[end:]]), (*origins, *self.origins[end:]))
