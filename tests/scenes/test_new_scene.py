"""docs/new-scene.md: the files that it shows, put into a copy of the project, make a good scene."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from scenes._kit.text.languages import LANGUAGES
from tests.pipeline.videos import Video
from tests.scenes.test_prose import late_attributes, lessons, long_methods
from tests.test_layers import arithmetic_in_scenes
from tools.docs.example import PAGE, SCENE, run, write_project

pytestmark = pytest.mark.xdist_group("new_scene")
OTHERS = {
    "another point": ["--at", "-1,1", "--step", "1,-1"],
    "a wide domain": ["--function", "x*y", "--at", "30,10", "--domain", "-50:50,-50:50"],
    "no tangent plane": ["--function", "abs(x)+y^2", "--at", "0,0.5", "--step=-1,2"],
    "a small domain": ["--function", "sin(10x)*y", "--at", "pi/8,0.1", "--domain", "0:0.8,0:0.4"],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with the scene."""
    folder = tmp_path_factory.mktemp("checkout")
    write_project(folder)
    return folder


def nabla(project: Path, *arguments: str) -> str:
    """What `render.py` of the copy prints."""
    ran = run(project, *arguments, "--quality", "draft", "--fps", "4")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_the_page_shows_the_scene_and_its_words_in_every_language() -> None:
    shown = re.findall(r'--8<-- "docs/example/(.+)"', PAGE.read_text("utf-8"))
    assert shown == [f"{SCENE}.py", *(each.narration for each in LANGUAGES.values())]


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
