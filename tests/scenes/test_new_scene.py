"""docs/new-scene.md: what the page says, done in a copy of the project, gives a good scene."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scenes._kit.text.languages import LANGUAGES
from tests.pipeline.videos import ROOT, Video
from tests.scenes.test_prose import late_attributes, lessons, long_methods
from tests.test_layers import arithmetic_in_scenes

pytestmark = pytest.mark.xdist_group("new_scene")
PAGE = ROOT / "docs" / "new-scene.md"
SCENE = "directional_derivative"
_BLOCK = re.compile(r"`(scenes/[\w/]+\.\w+)`[^`]*:\n\n```\w+\n(.*?)```", re.DOTALL)
PARTS = ("calclib", "engine", "scenes", "pipeline", "render.py", "pyproject.toml")
OTHERS = {
    "another point": ["--at", "-1,1", "--step", "1,-1"],
    "a wide domain": ["--function", "x*y", "--at", "30,10", "--domain", "-50:50,-50:50"],
    "no tangent plane": ["--function", "abs(x)+y^2", "--at", "0,0.5", "--step=-1,2"],
    "a small domain": ["--function", "sin(10x)*y", "--at", "pi/8,0.1", "--domain", "0:0.8,0:0.4"],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project in which the page's files are written, or added to."""
    folder = tmp_path_factory.mktemp("checkout")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / part)
    for name, text in _BLOCK.findall(PAGE.read_text("utf-8")):
        file = folder / name
        before = file.read_text("utf-8") + "\n" if file.exists() else ""
        file.write_text(before + text, "utf-8")
    return folder


def nabla(project: Path, *arguments: str) -> str:
    """What `render.py` of the copy prints."""
    command = [sys.executable, "render.py", *arguments, "--quality", "draft", "--fps", "4"]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    ran = subprocess.run(command, cwd=project, capture_output=True, text=True, env=environment)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_page_writes_a_scene_and_its_narration_in_every_language() -> None:
    names = [name for name, _ in _BLOCK.findall(PAGE.read_text("utf-8"))]
    narration = [f"scenes/narration/{each.narration}" for each in LANGUAGES.values()]
    assert names == [f"scenes/{SCENE}.py", *narration]


def test_the_scene_is_written_as_ours_are(project: Path) -> None:
    file = project / "scenes" / f"{SCENE}.py"
    (lesson,) = lessons(file.read_text("utf-8"))
    assert late_attributes(lesson) == set()
    assert long_methods(lesson) == set()
    assert arithmetic_in_scenes(project) == []
    linter = [sys.executable, "-m", "ruff"]
    for command in (["check"], ["format", "--check"]):
        ran = subprocess.run([*linter, *command, file], cwd=project, capture_output=True, text=True)
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_check_finds_no_fault(project: Path) -> None:
    said = nabla(project, "check", SCENE)
    for language in LANGUAGES:
        assert f"ok    DirectionalDerivative {language}: 4 beats" in said
    assert said.count("no faults") == len(LANGUAGES)


def test_its_clip(project: Path) -> None:
    (manifest,) = json.loads(nabla(project, "render", SCENE, "--json"))
    clip = Path(manifest["file"])
    assert len(Video.read(clip).frames) == manifest["frames"]
    assert [beat["name"] for beat in manifest["beats"]] == ["surface", "direction", "cut", "slope"]
    value = manifest["values"][-1]
    assert value["value"] == pytest.approx(0.6 * 1 + 0.8 * (1 + 0.8775825618903728))
    for language in LANGUAGES:
        assert "2.102" in clip.with_suffix(f".{language}.vtt").read_text("utf-8")


@pytest.mark.parametrize("name", OTHERS)
def test_another_function_or_direction(project: Path, name: str) -> None:
    said = nabla(project, "check", SCENE, *OTHERS[name], "--lang", "en")
    assert "no faults" in said
    assert f": {3 if name == 'no tangent plane' else 4} beats" in said
