"""Rendering one scene: errors name scene, beat and line, and leave no file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from manim import ManimColor
from PIL import Image

from calclib import readings
from pipeline.errors import RenderError
from pipeline.rendering.plan import Job, clip_job, still_job
from pipeline.rendering.stills import render_still
from pipeline.requests import ClipRequest, StillRequest
from pipeline.video.recipe import read
from scenes._kit.lesson.notes import Notes
from scenes._kit.palettes import DARK, LIGHT, Palette
from scenes._kit.parameters.errors import ParameterError
from tests.pipeline.clips.drawing import rendered

SLOW = {"quality": "draft", "fps": 1}


def clip(target: Path) -> Job[ClipRequest]:
    return replace(clip_job(ClipRequest(scene="tangent_line", **SLOW)), target=target)


def still(target: Path, scene: str = "tangent_line", **options: Any) -> Job[StillRequest]:
    return still_job(StillRequest(scene=scene, output=target, **SLOW, **options))


def test_a_fault_names_scene_beat_cause_and_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_) -> None:
        raise ArithmeticError("two lines\nof trouble")

    monkeypatch.setattr(Notes, "put_large", broken)
    begun = {}
    with pytest.raises(RenderError) as caught:
        rendered(clip(tmp_path / "a.mp4"), begun.setdefault)
    message = str(caught.value)
    assert list(begun) == ["curve", "secant"]
    assert begun["curve"] == 0 < begun["secant"]
    assert message.startswith("TangentLine, beat secant: ArithmeticError: two lines of trouble")
    assert "(tangent_line.py, line " in message
    assert list(tmp_path.iterdir()) == []


def test_a_fault_before_the_first_beat(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(readings, "tangent_slope", None)
    with pytest.raises(RenderError, match=r"^TangentLine: TypeError: .*line \d+\)$"):
        render_still(still(tmp_path / "a.png"))
    assert list(tmp_path.iterdir()) == []


def test_a_still_has_its_recipe(tmp_path: Path) -> None:
    made = still(tmp_path / "a.png", "title_card", time=0.5)
    render_still(made)
    assert read(made.target).request == made.request.model_copy(update={"output": None})


def test_a_time_after_the_end_is_bad_input(tmp_path: Path) -> None:
    late = still(tmp_path / "a.png", "transformation", parameters={"function": "x^2"}, time=1000)
    with pytest.raises(ParameterError, match=r"time: 1000 is too late: the clip ends at \d+ s"):
        render_still(late)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("palette", [DARK, LIGHT], ids=lambda palette: palette.name)
def test_a_transparent_still_over_the_background_is_the_opaque_one(
    palette: Palette, tmp_path: Path
) -> None:
    opaque = still(tmp_path / "a.png", "slicing", theme=palette.name)
    clear = still(tmp_path / "b.png", "slicing", theme=palette.name, transparent=True)
    shown, cut_out = (
        np.asarray(Image.open(render_still(each)), dtype=float) for each in (opaque, clear)
    )
    alpha = cut_out[..., 3:] / 255
    assert ((alpha > 0.1) & (alpha < 0.9)).mean() > 0.03  # a translucent surface
    background = 255 * ManimColor(palette.background).to_rgb()
    laid_over = cut_out[..., :3] * alpha + background * (1 - alpha)
    assert np.abs(laid_over - shown).max() < 4
