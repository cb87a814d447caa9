"""TotalDifferential: how many digits numbers of a step have, and what is seen of borders."""

from __future__ import annotations

import numpy as np
import pytest

from calclib import ScalarField
from calclib.typesetting.decimals import decimal_text
from scenes.figures.differential.staircase import Staircase
from scenes.figures.differential.step_numbers import StepNumbers


@pytest.mark.parametrize(
    ("text", "at", "step", "shown"),
    [
        ("exp(-20*(x^2 + y^2))", (0.3, 0.1), (0.02, 0.01), ["0.0038", "0.00097"]),
        ("x^2 + y^2", (1, 2), (0.1, 0.1), ["0.02", "0.005"]),
        ("x^2*y + sin(y)", (-1, 1), (0.1, 0.1), ["−0.013", "−0.0034"]),
    ],
)
def test_the_gap_at_half_the_step_has_no_more_digits(text, at, step, shown) -> None:
    numbers = StepNumbers(ScalarField.parse(text), at, step)
    gaps = (
        (numbers.gap, numbers.digits_of(numbers.gap)),
        (numbers.half_gap, numbers.half_gap_digits),
    )
    assert [decimal_text(number.value, digits) for number, digits in gaps] == shown


def test_nothing_is_seen_of_a_border_under_an_arrow() -> None:
    flat = Staircase(ScalarField.parse("x^2 + y^2"), (0, 0), (0.1, 0.1)).rim
    hidden = flat.points[flat.rgba()[:, 3] == 0]
    assert 0.3 < len(hidden) / len(flat.points) < 0.5  # two sides of four
    assert np.ptp(hidden, axis=0)[2] < 1e-9
    steep = Staircase(ScalarField.parse("x^2 + y^2"), (1, 2), (0.1, 0.1)).rim
    assert steep.rgba()[:, 3].all()
