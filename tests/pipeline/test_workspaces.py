"""Workspaces of killed runs are removed; anything that only looks like ours is kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.output import OWNER, STATEMENT, clear_abandoned, scratch_folder, staged
from tests.pipeline.fakes import kill_process_within

OURS = ".nabla-0123456789abcdef"
pytestmark = pytest.mark.usefixtures("temporary")


def a_file(path: Path) -> None:
    path.write_text("precious")


def a_folder(path: Path) -> None:
    path.mkdir()
    (path / "precious.txt").write_text("precious")


def a_fifo(path: Path) -> None:
    os.mkfifo(path)


def a_link_to_a_folder(path: Path) -> None:
    a_folder(path.with_name("a folder"))
    path.symlink_to("a folder")


def a_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def an_empty_folder(path: Path) -> None:
    """As of a run that has just started, or of somebody else."""
    path.mkdir()


def with_owner(make: Callable[[Path], object]) -> Callable[[Path], None]:
    def a_folder_whose_owner(path: Path) -> None:
        a_folder(path)
        make(path / OWNER)

    return a_folder_whose_owner


def a_link_to_a_statement(path: Path) -> None:
    (path.parent / "statement").write_bytes(STATEMENT)
    path.symlink_to("statement")


BYSTANDERS: list[Callable[[Path], object]] = [
    a_file,
    a_folder,
    a_fifo,
    a_link_to_a_folder,
    a_link_to_a_device,
    an_empty_folder,
    with_owner(Path.touch),
    with_owner(a_file),
    with_owner(a_fifo),
    with_owner(a_folder),
    with_owner(a_link_to_a_device),
    with_owner(a_link_to_a_statement),
    with_owner(lambda path: path.write_bytes(STATEMENT + b"and more")),
]
NAMES = [OURS, ".my.nabla-notes", ".a.nabla-0123abcd.mp4", ".scratch.nabla-0123abcd"]


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("make", BYSTANDERS)
def test_what_only_looks_like_a_workspace_is_kept(
    make: Callable[[Path], object], name: str, tmp_path: Path
) -> None:
    make(tmp_path / name)
    before = {path: path.lstat() for path in sorted(tmp_path.rglob("*"))}
    clear_abandoned(tmp_path)
    found = {path: path.lstat() for path in sorted(tmp_path.rglob("*"))}
    assert found.keys() == before.keys()
    assert [found[path].st_ino for path in found] == [before[path].st_ino for path in before]


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("call", ["scratch_folder()", "staged(Path(sys.argv[1]))"])
def test_the_workspace_of_a_killed_run_is_removed(
    call: str, tmp_path: Path, temporary: Path
) -> None:
    folder = temporary if call.startswith("scratch") else tmp_path / "clips"
    kill_process_within(call, folder)
    (left,) = folder.iterdir()
    assert (left / OWNER).read_bytes() == STATEMENT
    clear_abandoned(folder)
    assert list(folder.iterdir()) == []


def test_a_workspace_in_use_is_kept(tmp_path: Path, temporary: Path) -> None:
    with scratch_folder() as scratch, staged(tmp_path) as stage:
        (stage / "a.mp4").write_text("half")
        for folder in (tmp_path, temporary):
            clear_abandoned(folder)
        assert (stage / "a.mp4").read_text() == "half"
        assert Path(scratch).is_dir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.mp4", "tmp"]
    assert list(temporary.iterdir()) == []
