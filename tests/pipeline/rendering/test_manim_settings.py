"""No manim.cfg changes a picture, wherever it is and whatever it contains."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from manim import config, tempconfig

from pipeline.rendering.manim_settings import manim_configured
from pipeline.rendering.quality import QUALITIES
from tests.pipeline.videos import Video, program

pytestmark = pytest.mark.xdist_group("settings")
TITLE = ("render", "title_card", "--quality", "draft", "--fps", "5", "-o", "a.mp4")
HARMFUL = """[CLI]
upto_animation_number = 0
frame_width = 5
frame_height = 3
pixel_width = 100
background_color = WHITE
renderer = opengl
save_last_frame = True
format = png
plugins = no_such_plugin
"""
BROKEN = "[CLI\nupto_animation_number = \0"


@pytest.fixture(scope="module")
def reference_hashes(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The frames of the title card, rendered without a manim.cfg."""
    folder = tmp_path_factory.mktemp("reference_hashes")
    ran = program(folder, *TITLE)
    assert ran.returncode == 0, ran.stderr
    return Video.read(folder / "a.mp4").hashes()


@pytest.mark.parametrize("content", [HARMFUL, BROKEN], ids=["harmful", "broken"])
@pytest.mark.parametrize("place", ["manim.cfg", ".config/manim/manim.cfg"])
def test_a_manim_cfg_changes_no_frame(
    content: str,
    place: str,
    reference_hashes: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    file = tmp_path / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content)
    ran = program(tmp_path, *TITLE)
    assert ran.returncode == 0, ran.stderr
    assert Video.read(tmp_path / "a.mp4").hashes() == reference_hashes


def test_no_path_is_needed(
    reference_hashes: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PATH")
    ran = program(tmp_path, *TITLE)
    assert ran.returncode == 0, ran.stderr
    assert Video.read(tmp_path / "a.mp4").hashes() == reference_hashes


def test_earlier_settings_are_ignored_and_restored(tmp_path: Path) -> None:
    """As in a notebook in which manim was imported and configured."""
    quality = QUALITIES["draft"]
    with manim_configured(quality, False, str(tmp_path)):
        expected = dict(config)
    with tempconfig({"frame_width": 5.0, "upto_animation_number": 3, "background_color": "WHITE"}):
        before = dict(config)
        with manim_configured(quality, False, str(tmp_path)):
            assert dict(config) == expected
        assert dict(config) == before
    assert (expected["pixel_width"], expected["frame_rate"]) == (quality.width, float(quality.fps))
    assert expected["frame_width"] == pytest.approx(8 * 16 / 9, abs=0.01)
    assert np.isinf(expected["upto_animation_number"])
    assert os.fspath(expected["media_dir"]) == str(tmp_path)
