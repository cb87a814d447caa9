"""The place of a mobject: in the world, or fixed in the frame.

By default text is in the frame and everything else in the world; the functions here change that.
Copies of a mobject keep its place, so it does not change in animations.
"""

from __future__ import annotations

from functools import cache
from typing import TypeVar

from manim import Mobject, SVGMobject, Text
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

from engine.mobjects.image import Image

_ATTRIBUTE = "engine_place"
_WORLD, _FRAME = "world", "frame"
MobjectT = TypeVar("MobjectT", bound=Mobject)


def in_world(mobject: MobjectT) -> MobjectT:
    """Places a text or formula in the world: it faces the viewer, keeps its size, and is hidden by
    what is nearer. Returns it."""
    return _placed(mobject, _WORLD)


def in_frame(mobject: MobjectT) -> MobjectT:
    """Fixes a mobject in the frame: the camera does not move it, and it is drawn over the world.
    Returns it."""
    return _placed(mobject, _FRAME)


def is_in_world(mobject: Mobject) -> bool:
    """Whether `in_world` was called for it, its parent, or its original."""
    return mobject.__dict__.get(_ATTRIBUTE) == _WORLD


def is_in_frame(mobject: Mobject) -> bool:
    """Whether `in_frame` was called for it, its parent, or its original."""
    return mobject.__dict__.get(_ATTRIBUTE) == _FRAME


def _placed(mobject: MobjectT, place: str) -> MobjectT:
    for member in mobject.get_family():
        member.__dict__[_ATTRIBUTE] = place
    return mobject


def is_text(mobject: Mobject) -> bool:
    """Whether it is a text, a formula, or a part of one, or an image."""
    return _is_text_class(type(mobject))


@cache
def _is_text_class(kind: type) -> bool:
    """Asked once for a class: manim's have a metaclass whose checks are slow."""
    return issubclass(kind, (SVGMobject, Text, VMobjectFromSVGPath, Image))
