"""Arrows that cross, or almost do."""

from __future__ import annotations

import numpy as np

from calclib.sampling.crossing_arrows import (
    do_arrows_cross,
    meeting_lines,
    spaced,
    uncrossed,
)


def test_arrows_that_meet_or_almost_meet_cross() -> None:
    tails = np.array([[-1.0, -1.0], [1.0, -1.0]])
    inward = np.array([[1.0, 1.0], [-1.0, 1.0]])
    assert do_arrows_cross(tails, inward * 1.2)
    assert do_arrows_cross(tails, inward * 0.95)
    assert not do_arrows_cross(tails, inward * 0.8)
    assert not do_arrows_cross(tails, np.ones((2, 2)))


def test_an_arrow_that_reaches_the_next_one_s_tail_crosses_it() -> None:
    tails, up = np.array([[0.0, 0.0], [0.0, 1.0]]), np.array([[0.0, 1.0], [0.0, 1.0]])
    assert do_arrows_cross(tails, 1.2 * up)
    assert not do_arrows_cross(tails, 0.8 * up)


def test_of_arrows_that_cross_the_first_stay() -> None:
    tails = np.array([[-1.0, 0.0], [0.0, -1.0], [1.0, 1.0], [3.0, -1.0]])
    vectors = np.array([[2.0, 0.0], [0.0, 2.0], [1.0, 0.0], [0.0, 2.0]])
    assert uncrossed(tails, vectors).tolist() == [True, False, True, True]


def test_an_arrow_that_reaches_a_curve_meets_it() -> None:
    tails, line = (
        np.array([[0.0, 0.0], [2.0, 0.0]]),
        np.array([[-1.0, 1.0], [0.5, 1.0], [1.0, 1.0]]),
    )
    up = np.array([[0.0, 1.0], [0.0, 1.0]])
    assert meeting_lines(tails, 0.9 * up, [line]).tolist() == [True, False]
    assert not meeting_lines(tails, 0.8 * up, [line]).any()
    assert not meeting_lines(tails, 2 * up, []).any()
    assert not meeting_lines(tails, np.nan * up, [line]).any()


def test_arrows_that_run_into_each_other_head_on_cross() -> None:
    tails, vectors = np.array([[0.0, 0.0], [0.02, 1.0]]), np.array([[0.0, 0.6], [0.0, -0.6]])
    assert do_arrows_cross(tails, vectors)
    assert not do_arrows_cross(tails, 0.8 * vectors)


def test_of_arrows_with_too_near_ends_the_first_stay() -> None:
    tails = np.array([[0.0, 0.0], [0.3, 0.0], [2.2, 0.0], [1.0, 1.0]])
    vectors = np.array([[1.0, 0.0], [0.0, 1.0], [-1.1, 0.0], [0.0, -0.8]])
    assert spaced(tails, vectors, 0.5, 0.15, 0.1).tolist() == [True, False, False, True]
    assert spaced(tails, vectors, 0.2, 0.05, 0.1).all()
    assert not spaced(tails, vectors, 0.2, 0.05, 1.1)[3]  # its tail is near the first one's tip
