"""Ticks of axes and their labels."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calclib.framing.ticks import (
    common_ticks,
    decimals,
    labelled_ticks,
    nice_range,
    nice_step,
    tick_label,
    tick_labels,
    ticks,
    ticks_pi,
)
from calclib.typesetting.multiples_of_pi import pi_text
from calclib.typesetting.typst_strings import number


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 10))
def test_ticks_are_round_and_inside_and_about_as_many_as_requested(low, span, count) -> None:
    step, positions = nice_step(span, count), ticks(low, low + span, count)
    mantissa = step / 10 ** np.floor(np.log10(step) + 1e-9)
    assert min(abs(mantissa - m) for m in (1, 2, 5, 10)) < 1e-6
    assert count / 2.6 - 1 <= len(positions) <= count * 2.6 + 1
    slack = 1e-8 * (abs(low) + span)
    assert (positions >= low - slack).all()
    assert (positions <= low + span + slack).all()
    assert np.abs(positions / step - np.round(positions / step)).max(initial=0) < 1e-6


def test_ticks_are_exact_decimals() -> None:
    assert ticks(-1, 1).tolist() == [-1, -0.5, 0, 0.5, 1]
    assert ticks(0, 1, 10).tolist() == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
    assert not np.signbit(ticks(-3, 3)).any() or ticks(-3, 3)[np.signbit(ticks(-3, 3))].max() < 0
    with pytest.raises(ValueError, match="span"):
        ticks(1, 1)


def test_ticks_at_multiples_of_pi() -> None:
    assert ticks_pi(-np.pi, np.pi) == pytest.approx(np.pi * np.array([-1, -0.5, 0, 0.5, 1]))
    assert ticks_pi(0, 4 * np.pi) == pytest.approx(np.pi * np.arange(5))
    assert ticks_pi(0, 20 * np.pi) == pytest.approx(np.pi * np.arange(0, 21, 5))
    labels = [pi_text(each) for each in ticks_pi(-np.pi, np.pi)]
    assert labels == ["-π", "-π/2", "0", "π/2", "π"]
    assert pi_text(3 * np.pi / 4) == "3π/4"
    with pytest.raises(ValueError, match="multiple"):
        pi_text(1.0)


def test_labelled_ticks_choose_between_numbers_and_pi() -> None:
    assert [label for _, label in labelled_ticks(0, 2 * np.pi)] == ["0", "π/2", "π", "3π/2", "2π"]
    assert [label for _, label in labelled_ticks(-2, 2)] == ["−2", "−1", "0", "1", "2"]


@given(st.floats(-1e5, 1e5), st.floats(1e-2, 1e5))
def test_nice_range_is_round_and_contains(low, span) -> None:
    first, last = nice_range(low, low + span)
    step = nice_step(span)
    assert first <= low + 1e-8 * step
    assert last >= low + span - 1e-8 * step
    assert last - first < span + 2.001 * step


@pytest.mark.parametrize(
    ("step", "places"),
    [(1, 0), (5, 0), (50, -1), (0.5, 1), (0.25, 2), (0.1, 1), (2e-4, 4)],
)
def test_decimals(step: float, places: int) -> None:
    assert decimals(step) == places


@pytest.mark.parametrize(
    ("value", "step", "text"),
    [
        (-0.0, 1, "0"), (-1e-17, 0.5, "0"), (1, 0.5, "1.0"), (-2.5, 0.5, "−2.5"), (3, 1, "3"),
        (0.1 + 0.2, 0.1, "0.3"), (1000, 500, "1000"), (2e6, 1e6, "2 times 10^(6)"),
        (5e5, 5e5, "500000"), (1.5e6, 5e5, "1.5 times 10^(6)"), (1e6, 5e5, "10^(6)"),
        (-1e6, 1e6, "−10^(6)"), (2e-7, 1e-7, "2 times 10^(-7)"), (1e-4, 2e-5, "0.0001"),
        (1, 5e-5, "1.00000"), (0.0002, 5e-6, "0.000200"), (8e-5, 2e-5, "8 times 10^(-5)"),
    ],
)  # fmt: skip
def test_labels(value: float, step: float, text: str) -> None:
    assert tick_label(value, step) == text


@pytest.mark.parametrize(
    ("values", "texts"),
    [
        ([0, 1, 2], ["0", "1", "2"]),
        ([0, 5e5], ["0", "500000"]),
        (
            [-5e5, 0, 5e5, 1e6],
            [f"{a} times 10^(6)" if a else "0" for a in ("−0.5", 0, "0.5", "1.0")],
        ),
        ([1e6, 2e6], ["10^(6)", "2 times 10^(6)"]),
        ([5e6, 1e7, 1.5e7], [f"{a} times 10^(7)" for a in ("0.5", "1.0", "1.5")]),
        ([5e-5, 1e-4, 1.5e-4], [f"{a} times 10^(-4)" for a in ("0.5", "1.0", "1.5")]),
        ([980000, 1000000, 1020000], [f"{a} times 10^(6)" for a in ("0.98", "1.0", "1.02")]),
    ],
)
def test_labels_of_an_axis_have_one_power_of_ten(values, texts) -> None:
    assert tick_labels(values, values[1] - values[0]) == texts


def test_the_ticks_of_an_axis_have_labels_with_one_power_of_ten() -> None:
    texts = [text for value, text in labelled_ticks(-1e6, 2e6) if value]
    assert len(texts) > 3
    assert all("10^(6)" in text for text in texts)


@pytest.mark.parametrize("value", [3e-7, -2.5e-5, 0.00015, 20.5, 999999, 1e6, -1.25e9])
def test_a_tick_has_the_text_of_its_number(value: float) -> None:
    assert tick_label(value, abs(value)) == number(value)


@given(st.floats(-1e8, 1e8), st.floats(1e-6, 1e8))
def test_labels_of_neighbours_differ(low, span) -> None:
    if span > 1e-6 * abs(low):
        step, positions = nice_step(span), ticks(low, low + span)
        labels = [tick_label(float(each), step) for each in positions]
        assert len(set(labels)) == len(labels)
        assert not any(label.startswith("−0") and float(label[1:]) == 0 for label in labels)


@pytest.mark.parametrize("span", [0.1, 0.4, 1, 2, 3, 7, 20, 100, 1e3, 1e6])
@pytest.mark.parametrize("count", [4, 5, 8])
def test_multiples_of_pi_are_about_as_many_as_asked_for(span: float, count: int) -> None:
    assert count / 2 <= len(ticks_pi(0, span * np.pi, count)) <= 2 * count + 1


@pytest.mark.parametrize(
    ("intervals", "steps"),
    [
        (((-2.0, 8.0), (-2.0, 2.0)), (2.0, 2.0)),
        (((-0.2, 2.2), (-5.0, 4.0)), (1.0, 1.0)),
        (((0.0, 1.0), (-50.0, 50.0)), (0.2, 20.0)),
        (((0.0, 1e-6), (0.0, 1e13)), (2e-7, 2e12)),  # more ticks than memory has room for
    ],
)
def test_axes_have_one_step_unless_one_of_them_would_have_too_many_ticks(intervals, steps) -> None:
    found = common_ticks(*intervals)
    assert [float(row[1] - row[0]) for row in found] == pytest.approx(list(steps))
    assert all(len(row) >= 3 for row in found)
