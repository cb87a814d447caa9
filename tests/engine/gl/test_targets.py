"""Render targets: created when first used, sharing the opaque depth."""

from __future__ import annotations

import numpy as np

from engine.gl.targets import RenderTarget, RenderTargets
from tests.engine.canvas import SIZE, Canvas

SHARING = ("antialiased", "blended", "picture", "snapshot", "empty")


def pixels(canvas: Canvas, target: RenderTarget) -> np.ndarray:
    found = np.ones((SIZE[1], SIZE[0], 4), np.uint8)
    canvas.painter.context.read(target.color_only, found, "RGBA")
    return found


def test_each_target_is_created_once_and_empty(canvas: Canvas) -> None:
    context = canvas.painter.context
    with context.current():
        targets = RenderTargets(context, SIZE)
        for name in ("opaque", *SHARING):
            target = getattr(targets, name)
            assert getattr(targets, name) is target
            assert target.content is None
            assert not pixels(canvas, target).any()
        assert targets.layer(0) is targets.layer(0)
        assert targets.layer(0) is not targets.layer(1)


def test_all_but_layers_share_one_depth(canvas: Canvas) -> None:
    context = canvas.painter.context
    with context.current():
        targets = RenderTargets(context, SIZE)
        assert all(getattr(targets, name).depth is targets.opaque.depth for name in SHARING)
        assert len({id(targets.layer(k).depth) for k in range(3)} | {id(targets.opaque.depth)}) == 4
