"""Periods and symmetries of a mapping, and the part of its domain that covers the image once."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np

from calclib.arrays import Array, Interval
from calclib.mapping import Mapping
from calclib.tree.evaluation import evaluate
from calclib.tree.nodes import Call, variables, walk

_TRIGONOMETRIC = {"sin", "cos", "tan"}
_MULTIPLES = 12
"""The period of a mapping is at most so many times that of one of its sines."""
_COIL_NODES, _MOST_GROWTH = 257, 4.0
"""Nodes of a turn, and the growth of the distance over its second half, of a curve that coils."""
_MOST_WAVES = 2.01
"""Waves in a turn of a curve that coils."""
_PROBES = 48
_LEAST_PROBES = 6
"""A symmetry holds if it does at this many points, and fails at none."""
_TOLERANCE = 1e-9


@dataclass(frozen=True)
class Side:
    """An input's interval; its period if the interval is one, and whether it was cut since."""

    interval: Interval
    period: float | None = None
    is_cut: bool = False


@dataclass(frozen=True)
class _Move:
    """How a symmetry moves one input: to `sign` times itself plus `shift`."""

    sign: int = 1
    shift: float = 0.0

    @property
    def is_identity(self) -> bool:
        return self.sign == 1 and self.shift == 0

    @property
    def centre(self) -> float:
        """The fixed point of a reflection."""
        return self.shift / 2


def turns(mapping: Mapping, name: str) -> list[list[float]]:
    """For each output the periods, along an input, of the sines, cosines and tangents in it.

    Only those of arguments in which the input is linear count.
    """
    return [
        sorted({*_turns_in(component.tree, mapping.inputs, name)})
        for component in mapping.components
    ]


def turn(mapping: Mapping, name: str) -> float | None:
    """One turn of an angle along which the mapping has no period, as along a helix or helicoid."""
    found = [parts for parts in turns(mapping, name) if parts]
    if not found or (len(found) == 1 and len(mapping.inputs) > 1):
        return None  # a single wave, such as a graph's sin(x), is no angle
    return max(each for parts in found for each in parts)


def period(mapping: Mapping, name: str) -> float | None:
    """The smallest period of a mapping along an input; None if it has none."""
    parts = {turn for found in turns(mapping, name) for turn in found}
    candidates = {turn * k / 2 for turn in parts for k in range(1, 2 * _MULTIPLES + 1)}
    k = mapping.inputs.index(name)
    for candidate in sorted(candidates):
        moves = [_Move(shift=candidate * (j == k)) for j in range(len(mapping.inputs))]
        if _is_symmetry(mapping, moves):
            return candidate
    return None


def coils(mapping: Mapping, length: float) -> bool:
    """Whether a curve winds on from turn to turn, of this length: a helix, along one output in
    space, or a spiral, off the origin of the plane. Not one that grows too fast for its first turn
    to be seen, nor one with so many waves in a turn that two of it are a tangle."""
    if len(mapping.inputs) > 1 or mapping.outputs < 2:
        return False
    waves = [each for name in mapping.inputs for found in turns(mapping, name) for each in found]
    if length > _MOST_WAVES * min(waves, default=length):
        return False
    values = mapping(np.linspace(0.0, length, _COIL_NODES))
    distance = np.linalg.norm(values, axis=1)
    if not np.isfinite(distance).all() or distance[-1] > _MOST_GROWTH * distance[_COIL_NODES // 2]:
        return False
    runs_on = [_is_monotonic(column) for column in values.T]
    if mapping.outputs > 2:
        return any(runs_on)
    return _is_monotonic(distance) and not any(runs_on)


def _is_monotonic(values: Array) -> bool:
    steps = np.diff(values)
    return bool(np.ptp(values) > 0 and (steps.min() >= 0 or steps.max() <= 0))


def one_cover(mapping: Mapping, sides: Sequence[Side], at: Sequence[float | None]) -> list[Side]:
    """The sides of a domain, halved as long as one half has the same image as the other.

    A sphere in longitude and latitude, both a full turn long, covers itself twice: half a turn of
    latitude is left. Symmetries move at least one periodic input. A half holds the point
    `at`, as far as it is known.
    """
    sides = list(sides)
    for _ in range(2 * len(sides)):
        found = next(_halvings(mapping, sides), None)
        if found is None:
            break
        k, anchor = found
        low, high = sides[k].interval
        length = (high - low) / 2
        half = window_of_length(length, at[k], anchor)
        sides[k] = replace(sides[k], interval=half, is_cut=True)
    return sides


def window_of_length(length: float, value: float | None = None, anchor: float = 0.0) -> Interval:
    """The interval of a length, a multiple of it from the anchor, that holds 0, or else a value."""
    for inside in (0.0, value or 0.0):
        low = anchor + length * math.floor((inside - anchor) / length + _TOLERANCE)
        if value is None or low <= value <= low + length:
            return low, low + length
    return low, low + length


def _turns_in(tree, names: Sequence[str], name: str) -> Iterator[float]:
    probes = np.vstack([np.zeros(len(names)), _probes(len(names))])  # at 0 the rate is exact
    steps = {other: probes[:, k] for k, other in enumerate(names)}
    for node in walk(tree):
        if not (isinstance(node, Call) and node.name in _TRIGONOMETRIC):
            continue
        (argument,) = node.arguments
        if name not in variables(argument):
            continue
        values = [
            np.broadcast_to(evaluate(argument, {**steps, name: steps[name] + k}), len(probes))
            for k in (0, 1, 2.5)
        ]
        rates = np.concatenate([values[1] - values[0], (values[2] - values[0]) / 2.5])
        rate = float(rates[0])
        if rate and np.allclose(rates, rate, rtol=1e-9, atol=0):
            yield 2 * math.pi / abs(rate)


def _halvings(mapping: Mapping, sides: Sequence[Side]) -> Iterator[tuple[int, float]]:
    """Inputs whose interval can be halved, with an end of the half; simple symmetries first."""
    choices = [list(_moves(side)) for side in sides]
    for moves in sorted(product(*choices), key=lambda each: sum(not m.is_identity for m in each)):
        moved = [k for k, move in enumerate(moves) if not move.is_identity]
        if any(sides[k].period for k in moved) and _is_symmetry(mapping, moves):
            found = _halved_input(mapping, sides, moves)
            if found is not None:
                yield found, moves[found].centre if moves[found].sign < 0 else 0.0


def _moves(side: Side) -> Iterator[_Move]:
    yield _Move()
    low, high = side.interval
    if side.is_cut or side.period is None:
        yield _Move(-1, low + high)
        return
    yield _Move(1, side.period / 2)
    for share in (0.0, 0.5, 0.25, 0.75):
        yield _Move(-1, share * side.period)


def _halved_input(mapping: Mapping, sides: Sequence[Side], moves: Sequence[_Move]) -> int | None:
    """The input to halve: a reflected one whose mirror line shrinks to a point, as at the pole of
    a sphere, or that is reflected alone; else one that is shifted, as along a Moebius band."""
    free = [k for k, side in enumerate(sides) if not side.is_cut]
    shifted = [k for k in free if moves[k].sign == 1 and moves[k].shift]
    reflected = [k for k in free if moves[k].sign == -1]
    for k in sorted(reflected, key=lambda k: sides[k].period is None):
        probes = _probes(len(sides))
        probes[:, k] = moves[k].centre
        along = probes.copy()
        along[:, shifted] += 0.7
        if _agree(mapping, probes, along):
            return k
    return shifted[0] if shifted else None


def _is_symmetry(mapping: Mapping, moves: Sequence[_Move]) -> bool:
    probes = _probes(len(moves))
    signs, shifts = (np.array([getattr(move, n) for move in moves]) for n in ("sign", "shift"))
    return _agree(mapping, probes, signs * probes + shifts)


def _agree(mapping: Mapping, first: Array, second: Array) -> bool:
    """Whether a mapping has the same values at points (n, k) and others."""
    values, others = mapping(*first.T), mapping(*second.T)
    known = np.isfinite(values).all(axis=-1)
    if known.sum() < _LEAST_PROBES or (known != np.isfinite(others).all(axis=-1)).any():
        return False
    scale = _TOLERANCE * (1 + np.abs(values[known]))
    return bool((np.abs(values[known] - others[known]) <= scale).all())


def _probes(count: int) -> Array:
    """Points (n, count) in [-2, 2], spread by multiples of irrational numbers."""
    roots = np.sqrt(np.array([2.0, 3.0, 5.0, 7.0, 11.0])[:count])
    shares: Array = np.arange(1.0, _PROBES + 1)[:, None] * roots % 1
    return 4 * shares - 2
