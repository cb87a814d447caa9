"""The table of functions that a text may call, with one entry for each.

A new function needs only an entry: its name in the grammar, values, derivatives, kinks, formulas
and sympy's form follow from it. Nothing is imported before it is used.
"""

from __future__ import annotations

from math import inf

from calclib.tree.function_entry import Domain, Function

_POSITIVE = Domain(0, inf, closed=False)

FUNCTIONS: dict[str, Function] = {
    "sqrt": Function(
        domain=Domain(0, inf), derivatives=("1/(2*sqrt(x))",), kinks=("x",), is_fence=True
    ),
    "exp": Function(tails=(0, inf), derivatives=("exp(x)",)),
    "log": Function(domain=_POSITIVE, derivatives=("1/x",), takes_powers=True),
    "ln": Function(domain=_POSITIVE, numpy="numpy:log", derivatives=("1/x",), takes_powers=True),
    "log10": Function(
        aliases=("log_10",),
        domain=_POSITIVE,
        derivatives=("1/(x*ln(10))",),
        typst="log_10",
        takes_powers=True,
        sympy="calclib.symbolic.sympy_form:log10",
    ),
    "log2": Function(
        aliases=("log_2",),
        domain=_POSITIVE,
        mpmath="calclib.tree.mp_functions:log2",
        derivatives=("1/(x*ln(2))",),
        typst="log_2",
        takes_powers=True,
        sympy="calclib.symbolic.sympy_form:log2",
    ),
    "cbrt": Function(
        mpmath="calclib.tree.mp_functions:cbrt",
        derivatives=("1/(3*cbrt(x)^2)",),
        kinks=("x",),
        typst="root(3, {})",
        is_fence=True,
        sympy="calclib.symbolic.sympy_form:cbrt",
    ),
    "abs": Function(
        mpmath="builtins:abs",
        derivatives=("sign(x)",),
        kinks=("x",),
        is_fence=True,
        sympy="sympy:Abs",
        sympy_evaluates=False,
    ),
    "sign": Function(
        aliases=("sgn",),
        derivatives=("0",),
        kinks=("x",),
        typst='op("sgn")',
        sympy_evaluates=False,
    ),
    "floor": Function(
        mpmath="calclib.tree.mp_functions:floor",
        derivatives=("0",),
        kinks=("sin(pi*x)",),
        is_fence=True,
        sympy_evaluates=False,
    ),
    "ceil": Function(
        mpmath="calclib.tree.mp_functions:ceil",
        derivatives=("0",),
        kinks=("sin(pi*x)",),
        is_fence=True,
        sympy="sympy:ceiling",
        sympy_evaluates=False,
    ),
    "mod": Function(
        arity=2,
        mpmath="calclib.tree.mp_functions:mod",
        derivatives=("1", "-floor(x/y)"),
        kinks=("sin(pi*x/y)",),
        sympy="sympy:Mod",
        sympy_evaluates=False,
    ),
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
    "coth": Function(ratio=("", "tanh"), derivatives=("-csch(x)^2",), takes_powers=True),
    "sech": Function(ratio=("", "cosh"), derivatives=("-sech(x)*tanh(x)",), takes_powers=True),
    "csch": Function(ratio=("", "sinh"), derivatives=("-csch(x)*coth(x)",), takes_powers=True),
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
    "erf": Function(
        numpy="scipy.special:erf",
        derivatives=("2/sqrt(pi)*exp(-x^2)",),
        typst='op("erf")',
    ),
}
"""The accepted functions by their names."""

FUNCTION_NAMES = {
    spelling: name for name, entry in FUNCTIONS.items() for spelling in (name, *entry.aliases)
}
"""The name in the table for each accepted spelling."""
