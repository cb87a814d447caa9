"""A cache stays within its bound, and evicts the least recently used values."""

from __future__ import annotations

from engine.memory.lru_cache import UNUSED_FRAMES, LRUCache


def test_the_least_recently_used_is_evicted_first() -> None:
    cache: LRUCache[bytes] = LRUCache(10, len)
    values = [cache.get(key, lambda k=key: bytes(4) + k.encode()) for key in "ab"]
    assert cache.get("a", lambda: b"other") is values[0]
    cache.get("c", lambda: bytes(5))
    assert "b" not in cache
    assert cache.get("a", lambda: b"other") is values[0]
    assert cache.bytes == 10


def test_only_a_single_large_value_exceeds_the_bound() -> None:
    cache: LRUCache[bytes] = LRUCache(100, len)
    for key in range(1000):
        cache.get(key, lambda k=key: bytes(1 + k % 37))
        assert cache.bytes <= 100
    cache.get("large", lambda: bytes(500))
    assert cache.get("large", lambda: b"") == bytes(500)
    cache.get("small", lambda: b"x")
    assert cache.bytes == 1


def test_unused_values_are_evicted_after_some_frames() -> None:
    cache: LRUCache[bytes] = LRUCache(1000, len)
    still = cache.get("still", lambda: b"standing")
    last = 3 * UNUSED_FRAMES
    for frame in range(last + 1):
        cache.next_frame()
        cache.get(frame, lambda: b"moves")
        assert cache.get("still", lambda: b"other") is still
    assert cache.bytes == len(still) + len(b"moves") * (UNUSED_FRAMES + 1)
    assert last - UNUSED_FRAMES in cache
    assert last - UNUSED_FRAMES - 1 not in cache
