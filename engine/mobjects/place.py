"""Where a mobject belongs: in the world, or fixed in the frame.

Text is in the frame and everything else in the world, unless told. The mark is kept by copies, so
it holds through every animation.
"""

from __future__ import annotations

from typing import TypeVar

from manim import Mobject, SVGMobject, Text
from manim.mobject.svg.svg_mobject import VMobjectFromSVGPath

MARK = "engine_place"
WORLD, FRAME = "world", "frame"
Any = TypeVar("Any", bound=Mobject)


def in_world(mobject: Any) -> Any:
    """Puts a text or formula at its place in the world: it faces the viewer, keeps its size, and is
    hidden by what stands before it. Returns it."""
    return _marked(mobject, WORLD)


def in_frame(mobject: Any) -> Any:
    """Fixes any mobject in the frame: the camera does not move it, and it is drawn over the world.
    Returns it."""
    return _marked(mobject, FRAME)


def _marked(mobject: Any, place: str) -> Any:
    for each in mobject.get_family():
        each.__dict__[MARK] = place
    return mobject


def is_text(mobject: Mobject) -> bool:
    """Whether it is a text, a formula, or a part of one."""
    return isinstance(mobject, (SVGMobject, Text, VMobjectFromSVGPath))
