"""The table of functions that a text may call, with one entry for each.

A new function needs only an entry: its name in the grammar, values, derivatives, kinks, formulas
and sympy's form follow from it. Nothing is imported before it is used.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any


@dataclass(frozen=True)
class Domain:
    """The interval on which a function of one argument is defined."""

    low: float
    high: float
    closed: bool = True

    def contains(self, x: Any) -> Any:
        """Whether a number, or each number of an array, lies in the interval."""
        if self.closed:
            return (x >= self.low) & (x <= self.high)
        return (x > self.low) & (x < self.high)


@dataclass(frozen=True, kw_only=True)
class Function:
    """The properties of a function; its arguments are called x and y in the texts.

    Values: `arity` is the number of arguments (None: two or more); `numpy` and `mpmath` name the
    implementations as `module:name`, by default the function of the same name there; `ratio` names
    the two functions whose quotient it is instead ("" is 1), undefined where rounding hides the
    pole; `tails` are the limits at -inf and inf of a function too steep to compute far out.

    Derivatives: `derivatives` has a text for each argument; `kinks` are texts whose zeros are
    places where a derivative may not exist.

    Formulas: `typst` is the Typst source of its name, if it differs; `is_fence`: whether its symbol
    encloses the argument, as roots and bars do; `takes_powers`: whether its square is sin^2(x).

    sympy: `sympy` names its form as `module:name`; `sympy_evaluates` is False for those whose
    evaluation compares arguments, which may take very long.
    """

    arity: int | None = 1
    aliases: tuple[str, ...] = ()
    domain: Domain | None = None
    numpy: str = ""
    mpmath: str = ""
    ratio: tuple[str, str] | None = None
    tails: tuple[float, float] | None = None
    derivatives: tuple[str, ...] = ()
    kinks: tuple[str, ...] = ()
    typst: str = ""
    is_fence: bool = False
    takes_powers: bool = False
    sympy: str = ""
    sympy_evaluates: bool = True

    @property
    def is_bounded(self) -> bool:
        """Whether its values at bounded arguments are bounded; they are not beside an open end."""
        return self.ratio is None and (self.domain is None or self.domain.closed)


_POSITIVE = Domain(0, inf, closed=False)

FUNCTIONS: dict[str, Function] = {
    "sqrt": Function(
        domain=Domain(0, inf), derivatives=("1/(2*sqrt(x))",), kinks=("x",), is_fence=True
    ),
    "exp": Function(tails=(0, inf), derivatives=("exp(x)",)),
    "log": Function(domain=_POSITIVE, derivatives=("1/x",), takes_powers=True),
    "ln": Function(domain=_POSITIVE, numpy="numpy:log", derivatives=("1/x",), takes_powers=True),
    "abs": Function(
        mpmath="builtins:abs",
        derivatives=("sign(x)",),
        kinks=("x",),
        is_fence=True,
        sympy="sympy:Abs",
        sympy_evaluates=False,
    ),
    "sign": Function(derivatives=("0",), kinks=("x",), typst='op("sgn")', sympy_evaluates=False),
    "min": Function(
        arity=None,
        numpy="numpy:minimum",
        mpmath="builtins:min",
        sympy="sympy:Min",
        sympy_evaluates=False,
    ),
    "max": Function(
        arity=None,
        numpy="numpy:maximum",
        mpmath="builtins:max",
        sympy="sympy:Max",
        sympy_evaluates=False,
    ),
    "sin": Function(derivatives=("cos(x)",), takes_powers=True),
    "cos": Function(derivatives=("-sin(x)",), takes_powers=True),
    "tan": Function(ratio=("sin", "cos"), derivatives=("sec(x)^2",), takes_powers=True),
    "cot": Function(ratio=("cos", "sin"), derivatives=("-csc(x)^2",), takes_powers=True),
    "sec": Function(ratio=("", "cos"), derivatives=("sec(x)*tan(x)",), takes_powers=True),
    "csc": Function(ratio=("", "sin"), derivatives=("-csc(x)*cot(x)",), takes_powers=True),
    "asin": Function(
        aliases=("arcsin",),
        domain=Domain(-1, 1),
        numpy="numpy:arcsin",
        derivatives=("1/sqrt(1 - x^2)",),
        typst="arcsin",
    ),
    "acos": Function(
        aliases=("arccos",),
        domain=Domain(-1, 1),
        numpy="numpy:arccos",
        derivatives=("-1/sqrt(1 - x^2)",),
        typst="arccos",
    ),
    "atan": Function(
        aliases=("arctan",),
        numpy="numpy:arctan",
        derivatives=("1/(1 + x^2)",),
        typst="arctan",
    ),
    "sinh": Function(tails=(-inf, inf), derivatives=("cosh(x)",), takes_powers=True),
    "cosh": Function(tails=(inf, inf), derivatives=("sinh(x)",), takes_powers=True),
    "tanh": Function(tails=(-1, 1), derivatives=("1/cosh(x)^2",), takes_powers=True),
    "asinh": Function(
        aliases=("arsinh", "arcsinh"),
        numpy="numpy:arcsinh",
        derivatives=("1/sqrt(x^2 + 1)",),
        typst='op("arsinh")',
    ),
    "acosh": Function(
        aliases=("arcosh", "arccosh"),
        domain=Domain(1, inf),
        numpy="numpy:arccosh",
        derivatives=("1/sqrt(x^2 - 1)",),
        typst='op("arcosh")',
    ),
    "atanh": Function(
        aliases=("artanh", "arctanh"),
        domain=Domain(-1, 1, closed=False),
        numpy="numpy:arctanh",
        derivatives=("1/(1 - x^2)",),
        typst='op("artanh")',
    ),
}
"""The accepted functions by their names."""

FUNCTION_NAMES = {
    spelling: name for name, entry in FUNCTIONS.items() for spelling in (name, *entry.aliases)
}
"""The name in the table for each accepted spelling."""
