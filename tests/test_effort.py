"""The measure of work that tests use instead of seconds."""

from __future__ import annotations

from itertools import count

import pytest

from tests.effort import effort


def add_up(numbers: int) -> int:
    return sum(abs(number) for number in range(numbers))


def test_equal_work_takes_equal_effort() -> None:
    counts = []
    for numbers in (10, 10, 1000):
        with effort() as measured:
            add_up(numbers)
        counts.append(measured.calls)
    assert counts[0] == counts[1]
    assert 50 < counts[2] / counts[0] < 100


def test_an_endless_loop_is_stopped() -> None:
    with pytest.raises(AssertionError, match="more than 1,000 calls"), effort(at_most=1000):
        all(abs(number) >= 0 for number in count())


def test_too_much_work_is_reported_even_if_the_code_hides_the_error() -> None:
    def hiding() -> None:
        try:
            add_up(1000)
        except AssertionError:
            return

    with pytest.raises(AssertionError), effort(at_most=100):
        hiding()
