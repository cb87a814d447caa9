"""The texts that stand in a scene, as they lie in its frame."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from engine.items import Item, TextItem
from engine.mobjects.place import is_in_world, is_text
from pipeline.lint.content import content_of
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.text.formula import Formula

SEEN = 0.5
"""Opacity from which a text that comes or goes is there."""


@dataclass(frozen=True, eq=False)
class Text:
    """A text: its glyphs' boxes (n, 4) in the frame, colours (n, 3) from 0 to 255, opacities (n,).

    `mobject` is the formula, or a glyph on its way from one formula into another. `moving`: it
    is on its way.
    """

    mobject: Any
    boxes: np.ndarray
    colors: np.ndarray
    opacities: np.ndarray
    in_world: bool
    moving: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is a formula rather than a glyph on its way."""
        return isinstance(self.mobject, Formula)

    @property
    def plain(self) -> str:
        """What it says, as plain text."""
        return content_of(self.mobject).text if self.whole else "(a glyph)"

    @property
    def opacity(self) -> float:
        """That of its most opaque glyph."""
        return float(self.opacities.max())

    def only(self, opacity: float) -> Text | None:
        """The text with those of its glyphs that are at least so opaque; None where none is."""
        kept = self.opacities >= opacity
        if not kept.any():
            return None
        return replace(
            self,
            boxes=self.boxes[kept],
            colors=self.colors[kept],
            opacities=self.opacities[kept],
        )


def signatures(found: Iterable[Item]) -> dict[int, Any]:
    """How each thing drawn looks, by the id of its mobject."""
    looks: dict[int, Any] = {}
    for item in found:
        keys = item.key if isinstance(item, TextItem) else [item.key]
        looks |= zip(map(id, item.mobjects), keys, strict=True)
    return looks


def texts(scene: Lesson, moving: Set[int] = frozenset()) -> list[Text]:
    """All texts of a scene that are to be seen as it stands; `moving`: ids of what is on
    its way."""
    tops = {id(top): top for top in (*scene.mobjects, *scene.foreground_mobjects)}
    found = {id(text): text for top in tops.values() for text in _within(top)}
    made = (_text(mobject, scene, moving) for mobject in found.values())
    return [text for text in made if text is not None]


def formulas(scene: Lesson) -> list[Text]:
    """The texts that are whole formulas."""
    return [text for text in texts(scene) if text.whole]


def _within(mobject: Any) -> Iterator[Any]:
    if is_text(mobject):
        yield mobject
        return
    for child in mobject.submobjects:
        yield from _within(child)


def _text(mobject: Any, scene: Lesson, moving: Set[int]) -> Text | None:
    glyphs = [
        glyph for glyph in mobject.get_family() if len(glyph.points) and _opacity(glyph) > 0.02
    ]
    if not glyphs:
        return None
    ends = np.array([(glyph.points.min(axis=0), glyph.points.max(axis=0)) for glyph in glyphs])
    in_world = is_in_world(mobject)
    boxes = np.hstack([ends[:, 0, :2], ends[:, 1, :2]])
    if in_world:
        shift = _shift(mobject, scene)
        if shift is None:
            return None
        boxes = boxes + np.tile(shift, 2)
    colors = np.array([_color(glyph) for glyph in glyphs])
    opacities = np.array([_opacity(glyph) for glyph in glyphs])
    on_its_way = any(id(each) in moving for each in (mobject, *glyphs))
    return Text(mobject, boxes, colors, opacities, in_world, on_its_way)


def _shift(mobject: Any, scene: Lesson) -> np.ndarray | None:
    """From where a text stands in the world to where it is drawn in the frame: upright, unscaled;
    None behind the viewer."""
    points = np.concatenate([glyph.points for glyph in mobject.get_family() if len(glyph.points)])
    center = (points.min(axis=0) + points.max(axis=0)) / 2
    at = scene.camera.view().to_clip @ np.append(center, 1.0)
    if at[3] <= 0.1:
        return None
    half = np.array(scene.camera.frame_size) / 2 * [1, -1]  # rows of the picture run downwards
    return at[:2] / at[3] * half - center[:2]


def _opacity(glyph: Any) -> float:
    filled = float(glyph.get_fill_opacity())
    drawn = float(glyph.get_stroke_opacity()) if glyph.get_stroke_width() > 0 else 0.0
    return filled or drawn


def _color(glyph: Any) -> np.ndarray:
    color = glyph.get_fill_color() if glyph.get_fill_opacity() else glyph.get_stroke_color()
    return 255 * np.asarray(color.to_rgb(), dtype=float)
