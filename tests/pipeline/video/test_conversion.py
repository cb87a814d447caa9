"""Frames converted in part are bit-identical to frames converted whole."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.video.conversion import Converter, changes, converter

SIZES = ((96, 128), (62, 70))
"""Rows and columns; those of the second are multiples of 2 only."""


def noise(size: tuple[int, int], seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (*size, 4), np.uint8)


@st.composite
def spots(draw: st.DrawFn, size: tuple[int, int]) -> list[tuple[slice, slice]]:
    """A few boxes anywhere in a picture, from one pixel to all."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        ends = [sorted(draw(st.tuples(*2 * [st.integers(0, length)]))) for length in size]
        found.append(tuple(slice(low, max(high, low + 1)) for low, high in ends))
    return found


@given(st.data(), st.sampled_from(SIZES))
def test_a_change_anywhere_gives_the_same_as_a_fresh_conversion(data, size) -> None:
    shown, convert = noise(size, 0), Converter("yuv420p")
    convert(shown)
    for seed in range(1, 4):
        shown = shown.copy()
        for box in data.draw(spots(size)):
            shown[box] = noise(size, seed)[box]
        assert np.array_equal(convert(shown).to_ndarray(), Converter("yuv420p")(shown).to_ndarray())


def test_changes_are_found_in_bands() -> None:
    before = noise((200, 100), 0)
    after = before.copy()
    after[10:20, 30:41] += 1
    after[150, 7, 2] += 1
    assert changes(before, after) == [
        (slice(10, 20), slice(30, 42)),
        (slice(150, 151), slice(6, 8)),
    ]
    assert changes(before, before.copy()) == []


@pytest.mark.parametrize("pixels", ["yuv420p", "yuva420p", "yuva444p10le", "pal8"])
def test_a_frame_does_not_depend_on_earlier_ones(pixels: str) -> None:
    size, fps = (128, 96), Fraction(10)
    frames = [noise((96, 128), seed) for seed in range(3)]
    frames.insert(1, np.where(np.arange(128)[:, None] < 64, frames[0], frames[1]))
    once = converter(pixels, size, fps)
    for frame in frames:
        made, alone = once(frame), converter(pixels, size, fps)(frame)
        assert made.format.name == alone.format.name
        assert all(
            bytes(plane) == bytes(other)
            for plane, other in zip(made.planes, alone.planes, strict=True)
        )
