"""The items of a frame: meshes, primitives and texts, each with a key of its appearance."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from manim import Mobject

from engine.mobjects.surface import SurfaceMesh


@dataclass(frozen=True, eq=False)
class MeshItem:
    """A surface. `key` determines its appearance; `fixed`: whether it is fixed in the frame."""

    mesh: SurfaceMesh
    key: tuple
    fixed: bool

    @property
    def mobjects(self) -> tuple[Mobject, ...]:
        return (self.mesh,)


@dataclass(frozen=True, eq=False)
class PrimitiveItem:
    """A mobject drawn as primitives, which `primitives` returns; `key` and `fixed` as above."""

    mobject: Mobject
    key: tuple
    fixed: bool
    primitives: Callable[[], np.ndarray]

    @property
    def mobjects(self) -> tuple[Mobject, ...]:
        return (self.mobject,)


@dataclass(frozen=True, eq=False)
class TextItem:
    """What Cairo draws: the glyphs of a text or formula, or a mobject; `key` and `fixed` as above.

    In the world a label faces the viewer at a constant size; what `stands` has its place in space,
    or faces the viewer at the point `anchor`.
    """

    glyphs: tuple[Any, ...]
    key: tuple
    fixed: bool
    stands: bool = False
    anchor: tuple[float, float, float] | None = None

    @property
    def mobjects(self) -> tuple[Mobject, ...]:
        return self.glyphs


Item = MeshItem | PrimitiveItem | TextItem
ItemT = TypeVar("ItemT", MeshItem, PrimitiveItem, TextItem)


def of_kind(items: Iterable[Item], kind: type[ItemT]) -> list[ItemT]:
    """The items of one kind, in order."""
    return [item for item in items if isinstance(item, kind)]
