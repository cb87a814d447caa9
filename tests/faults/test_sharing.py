"""Runs that share a store, and how the work is split among processes: the same bytes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.faults.project import (
    BEATS,
    Project,
    Ran,
    ended,
    go_on,
    hashes,
    left_behind,
    own_target,
    stored,
)
from tests.pipeline.conftest import SMALL

pytestmark = [pytest.mark.faults, pytest.mark.xdist_group("faults")]


@pytest.mark.parametrize("runs", [2, 8])
def test_runs_that_begin_at_once_share_what_they_draw(
    runs: int, project: Project, clean: Path, tmp_path: Path
) -> None:
    """And clear up after those before them at the same time."""
    started = [project.start(tmp_path, *own_target(f"{n}.mp4")) for n in range(runs)]
    for ran in map(ended, started):
        assert (ran.code, ran.errors) == (0, [])
    made = {(tmp_path / f"{n}.mp4").read_bytes() for n in range(runs)}
    assert len(stored(tmp_path)) == len(BEATS)
    assert left_behind(tmp_path) == []
    assert len(made) == 1
    assert hashes(tmp_path, "0.mp4") == hashes(clean)


@pytest.mark.parametrize("jobs", ["2", "4"])
def test_several_workers_make_the_same_file(
    jobs: str, project: Project, clean: Path, tmp_path: Path
) -> None:
    ran = project.run(tmp_path, *own_target("a.mp4"), "--jobs", jobs)
    assert (ran.code, ran.errors) == (0, [])
    assert (tmp_path / "a.mp4").read_bytes() == (clean / "a.mp4").read_bytes()


def test_a_run_of_one_beat_leaves_it_to_the_next(
    project: Project, clean: Path, tmp_path: Path
) -> None:
    """Beats in any order and by any process: the file of the whole is the same."""
    for beat in ("four", "two"):
        ran = project.run(tmp_path, *own_target(f"{beat}.mp4"), "--beat", beat)
        assert (ran.code, ran.drawn) == (0, [beat])
    ran = project.run(tmp_path)
    assert (ran.code, ran.drawn) == (0, ["one", "three"])
    assert (tmp_path / "a.mp4").read_bytes() == (clean / "a.mp4").read_bytes()


def test_two_runs_split_a_clip(project: Project, clean: Path, tmp_path: Path) -> None:
    """The second draws what the first has not begun, and waits for what it draws."""
    first = project.start_waiting(tmp_path, "two")
    second = project.start(tmp_path, *own_target("b.mp4"))
    assert second.stderr is not None
    lines = [second.stderr.readline() for _ in range(2)]
    assert [line.split()[-1] for line in lines] == ["three", "four"]
    go_on(tmp_path)
    one, two = ended(first), ended(second)
    assert (one.code, one.drawn, two.code) == (0, ["one", "two"], 0)
    for name in ("a.mp4", "b.mp4"):
        assert (tmp_path / name).read_bytes() == (clean / "a.mp4").read_bytes()


def cleared(project: Project, folder: Path) -> Ran:
    return project.run(folder, "cache", "clear")


def test_the_store_is_cleared_while_a_run_draws(
    project: Project, clean: Path, tmp_path: Path
) -> None:
    """It draws again what it needs."""
    process = project.start_waiting(tmp_path, "three")
    assert cleared(project, tmp_path).code == 0
    assert stored(tmp_path) == []
    go_on(tmp_path)
    ran = ended(process)
    assert (ran.code, ran.errors) == (0, [])
    assert hashes(tmp_path) == hashes(clean)
    assert len(stored(tmp_path)) == len(BEATS)


def test_no_room_at_all_while_another_run_draws(
    project: Project, clean: Path, tmp_path: Path
) -> None:
    """What is in use stays; a run whose limit is 0 has its clip all the same."""
    process = project.start_waiting(tmp_path, "three")
    none = project.run(tmp_path, *own_target("b.mp4"), "--beat", "four", "--cache-limit", "0")
    go_on(tmp_path)
    ran = ended(process)
    assert (none.code, none.errors, ran.code, ran.errors) == (0, [], 0, [])
    assert ran.drawn == ["one", "two", "three"]
    assert (tmp_path / "a.mp4").read_bytes() == (clean / "a.mp4").read_bytes()


def test_a_store_moved_to_another_folder(project: Project, clean: Path, tmp_path: Path) -> None:
    """Another time zone, locale and folder, with blanks, quotes and Hangul; a moved project."""
    folder = tmp_path / "그림 'a' \"b\" $c"
    moved = Project(shutil.copytree(project.folder, tmp_path / 'project "여기" \'s'))
    shutil.copytree(clean / "media", folder / "media")
    (folder / "manim.cfg").write_text("[CLI]\nframe_width = 5\nbackground_color = WHITE\n")
    (folder / ".config" / "manim").mkdir(parents=True)
    (folder / ".config" / "manim" / "manim.cfg").write_text("[CLI\nframe_width = \0")
    elsewhere = {"TZ": "Asia/Seoul", "LC_ALL": "C", "LANG": "de_DE", "PYTHONHASHSEED": "7"}
    ran = moved.run(folder, **elsewhere)
    assert (ran.code, ran.errors, ran.drawn) == (0, [], [])
    assert (folder / "a.mp4").read_bytes() == (clean / "a.mp4").read_bytes()


def test_two_clears_at_once(project: Project, clean: Path, tmp_path: Path) -> None:
    shutil.copytree(clean, tmp_path, dirs_exist_ok=True)
    started = [project.start(tmp_path, "cache", "clear") for _ in range(4)]
    assert [ended(each).code for each in started] == [0] * 4
    assert stored(tmp_path) == []


def test_another_format_at_the_same_time(project: Project, tmp_path: Path) -> None:
    """WebM, whose files are never the same twice, from two runs at once."""
    words = ("render", "counting", *SMALL, "--format", "webm", "-o")
    started = [project.start(tmp_path, *words, f"{n}.webm") for n in range(2)]
    assert [ended(each).code for each in started] == [0, 0]
    assert hashes(tmp_path, "0.webm") == hashes(tmp_path, "1.webm")
