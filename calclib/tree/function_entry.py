"""What an entry of the table `functions` holds: all that calclib knows of a function."""

from __future__ import annotations

from dataclasses import dataclass
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

    Formulas: `typst` is the Typst source of its name, if it differs, or with {} in it of the call;
    `is_fence`: whether its symbol
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
