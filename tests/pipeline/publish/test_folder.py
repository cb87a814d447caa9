"""The folder that is published into: refusals, kills, listings from anyone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.publish.folder import LISTING, listed, published, require_folder
from scenes._kit.parameters.errors import ParameterError


def publish(folder: Path, files: dict[str, str]) -> None:
    with published(folder) as root:
        for name, text in files.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(text)


def content(folder: Path) -> dict[str, str]:
    found = (path for path in folder.rglob("*") if path.is_file() and path.name != LISTING)
    return {path.relative_to(folder).as_posix(): path.read_text() for path in found}


FIRST = {"index.html": "1", "a/a.mp4": "film", "a/index.html": "a", "b/b.mp4": "gone"}
SECOND = {"index.html": "2", "a/a.mp4": "film", "a/index.html": "a", "c/c.mp4": "new"}


def test_files_are_replaced_added_and_removed(tmp_path: Path) -> None:
    publish(tmp_path, FIRST)
    film = (tmp_path / "a" / "a.mp4").stat()
    publish(tmp_path, SECOND)
    assert content(tmp_path) == SECOND
    assert not (tmp_path / "b").exists()
    assert (tmp_path / "a" / "a.mp4").stat().st_ino == film.st_ino
    assert listed(tmp_path) == {*SECOND}


def test_a_block_that_fails_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, FIRST)
    with pytest.raises(FileNotFoundError):
        publish(tmp_path, {"index.html": "half", "no/such/folder": ""})
    assert content(tmp_path) == FIRST


KILLED = """
import os, signal, sys
from pathlib import Path
from pipeline.publish import folder
from tests.pipeline.publish.test_folder import SECOND, publish
left, move = int(sys.argv[2]), Path.replace

def replace(self, target):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    return move(self, target)

Path.replace = replace
publish(Path(sys.argv[1]), SECOND)
"""


@pytest.mark.parametrize("moves", range(4))
def test_a_killed_run_leaves_whole_files_and_the_next_finishes(tmp_path: Path, moves: int) -> None:
    publish(tmp_path, FIRST)
    root = Path(__file__).resolve().parents[3]
    run = [sys.executable, "-c", KILLED, str(tmp_path), str(moves)]
    killed = subprocess.run(run, cwd=root, env={**os.environ, "PYTHONPATH": str(root)})
    assert killed.returncode == -signal.SIGKILL
    left = {k: v for k, v in content(tmp_path).items() if not k.startswith(".nabla-")}
    assert left.keys() <= listed(tmp_path)
    assert all(text in (FIRST.get(name), SECOND.get(name)) for name, text in left.items())
    assert left["index.html"] == "1" or "c/c.mp4" in left  # pages come after what they name
    publish(tmp_path, SECOND)
    assert content(tmp_path) == SECOND


def test_a_folder_with_another_s_pages_is_refused(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("mine")
    with pytest.raises(ParameterError, match="was not published here"):
        require_folder(tmp_path, ["index.html"])
    require_folder(tmp_path, ["assets"])
    assert content(tmp_path) == {"index.html": "mine"}


def test_a_file_or_an_unwritable_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ParameterError, match="is a file"):
        require_folder(tmp_path / "file", [])
    with pytest.raises(ParameterError, match="cannot write into"):
        require_folder(tmp_path / "file" / "site", [])


@pytest.mark.parametrize(
    "text", ["", "[]", '{"kind": "nabla.publish"}', '{"kind": "x", "files": ["a"]}', "[" * 9999]
)
def test_a_listing_that_is_none_lists_nothing(tmp_path: Path, text: str) -> None:
    (tmp_path / LISTING).write_text(text)
    assert listed(tmp_path) == set()


def test_a_listing_never_leads_out_of_the_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish(site, FIRST)
    (tmp_path / "precious").write_text("")
    names = ["../precious", str(tmp_path / "precious"), "a/../../precious", *FIRST]
    (site / LISTING).write_text(json.dumps({"kind": "nabla.publish", "files": names}))
    publish(site, SECOND)
    assert (tmp_path / "precious").exists()
    assert content(site) == SECOND
