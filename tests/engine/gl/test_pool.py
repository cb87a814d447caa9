"""What is in use is never handed out again; what is not, is."""

from __future__ import annotations

import av
import numpy as np

from engine.gl.pool import Pool


def pool() -> Pool[np.ndarray]:
    return Pool(lambda: np.zeros((4, 6, 4), np.uint8))


def test_an_array_that_nobody_holds_is_used_again() -> None:
    arrays = pool()
    first = arrays.take()
    second = arrays.take()
    assert first is not second
    known = {id(first), id(second)}
    del first
    again = arrays.take()
    assert id(again) in known
    assert again is not second


def test_a_part_of_an_array_or_a_frame_of_it_holds_it() -> None:
    arrays = pool()
    part = arrays.take()[1:3, :, ::-1]
    frame = av.VideoFrame.from_numpy_buffer(arrays.take(), format="bgra")
    third = arrays.take()
    third[:] = 255
    assert not part.any()
    assert not frame.to_ndarray(format="bgra").any()
    del part
    assert not arrays.take().any()
