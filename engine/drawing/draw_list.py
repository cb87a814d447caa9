"""The mobjects of a scene as items of one frame, in painter's order."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from manim import Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from engine.errors import CannotDrawError
from engine.items import Item, MeshItem, PrimitiveItem, TextItem
from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.image import Image
from engine.mobjects.place import is_in_frame, is_in_world, is_text
from engine.mobjects.surface import SurfaceMesh
from engine.primitives import vmobjects


def draw_list(mobjects: Iterable[Mobject], fixed: set[Mobject]) -> list[Item]:
    """The items of a frame, by z_index, then as added; `fixed`: manim's fixed-in-frame mobjects."""
    pairs = in_order(mobjects)
    items: list[Item] = []
    glyphs: list[VMobject] = []
    for k, (mobject, text) in enumerate(pairs):
        if text is None:
            item = _item(mobject, fixed)
            if item is not None:
                items.append(item)
            continue
        if isinstance(mobject, VMobject):
            glyphs.append(mobject)
        last = k + 1 == len(pairs) or pairs[k + 1][1] is not text
        if last and glyphs:
            items.append(_text(text, glyphs))
            glyphs = []
    return items


def in_order(
    mobjects: Iterable[Mobject], by_z_index: bool = True
) -> list[tuple[Mobject, Mobject | None]]:
    """All mobjects with points in painter's order, each with the text that it is a part of."""
    drawn: dict[int, tuple[Mobject, Mobject | None]] = {}
    for top in mobjects:
        _collect(top, None, drawn)
    pairs = list(drawn.values())
    return sorted(pairs, key=lambda pair: pair[0].z_index) if by_z_index else pairs


def _collect(
    mobject: Mobject, text: Mobject | None, drawn: dict[int, tuple[Mobject, Mobject | None]]
) -> None:
    """Adds a mobject and its descendants that have points, each with the text it is a part of; one
    that occurs again is drawn only there."""
    if text is None and is_text(mobject):
        text = mobject
    if len(mobject.points):
        drawn.pop(id(mobject), None)
        drawn[id(mobject)] = (mobject, text)
    for child in mobject.submobjects:
        if text is None or child.submobjects:
            _collect(child, text, drawn)
        elif len(child.points):  # as above: most of all mobjects are characters
            drawn.pop(id(child), None)
            drawn[id(child)] = (child, text)


def _item(mobject: Mobject, fixed: set[Mobject]) -> Item | None:
    """The item of a mobject that is not a text; None for points that nobody draws, such as a
    tracker's. Raises CannotDrawError."""
    in_frame = is_in_frame(mobject) or mobject in fixed
    if isinstance(mobject, SurfaceMesh):
        return MeshItem(mobject, mobject.signature(), in_frame)
    if isinstance(mobject, ArrayMobject):
        return PrimitiveItem(mobject, mobject.signature(), in_frame, mobject.primitives)
    if isinstance(mobject, VMobject):
        key, make = vmobjects.signature(mobject), partial(vmobjects.primitives_of, mobject)
        return PrimitiveItem(mobject, key, in_frame, make)
    if isinstance(mobject, PMobject | AbstractImageMobject):
        raise CannotDrawError(f"{type(mobject).__name__} in a lesson")
    return None


def _text(text: Mobject, glyphs: list[VMobject]) -> TextItem:
    key = tuple(map(vmobjects.signature, glyphs))
    if isinstance(text, Image):
        key = tuple((*signature, text.bitmap_key) for signature in key)
    return TextItem(tuple(glyphs), key, not is_in_world(text))
