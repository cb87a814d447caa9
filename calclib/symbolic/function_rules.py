"""The derivatives and kinks of a function call as trees, from the table of functions."""

from __future__ import annotations

from functools import cache

from calclib.expression import parse
from calclib.tree.functions import FUNCTIONS
from calclib.tree.nodes import Call, Node, substituted

_ARGUMENTS = ("x", "y")
"""Names of the arguments in the texts of the table."""


def outer_derivatives(call: Call) -> list[Node]:
    """The derivatives of a call by each of its arguments, at these arguments."""
    return [_applied(text, call) for text in FUNCTIONS[call.name].derivatives]


def kinks_of(call: Call) -> list[Node]:
    """Trees whose zeros are places where the call may have a kink."""
    return [_applied(text, call) for text in FUNCTIONS[call.name].kinks]


def _applied(text: str, call: Call) -> Node:
    return substituted(_parsed(text), dict(zip(_ARGUMENTS, call.arguments, strict=False)))


@cache
def _parsed(text: str) -> Node:
    return parse(text, _ARGUMENTS)
