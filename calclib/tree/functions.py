"""The functions that a text may call: one entry each, and all that the program knows of it.

To add one is to add an entry here: the grammar takes its name, and values, derivatives, kinks,
formulas and sympy's form follow. Nothing is imported before it is used.
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
        """Whether it holds a number, or which numbers of an array it holds."""
        if self.closed:
            return (x >= self.low) & (x <= self.high)
        return (x > self.low) & (x < self.high)


@dataclass(frozen=True, kw_only=True)
class Function:
    """What is known of a function, whose arguments are called x and y in the texts here.

    Values: `arity` is the number of arguments (None: two or more); `numpy` and `mpmath` say where
    values come from, as `module:name`, if not from the function of the same name there; `ratio`
    names the functions whose quotient it is instead ("" is 1), undefined where rounding hides the
    pole; `tails` are the values far left and far right of a function too steep to compute there.

    Derivatives: `derivatives` holds a text for each argument; `kinks` are texts whose zeros are
    places where a derivative may not exist.

    Formulas: `typst` is how its name is set, if not as itself; `is_fence` says that its formula
    encloses the argument, as roots and bars do; `takes_powers` that its square is sin^2(x).

    sympy: `sympy` says where its form comes from; some that compare their arguments at length when
    they are evaluated are left as they stand (`sympy_evaluates`).
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
    each: name for name, entry in FUNCTIONS.items() for each in (name, *entry.aliases)
}
"""Each accepted spelling, and the name in the table that it stands for."""
