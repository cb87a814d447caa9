"""The decimals of a sum whose rounded terms add up to its rounded total."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from calclib.typesetting.decimals import decimals_shown, is_exact, is_halfway

_MORE = 3
"""So many decimals more than usual are tried."""


@dataclass(frozen=True, slots=True)
class SumDecimals:
    """The decimals of the terms, in order, and of the total; whether these add up as printed.

    Where they do not, the terms have more decimals, and their sum rounds to the total.
    """

    terms: tuple[int, ...]
    total: int
    adds_up: bool


def decimals_of_sum(
    terms: Sequence[float], total: float, *, exact: bool | None = None
) -> SumDecimals:
    """The fewest decimals at which the printed terms add up: one number for all that are rounded.

    4/9 + 1/9 = 5/9 adds up at none; then the terms have one more decimal, or a few. A total
    of 0 has none. `exact`: whether all equal what is printed of them, if that is known better than
    by these floats.
    """
    usual, of_total = [decimals_shown(term) for term in terms], decimals_shown(total)
    if all(map(is_exact, (*terms, total))) and exact is not False:
        return SumDecimals(tuple(usual), of_total, adds_up=True)
    least = max(*usual, of_total)
    tried = range(least, least + _MORE)
    for digits in tried:
        if _agree(terms, total, digits):
            shown = digits if total else of_total
            return SumDecimals(_for_rounded(terms, digits), shown, adds_up=True)
    found = (digits for digits in tried if _agree(terms, total, digits, of_total))
    return SumDecimals(_for_rounded(terms, next(found, least)), of_total, adds_up=False)


def common_decimals(sums: Iterable[tuple[Sequence[float], float]], least: int) -> int | None:
    """The fewest decimals, from `least` on, at which several sums, terms and total, all add up as
    printed; None where more would be needed than a few."""
    known = [*sums]
    tried = range(least, least + _MORE)
    return next((d for d in tried if all(_agree(*each, d) for each in known)), None)


def decimals_of_total(terms: Sequence[float], decimals: Sequence[int], total: float) -> int:
    """The decimals of a total beside its terms, which are printed with so many `decimals`.

    Of exact terms all decimals, if these are a few more than usual: 0.9 + 0.0225 = 0.9225.
    """
    usual, needed = decimals_shown(total), max(decimals)
    exact = all(is_exact(*each) for each in zip(terms, decimals, strict=True))
    return needed if exact and usual < needed <= usual + _MORE else usual


def _for_rounded(terms: Sequence[float], digits: int) -> tuple[int, ...]:
    """So many decimals for rounded terms, the usual ones for the others."""
    return tuple(decimals_shown(term) if is_exact(term) else digits for term in terms)


def _agree(terms: Sequence[float], total: float, digits: int, of_total: int | None = None) -> bool:
    """Whether the sum of the rounded terms, rounded, is the rounded total; and it is clear which
    way each of them is rounded."""
    of_total = digits if of_total is None else of_total
    if is_halfway(total, of_total) or any(is_halfway(term, digits) for term in terms):
        return False
    unit = 10.0**of_total
    rounded = sum(round(term, digits) for term in terms)
    return round(round(rounded, digits) * unit) == round(total * unit)
