"""The scenes, one topic a file: a list of named beats that read like prose.

The main path: a class here is a `Lesson` (`_kit/lesson`) with its parameters, beats and defaults.
Drawings of a single topic are in `figures`, shared tools in `_kit`, spoken sentences in
`narration`.

In a notebook `from scenes import Slicing` gives what shows a scene there, `Slicing.clip(...)` and
`Slicing.still(...)`, without manim (docs/notebook.md); the manim scene is `scenes.slicing.Slicing`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


def __getattr__(name: str) -> Any:
    """A scene for notebooks, by the name of its class (PEP 562).

    The one door upwards from this layer: who imports it gets an object of the pipeline, and no
    scene knows of it (`tests/test_layers.py`).
    """
    is_private = name.startswith("_")  # such as __wrapped__, which tools look for
    scene = None if is_private else import_module("pipeline.notebook").find(name)
    if scene is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return scene


def __dir__() -> list[str]:
    return import_module("pipeline.notebook").names()
