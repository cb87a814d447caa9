"""The mobjects of a scene as items of one frame, in painter's order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from itertools import takewhile
from typing import TypeAlias

from manim import Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from engine.errors import CannotDrawError
from engine.items import Item, MeshItem, PrimitiveItem, TextItem
from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.image import Image
from engine.mobjects.place import is_in_frame, is_in_world, is_text
from engine.mobjects.surface import SurfaceMesh
from engine.primitives import vmobjects

_Pair: TypeAlias = tuple[Mobject, Mobject | None]
"""A mobject and the text that it is a part of, if any."""
_Drawn: TypeAlias = dict[int, _Pair]
"""What is drawn, by identity, the lowest first."""


def draw_list(mobjects: Iterable[Mobject], fixed: set[Mobject]) -> list[Item]:
    """The items of a frame, by z_index, then as added; `fixed`: manim's fixed-in-frame mobjects."""
    return _items(in_order(mobjects), fixed)


class DrawList:
    """The draw lists of a play's frames; what stands still in it is looked at once.

    `still`: the mobjects that the play leaves as they are, as manim's Cairo takes them
    (`Scene.static_mobjects`): those below the first one that an animation or updater moves.
    """

    def __init__(self, still: Iterable[Mobject] = ()) -> None:
        self._still = {id(mobject): mobject for mobject in still}
        self._tops: list[Mobject] | None = None
        self._collected: _Drawn = {}
        self._pairs: list[_Pair] = []
        self._items: list[Item] = []

    def items(self, mobjects: Iterable[Mobject], fixed: set[Mobject]) -> list[Item]:
        """The items of a frame, as `draw_list` returns them."""
        tops = list(mobjects)
        if self._tops is None:
            self._look_at(tops, fixed)
        assert self._tops is not None
        count, done = len(self._tops), len(self._pairs)
        if tops[:count] != self._tops:
            return draw_list(tops, fixed)
        pairs = _sorted(tops[count:], dict(self._collected))
        if pairs[:done] != self._pairs:
            return _items(pairs, fixed)
        return [*self._items, *_items(pairs[done:], fixed)]

    def _look_at(self, tops: list[Mobject], fixed: set[Mobject]) -> None:
        """Keeps what the first frame shows of that which stands still: what of the scene's
        mobjects need not be collected again, and the items at the bottom of all."""
        self._tops = list(takewhile(self._is_still, tops))
        for top in self._tops:
            _collect(top, None, self._collected)
        pairs = in_order(tops)
        done = sum(1 for _ in takewhile(lambda pair: id(pair[0]) in self._still, pairs))
        while 0 < done < len(pairs) and pairs[done][1] is pairs[done - 1][1] is not None:
            done -= 1  # a text is one item
        self._pairs, self._items = pairs[:done], _items(pairs[:done], fixed)

    def _is_still(self, mobject: Mobject) -> bool:
        """Whether a mobject and its descendants stand still; one without points may get some."""
        known = id(mobject) in self._still or bool(mobject.submobjects and not len(mobject.points))
        return known and all(map(self._is_still, mobject.submobjects))


def _items(pairs: Sequence[_Pair], fixed: set[Mobject]) -> list[Item]:
    """The items of mobjects in painter's order."""
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


def in_order(mobjects: Iterable[Mobject], by_z_index: bool = True) -> list[_Pair]:
    """All mobjects with points in painter's order, each with the text that it is a part of."""
    return _sorted(mobjects, {}, by_z_index)


def _sorted(mobjects: Iterable[Mobject], drawn: _Drawn, by_z_index: bool = True) -> list[_Pair]:
    """What is `drawn` and the mobjects over it, in painter's order."""
    for top in mobjects:
        _collect(top, None, drawn)
    pairs = list(drawn.values())
    return sorted(pairs, key=lambda pair: pair[0].z_index) if by_z_index else pairs


def _collect(mobject: Mobject, text: Mobject | None, drawn: _Drawn) -> None:
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
