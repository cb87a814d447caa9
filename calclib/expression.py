"""Text to trees: functions, mappings, and the numbers, points and regions of options.

Texts are data: a tokeniser and a grammar turn them into trees, and nothing is evaluated as code.
Every rejected text raises an `ExpressionError` of one line with the position in the text as typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from calclib.errors import ExpressionError
from calclib.syntax.functions import Letters, function_notes, read_function
from calclib.syntax.limits import MAX_NUMBER, MIN_NUMBER, MIN_WIDTH, ParsedNode
from calclib.syntax.names import Names
from calclib.syntax.parser import parse_rule
from calclib.tree.letters import LETTER, letter
from calclib.tree.nodes import VARIABLES, Node

_NAMED = re.compile(rf"(?:^|,)\s*(?P<name>{LETTER})\s*=")


def parse(text: str, variables: Sequence[str] = VARIABLES) -> Node:
    """The tree of one scalar expression such as `x^2*y + sin(y)`.

    `variables`: the names that may occur.
    """
    return parse_rule(text, "expression", Names(tuple(variables))).node


def parse_function(
    text: str,
    variables: Sequence[str] | None = None,
    let: Letters | None = None,
    count: int | None = None,
) -> tuple[Node, tuple[str, ...]]:
    """The tree of a function as books write it, `f(u, v) = a u^2 v`, and the names of its inputs.

    The inputs are `variables`, or those declared, or else the letters used, with the usual partner
    of a single one: (u, v) for `u^2`. `let`: the values of other letters. `count`: how many inputs
    there are, if that is known; so many letters are all inputs.
    """
    (tree,), inputs = read_function(text, "expression", variables, let or {}, count)
    return tree, inputs


def parse_mapping(
    text: str,
    variables: Sequence[str] | None = None,
    let: Letters | None = None,
    count: int | None = None,
) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The components of `[a, b, ...]` (or of one scalar text), and the names of the inputs.

    The inputs are `variables`, or those declared, or else the letters used; a constant mapping is
    one of x. `let`: the values of other letters. `count` as in `parse_function`.
    """
    return read_function(text, "mapping", variables, let or {}, count)


def parse_named(text: str) -> dict[str, str] | None:
    """The texts of `u=1, v=pi/2` by the names of letters; None for a text without names.

    Raises ExpressionError where only some are named, or one twice.
    """
    places = [m for m in _NAMED.finditer(text) if letter(m["name"])]
    if not places:
        return None
    if text[: places[0].start()].strip():
        raise ExpressionError("name each number or none, as in u=1, v=2", 0, text)
    ends = [*(m.start() for m in places[1:]), len(text)]
    values: dict[str, str] = {}
    for place, end in zip(places, ends, strict=True):
        name = letter(place["name"]) or ""
        if name in values:
            raise ExpressionError(f"{name} is given twice", place.start("name"), text)
        values[name] = text[place.end() : end]
    return values


def notes(
    text: str,
    rule: str = "expression",
    let: Letters | None = None,
    inputs: Sequence[str] = (),
) -> list[str]:
    """A line about each reading of an accepted text that could surprise its author.

    `1/xy is read as (1/x) y; for the other reading write 1/(xy)`. `rule`: "expression" or
    "mapping". `inputs`: those that were read, whose order is told where no head declares it.
    """
    return function_notes(text, rule, let or {}, inputs)


def parse_constant(text: str) -> float:
    """The finite value of a text without variables, such as `pi/2`, `-1` or `2^0.5`."""
    return _number(parse_rule(text, "expression", Names()), text)


def parse_point(text: str) -> tuple[float, ...]:
    """The coordinates of a point such as `-1, pi/2`."""
    return tuple(_number(parsed, text) for parsed in parse_rule(text, "point", Names()))


def parse_domain(text: str) -> tuple[tuple[float, float], ...]:
    """The region `x0:x1, y0:y1` as ((x0, x1), (y0, y1)), finite, each with x0 < x1.

    An interval too narrow for float64 to resolve is rejected.
    """
    intervals = []
    for low, high in parse_rule(text, "domain", Names()):
        x0, x1 = _number(low, text), _number(high, text)
        if not x0 < x1:
            message = f"an interval runs from the lower end to the upper: {x0:g} < {x1:g} is false"
            raise ExpressionError(message, low.start, text)
        if x1 - x0 < MIN_WIDTH * max(abs(x0), abs(x1)):
            message = f"too narrow: {x0!r}:{x1!r} is under {MIN_WIDTH:g} of its ends' size wide"
            raise ExpressionError(message, low.start, text)
        intervals.append((x0, x1))
    return tuple(intervals)


def _number(parsed: ParsedNode, text: str) -> float:
    """The value of a tree without variables; ExpressionError outside the limits of a numeral."""
    from calclib.tree.precision import constant

    value = constant(parsed.node)
    if value != value:  # NaN
        raise ExpressionError("not a number: it has no real value", parsed.start, text)
    if abs(value) > MAX_NUMBER:
        raise ExpressionError("number too large: it is over 1e15", parsed.start, text)
    if 0 < abs(value) < MIN_NUMBER:
        raise ExpressionError("number too small: it is under 1e-300", parsed.start, text)
    return float(value)
