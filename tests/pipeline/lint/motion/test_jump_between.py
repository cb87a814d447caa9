"""A jump is told from a move by what happens in no time."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.lint.motion.jumps import jump_between


def bar(start: float, width: float) -> np.ndarray:
    """A picture with a white bar, in shares of its width."""
    picture = np.zeros((4, 1000, 3), np.uint8)
    picture[:, round(1000 * start) : round(1000 * (start + width))] = 255
    return picture


def largest(picture_at, end: float) -> float:
    return jump_between(picture_at, (0.0, picture_at(0.0)), (end, picture_at(end)))


@pytest.mark.parametrize("end", [0.2, 1.0, 3.0])
def test_a_move_is_no_jump_however_fast(end: float) -> None:
    assert largest(lambda t: bar(0.6 * t / end, 0.2), end) == 0.0


@pytest.mark.parametrize("at", [0.01, 0.4, 0.777, 0.99])
def test_a_jump_is_found_with_its_size(at: float) -> None:
    assert largest(lambda t: bar(0.5 * (t > at), 0.1), 1.0) == pytest.approx(0.2)


def test_a_jump_within_a_move_is_found() -> None:
    assert largest(lambda t: bar(0.1 * t + 0.5 * (t > 0.6), 0.2), 1.0) == pytest.approx(
        0.4, abs=0.01
    )


def test_a_small_jump_is_none() -> None:
    assert largest(lambda t: bar(0.5 * (t > 0.6), 0.02), 1.0) == 0.0
