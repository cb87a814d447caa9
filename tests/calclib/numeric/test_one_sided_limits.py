"""One-sided difference quotients and their limits."""

import pytest
from mpmath import mp

from calclib.numeric.one_sided_limits import DIGITS, QUICK_DIGITS, one_sided_derivatives

BRANCHES = [
    (lambda t: abs(t), -1, 1),
    (lambda t: t * abs(t), 0, 0),
    (lambda t: mp.sin(t), 1, 1),
    (lambda t: mp.exp(-abs(t)), 1, -1),
    (lambda t: mp.cbrt(abs(t)) * mp.sign(t), mp.inf, mp.inf),
    (lambda t: mp.sqrt(abs(t)), -mp.inf, mp.inf),
    (lambda t: mp.sqrt(t) if t >= 0 else mp.nan, mp.nan, mp.inf),
    (lambda t: t * mp.log(abs(t)) if t else mp.zero, -mp.inf, -mp.inf),
    (lambda t: t**2 * mp.log(abs(t)) if t else mp.zero, 0, 0),
    (lambda t: t * mp.sin(1 / t) if t else mp.zero, mp.nan, mp.nan),
    (lambda t: t * mp.sin(mp.pi / t) if t else mp.zero, mp.nan, mp.nan),
    (lambda t: mp.sqrt(abs(t)) * mp.sin(1 / t) if t else mp.zero, mp.nan, mp.nan),
    (lambda t: t**2 * mp.sin(1 / t) if t else mp.zero, 0, 0),
    (lambda t: mp.exp(-1 / t**2) if t else mp.zero, 0, 0),
    (lambda t: 1e-20 * abs(t), -1e-20, 1e-20),
    (lambda t: mp.sign(t), mp.inf, mp.inf),
    (lambda t: mp.nan if t == 0 else t, mp.nan, mp.nan),
]


@pytest.mark.parametrize("digits", [DIGITS, QUICK_DIGITS])
@pytest.mark.parametrize(("function", "left", "right"), BRANCHES)
def test_one_sided(function, left, right, digits):
    with mp.workdps(digits):
        sides = one_sided_derivatives(function)
    found = (float(sides.left), float(sides.right))
    assert found == pytest.approx((float(left), float(right)), rel=1e-12, nan_ok=True)


@pytest.mark.parametrize("limit_depth", [0, 1, 2, 3])
def test_coarser_steps_of_outer_limits_are_precise_enough(limit_depth):
    with mp.workdps(DIGITS):
        sides = one_sided_derivatives(lambda t: mp.sin(t) + abs(t) ** 3, limit_depth)
        assert float(sides.value) == pytest.approx(1, rel=1e-9)


def test_a_fractional_power_converges():
    with mp.workdps(DIGITS):
        assert one_sided_derivatives(lambda t: abs(t) ** (mp.mpf(6) / 5)).value == pytest.approx(
            0, abs=1e-12
        )


def test_sides_that_differ_have_no_value():
    with mp.workdps(DIGITS):
        assert mp.isnan(one_sided_derivatives(abs).value)
        assert mp.isnan(one_sided_derivatives(lambda t: mp.cbrt(abs(t))).value)
