"""Two clips of the lecture, rendered once, small and with few frames; a browser."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browsers import LAUNCH, WAIT, chromium
from tests.pipeline.videos import Video, program

SMALL = ("--quality", "draft", "--fps", "2")


@dataclass(frozen=True)
class Clip:
    """A rendered clip: its manifest, its file, and the file decoded."""

    manifest: dict[str, Any]
    file: Path
    video: Video

    def beside(self, ending: str) -> Path:
        """A companion of the clip."""
        return self.file.with_name(self.file.stem + ending)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clip]:
    """The clips by scene, from one run with two processes."""
    folder = tmp_path_factory.mktemp("그림 '자리' \"a b\"")
    scenes = ("tangent_line", "transformation")
    ran = program(folder, "render", *scenes, *SMALL, "--jobs", "2", "--json")
    assert ran.returncode == 0, ran.stderr
    found = {}
    for manifest in json.loads(ran.stdout):
        file = Path(manifest["file"])
        assert file.parent == folder / "media" / "clips"
        found[manifest["scene"]] = Clip(manifest, file, Video.read(file))
    return found


@pytest.fixture(params=["TangentLine", "Transformation"])
def clip(request: pytest.FixtureRequest, clips: dict[str, Clip]) -> Clip:
    """Each of the clips."""
    return clips[request.param]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    path = chromium()
    if path is None and os.environ.get("CI"):
        pytest.fail("there must be a Chromium in CI: tools/setup chromium")
    if path is None:
        pytest.skip("no Chromium here: tools/setup chromium installs it")
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=LAUNCH)
        yield browser
        browser.close()
