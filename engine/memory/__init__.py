"""Memory that serves many frames, so that a long clip takes no more of it than a short one.

`lru_cache` keeps what was made, within a bound in bytes; `buffer_pool` hands out frame-sized
arrays again. The main path: the renderers in `meshes`, `text` and `drawing` each own a cache, the
painter a pool of frames.
"""
