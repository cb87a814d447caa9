"""The mobjects of one of manim's own scenes as items of one frame, in painter's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import groupby
from math import isfinite
from typing import Any

import numpy as np
from manim import Mobject, PMobject, VMobject
from manim.mobject.types.image_mobject import AbstractImageMobject

from engine.camera import EngineCamera
from engine.drawing.draw_list import in_order
from engine.errors import CannotDrawError
from engine.items import Item, MeshItem, PrimitiveItem, StandingItem
from engine.mobjects.arrays import ArrayMobject
from engine.mobjects.place import is_in_frame
from engine.mobjects.surface import SurfaceMesh
from engine.plain.appearance import (
    FAR,
    appearance,
    background_image,
    is_drawn_by_cairo,
    reach_of,
)
from engine.plain.faces import face_items
from engine.plain.solids import cloud_width, lift_of, lifted, lit
from engine.primitives.shapes import discs
from engine.primitives.vmobjects import primitives_of


def plain_items(mobjects: Iterable[Any], camera: EngineCamera) -> list[Item]:
    """The items of a frame, by z_index (where the camera asks for it), then as added.

    Texts stand where their author put them; what is in the camera's `fixed_in_frame_mobjects` or
    `fixed_orientation_mobjects` is fixed. Raises CannotDrawError.
    """
    shown = list(mobjects)
    for mobject in shown:
        if not isinstance(mobject, Mobject):
            raise CannotDrawError(
                f"{type(mobject).__name__}, which is not a mobject of manim's Cairo"
            )
    items: list[Item] = []
    for text, run in groupby(in_order(shown, camera.use_z_index), lambda pair: pair[1]):
        members = [member for member, _ in run]
        if text is None:
            items += _items(members, camera)
        elif glyphs := tuple(each for each in members if isinstance(each, VMobject)):
            items.append(_by_cairo(glyphs, camera))
    return items


def _items(members: list[Any], camera: EngineCamera) -> Iterator[Item]:
    """The items of mobjects that are no texts; those coloured by one image are one picture."""
    for image, run in groupby(members, background_image):
        if image is not None:
            yield _by_cairo(tuple(run), camera)
            continue
        alike = list(run)
        faces = {} if camera.is_flat else face_items(alike, camera)
        for member in alike:
            item = faces[id(member)] if id(member) in faces else _item(member, camera)
            if item:
                yield item


def _by_cairo(members: tuple[Any, ...], camera: EngineCamera) -> StandingItem:
    """What manim's camera draws, at its place."""
    fixed = camera.is_flat or _is_fixed(members[0], camera)
    center = camera.fixed_orientation_mobjects.get(members[0])
    anchor = None if center is None else tuple(np.asarray(center(), dtype=float).tolist())
    return StandingItem(members, (*map(appearance, members), anchor), fixed, anchor)


def _is_fixed(mobject: Mobject, camera: EngineCamera) -> bool:
    return mobject in camera.fixed_in_frame_mobjects or is_in_frame(mobject)


def _item(mobject: Any, camera: EngineCamera) -> Item | None:
    """The item of a mobject that is not a text; None for points that manim does not draw, such as
    those of which one is not finite."""
    make = _maker_for(type(mobject))
    return make(mobject, _is_fixed(mobject, camera), camera) if make else None


@cache
def _maker_for(kind: type) -> Callable[[Any, bool, EngineCamera], Item | None] | None:
    """What makes items of a class; asked once: checks of manim's classes are slow."""
    makers = {
        VMobject: _outline,
        SurfaceMesh: _mesh,
        ArrayMobject: _array,
        AbstractImageMobject: _image,
        PMobject: _points,
    }
    return next((make for base, make in makers.items() if issubclass(kind, base)), None)


def _mesh(mobject: SurfaceMesh, fixed: bool, camera: EngineCamera) -> MeshItem:
    del camera
    return MeshItem(mobject, mobject.signature(), fixed)


def _array(mobject: ArrayMobject, fixed: bool, camera: EngineCamera) -> PrimitiveItem:
    del camera
    return PrimitiveItem(mobject, mobject.signature(), fixed, mobject.primitives)


def _image(mobject: AbstractImageMobject, fixed: bool, camera: EngineCamera) -> StandingItem:
    del fixed
    return _by_cairo((mobject,), camera)


def _points(mobject: PMobject, fixed: bool, camera: EngineCamera) -> Item:
    in_picture = fixed or camera.is_flat or camera.looks_straight_down
    if in_picture or mobject in camera.fixed_orientation_mobjects:
        return _by_cairo((mobject,), camera)
    return _cloud(mobject, camera)


def _outline(mobject: VMobject, fixed: bool, camera: EngineCamera) -> Item | None:
    reach = reach_of(mobject.points)
    if not isfinite(reach):
        return None
    turned = mobject in camera.fixed_orientation_mobjects
    flat = fixed or camera.is_flat
    if turned or (flat and (reach > FAR or is_drawn_by_cairo(mobject, camera))):
        return _by_cairo((mobject,), camera)
    key = appearance(mobject)
    if flat:
        return PrimitiveItem(mobject, key, fixed, partial(primitives_of, mobject))
    if not (mobject.shade_in_3d and camera.should_apply_shading):
        lift = lift_of(mobject, camera)
        return PrimitiveItem(mobject, (*key, lift), fixed, partial(lifted, mobject, lift))
    key = (*key, camera.view().light.tobytes())
    return PrimitiveItem(mobject, key, fixed, partial(lit, mobject, camera))


def _cloud(mobject: PMobject, camera: EngineCamera) -> PrimitiveItem:
    """Dots with depth."""
    width = cloud_width(mobject.stroke_width, camera)
    points, colors = np.array(mobject.points), np.array(mobject.rgbas)
    key = (*appearance(mobject), width)
    return PrimitiveItem(mobject, key, False, lambda: discs(points, colors, width))
