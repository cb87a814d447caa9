"""A function as books write it: what stands on the left, its inputs, and letters with values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from lark import Token

from calclib.errors import ExpressionError
from calclib.syntax.inputs import Head, completed_pair, inputs_used, read_head, reads_order
from calclib.syntax.limits import ParsedNode
from calclib.syntax.names import Names
from calclib.syntax.parser import parse_rule, read_tokens
from calclib.tree.letters import letter
from calclib.tree.literals import literal
from calclib.tree.nodes import Letter, Node, substituted

Letters: TypeAlias = Mapping[str, str | float]
"""Values of letters by their names, as texts such as "pi/2" or as numbers."""


def read_function(
    text: str, rule: str, variables: Sequence[str] | None, let: Letters, count: int | None
) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The trees of a text by "expression" or "mapping", and the names of its inputs.

    The inputs are `variables`, or those declared on the left, or else the letters used (`count` of
    them, if that is known); a single one of an expression gets its usual partner.
    """
    values = letter_values(let)
    head = _head(text, variables, values)
    declared = head.inputs if variables is None else tuple(variables)
    names = Names((*(declared or ()), *values), takes_any=declared is None)
    parts = _parts(text, rule, names, head)
    trees = tuple(substituted(part.node, values) for part in parts)
    if declared is not None:
        return trees, declared
    is_scalar = rule == "expression"
    used = _first_places(read_tokens(text, rule, names, head.length))
    try:
        if head.output in used:
            raise ExpressionError(f"{head.output} stands on both sides of =", used[head.output])
        inputs = inputs_used({n: p for n, p in used.items() if n not in values}, is_scalar, count)
    except ExpressionError as error:
        error.text = text
        raise
    return trees, completed_pair(inputs, head.output) if is_scalar else inputs or ("x",)


def function_notes(text: str, rule: str, let: Letters, inputs: Sequence[str] = ()) -> list[str]:
    """A line about each reading of an accepted text that could surprise its author.

    `inputs`: those that were read, whose order is told where no head declares it.
    """
    head = read_head(text)
    names = Names((*(head.inputs or ()), *letter_values(let)), takes_any=head.inputs is None)
    parts = _parts(text, rule, names, head)
    lines = [note.message(text) for note in dict.fromkeys(n for part in parts for n in part.notes)]
    order = reads_order(text, inputs)
    return [*lines, order] if order else lines


def _parts(text: str, rule: str, names: Names, head: Head) -> tuple[ParsedNode, ...]:
    parsed = parse_rule(text, rule, names, head.length)
    return parsed if isinstance(parsed, tuple) else (parsed,)


def _first_places(tokens: Sequence[Token]) -> dict[str, int]:
    """Where each of the letters stands first, in the order of these places."""
    places: dict[str, int] = {}
    for token in tokens:
        if token.type == "VARIABLE":
            places.setdefault(str(token), token.start_pos or 0)
    return places


def letter_values(let: Letters) -> dict[str, Node]:
    """The letters as nodes. Raises ExpressionError for names that are no letters, and for values
    that are no numbers."""
    values: dict[str, Node] = {}
    for given, value in let.items():
        name = letter(given)
        if name is None:
            raise ExpressionError(f"{given[:20]!r} is no letter that can have a value")
        is_text = isinstance(value, str)
        values[name] = Letter(
            name, parse_rule(value, "expression", Names()).node if is_text else literal(value)
        )
    return values


def _head(text: str, variables: Sequence[str] | None, values: Mapping[str, Node]) -> Head:
    """The head of a text, which agrees with the variables expected, if any are."""
    head = read_head(text)
    if head.output in (variables or ()):
        return Head()  # an equation
    if variables is not None and head.inputs not in (None, tuple(variables)):
        expected = ", ".join(variables)
        raise ExpressionError(f"expected a function of {expected}", text.index("("), text)
    for name in head.inputs or ():
        if name in values:
            message = f"{name} is an input here, and cannot have a value as well"
            raise ExpressionError(message, text.index("("), text)
    return head
