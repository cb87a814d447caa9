"""Values of a tree for arrays in float64, with real roots, and NaN outside the domain.

A value is undefined (NaN) where any part of the text as typed has no real value. An intermediate
result may overflow to infinity, the final one becomes NaN: `1/(1 + exp(-x))` is 0 at -1000, but
`exp(1000)` is NaN.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, reduce
from pkgutil import resolve_name
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from calclib.arrays import Array
from calclib.tree.conditions import comparison, logic, selected
from calclib.tree.functions import FUNCTIONS
from calclib.tree.literals import as_float
from calclib.tree.nodes import (
    Call,
    Comparison,
    Constant,
    Letter,
    Logic,
    Negative,
    Node,
    Numeral,
    Pieces,
    Power,
    Product,
    Quotient,
    Sum,
    Variable,
    children,
    constant_rational,
    with_values,
)
from calclib.tree.powers import power

_CONSTANTS = {"pi": math.pi, "e": math.e}
_EPSILON = float(np.finfo(float).eps)


def evaluate(node: Node, values: Mapping[str, ArrayLike]) -> Array:
    """The float64 values of a tree; NaN where it is undefined, never infinite, no warnings.

    `values` holds an array for each variable; they broadcast, and so does a constant.
    """
    return Program.of(node)(values)


@dataclass(frozen=True)
class Program:
    """A tree compiled for many evaluations; common subexpressions are computed once.

    Each step fills one slot: with the values of a variable, or of an operation on other slots.
    """

    steps: tuple[tuple[Callable[..., Any] | str, tuple[int, ...]], ...]

    @staticmethod
    def of(node: Node, make: Callable[[Node], Callable[..., Any]] | None = None) -> Program:
        """The program of a tree; `make` replaces this module's `operation`."""
        node = with_values(node)
        slots: dict[Hashable, int] = {}
        steps: list[tuple[Callable[..., Any] | str, tuple[int, ...]]] = []
        constants = _constant_operations(node)

        def slot(node: Node) -> int:
            is_constant_part = id(node) in constants
            parts = () if is_constant_part else tuple(slot(child) for child in children(node))
            key = (type(node), getattr(node, "name", None), parts) if parts else node
            if key not in slots:
                slots[key] = len(steps)
                known = node.name if isinstance(node, Variable) else None
                fixed = _constant_function(constant(node)) if is_constant_part else None
                step = fixed or known or (make or operation)(node)
                steps.append((step, parts))
            return slots[key]

        slot(node)
        return Program(tuple(steps))

    def __call__(self, values: Mapping[str, ArrayLike]) -> Array:
        """Values, as `evaluate` gives them."""
        inputs = {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}
        shape = np.broadcast_shapes(*(array.shape for array in inputs.values()))
        with np.errstate(all="ignore"):
            result = self.run({name: _finite(value) for name, value in inputs.items()})
            result = np.where(np.isfinite(result), result, np.nan)
        return result if result.shape == shape else np.array(np.broadcast_to(result, shape))

    def run(self, inputs: Mapping[str, Any]) -> Any:
        """The result of the last step, for inputs by name."""
        slots: list[Any] = [None] * len(self.steps)
        for number, (step, parts, spent) in enumerate(self._schedule):
            known = isinstance(step, str)
            slots[number] = inputs[step] if known else step(*[slots[part] for part in parts])
            for part in spent:  # freed at once, for speed
                slots[part] = None
        return slots[-1]

    @cached_property
    def _schedule(self) -> list[tuple[Callable[..., Any] | str, tuple[int, ...], list[int]]]:
        """The steps, each with the slots that no later one needs."""
        last = {part: number for number, (_, parts) in enumerate(self.steps) for part in parts}
        spent: list[list[int]] = [[] for _ in self.steps]
        for part, number in last.items():
            spent[number].append(part)
        return [(*step, parts) for step, parts in zip(self.steps, spent, strict=True)]


def _finite(values: Array) -> Array:
    """The values, NaN where they are infinite."""
    return np.where(np.isinf(values), np.nan, values) if np.isinf(values).any() else values


def constant(node: Node) -> float:
    """The value of a tree without variables, rounded once: 1/sin(pi) has none (NaN)."""
    from calclib.tree.precision import evaluate_mp

    return float(evaluate_mp(node, {}))


def _constant_operations(node: Node) -> set[int]:
    """The ids of the operations without variables."""
    found: set[int] = set()

    def is_constant(node: Node) -> bool:
        parts = [is_constant(child) for child in children(node)]
        if parts and all(parts):
            found.add(id(node))
        return all(parts) and not isinstance(node, Variable)

    is_constant(node)
    return found


def operation(node: Node) -> Callable[..., Array]:
    """The function that makes a node's values from those of its children; not for a `Variable`."""
    match node:
        case Numeral(value):
            return _constant_function(as_float(value))
        case Constant(name):
            return _constant_function(_CONSTANTS[name])
        case Letter(_, value):
            return _constant_function(constant(value))
        case Negative():
            return np.negative
        case Sum():
            return lambda *parts: reduce(np.add, parts)
        case Product():
            return lambda *parts: reduce(np.multiply, parts)
        case Quotient():
            return lambda top, bottom: np.where(bottom == 0, np.nan, top / bottom)
        case Power(_, exponent):
            return power(constant_rational(exponent))
        case Call(name):
            return _function(name)
        case Comparison(name):
            return comparison(name)
        case Logic(name):
            return logic(name)
        case Pieces(values):
            count = len(values)
            return lambda *parts: selected(parts[:count], parts[count:])
    raise TypeError(f"{node!r} has no value of its own")


def _constant_function(value: float) -> Callable[..., Array]:
    number = np.asarray(value)
    return lambda: number


@cache
def _function(name: str) -> Callable[..., Array]:
    """A function of arrays, from its entry in the table of functions."""
    entry = FUNCTIONS[name]
    if entry.ratio:
        return _ratio(*entry.ratio)
    values = resolve_name(entry.numpy or f"numpy:{name}")
    if entry.arity is None:
        return lambda *parts: reduce(values, parts)
    domain = entry.domain
    if domain is None or domain.closed:  # numpy gives NaN outside a closed domain
        return values
    return lambda x: np.where(domain.contains(x), values(x), np.nan)


def _ratio(numerator_name: str, denominator_name: str) -> Callable[[Array], Array]:
    """A trigonometric quotient; NaN where float64 cannot resolve a point and the pole."""
    numerator = _function(numerator_name) if numerator_name else np.ones_like
    denominator = _function(denominator_name)

    def quotient(x: Array) -> Array:
        divisor = denominator(x)
        pole = np.abs(divisor) <= _EPSILON * np.abs(x)
        return np.where(pole, np.nan, numerator(x) / divisor)

    return quotient
