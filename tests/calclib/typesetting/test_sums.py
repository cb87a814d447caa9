"""The decimals of sums: what is printed adds up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calclib.typesetting.decimals import is_exact, printed
from calclib.typesetting.sums import common_decimals, decimals_of_sum, decimals_of_total

SIZES = st.floats(min_value=1e-3, max_value=1e3) | st.floats(min_value=-1e3, max_value=-1e-3)


def shown(terms: list[float], total: float) -> tuple[list[str], str, bool]:
    """The terms and the total as they are printed, and whether they add up."""
    found = decimals_of_sum(terms, total)
    parts = [printed(*pair).joined("e", "") for pair in zip(terms, found.terms, strict=True)]
    return parts, printed(total, found.total).joined("e", ""), found.adds_up


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ([0.100321, -0.0102264], ["0.1003", "−0.0102", "0.0901"]),
        ([0.2, 0.4], ["0.2", "0.4", "0.6"]),
        ([0.25, 1.5], ["0.25", "1.5", "1.75"]),
        ([1 / 3, 0.5], ["0.333", "0.5", "0.833"]),
        ([4 / 9, 1 / 9], ["0.4444", "0.1111", "0.556"]),
        ([1 / 30, -0.187083], ["0.03333", "−0.18708", "−0.15375"]),
        ([0.0606531, -0.0606531], ["0.0607", "−0.0607", "0"]),
    ],
)
def test_terms_and_total(terms: list[float], expected: list[str]) -> None:
    parts, total, _ = shown(terms, sum(terms))
    assert [*parts, total] == expected


@given(SIZES, SIZES)
def test_what_is_printed_adds_up_or_rounds_to_the_total(first: float, second: float) -> None:
    assume(abs(first + second) > 1e-3 * max(abs(first), abs(second)))
    total = first + second
    assume(not all(map(is_exact, (first, second, total))))
    parts, whole, adds_up = shown([first, second], total)
    found = sum(Decimal(part.replace("−", "-")) for part in parts)
    goal = Decimal(whole.replace("−", "-"))
    if adds_up:
        assert found == goal
    else:
        assert abs(found - goal) <= abs(goal) * Decimal("0.006")


@pytest.mark.parametrize(
    ("terms", "decimals", "total", "expected"),
    [
        ((0.9, 0.0225), (1, 4), 0.9225, 4),
        ((0.6, 0.02), (1, 2), 0.62, 2),
        ((1 / 3, 0.0225), (3, 4), 1 / 3 + 0.0225, 3),
        ((0.9, 2.25e-8), (1, 10), 0.9 + 2.25e-8, 3),
    ],
)
def test_a_total_has_the_decimals_of_its_exact_terms(
    terms: tuple[float, ...], decimals: tuple[int, ...], total: float, expected: int
) -> None:
    """Unless these are many more than usual."""
    assert decimals_of_total(terms, decimals, total) == expected


def test_no_number_is_rounded_from_halfway() -> None:
    """As a float 223.3375 is a little less, and would be printed as 223.337."""
    terms = [121.0 + 1 / 48, 223.3375]
    assert common_decimals([(terms, sum(terms))], 3) == 4
    assert decimals_of_sum([0.12345, 1 / 3], 0.12345 + 1 / 3).terms == (5, 5)
