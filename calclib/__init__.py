"""The mathematics: a text becomes a tree, the tree a field with values, derivatives and curves.

The main path: `expression` (text -> tree) -> `field` and `mapping` (values by `evaluation`,
derivatives by `partials`) -> `slices`, `differential`, `contours`, `critical`, `ascent` ->
`number` (what is shown, computed twice). Nothing heavy is imported before it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from calclib.errors import DomainError, ExpressionError, NotDifferentiable

if TYPE_CHECKING:
    from calclib.expression import parse, parse_mapping
    from calclib.field import ScalarField
    from calclib.geometry.critical_points import CriticalPoint, critical_points
    from calclib.geometry.differential import TangentPlane, TotalDifferential
    from calclib.geometry.level_curves import LevelCurve, level_curves
    from calclib.geometry.slices import Line, Slice
    from calclib.geometry.steepest_ascent import steepest_ascent
    from calclib.mapping import Mapping, MatrixField
    from calclib.number import Mismatch, Number
    from calclib.numeric.evaluation import evaluate
    from calclib.numeric.precision import evaluate_exactly

_HOMES = {
    "CriticalPoint": "critical",
    "LevelCurve": "contours",
    "Line": "slices",
    "Mapping": "mapping",
    "MatrixField": "mapping",
    "Mismatch": "number",
    "Number": "number",
    "ScalarField": "field",
    "Slice": "slices",
    "TangentPlane": "differential",
    "TotalDifferential": "differential",
    "critical_points": "critical",
    "evaluate": "evaluation",
    "evaluate_exactly": "precision",
    "level_curves": "contours",
    "parse": "expression",
    "parse_mapping": "expression",
    "steepest_ascent": "ascent",
}

__all__ = [
    "CriticalPoint",
    "DomainError",
    "ExpressionError",
    "LevelCurve",
    "Line",
    "Mapping",
    "MatrixField",
    "Mismatch",
    "NotDifferentiable",
    "Number",
    "ScalarField",
    "Slice",
    "TangentPlane",
    "TotalDifferential",
    "critical_points",
    "evaluate",
    "evaluate_exactly",
    "level_curves",
    "parse",
    "parse_mapping",
    "steepest_ascent",
]


def __getattr__(name: str) -> Any:
    """A public name, imported from the module that defines it when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'calclib' has no attribute {name!r}")
    return getattr(import_module(f"calclib.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
