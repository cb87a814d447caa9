"""Damaged and foreign files in the store of a real run."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.faults.project import BEATS, Project, hashes, stored

pytestmark = [
    pytest.mark.faults,
    pytest.mark.xdist_group("faults"),
    pytest.mark.usefixtures("ends"),
]


@pytest.fixture
def copied(clean: Path, tmp_path: Path) -> Path:
    """A copy of the clean run's folder."""
    shutil.copytree(clean, tmp_path / "copy")
    return tmp_path / "copy"


def test_only_damaged_segments_are_drawn_again(project: Project, clean: Path, copied: Path) -> None:
    two, three, four = (copied / path.relative_to(clean) for path in stored(clean)[1:])
    two.write_bytes(two.read_bytes()[:-1])
    three.write_bytes(b"")
    four.write_bytes((copied / stored(clean)[0].relative_to(clean)).read_bytes())
    ran = project.run(copied)
    assert (ran.code, ran.errors, ran.drawn) == (0, [], [*BEATS[1:]])
    assert (copied / "a.mp4").read_bytes() == (clean / "a.mp4").read_bytes()
    again = project.run(copied)
    assert (again.code, again.drawn) == (0, [])


def test_receipts_scores_and_notes_of_nonsense(project: Project, clean: Path, copied: Path) -> None:
    """All of them at once; the frames of three segments are still recognised, or drawn again."""
    for number, path in enumerate(sorted((copied / "media").rglob("*.json"))):
        path.write_bytes([b"", b"{}", b"[" * 100_000, b"\xff\x00"][number % 4])
    ran = project.run(copied)
    assert (ran.code, ran.errors) == (0, [])
    assert hashes(copied) == hashes(clean)


def test_a_fifo_in_the_place_of_a_segment_is_left_alone_and_named(
    project: Project, clean: Path, copied: Path
) -> None:
    path = copied / stored(clean)[1].relative_to(clean)
    path.unlink()
    os.mkfifo(path)
    ran = project.run(copied)
    (error,) = ran.errors
    assert ran.code == 1
    assert error.startswith("error: Counting: not a file of the store, and in its way (")
    assert error.endswith(f"{path.name})")
    assert path.is_fifo()
    path.unlink()
    again = project.run(copied)
    assert (again.code, again.drawn) == (0, ["two"])
    assert hashes(copied) == hashes(clean)


def test_fifos_and_folders_beside_the_store_s_files(
    project: Project, clean: Path, copied: Path
) -> None:
    store = copied / "media" / "segments"
    for name in ("sources.json", "last_run.json", "paces.json"):
        (store / name).unlink(missing_ok=True)
        os.mkfifo(store / name)
    (store / "segments" / "notes").mkdir()
    (store / "segments" / "notes" / "mine.mp4").write_text("precious")
    os.mkfifo(store / "segments" / ".nabla-0123456789abcdef")
    before = sorted(store.rglob("*"))
    ran = project.run(copied)
    assert (ran.code, ran.errors, ran.drawn) == (0, [], [])
    assert sorted(store.rglob("*")) == before
    info, clear = (project.run(copied, "cache", name) for name in ("info", "clear"))
    assert (info.code, clear.code) == (0, 0)
    assert "segments  4" in info.out
    assert (store / "segments" / "notes" / "mine.mp4").read_text() == "precious"
    assert (store / "sources.json").is_fifo()
    assert stored(copied) == []
