"""What a frame is drawn from: meshes, primitives, texts, each with all that decides its looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from manim import Mobject, VMobject

from engine.mobjects.surface import SurfaceMesh


@dataclass(frozen=True, eq=False)
class MeshItem:
    """A surface. `key` is all that decides how it looks, `fixed` whether it lies in the frame."""

    mesh: SurfaceMesh
    key: tuple
    fixed: bool

    @property
    def mobjects(self) -> tuple[Mobject, ...]:
        return (self.mesh,)


@dataclass(frozen=True, eq=False)
class PrimitiveItem:
    """A mobject made of primitives, which `primitives` makes; `key` and `fixed` as above."""

    mobject: Mobject
    key: tuple
    fixed: bool
    primitives: Callable[[], np.ndarray]

    @property
    def mobjects(self) -> tuple[Mobject, ...]:
        return (self.mobject,)


@dataclass(frozen=True, eq=False)
class TextItem:
    """The glyphs of one text or formula; `key` holds how each of them looks, `fixed` as above."""

    glyphs: tuple[VMobject, ...]
    key: tuple
    fixed: bool

    @property
    def mobjects(self) -> tuple[Mobject, ...]:
        return self.glyphs


Item = MeshItem | PrimitiveItem | TextItem
ItemT = TypeVar("ItemT", MeshItem, PrimitiveItem, TextItem)


def of_kind(items: Iterable[Item], kind: type[ItemT]) -> list[ItemT]:
    """Those of the items that are of one kind, in their order."""
    return [item for item in items if isinstance(item, kind)]
