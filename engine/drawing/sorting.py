"""What is drawn in one frame, in painter's order, and where each thing belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from manim import Mobject, VMobject

from engine.drawing import outlines
from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.place import FRAME, MARK, WORLD, is_text
from engine.mobjects.surface import SurfaceMesh


@dataclass(frozen=True)
class Item:
    """One thing to draw: `kind` is "mesh", "primitives" or "text".

    `parts` are the mobjects (a text's glyphs are one item), `key` all that decides how they look,
    `fixed` whether they lie in the frame.
    """

    kind: str
    parts: tuple[Any, ...]
    key: tuple
    fixed: bool


def items(mobjects: Iterable[Mobject], fixed: set[Mobject]) -> list[Item]:
    """The items of a frame, by z_index, then as added; `fixed`: what manim's camera fixes."""
    found: dict[int, tuple[Mobject, Mobject | None]] = {}
    for top in mobjects:
        for mobject, text in _family(top, None):
            found.pop(id(mobject), None)
            found[id(mobject)] = (mobject, text)
    pairs = sorted(
        (pair for pair in found.values() if len(pair[0].points)), key=lambda pair: pair[0].z_index
    )
    made: list[Item] = []
    glyphs: list[Mobject] = []
    for k, (mobject, text) in enumerate(pairs):
        if text is None:
            item = _item(mobject, fixed)
            if item is not None:
                made.append(item)
            continue
        glyphs.append(mobject)
        if k + 1 == len(pairs) or pairs[k + 1][1] is not text:
            made.append(_text(text, glyphs))
            glyphs = []
    return made


def _family(mobject: Mobject, text: Mobject | None) -> Iterator[tuple[Mobject, Mobject | None]]:
    if text is None and is_text(mobject):
        text = mobject
    yield mobject, text
    for child in mobject.submobjects:
        yield from _family(child, text)


def _item(mobject: Mobject, fixed: set[Mobject]) -> Item | None:
    in_frame = mobject.__dict__.get(MARK) == FRAME or mobject in fixed
    if isinstance(mobject, SurfaceMesh):
        return Item("mesh", (mobject,), mobject.signature(), in_frame)
    if isinstance(mobject, ArrayMobject):
        return Item("primitives", (mobject,), mobject.signature(), in_frame)
    if isinstance(mobject, VMobject):
        return Item("primitives", (mobject,), outlines.signature(mobject), in_frame)
    return None


def _text(text: Mobject, glyphs: list[Mobject]) -> Item:
    key = tuple(outlines.signature(glyph) for glyph in glyphs if isinstance(glyph, VMobject))
    return Item("text", tuple(glyphs), key, text.__dict__.get(MARK) != WORLD)
