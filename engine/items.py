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
    """The glyphs of one text or formula; `key` and `fixed` as above. In the world it is a label: it
    faces the viewer at a constant size."""

    glyphs: tuple[Any, ...]
    key: tuple
    fixed: bool

    @property
    def mobjects(self) -> tuple[Mobject, ...]:
        return self.glyphs


@dataclass(frozen=True, eq=False)
class StandingItem(TextItem):
    """Mobjects that manim's camera draws. In the world they stand at their places, or, with an
    `anchor`, face the viewer at that point."""

    anchor: tuple[float, float, float] | None = None


Item = MeshItem | PrimitiveItem | TextItem
ItemT = TypeVar("ItemT", MeshItem, PrimitiveItem, TextItem)


def of_kind(items: Iterable[Item], kind: type[ItemT]) -> list[ItemT]:
    """The items of one kind, in order."""
    return [item for item in items if isinstance(item, kind)]
