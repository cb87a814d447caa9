"""Everything made of primitives, drawn with one call for each run of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import moderngl
import numpy as np

from engine.camera import EngineCamera
from engine.drawing import outlines
from engine.drawing.sorting import Item
from engine.gl.context import Context, laid_out, set_uniforms
from engine.gl.lru_cache import Kept
from engine.mobjects import primitives
from engine.mobjects.arrays import ArrayMobject
from engine.view import View

MOST = 24 * 2**20
"""Bytes of primitives that are kept."""
OF_A_KEY = 600
"""Bytes, at least, of what tells a mobject's looks apart."""
ORDER_ROOM = 0.02
"""Over how many units, towards the viewer, what lies in one plane is spread by its order."""
LONGEST = 0.5
"""Longer segments are cut, in the world, so that lines are ordered by depth piece by piece."""


@dataclass(frozen=True, eq=False)
class Stream:
    """The primitives of the world: opaque fills, and the rest (`soft`) with the place of each in
    painter's order, from 0 to 1."""

    fills: np.ndarray
    soft: np.ndarray
    order: np.ndarray

    @property
    def has_fills(self) -> bool:
        return len(self.fills) > 0

    def from_the_back(self, view: View) -> np.ndarray:
        """What is soft, farthest first; what lies in one plane in painter's order."""
        soft = self.soft
        middle = (soft["a"] + soft["b"]) @ (0.5 * view.to_view[2, :3]).astype(np.float32)
        near = middle + soft["bias"] + 10 * ORDER_ROOM * self.order
        return soft[np.argsort(near, kind="stable")]


NO_STREAM = Stream(primitives.EMPTY, primitives.EMPTY, np.zeros(0, np.float32))


class Strokes:
    """Makes primitives of mobjects, once for each of their states, and draws them."""

    def __init__(self, context: Context, size: tuple[int, int]) -> None:
        self._context, self._gl, self._size = context, context.gl, size
        self._kept: Kept[np.ndarray] = Kept(MOST, lambda made: 2 * made.nbytes + OF_A_KEY)
        self._streamed: tuple[list[tuple], Stream] = ([], NO_STREAM)

    def next_frame(self) -> None:
        """Forgets primitives of mobjects that are gone."""
        self._kept.next_frame()

    def of(self, item: Item) -> np.ndarray:
        """The primitives of an item."""
        mobject = item.parts[0]
        if isinstance(mobject, ArrayMobject):
            return self._kept.get(item.key, mobject.primitives)
        return self._kept.get(item.key, lambda: outlines.drawn(mobject))

    def flat(self, item: Item) -> bool:
        """Whether an item lies in the plane z = 0."""
        made = self.of(item)
        return not (np.any(made["a"][:, 2]) or np.any(made["b"][:, 2]))

    def draw_in_order(self, run: Sequence[Item], view: View, camera: EngineCamera) -> None:
        """One run of items, each over those before it, without depth."""
        made = primitives.joined([self.of(item) for item in run])
        self._draw(made, view, camera, lift=0.0)

    def stream(self, items: Sequence[Item]) -> Stream:
        """The primitives of the world's items; made anew only when one of them changed."""
        keys = [item.key for item in items]
        if self._streamed[0] != keys:
            self._streamed = (keys, self._stream(items))
        return self._streamed[1]

    def _stream(self, items: Sequence[Item]) -> Stream:
        parts = [
            self._kept.get(("cut", item.key), lambda i=item: _cut_short(self.of(i)))
            for item in items
        ]
        made = primitives.joined(parts)
        if not len(made):
            return NO_STREAM
        share = np.arange(len(parts), dtype=np.float32) / len(parts)
        order = np.repeat(share, [len(part) for part in parts])
        made["bias"] += ORDER_ROOM * order
        solid = (made["kind"] == primitives.TRIANGLE) & (made["color_a"][:, 3] == 255)
        return Stream(made[solid], made[~solid], order[~solid])

    def draw_fills(self, stream: Stream, view: View, camera: EngineCamera) -> None:
        """The opaque fills, with depth."""
        self._draw(stream.fills, view, camera, lift=view.lift)

    def draw_soft(
        self,
        soft: np.ndarray,
        view: View,
        camera: EngineCamera,
        veils: Sequence[moderngl.Texture] = (),
        rank: int = 0,
    ) -> None:
        """Lines, dots, arrows, from the back: pixel by pixel those that lie behind `rank` of the
        veils (the depths of translucent surfaces)."""
        for index, veil in enumerate(veils):
            veil.use(index)
        self._draw(soft, view, camera, lift=view.lift, veils=len(veils), rank=rank)

    def _draw(
        self,
        made: np.ndarray,
        view: View,
        camera: EngineCamera,
        lift: float,
        veils: int = 0,
        rank: int = 0,
    ) -> None:
        if not len(made):
            return
        arrows = made["kind"] == primitives.ARROW
        macros = [f"VEILS {veils}"] if veils else []
        macros += ["SHAPES"] * (not arrows.all()) + ["ARROWS"] * bool(arrows.any())
        program = self._context.program("primitive", "primitive", *macros)
        set_uniforms(
            program,
            {
                "to_clip": view.uniforms["to_clip"],
                "size": self._size,
                "lift": lift,
                "pixels": 0.01 * camera.pixels_per_unit,
                "veils": list(range(veils)) if veils > 1 else 0,
                "rank": rank,
            },
        )
        layout = laid_out(program, primitives.LAYOUT, primitives.FIELDS)
        self._gl.vertex_array(program, [(self._gl.buffer(made), *layout)]).render(
            moderngl.TRIANGLE_STRIP, vertices=4, instances=len(made)
        )


def _cut_short(made: np.ndarray) -> np.ndarray:
    """Segments longer than LONGEST as several; the neighbours of the pieces are each other."""
    span = np.linalg.norm(made["b"] - made["a"], axis=1)
    count = np.ceil(span / LONGEST).astype(int)
    count[(made["kind"] != primitives.SEGMENT) | (count < 1)] = 1
    if not len(made) or count.max() == 1:
        return made
    pieces = np.repeat(made, count)
    whole = np.repeat(np.arange(len(made)), count)
    step = np.arange(len(pieces)) - np.repeat(np.cumsum(count) - count, count)
    t0, t1 = step / count[whole], (step + 1) / count[whole]
    a, b = made["a"][whole], made["b"][whole]
    pieces["a"] = a + (b - a) * t0[:, None].astype(np.float32)
    pieces["b"] = a + (b - a) * t1[:, None].astype(np.float32)
    first, last = step == 0, step == count[whole] - 1
    flags = made["flags"][whole].astype(int)
    start = np.where(first, flags & 5, primitives.HAS_BEFORE)
    end = np.where(last, flags & 10, primitives.HAS_AFTER)
    pieces["flags"] = start | end
    pieces["b"][~last] = pieces["a"][np.flatnonzero(~last) + 1]
    pieces["c"][~first] = pieces["a"][np.flatnonzero(~first) - 1]
    pieces["d"][~last] = pieces["b"][np.flatnonzero(~last) + 1]
    return _mixed(pieces, made, whole, t0, t1)


def _mixed(pieces, made, whole, t0, t1) -> np.ndarray:
    first, last = made["color_a"][whole].astype(float), made["color_b"][whole].astype(float)
    pieces["color_a"] = np.round(first + (last - first) * t0[:, None])
    pieces["color_b"] = np.round(first + (last - first) * t1[:, None])
    return pieces
