"""Which numbers a formula reads out, and whether each of them is accounted for.

A side of a formula (between its relation signs) that is nothing but numbers is a readout:
`= 1.540`, `|-> (2, 0)`, a cell of a table. What stands beside a variable is part of an
expression: typed, or derived from it by `calclib.symbolic`, whose own tests answer for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text import notation

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_MATH = re.compile(r"\$([^$]*)\$")
_STRING = re.compile(r'#?"((?:[^"\\]|\\.)*)";?')
_RELATION = re.compile(r"\|->|->|<=|>=|!=|=|\bapprox\b|<|>|\barrow\b|\bto\b")
_SETTING = re.compile(r"[a-z-]+: *#?-?[\d.]+(?:em|pt|%)")
_PURELY_SET = {
    "part",
    "frac",
    "vec",
    "display",
    "inline",
    "script",
    "pi",
    "dot",
    "times",
    "upright",
    "infinity",
    "mat",
}
_TOWARD = re.compile(r"-> *0(?![.\d])")
"""What a step goes to is no result."""
_NAME = re.compile(r"[^\W\d_]+(?:\.[a-z]+)*")


def unaccounted(source: str, known: set[str]) -> list[str]:
    """The digit strings of a formula's readouts that are not among the known ones."""
    return [digits for digits in readouts(source) if digits not in known]


def readouts(source: str) -> list[str]:
    """The digit strings that a Typst source reads out, math or markup."""
    if source.startswith("$ "):
        maths, prose = [source[2:-2]], ""
    else:
        maths = _MATH.findall(source)
        prose = "".join(_STRING.findall(_MATH.sub(" ", source)))
    return [
        *_DIGITS.findall(prose),
        *(digits for math in maths for side in _sides(math) for digits in _numbers(side)),
    ]


def _sides(math: str) -> Iterator[str]:
    """What stands between the relation signs outside all brackets."""
    math = re.sub(r'part\("[^"]*", *', "part(", _SETTING.sub("", _TOWARD.sub("", math)))
    depth, start = 0, 0
    relations = {match.start(): match.end() for match in _RELATION.finditer(math)}
    for k, character in enumerate(math):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and k in relations and k >= start:
            yield math[start:k]
            start = relations[k]
    yield math[start:]


def _numbers(side: str) -> list[str]:
    return _DIGITS.findall(side) if _purely_numbers(side) else []


def _purely_numbers(side: str) -> bool:
    return set(_NAME.findall(_STRING.sub("", side))) <= _PURELY_SET


def is_tick(formula: Any) -> bool:
    """Whether it is a number of an axis: set small and grey, and nothing but a number."""
    sides = [*_sides(formula.typst_code.strip("$ "))]
    number = len(sides) == 1 and '"' not in sides[0] and _purely_numbers(sides[0])
    small = abs(formula.em - theme.TICK / 96) < 1e-3
    grey = {
        glyph.get_fill_color().to_hex().lower()
        for glyph in formula.submobjects
        if glyph.points.size
    }
    return number and small and grey <= {theme.QUIET}


def accounted(scene: Lesson) -> set[str]:
    """The digit strings that a scene may read out so far.

    Those of the numbers it showed (checked a second way, and their exact forms against it), of
    those it declares as given, of its parameters, and of the literals in its class: its defaults,
    the facts of the storyboard.
    """
    sources = []
    for beat in scene.played:
        sources += [each.exact for each in beat.values if each.exact]
        for number in [*(each.value for each in beat.values), *beat.given]:
            sources += [notation.value(number), notation.place(number)]
    literals = [vars(type(scene)).get(name) for name in vars(type(scene)) if name[:1] != "_"]
    given = [scene.parameters.as_json(), *literals]
    for each in _leaves(given):
        sources.append(each if isinstance(each, str) else notation.value(each))
        sources += [] if isinstance(each, str) else [notation.place(each)]
    return {digits for source in sources for digits in _DIGITS.findall(source)}


def _leaves(value: Any) -> Iterator[Any]:
    """The texts and numbers in nested tables and lists."""
    match value:
        case str() | int() | float():
            yield value
        case dict():
            yield from _leaves(value.values())
        case Iterable():
            for each in value:
                yield from _leaves(each)
