"""Where a mobject belongs: in the world, or fixed in the frame.

Text is in the frame and everything else in the world, unless one of the functions here says
otherwise. A mobject's copies belong where it does, so its place holds through every animation.
"""

from __future__ import annotations

from typing import TypeVar

from manim import Mobject, SVGMobject, Text
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

_ATTRIBUTE = "engine_place"
_WORLD, _FRAME = "world", "frame"
MobjectT = TypeVar("MobjectT", bound=Mobject)


def in_world(mobject: MobjectT) -> MobjectT:
    """Puts a text or formula at its place in the world: it faces the viewer, keeps its size, and is
    hidden by what stands before it. Returns it."""
    return _placed(mobject, _WORLD)


def in_frame(mobject: MobjectT) -> MobjectT:
    """Fixes any mobject in the frame: the camera does not move it, and it is drawn over the world.
    Returns it."""
    return _placed(mobject, _FRAME)


def is_in_world(mobject: Mobject) -> bool:
    """Whether `in_world` was called for it, or for what it is a part or a copy of."""
    return mobject.__dict__.get(_ATTRIBUTE) == _WORLD


def is_in_frame(mobject: Mobject) -> bool:
    """Whether `in_frame` was called for it, or for what it is a part or a copy of."""
    return mobject.__dict__.get(_ATTRIBUTE) == _FRAME


def _placed(mobject: MobjectT, place: str) -> MobjectT:
    for each in mobject.get_family():
        each.__dict__[_ATTRIBUTE] = place
    return mobject


def is_text(mobject: Mobject) -> bool:
    """Whether it is a text, a formula, or a part of one."""
    return isinstance(mobject, (SVGMobject, Text, VMobjectFromSVGPath))
