"""Files are written atomically, sets of files together; errors name the user's paths."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from pipeline.errors import cause_of
from pipeline.output import (
    OWNER,
    STAGE,
    clear_abandoned,
    place_of,
    scratch_folder,
    staged,
)
from tests.pipeline.videos import ROOT

pytestmark = pytest.mark.usefixtures("temporary")


def old_set(folder: Path) -> dict[str, str]:
    """A clip whose poster is missing."""
    for name in ("a.json", "a.mp4", "a.vtt"):
        (folder / name).write_text("old")
    return texts(folder)


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def write_new_set(folder: Path) -> None:
    with staged(folder) as stage:
        for name in ("a.json", "a.mp4", "a.png", "a.vtt"):
            (stage / name).write_text("new")


def test_a_set_of_files_replaces_the_old_one(tmp_path: Path) -> None:
    old_set(tmp_path)
    write_new_set(tmp_path)
    assert texts(tmp_path) == dict.fromkeys(("a.json", "a.mp4", "a.png", "a.vtt"), "new")
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["tmp"]


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("error", [PermissionError(errno.EPERM, "no"), KeyboardInterrupt()])
@pytest.mark.parametrize("moved", range(4))
def test_a_failed_move_restores_the_old_set(
    moved: int, error: BaseException, links: bool, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    old, moves, replace = old_set(tmp_path), [], Path.replace

    def failing(path: Path, target: Path) -> Path:
        moves.append(target)
        if len(moves) == moved + 1:
            raise error
        return replace(path, target)

    def no_links(*_args: object, **_named: object) -> None:
        raise PermissionError(errno.EPERM, "a file system without links")

    monkeypatch.setattr(Path, "replace", failing)
    if not links:
        monkeypatch.setattr(os, "link", no_links)
    with pytest.raises(type(error)):
        write_new_set(tmp_path)
    assert texts(tmp_path) == old
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["tmp"]


KILLED = """
import os, sys
from pathlib import Path
from tests.pipeline.test_output import write_new_set
left, replace = int(sys.argv[2]), Path.replace

def failing(path, target):
    global left
    if left == 0:
        os.kill(os.getpid(), 9)
    left -= 1
    return replace(path, target)

Path.replace = failing
write_new_set(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("moved", range(4))
def test_a_kill_during_a_move_leaves_complete_files_and_the_old_manifest(
    moved: int, tmp_path: Path
) -> None:
    old = old_set(tmp_path)
    ran = subprocess.run([sys.executable, "-c", KILLED, tmp_path, str(moved)], cwd=ROOT)
    found = texts(tmp_path)
    assert ran.returncode == -9
    assert found["a.json"] == "old"
    assert list(found.values()).count("new") == moved
    assert found.keys() >= old.keys()
    clear_abandoned(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == ["tmp"]
    assert texts(tmp_path) == found


MOVING = """
import sys, time
from pathlib import Path
from pipeline.output import staged
folder, name, replace = Path(sys.argv[1]), sys.argv[2], Path.replace

def interrupted(path, target):
    replace(path, target)
    print("moved", flush=True)
    while not Path(folder, "go on").exists():
        time.sleep(0.01)

if name == "first":
    Path.replace = interrupted
with staged(folder / "clips") as stage:
    for each in ("a.json", "a.mp4", "a.png", "a.vtt"):
        (stage / each).write_text(name)
"""


def test_sets_that_several_runs_move_are_not_mixed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MOVING, tmp_path]
    first = subprocess.Popen([*command, "first"], cwd=ROOT, stdout=subprocess.PIPE)
    assert first.stdout is not None
    assert first.stdout.readline() == b"moved\n"
    second = subprocess.Popen([*command, "second"], cwd=ROOT)
    with suppress(subprocess.TimeoutExpired):
        second.wait(timeout=2)  # it would end if it did not wait for the first
    (tmp_path / "go on").touch()
    first.communicate(timeout=100)
    assert (first.returncode, second.wait(timeout=100)) == (0, 0)
    assert texts(tmp_path / "clips") == dict.fromkeys(
        ("a.json", "a.mp4", "a.png", "a.vtt"), "second"
    )


def test_a_folder_with_the_name_of_a_file_leaves_the_old_set(tmp_path: Path) -> None:
    old = old_set(tmp_path)
    (tmp_path / "a.png").mkdir()
    with pytest.raises(OSError, match="directory") as caught:
        write_new_set(tmp_path)
    assert cause_of(caught.value).endswith(f"({tmp_path / 'a.png'})")
    assert texts(tmp_path) == old


def write_half_a_set(folder: Path) -> None:
    with staged(folder) as stage:
        (stage / "a.mp4").write_text("new")
        raise ZeroDivisionError


def test_an_error_while_writing_leaves_the_old_set(tmp_path: Path) -> None:
    old = old_set(tmp_path)
    with pytest.raises(ZeroDivisionError):
        write_half_a_set(tmp_path)
    assert texts(tmp_path) == old


def test_files_in_folders_are_moved_too(tmp_path: Path) -> None:
    with staged(tmp_path / "made") as stage:
        (stage / "a.stills").mkdir()
        (stage / "a.stills" / "1.png").write_text("new")
    assert (tmp_path / "made" / "a.stills" / "1.png").read_text() == "new"


def fault(path: Path | None) -> OSError:
    return OSError(errno.EIO, "Input/output error", str(path) if path else None)


def test_an_error_names_the_path_that_a_user_knows(tmp_path: Path, temporary: Path) -> None:
    target = tmp_path / "a.mp4"
    with scratch_folder() as scratch, staged(tmp_path) as stage:
        clip = Path(scratch, stage.parent.name, STAGE, "b.mp4")  # of a lecture
        places = {
            stage / "a.mp4": target,
            stage / "a.stills" / "1.png": tmp_path / "a.stills" / "1.png",
            stage: tmp_path,
            stage.parent: tmp_path,
            stage.parent / OWNER: tmp_path,
            Path(scratch, "texts", "a.svg"): temporary,
            clip: temporary,
            tmp_path / "other": tmp_path / "other",
        }
        assert {path: place_of(fault(path)) for path in places} == places
        assert place_of(fault(None), stage / "a.mp4") == target
        assert place_of(fault(None)) is None


FULL = """
import sys
from contextlib import suppress
from pathlib import Path
from pipeline.errors import cause_of
from pipeline.output import scratch_folder, staged
try:
    with staged(Path("clips")) as stage, scratch_folder() as scratch:
        try:
            (Path(scratch) / "a.svg").write_bytes(bytes(200_000))
        except OSError as error:
            print(cause_of(error, stage / "a.mp4"))
            raise
except OSError as error:
    print(cause_of(error, Path("clips/a.mp4")))
"""


def test_a_full_folder_for_temporary_files_is_named(tmp_path: Path, temporary: Path) -> None:
    """An error of write(2) has no path; within a scene's error and after it."""
    command = 'mount -t tmpfs -o size=100k none tmp && exec "$0" -c "$1"'
    alone = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", command]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [*alone, sys.executable, FULL],
        cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    if "unshare" in ran.stderr or "mount:" in ran.stderr:
        pytest.skip("no file system can be mounted here")
    assert ran.stdout.splitlines() == [f"No space left on device ({temporary})"] * 2, ran.stderr
    assert list((tmp_path / "clips").iterdir()) == []
