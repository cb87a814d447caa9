"""The mathematics: from a text to a tree, and from a tree to values, derivatives and curves.

The main path: `expression` (text -> tree, in `spelling` and `syntax`) -> `field` and `mapping`
(values from `tree`, formulas of derivatives from `symbolic`, limits from `numeric`, curves and
points from `geometry`) -> `readings` (a `Number` to show, computed in two ways). In addition
`sampling` (arrays to draw), `framing` (what to show of a function) and `typesetting` (formulas and
numbers as text).
"""

from __future__ import annotations

import ast
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from calclib.errors import DomainError, ExpressionError, NotDifferentiable

if TYPE_CHECKING:  # heavy to import: each name is loaded when it is first used
    from calclib.field import ScalarField
    from calclib.geometry.critical_points import CriticalPoint, critical_points
    from calclib.geometry.level_curves import LevelCurve, level_curves
    from calclib.geometry.slices import Line, Slice
    from calclib.geometry.steepest_ascent import Ascent, steepest_ascent
    from calclib.geometry.tangent_planes import TangentPlane, TotalDifferential
    from calclib.mapping import Mapping, MatrixField
    from calclib.number import Mismatch, Number


@cache
def _defining_modules() -> dict[str, str]:
    """The module of each public name, read from the imports above: each is listed only once."""
    tree = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    return {
        alias.name: node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(__name__)
        for alias in node.names
    }


def __getattr__(name: str) -> Any:
    """A public name, imported on first use from the module that defines it (PEP 562)."""
    if name not in _defining_modules():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_defining_modules()[name]), name)


def __dir__() -> list[str]:
    return sorted(_defining_modules())
