"""Memory in use is never reused; freed memory is."""

from __future__ import annotations

from fractions import Fraction

import av
import numpy as np
import pytest

from engine.memory.buffer_pool import BufferPool

SHAPE = (4, 6, 4)


def address(array: np.ndarray) -> int:
    return array.ctypes.data


def test_freed_memory_is_reused() -> None:
    pool = BufferPool(SHAPE)
    first, second = pool.take(), pool.take()
    assert first.shape == second.shape == SHAPE
    first_address = address(first)
    assert address(second) != first_address
    del first
    reused = pool.take()
    assert address(reused) == first_address


@pytest.mark.parametrize(
    "derive",
    [
        lambda array: array[1:3, :, ::-1],
        lambda array: array.reshape(-1).view(np.uint64)[2:],
        lambda array: memoryview(array)[1:],
        lambda array: av.VideoFrame.from_numpy_buffer(array, format="bgra"),
    ],
)
def test_objects_derived_from_an_array_hold_its_memory(derive) -> None:
    pool = BufferPool(SHAPE)
    array = pool.take()
    first_address, part = address(array), derive(array)
    del array
    assert address(pool.take()) != first_address
    del part
    assert first_address in {address(array) for array in [pool.take(), pool.take()]}


def test_frames_that_an_encoder_still_holds_keep_their_pixels() -> None:
    """x264 buffers some frames; they must not change before they are encoded."""
    pool, size = BufferPool((96, 64)), (64, 64)
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = *size, "yuv420p"
    encoder.time_base, encoder.options = Fraction(1, 25), {"qp": "0"}
    decoder = av.CodecContext.create("h264", "r")
    shades, decoded = range(30, 90), []
    packets = []
    for shade in shades:
        array = pool.take()
        array[:64], array[64:] = shade, 128
        packets += encoder.encode(av.VideoFrame.from_numpy_buffer(array, format="yuv420p"))
        del array
    for packet in [*packets, *encoder.encode(None), None]:
        decoded += [frame.to_ndarray()[0, 0] for frame in decoder.decode(packet)]
    assert decoded == list(shades)
