"""What is kept between frames stays within its bound, and pictures look alike wherever they are."""

from __future__ import annotations

import numpy as np
from manim import DEGREES, Text

from engine.drawing.overlay import Picture
from engine.drawing.painter import Painter
from engine.gl.atlas import SIDE, Atlas
from engine.gl.lru_cache import FRAMES, Kept
from engine.mobjects.place import in_world
from tests.engine.easel import SIZE, Easel


def test_what_was_used_last_is_kept() -> None:
    kept: Kept[bytes] = Kept(10, len)
    made = [kept.get(key, lambda k=key: bytes(4) + k.encode()) for key in "ab"]
    assert kept.get("a", lambda: b"anew") is made[0]
    kept.get("c", lambda: bytes(5))
    assert "b" not in kept
    assert kept.get("a", lambda: b"anew") is made[0]
    assert kept.bytes == 10


def test_a_long_clip_takes_no_more_than_a_short_one() -> None:
    kept: Kept[bytes] = Kept(100, len)
    for key in range(1000):
        kept.get(key, lambda k=key: bytes(1 + k % 37))
        assert kept.bytes <= 100
    kept.get("large", lambda: bytes(500))
    assert kept.get("large", lambda: b"") == bytes(500)
    kept.get("small", lambda: b"x")
    assert kept.bytes == 1


def test_what_no_frame_uses_any_more_goes_and_the_rest_stays() -> None:
    kept: Kept[bytes] = Kept(1000, len)
    still = kept.get("still", lambda: b"standing")
    last = 3 * FRAMES
    for frame in range(last + 1):
        kept.next_frame()
        kept.get(frame, lambda: b"moves")
        assert kept.get("still", lambda: b"anew") is still
    assert kept.bytes == len(still) + len(b"moves") * (FRAMES + 1)
    assert last - FRAMES in kept
    assert last - FRAMES - 1 not in kept


def picture(height: int, width: int, seed: int) -> Picture:
    pixels = np.random.default_rng(seed).integers(0, 256, (height, width, 4), np.uint8)
    return Picture(pixels, (0, 0))


def test_pictures_lie_apart_in_an_atlas_until_it_is_full(easel: Easel) -> None:
    context = easel.painter.context
    with context.current():
        atlas = Atlas(context, SIZE)
        pictures, full = [], picture(SIDE, SIDE, 0)
        while atlas.add(each := picture(100 + 37 * (len(pictures) % 5), 700, len(pictures))):
            pictures.append(each)
        assert len(pictures) > 10
        held = np.frombuffer(atlas.texture.read(), np.uint8).reshape(SIDE, SIDE, 4)
        for each in pictures:
            x, y = atlas.spot(each) or (0, 0)
            height, width = each.pixels.shape[:2]
            assert np.array_equal(held[y : y + height, x : x + width], each.pixels)
        assert not atlas.add(full)
        atlas.clear()
        assert atlas.spot(pictures[0]) is None
        assert atlas.add(full)


def test_a_label_has_the_same_pixels_from_a_texture_of_its_own_and_from_the_atlas() -> None:
    """It goes onto the atlas with its second drawing; others lie before it by then."""
    labels = [
        in_world(Text(word, font_size=40).shift(np.array([0.37 * k, 0.211, k])))
        for k, word in enumerate(("one", "two", "three"))
    ]
    easel = Easel(Painter(SIZE))
    views = [easel.camera(phi=60 * DEGREES, theta=0.1 * k) for k in range(4)]
    alone = [Easel(Painter(SIZE)).draw(labels[2], camera=view) for view in views]
    for _ in range(3):
        easel.draw(*labels, camera=views[0])
    for view, expected in zip(views, alone, strict=True):
        assert expected.max() > 100
        assert np.array_equal(easel.draw(labels[2], camera=view), expected)
