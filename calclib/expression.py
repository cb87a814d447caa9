"""Text to trees: functions, mappings, and the numbers, points and regions of options.

Texts are data: a tokeniser and a grammar turn them into trees, and nothing is evaluated as code.
Every rejected text raises an `ExpressionError` of one line with the position in the text as typed.
"""

from __future__ import annotations

from collections.abc import Sequence

from calclib.errors import ExpressionError
from calclib.syntax.limits import MAX_NUMBER, MIN_NUMBER, MIN_WIDTH, ParsedNode
from calclib.syntax.parser import parse_rule
from calclib.tree.nodes import VARIABLES, Node
from calclib.tree.nodes import variables as names_in


def parse(text: str, variables: Sequence[str] | None = None) -> Node:
    """The tree of one scalar expression such as `x^2*y + sin(y)`.

    `variables`: the names that may occur; None allows t, s, x, y and z.
    """
    return parse_rule(text, "expression", variables).node


def parse_mapping(
    text: str, variables: Sequence[str] | None = None
) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The components of `[a, b, ...]` (or of one scalar text), and the names of the inputs.

    The inputs are `variables`, or else the names that occur, in the order t, s, x, y, z; a
    constant mapping is one of x.
    """
    components = tuple(parsed.node for parsed in parse_rule(text, "mapping", variables))
    if variables is not None:
        return components, tuple(variables)
    used = frozenset[str]().union(*map(names_in, components))
    return components, tuple(name for name in VARIABLES if name in used) or ("x",)


def notes(text: str, rule: str = "expression", variables: Sequence[str] | None = None) -> list[str]:
    """A line about each reading of an accepted text that could surprise its author.

    `1/xy is read as (1/x) y; for the other reading write 1/(xy)`. `rule`: "expression" or
    "mapping".
    """
    parsed = parse_rule(text, rule, variables)
    parts = parsed if isinstance(parsed, tuple) else (parsed,)
    found = dict.fromkeys(note for part in parts for note in part.notes)
    return [note.message(text) for note in found]


def parse_constant(text: str) -> float:
    """The finite value of a text without variables, such as `pi/2`, `-1` or `2^0.5`."""
    return _number(parse_rule(text, "expression", ()), text)


def parse_point(text: str) -> tuple[float, ...]:
    """The coordinates of a point such as `-1, pi/2`."""
    return tuple(_number(parsed, text) for parsed in parse_rule(text, "point", ()))


def parse_domain(text: str) -> tuple[tuple[float, float], ...]:
    """The region `x0:x1, y0:y1` as ((x0, x1), (y0, y1)), finite, each with x0 < x1.

    An interval too narrow for float64 to resolve is rejected.
    """
    intervals = []
    for low, high in parse_rule(text, "domain", ()):
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
