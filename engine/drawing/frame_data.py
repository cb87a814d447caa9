"""A frame as bytes, for a painter in another process: its items and the camera, without scenes.

What is read back are primitives, meshes and glyphs as they looked; nothing of it can be animated.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Sequence
from enum import Enum
from typing import Any

import numpy as np
from manim import ManimColor, Mobject

from engine.camera import EngineCamera
from engine.items import Item, PrimitiveItem
from engine.view import View

_LIBRARIES = ("manim.", "engine.")
"""Where classes of what is sent may come from: scenes are edited, and none is imported to draw."""
_CONTAINERS = (tuple, list, dict)
_PLAIN = (type(None), bool, int, float, str, bytes, np.ndarray, np.generic, ManimColor, Enum, View)


def packed(items: Sequence[Item], camera: EngineCamera) -> bytes:
    """The items of a frame and the camera that sees them."""
    camera.view()  # computed once, here
    data = io.BytesIO()
    _FramePickler(data, pickle.HIGHEST_PROTOCOL).dump((list(items), camera))
    return data.getvalue()


def unpacked(data: bytes) -> tuple[list[Item], EngineCamera]:
    """What `packed` has packed. The bytes must come from a process of ours: pickle runs code."""
    return pickle.loads(data)


class _FramePickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, PrimitiveItem):
            return _primitive_item, (value.key, value.fixed, value.primitives())
        if isinstance(value, Mobject):
            state = {**_appearance(value, ()), "submobjects": [], "updaters": []}
            return _blank, (_library_class(type(value)),), state
        if _is_of_a_scene(value):  # in a key
            return _itself, (_library_class(value),)
        if isinstance(value, EngineCamera):
            return _blank, (EngineCamera,), _appearance(value, (Mobject,))
        return NotImplemented


def _appearance(value: Any, more: tuple[type, ...]) -> dict[str, Any]:
    """The attributes that are values, and those of more types."""
    kept = (*_PLAIN, *more)
    return {
        name: each
        for name, each in vars(value).items()
        if isinstance(each, kept)
        or (isinstance(each, _CONTAINERS) and all(isinstance(part, kept) for part in each))
    }


def _is_of_a_scene(value: Any) -> bool:
    """Whether it is a class of mobjects that is not a library's."""
    is_class = isinstance(value, type) and issubclass(value, Mobject)
    return is_class and not value.__module__.startswith(_LIBRARIES)


def _library_class(kind: type) -> type:
    return next(each for each in kind.__mro__ if each.__module__.startswith(_LIBRARIES))


def _itself(kind: type) -> type:
    return kind


def _blank(kind: type) -> Any:
    """An object whose attributes are still to be set."""
    return object.__new__(kind)


def _primitive_item(key: tuple, fixed: bool, primitives: np.ndarray) -> PrimitiveItem:
    return PrimitiveItem(_blank(Mobject), key, fixed, lambda: primitives)
