"""Printed decimals of numbers."""

import math

import pytest

from calclib.typesetting.decimals import decimal_text, decimals_shown, is_exact


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.5403023058681398, "1.540"),
        (-2.0, "−2"),
        (-1.9000000000000001, "−1.9"),
        (0.7878, "0.788"),
        (0.005, "0.005"),
        (0.0005123, "0.000512"),
        (44.7213595, "44.72"),
        (1234.5678, "1235"),
        (-1e-17, "0"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_about_four_digits_and_no_needless_zero(value, text):
    assert decimal_text(value) == text


def test_rounding_errors_are_at_most_half_of_the_last_digit():
    for value in (math.pi * 10.0**k for k in range(-6, 6)):
        digits = decimals_shown(value)
        assert abs(float(decimal_text(value)) - value) <= 0.5 * 10.0**-digits


def test_exactness():
    assert is_exact(0.1 + 0.2, 1)
    assert not is_exact(math.sin(1), 3)


def test_numbers_that_are_not_finite_have_no_decimals():
    with pytest.raises(ValueError, match="nan"):
        decimals_shown(math.nan)
