"""Checks of output paths before anything is rendered, and the companions' paths."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import destination
from pipeline.destination import COMPANIONS, companion, require_writable
from scenes._kit.parameters.errors import ParameterError


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(path: str, **options: bool) -> str:
    with pytest.raises(ParameterError) as caught:
        require_writable(Path(path), **options)
    return str(caught.value)


@pytest.mark.parametrize(
    "name", ["lecture1:limits.mp4", "file:a.mp4", "pipe:1.mp4", "한글 'a'.gif"]
)
def test_a_name_that_can_be_written(name: str, folder: Path) -> None:
    require_writable(Path(name))
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [("a\x1b[31m.mp4", "U+001B"), ("a\nb.mp4", "U+000A"), ("a\x9bb.mp4", "U+009B"),
     ("\u2028.mp4", "U+2028"), ("x\x07/a.mp4", "U+0007"), (os.fsdecode(b"\xff.mp4"), "U+DCFF")],
)  # fmt: skip
def test_a_name_with_control_characters(name: str, code: str) -> None:
    message = refused(name)
    assert code in message
    assert message.isprintable()


def make_folder(path: Path) -> None:
    path.mkdir()


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("ending", ["", *COMPANIONS])
@pytest.mark.parametrize("make", [make_folder, os.mkfifo], ids=["folder", "FIFO"])
@pytest.mark.parametrize("clip", ["a.mp4", "a.webm"])
def test_obstacles_to_a_clip_or_its_companions_are_named(
    clip: str, make: Callable[[Path], None], ending: str, folder: Path
) -> None:
    obstacle = companion(Path(clip), ending) if ending else Path(clip)
    make(obstacle)
    assert str(obstacle) in refused(clip)
    assert list(folder.iterdir()) == [folder / obstacle]


def test_a_still_has_no_companions() -> None:
    Path("a.json").mkdir()
    require_writable(Path("a.png"))


@pytest.mark.parametrize("ending", COMPANIONS)
def test_a_user_s_file_is_not_replaced_by_a_companion(ending: str, folder: Path) -> None:
    (folder / f"a{ending}").write_text("{}")
    assert f"a{ending} would be replaced" in refused("a.mp4")
    require_writable(folder / "a.mp4", makes_folder=True)  # default names are ours
    (folder / "a.mp4").touch()
    require_writable(folder / "a.mp4")


@pytest.mark.parametrize(("file", "is_ours"), [("a.mp4", True), ("b.mp4", False)])
def test_what_its_manifest_names_may_be_replaced(file: str, is_ours: bool, folder: Path) -> None:
    (folder / "a.png").touch()
    (folder / "a.json").write_text(json.dumps({"scene": "Slicing", "file": file, "sha256": ""}))
    if is_ours:
        require_writable(Path("a.mp4"))
    else:
        assert "a.json would be replaced" in refused("a.mp4")


def test_a_missing_folder_is_not_made_by_the_check(folder: Path) -> None:
    require_writable(folder / "media" / "clips" / "a.mp4", makes_folder=True)
    assert list(folder.iterdir()) == []
    assert "does not exist" in refused("media/clips/a.mp4")
    assert "too long" in refused(f"media/clips/{'a' * 245}.mp4", makes_folder=True)
    assert list(folder.iterdir()) == []
    (folder / "media").touch()
    assert "media is a file" in refused("media/clips/a.mp4", makes_folder=True)


@pytest.mark.parametrize("named", ["missing", "a file", "/proc/self", "a{b}"])
@pytest.mark.parametrize("variable", ["TMPDIR", "TMP"])
def test_a_folder_for_temporary_files_that_cannot_be_used_is_named(
    variable: str, named: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a file").touch()
    (folder / "a{b}").mkdir()
    for each in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.delenv(each, raising=False)
    monkeypatch.setenv(variable, named)
    message = refused("a.mp4")
    assert str(folder / named) in message
    assert message.startswith("TMPDIR: ")


@pytest.mark.parametrize("call", ["staged", "scratch_folder"])
def test_a_full_disk_is_not_bad_input(
    call: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "an unknown file")

    monkeypatch.setenv("TMPDIR", str(folder / "tmp"))
    (folder / "tmp").mkdir()
    monkeypatch.setattr(destination, call, full)
    with pytest.raises(OSError, match="No space left") as caught:
        require_writable(folder / "a.mp4")
    assert Path(caught.value.filename) == {"staged": folder}.get(call, folder / "tmp")


def test_clips_of_one_scene_in_several_formats_have_their_own_companions() -> None:
    clips = [Path(f"a b.en/c.en.{suffix}") for suffix in ("mp4", "webm", "gif", "mov")]
    names = [companion(clip, ending).name for clip in clips for ending in COMPANIONS]
    assert len(set(names)) == len(names)
    assert names[:2] == ["c.en.json", "c.en.png"]
    assert companion(clips[1], ".json") == Path("a b.en/c.en.webm.json")
