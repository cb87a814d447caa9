"""A disk that is full or read-only: the store's, the target's, that for temporary files.

Small file systems of memory (tmpfs) are mounted in a namespace of the test's own.
"""

from __future__ import annotations

import shlex
import subprocess
from pathlib import Path

import pytest

from tests.faults.project import Project, Ran, hashes, left_behind, own_target

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]
KEEP = "cp out/a.mp4 saved"
"""What is mounted in `out` is gone afterwards."""
ALONE = ("unshare", "--user", "--map-root-user", "--mount", "bash", "-c")


def run(project: Project, folder: Path, mount: str, *steps: str) -> list[Ran]:
    """Mounts file systems, and then takes steps; `render` is a step, and has a result."""
    words = project.command(*own_target("out/a.mp4"))
    lines = [f"render() {{ {shlex.join(words)} 2> $1; echo $? >> $1; }}", f"{mount} || exit 77"]
    lines += [f"render {n}.log" if step == "render" else step for n, step in enumerate(steps)]
    ran = subprocess.run(
        [*ALONE, "\n".join(lines)],
        cwd=folder, env=project.environment(folder), capture_output=True, text=True, timeout=400,
    )  # fmt: skip
    if ran.returncode == 77 or "unshare" in ran.stderr:
        pytest.skip("no file system can be mounted here")
    logs = (log.read_text().rpartition("\n")[0] for log in sorted(folder.glob("*.log")))
    texts = (log.rpartition("\n") for log in logs)
    return [Ran(int(code), "", err) for err, _, code in texts]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("media/segments", "tmp", "out", "saved"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path


@pytest.mark.parametrize("place", ["media/segments", "out", "tmp"])
def test_a_full_disk_is_named_before_anything_is_drawn(
    place: str, project: Project, folder: Path
) -> None:
    (ran,) = run(project, folder, f"mount -t tmpfs -o size=20k none {place}", "render")
    assert (ran.code, ran.drawn) == (1, [])
    assert ran.errors == [f"error: No space left on device ({named(place, folder)})"]
    assert left_behind(folder) == []


def named(place: str, folder: Path) -> str:
    """A folder as messages name it: the target's as it was given."""
    return "out" if place == "out" else str(folder / place)


FILLED = """
export NABLA_TEST_FAULT="wait three" NABLA_TEST_MARK=waits
render 0.log & run=$!
until [ -e waits ] && [ "$(ls media/segments/segments/*/*.json | wc -l)" = 2 ]; do sleep 0.1; done
head -c 50m /dev/zero > PLACE/ballast 2> /dev/null
rm waits; wait $run; rm PLACE/ballast; ls -A PLACE > left
"""


@pytest.mark.parametrize(
    ("place", "drawn_again"),
    [("media/segments", ["three", "four"]), ("tmp", ["three", "four"]), ("out", [])],
)
def test_a_disk_that_becomes_full(
    place: str, drawn_again: list[str], project: Project, clean: Path, folder: Path
) -> None:
    """It is named; the next run uses what was finished, and finds nothing that is not whole."""
    mount = f"mount -t tmpfs -o size=2m none {place}"
    full, again = run(project, folder, mount, FILLED.replace("PLACE", place), "render", KEEP)
    (error,) = full.errors
    assert full.code == 1
    assert error.startswith("error: Counting")
    assert "No space left on device" in error
    assert f"({named(place, folder)}" in error
    if place != "media/segments":
        assert (folder / "left").read_text() == ""
    assert (again.code, again.errors, again.drawn) == (0, [], drawn_again)
    assert hashes(folder / "saved") == hashes(clean)


def test_a_store_that_cannot_be_written_is_left_and_this_user_s_is_used(
    project: Project, clean: Path, folder: Path
) -> None:
    mounted = "mount -t tmpfs none media/segments && mount -o remount,ro none media/segments"
    (ran,) = run(project, folder, mounted, "render")
    assert (ran.code, ran.errors) == (0, [])
    assert hashes(folder / "out") == hashes(clean)
    assert len([*(folder / ".cache" / "nabla" / "segments").rglob("*.mp4")]) == 4


@pytest.mark.parametrize("place", ["out", "tmp"])
def test_a_read_only_folder_is_refused_before_anything_is_drawn(
    place: str, project: Project, folder: Path
) -> None:
    mounted = f"mount -t tmpfs none {place} && mount -o remount,ro none {place}"
    (ran,) = run(project, folder, mounted, "render")
    (error,) = ran.errors
    assert (ran.code, ran.drawn) == (2, [])
    assert f"/{place}: Read-only file system" in error or "into out: Read-only" in error
