"""What is in use is never handed out again; what is not, is."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from engine.memory.buffer_pool import BufferPool

SHAPE = (4, 6, 4)


def address(array: np.ndarray) -> int:
    return array.ctypes.data


def test_memory_that_nothing_refers_to_is_handed_out_again() -> None:
    pool = BufferPool(SHAPE)
    first, second = pool.take(), pool.take()
    assert first.shape == second.shape == SHAPE
    known = address(first)
    assert address(second) != known
    del first
    again = pool.take()
    assert address(again) == known


@pytest.mark.parametrize(
    "made_of",
    [
        lambda array: array[1:3, :, ::-1],
        lambda array: array.reshape(-1).view(np.uint64)[2:],
        lambda array: memoryview(array)[1:],
        lambda array: av.VideoFrame.from_numpy_buffer(array, format="bgra"),
    ],
)
def test_whatever_is_made_of_an_array_holds_its_memory(made_of) -> None:
    pool = BufferPool(SHAPE)
    array = pool.take()
    known, part = address(array), made_of(array)
    del array
    assert address(pool.take()) != known
    del part
    assert known in {address(each) for each in [pool.take(), pool.take()]}


def test_frames_that_an_encoder_still_holds_keep_their_pixels() -> None:
    """x264 looks some frames ahead: they leave the encoder as they were when they entered it."""
    pool, size = BufferPool((96, 64)), (64, 64)
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = *size, "yuv420p"
    encoder.time_base, encoder.options = Fraction(1, 25), {"qp": "0"}
    decoder = av.CodecContext.create("h264", "r")
    shades, seen = range(30, 90), []
    packets = []
    for shade in shades:
        array = pool.take()
        array[:64], array[64:] = shade, 128
        packets += encoder.encode(av.VideoFrame.from_numpy_buffer(array, format="yuv420p"))
        del array
    for packet in [*packets, *encoder.encode(None), None]:
        seen += [frame.to_ndarray()[0, 0] for frame in decoder.decode(packet)]
    assert seen == list(shades)
