"""Every command in the pages is one that `render.py` takes, with its options and values."""

from __future__ import annotations

import shlex
from collections.abc import Iterator

import click
import pytest
from click.testing import CliRunner

from pipeline.catalog import find
from render import cli
from tests.docs.pages import PAGES, blocks
from tests.project_sources import ROOT
from tools.docs.commands import page
from tools.docs.example import SCENE
from tools.docs.gallery import page as gallery_page

PROGRAM = [".venv/bin/python", "render.py"]


def commands(text: str) -> Iterator[list[str]]:
    """The words after `render.py` in a block of shell."""
    for line in text.replace("\\\n", "").splitlines():
        words = shlex.split(line, comments=True)
        if words[:2] == PROGRAM:
            yield words[2:]


FOUND = [
    pytest.param(words, id=f"{page.stem}: {shlex.join(words)}")
    for page in PAGES
    for block in blocks(page, "sh")
    for words in commands(block)
]


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the commands were called with; nothing is carried out."""
    calls: list[dict[str, object]] = []

    def replace(group: click.Group) -> None:
        for command in group.commands.values():
            if isinstance(command, click.Group):
                replace(command)
            else:
                monkeypatch.setattr(command, "callback", lambda **given: calls.append(given))

    replace(cli)
    return calls


@pytest.mark.parametrize("words", FOUND)
def test_a_command_in_a_page_is_taken(
    words: list[str], called: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    ran = CliRunner().invoke(cli, words, standalone_mode=False)
    assert (ran.exception, len(called)) == (None, 1)
    request = called[0].get("request")
    named = (getattr(request, "scene", None), *getattr(request, "scenes", ()))
    for scene in {*filter(None, named)} - {SCENE}:
        assert find(scene)


def test_the_pages_have_commands() -> None:
    assert len(FOUND) > 20


@pytest.mark.parametrize(
    "wrong", ["render slicing --size 3", "draw slicing", "still --fps 0 slicing"]
)
@pytest.mark.usefixtures("called")
def test_a_wrong_command_is_found(wrong: str) -> None:
    assert CliRunner().invoke(cli, shlex.split(wrong), standalone_mode=False).exception


def test_the_page_of_commands_lists_them_all() -> None:
    headings = {line[3:] for line in page().splitlines() if line.startswith("## ")}
    groups = {"cache": {"cache info", "cache clear"}, "voice": {"voice script"}}
    assert {*cli.commands} - groups.keys() | set().union(*groups.values()) <= headings


def test_the_page_of_commands_lists_each_option_once() -> None:
    """Options of a request where it is asked for, those of scenes at the end."""
    text = page()
    assert "| `--at X,Y` | The point; constants such as pi/2 are allowed. |" in text
    assert text.count("`--at X,Y`") == 1
    assert text.partition("## render\n")[2].partition("\n## ")[0].count("`--format ") == 1
    assert "`--open`" not in text.partition("## render\n")[2].partition("\n## ")[0]


def test_the_gallery_has_every_scene_in_the_order_of_the_lecture() -> None:
    headings = [line[3:] for line in gallery_page(True).splitlines() if line.startswith("## ")]
    assert headings[0] == "Transformation"
    assert headings[-1] == "TitleCard"
    assert len(headings) == 8
    assert "(gallery/slicing.png)" in gallery_page(True)
    assert "(gallery/" not in gallery_page(False)
