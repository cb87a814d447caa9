"""Texts as a terminal may show them: short, in one line, without what steers the terminal."""

from __future__ import annotations

from pathlib import Path

LONGEST = 150
"""Characters in a line of ours on standard error, with what stands before the message."""
_CUT = "..."


def printable(text: str) -> str:
    """The text, with "?" for each character that is no picture: a control character, an escape, one
    that turns the direction of reading."""
    return "".join(each if each.isprintable() else "?" for each in text)


def shortened(text: str, most: int = 40) -> str:
    """The text, its middle left out where it has more than `most` characters."""
    if len(text) <= most:
        return text
    end = (most - len(_CUT)) // 2
    return text[: most - len(_CUT) - end] + _CUT + text[len(text) - end :]


def one_line(text: str, most: int = LONGEST) -> str:
    """The text in one printable line of at most `most` characters."""
    return shortened(printable(" ".join(text.split())), most)


def named(path: Path) -> str:
    """The name of a file, or of a folder such as "."."""
    return shortened(printable(path.name or str(path)), 80)


def caret(text: str, position: int, width: int = 72) -> str:
    """The text around a position, with a caret under it, in two lines."""
    start = max(0, position - width // 2)
    return f"  {printable(text[start : start + width])}\n  {' ' * (position - start)}^"
