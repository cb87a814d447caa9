"""Jumps: the picture changes between two plays, while no time passes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from engine.drawing.draw_list import draw_list
from pipeline.lint.rules import Violation

MAX_SHARE = 0.05
"""The share of pixels that may change from one play's last picture to the next one's first."""
CHANGED = 24
"""Steps of 255 by which a pixel changes at least."""


class Jumps:
    """Compares the picture in which a play ends with the one in which the next begins."""

    def __init__(self) -> None:
        self._key: tuple | None = None
        self._before = np.zeros((0, 0, 3), np.uint8)

    def ended(self, scene: Any) -> None:
        """A play is over."""
        key = _key(scene)
        if key != self._key:
            self._key, self._before = key, scene.engine.still(scene)[..., :3].copy()

    def begun(self, scene: Any) -> Iterator[Violation]:
        """A play has begun: yields a violation if the picture is another one than before."""
        if self._key is None or _key(scene) == self._key:
            return
        share = changed_share(self._before, scene.engine.still(scene)[..., :3])
        if share > MAX_SHARE:
            amount = f"{share:.0%} of the pixels, at most {MAX_SHARE:.0%}"
            yield Violation("jump", "", amount, share)


def changed_share(before: np.ndarray, after: np.ndarray) -> float:
    """The share of pixels that differ clearly between two pictures (height, width, 3), uint8."""
    difference = np.abs(before.astype(np.int16) - after)
    return float((difference.max(axis=-1) > CHANGED).mean())


def _key(scene: Any) -> tuple:
    """All that determines the picture."""
    items = draw_list([*scene.mobjects, *scene.foreground_mobjects], set())
    return scene.camera.key(), tuple((type(item), item.fixed, item.key) for item in items)
