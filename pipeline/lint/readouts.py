"""Which numbers a formula reads out, and whether each of them is accounted for.

A side of an equation (between its relations) that is nothing but numbers is a readout: `= 1.540`,
`|-> (2, 0)`, a cell of a table. What stands beside a variable is part of an expression: typed, or
derived from it by `calclib.symbolic`, whose own tests answer for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from pipeline.lint.content import Content, Element, content_of, flat, is_leaf, walk
from scenes._kit import theme
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text import notation
from scenes._kit.text.formula import Formula

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_RELATIONS = frozenset("=≈<>≤≥≠→↦")
_OF_NUMBERS = frozenset("π∞+−±·⋅×/,;:.()[]{}|")
"""Symbols that may stand in what is nothing but numbers."""
_GOALS = frozenset(("0", "0+", "0−"))
"""What a step goes to: 0, also from one side alone."""


def unaccounted(content: Content, known: set[str]) -> list[str]:
    """The digit strings of a formula's readouts that are not among the known ones."""
    return [digits for digits in readouts(content) if digits not in known]


def readouts(content: Content) -> list[str]:
    """The digit strings that a formula or a line of words reads out."""
    sides = [side for equation in content.equations for side in _sides(equation)]
    numbers = [_characters(side) for side in sides if _is_numbers(side)]
    return [digits for text in (content.words, *numbers) for digits in _DIGITS.findall(text)]


def _sides(equation: Element) -> Iterator[list[Element]]:
    """What stands between the relations outside all brackets; but not what a step goes to."""
    previous = ""
    for relation, run in groupby(flat(equation), _relation):
        side = list(run)
        if relation:
            previous = relation
        else:
            goal = "".join(_characters(side).split()) if previous == "→" else ""
            yield from () if goal in _GOALS else (side,)


def _relation(element: Element) -> str:
    text = element["text"] if is_leaf(element) else ""
    return text if text in _RELATIONS else ""


def _is_numbers(side: Sequence[Element]) -> bool:
    """Whether a side has numbers alone: no variable, no named function."""
    within = [each for element in side for each in walk(element)]
    return all(
        each["func"] != "op" and (each["func"] != "symbol" or each["text"] in _OF_NUMBERS)
        for each in within
    )


def _characters(side: Iterable[Element]) -> str:
    """The characters of a side, its elements apart."""
    return " ".join(each["text"] for element in side for each in walk(element) if is_leaf(each))


def is_tick(formula: Formula) -> bool:
    """Whether it is a number of an axis: set small and grey, and nothing but a number."""
    content = content_of(formula)
    sides = [side for equation in content.equations for side in _sides(equation)]
    number = len(sides) == 1 and not any(map(str.isalpha, content.text.replace("π", "")))
    small = abs(formula.em - theme.TICK / 96) < 1e-3
    grey = {
        glyph.get_fill_color().to_hex().lower()
        for glyph in formula.submobjects
        if glyph.points.size
    }
    return number and small and grey <= {theme.MUTED}


def accounted(scene: Lesson) -> set[str]:
    """The digit strings that a scene may read out so far.

    Those of the numbers it showed (checked a second way, and their exact forms against it), of
    those it declares as given, of its parameters, and of the literals in its class: its defaults,
    the facts of the storyboard.
    """
    sources = []
    for beat in scene.played:
        sources += beat.printed
        sources += [each.exact for each in beat.values if each.exact]
        for number in [*(each.value for each in beat.values), *beat.given]:
            sources += [notation.value(number), notation.display_coordinate(number)]
    literals = [vars(type(scene)).get(name) for name in vars(type(scene)) if name[:1] != "_"]
    given = [scene.parameters.as_json(), *literals]
    for each in _leaves(given):
        sources.append(each if isinstance(each, str) else notation.value(each))
        if not isinstance(each, str):
            sources += [notation.display_coordinate(each), notation.coordinate(each)]
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
