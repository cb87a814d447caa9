"""Exact forms of numbers as text, where they are short: `1 + sin(1)`, `-2`, `pi/4`."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import numpy as np
from sympy.printing.str import StrPrinter

from calclib.symbolic.sympy_form import to_sympy
from calclib.tree.decided import decided
from calclib.tree.evaluation import evaluate
from calclib.tree.literals import literal
from calclib.tree.nodes import Call, Node, Numeral, Power, substituted, walk

_MAX_CHARACTERS = 40
_MAX_EXPONENT = 64
_MAX_DENOMINATOR = 1000
_MAX_ARGUMENT = 1e6


def substitute_point(tree: Node, names: tuple[str, ...], place: tuple[float, ...]) -> Node:
    """A tree with the exact coordinates of a point (1/3, pi/2) substituted for its variables."""
    return substituted(tree, dict(zip(names, map(literal, place), strict=True)))


def exact_form(tree: Node, value: float) -> str | None:
    """sympy's text for a tree without variables; None where it is long or costly.

    Uses only what sympy evaluates on construction, and only where no power can grow large. None as
    well for a text with sympy's own names, or whose value is not `value`.
    """
    tree = decided(tree, {})
    if not _is_cheap(tree):
        return None
    expression = to_sympy(tree)
    text = StrPrinter({"order": "none"}).doprint(expression).replace("**", "^")
    if len(text) > _MAX_CHARACTERS or not expression.is_number or re.search("[A-Z.]", text):
        return None
    check = expression.evalf(15)
    agrees = check.is_real and math.isclose(float(check), value, rel_tol=1e-9, abs_tol=1e-12)
    return text if agrees else None


def _is_cheap(tree: Node) -> bool:
    none: Mapping[str, np.ndarray] = {}
    for node in walk(tree):
        match node:
            case Numeral(value) if value.denominator > _MAX_DENOMINATOR:
                return False
            case Power(_, exponent) if not abs(evaluate(exponent, none)) <= _MAX_EXPONENT:
                return False
            case Call(_, arguments):
                sizes = [abs(float(evaluate(argument, none))) for argument in arguments]
                if not all(size <= _MAX_ARGUMENT for size in sizes):
                    return False
    return True
