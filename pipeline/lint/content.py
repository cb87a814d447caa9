"""`Content`: the text and the equations of a formula, as Typst itself reads it.

Typst hands out its content as trees of elements: `{"func": "attach", "base": ..., "t": ...}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from scenes._kit.text import typst_compiler
from scenes._kit.text.formula import Formula

Element = dict[str, Any]
LINE_START = re.compile(r"(?<=[\w)])([+−]) +")
"""The plus or minus of a term in a line of its own: no space stands before it there."""


@dataclass(frozen=True)
class Content:
    """The equations of a formula, as trees; the words outside of them; both as plain text."""

    equations: tuple[Element, ...]
    words: str
    text: str


def content_of(formula: Formula) -> Content:
    """What a formula or a line of words says."""
    code = formula.markup
    return _content(formula.document(f"#let all = [{code}]\n#metadata(all) <all>\n#all"))


@lru_cache(maxsize=4096)
def _content(document: str) -> Content:
    found = typst_compiler.query(document, "selector(math.equation).or(<all>)")
    equations = tuple(_whole(each["body"] for each in found if each["func"] == "equation"))
    (whole,) = (each["value"] for each in found if each["func"] == "metadata")
    words = "".join(each["text"] for each in walk(whole, but="equation") if is_leaf(each))
    text = plain(whole).strip() or plain(equations)
    return Content(equations, words, " ".join(LINE_START.sub(r" \1 ", text).split()))


def _whole(bodies: Iterable[Element]) -> Iterator[Element]:
    """The equations, each with the later terms that stand in lines of their own: `+ 3 x`."""
    terms: list[Element] = []
    for body in bodies:
        first, *others = (each for each in flat(body) if each["func"] != "space")
        later = first.get("text") in ("+", "−") and others and others[0]["func"] == "h"
        if terms and not later:
            yield _sequence(terms)
            terms = []
        terms.append(body)
    if terms:
        yield _sequence(terms)


def _sequence(elements: Sequence[Element]) -> Element:
    return {"func": "sequence", "children": list(elements)}


def is_leaf(element: Element) -> bool:
    """Whether an element is characters and no more."""
    return element["func"] in ("text", "symbol")


def walk(element: Element, but: str = "") -> Iterator[Element]:
    """An element and all within it, in order; nothing of those of the kind `but`."""
    if element["func"] != but:
        yield element
        for child in _children(element):
            yield from walk(child, but)


def flat(element: Element) -> Iterator[Element]:
    """What stands one after another in an element: sequences and styles are opened."""
    if element["func"] in ("sequence", "styled"):
        for child in _children(element):
            yield from flat(child)
    else:
        yield element


def plain(value: Any) -> str:
    """An element, or several, as a line of plain text: x^2, (x + 1)/(2 y)."""
    match value:
        case {"func": "text" | "symbol", "text": str(text)}:
            return text
        case {"func": "space"}:
            return " "
        case {"func": "attach", "base": base, **scripts}:
            marks = {"b": "_", "t": "^"}
            return plain(base) + "".join(
                marks[k] + _grouped(scripts[k]) for k in marks if k in scripts
            )
        case {"func": "frac", "num": top, "denom": bottom}:
            return f"{_grouped(top)}/{_grouped(bottom)}"
        case {"func": "root", "radicand": inside}:
            return f"√{_grouped(inside)}"
        case {"func": "vec", "children": rows}:
            return f"({', '.join(map(plain, rows))})"
        case {"func": _}:
            return "".join(map(plain, _children(value)))
        case _:
            return " ".join(map(plain, value))


def _grouped(element: Element) -> str:
    text = plain(element)
    return text if len(text) == 1 or text.isalnum() else f"({text})"


def _children(element: Element) -> Iterator[Element]:
    waiting = [value for value in element.values() if isinstance(value, dict | list)]
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, dict):
            yield value
        elif isinstance(value, list):
            waiting[:0] = value
