"""Messages for terminals: short, in one line, without control characters."""

from __future__ import annotations

from pathlib import Path

MAX_LENGTH = 150
"""The max_length characters in a message on standard error."""
_ELLIPSIS = "..."


def printable(text: str) -> str:
    """The text with "?" for each unprintable character: controls, escapes, direction marks."""
    return "".join(each if each.isprintable() else "?" for each in text)


def shortened(text: str, max_length: int = 40) -> str:
    """The text, its middle left out if it has more than `max_length` characters."""
    if len(text) <= max_length:
        return text
    end = (max_length - len(_ELLIPSIS)) // 2
    return text[: max_length - len(_ELLIPSIS) - end] + _ELLIPSIS + text[len(text) - end :]


def one_line(text: str, max_length: int = MAX_LENGTH) -> str:
    """The text in one printable line of at most `max_length` characters."""
    return shortened(printable(" ".join(text.split())), max_length)


def name_of(path: Path) -> str:
    """The name of a file, or of a folder such as ".", to be printed."""
    return shortened(printable(path.name or str(path)), 80)


def caret(text: str, position: int, width: int = 72) -> str:
    """The text around a position, with a caret under it, in two lines."""
    start = max(0, position - width // 2)
    return f"  {printable(text[start : start + width])}\n  {' ' * (position - start)}^"
