"""The page of calclib: a directive of mkdocstrings for each public name."""

from __future__ import annotations

import calclib

_HEAD = """# calclib

The mathematics, usable by itself:

```pycon
>>> from calclib import Mapping, ScalarField
>>> f = ScalarField.parse("x^2*y + sin(y)")
>>> f.at((-1, 1))
1.841...
>>> f.partial("x").expr
2*x*y
>>> f.gradient().at((-1, 1))
array([-2.        ,  1.54030231])
>>> f.slice(y=1).tangent(-1).slope
-2.0
>>> Mapping.parse("[x^2-y^2, 2x y]").jacobian().at((1, 1))
array([[ 2., -2.],
       [ 2.,  2.]])
```

Inputs broadcast, and values are NaN where a function is undefined; at one point that is an error
instead. A region is `((x0, x1), (y0, y1))`. [Functions](formulas.md) says what a text may be.
"""
_GROUPS = {
    "Functions": ("ScalarField", "Mapping", "MatrixField"),
    "Errors": ("ExpressionError", "DomainError", "NotDifferentiable", "Mismatch"),
}
_REST = "Results"


def page() -> str:
    """The page, in Markdown: functions first, what they return, errors."""
    grouped = {name for names in _GROUPS.values() for name in names}
    groups = {
        "Functions": _GROUPS["Functions"],
        _REST: tuple(name for name in dir(calclib) if name not in grouped),
        "Errors": _GROUPS["Errors"],
    }
    blocks = [_HEAD.strip()]
    for title, names in groups.items():
        blocks += [f"## {title}", *(f"::: calclib.{name}" for name in names)]
    return "\n\n".join(blocks) + "\n"
