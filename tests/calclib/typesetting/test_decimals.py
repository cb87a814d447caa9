"""Printed decimals of numbers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calclib.typesetting.decimals import decimal_text, decimals_shown, equation_text, is_exact

PLAIN = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


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
        (-1197.6, "−1197.6"),
        (0.5625, "0.5625"),
        (-1.0125, "−1.0125"),
        (2203500, "2.2035×10⁶"),
        (0.56254, "0.563"),
        (-0.0, "0"),
        (1e-4, "0.0001"),
        (0.000123456, "0.000123"),
        (8.1e-7, "8.1×10⁻⁷"),
        (-6.675626e-11, "−6.676×10⁻¹¹"),
        (1e-17, "10⁻¹⁷"),
        (9.99996e-5, "1.000×10⁻⁴"),
        (999999, "999999"),
        (999999.7, "1.000×10⁶"),
        (1e6, "10⁶"),
        (-1.8e8, "−1.8×10⁸"),
        (12345678, "1.235×10⁷"),
        (math.inf, "∞"),
        (-math.inf, "−∞"),
    ],
)
def test_about_four_digits_and_no_needless_zero(value, text):
    assert decimal_text(value) == text


def test_rounding_errors_are_at_most_half_of_the_last_digit():
    for value in (math.pi * 10.0**k for k in range(-9, 10)):
        digits = decimals_shown(value)
        mantissa, _, power = decimal_text(value).partition("×10")
        shown = float(mantissa) * 10.0 ** int(power.translate(PLAIN) or 0)
        assert abs(shown - value) <= 0.5001 * 10.0**-digits


def test_exactness():
    assert is_exact(0.1 + 0.2, 1)
    assert not is_exact(math.sin(1), 3)
    values = (-2.0, math.sin(1), 1e-14 / 3, 3e7)
    assert [equation_text(value, exact=is_exact(value)) for value in values] == [
        "= −2",
        "≈ 0.841",
        "≈ 3.333×10⁻¹⁵",
        "= 3×10⁷",
    ]


@given(st.floats(-1e300, 1e300))
def test_zero_has_no_sign_and_every_number_has_a_digit(value):
    for text in (decimal_text(value), decimal_text(value, 3), decimal_text(value, -2)):
        assert any(map(str.isdigit, text))
        assert text[:1] != "−" or text.strip("−0.")
    assert (decimal_text(value) == "0") == (value == 0)


def test_numbers_that_are_not_finite_have_no_decimals():
    with pytest.raises(ValueError, match="nan"):
        decimals_shown(math.nan)
