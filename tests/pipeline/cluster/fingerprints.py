"""A made-up fingerprint."""

from __future__ import annotations

from pipeline.cluster.fingerprint import Fingerprint

FINGERPRINT = Fingerprint(
    scene="title_card",
    modules=("scenes.title_card",),
    opengl="llvmpipe",
    versions={"python": "3.11.2", "numpy": "2.3.0"},
    fonts={"NanumGothic.ttf": "ab"},
    sources={"scenes.title_card": "cd", "engine/shaders/mesh.glsl": "ef"},
)
