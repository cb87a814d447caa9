"""What tests count instead of seconds."""

from __future__ import annotations

from itertools import count

import pytest

from tests.effort import effort


def add_up(numbers: int) -> int:
    return sum(abs(number) for number in range(numbers))


def test_equal_work_is_equal_effort() -> None:
    counts = []
    for numbers in (10, 10, 1000):
        with effort() as spent:
            add_up(numbers)
        counts.append(spent.calls)
    assert counts[0] == counts[1]
    assert 50 < counts[2] / counts[0] < 100


def test_what_has_no_end_is_ended() -> None:
    with pytest.raises(AssertionError, match="more than 1,000 calls"), effort(at_most=1000):
        all(abs(number) >= 0 for number in count())


def test_too_much_is_told_where_the_code_hides_it() -> None:
    def hiding() -> None:
        try:
            add_up(1000)
        except AssertionError:
            return

    with pytest.raises(AssertionError), effort(at_most=100):
        hiding()
