"""Memory reused between frames, so that a long clip needs no more of it than a short one.

`lru_cache` caches values within a bound in bytes; `buffer_pool` reuses frame-sized arrays. The main
path: the renderers in `meshes`, `text` and `drawing` each own a cache, the painter owns a pool.
"""
