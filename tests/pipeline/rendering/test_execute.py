"""Jobs in separate processes: a failure affects only its job, and no partial file is left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from pipeline.output import atomic_file
from pipeline.rendering.execute import Outcome, run_jobs
from pipeline.rendering.worker import Event
from tests.pipeline.fakes import fake_render, job, kill_process_within
from tests.pipeline.processes import children, eventually, runs

ROOT = Path(__file__).resolve().parents[3]


def outcomes(folder: Path, *names: str, workers: int = 2) -> dict[str, Outcome]:
    jobs = [job(folder, name) for name in names]
    done = run_jobs(jobs, workers, lambda event: None, fake_render)
    return {outcome.job.target.stem: outcome for outcome in done}


def test_every_job_has_its_own_process(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "a", "b", "c")
    records = [outcome.result for outcome in found.values()]
    assert sorted(found) == ["a", "b", "c"]
    assert len({each.parameters["process"] for each in records if each} | {os.getpid()}) == 4
    assert [path.read_text() for path in sorted(tmp_path.iterdir())] == ["whole"] * 3


def test_a_worker_inherits_the_folder_for_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Searching for one writes a file, which an interrupt would leave behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    record = outcomes(tmp_path, "a")["a"].result
    assert record is not None
    assert record.parameters["temporary"] == str(tmp_path)


def test_a_worker_does_not_run_the_main_module(tmp_path: Path) -> None:
    """A script without `if __name__ == "__main__"` renders once, not again in its worker."""
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\n"
        "from pipeline.rendering.execute import run_jobs\n"
        "from tests.pipeline.fakes import fake_render, job\n"
        f"jobs = [job(Path({str(tmp_path)!r}), 'a')]\n"
        "print([each.error for each in run_jobs(jobs, 1, print, fake_render)])\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, script], env=environment, capture_output=True, text=True, check=True
    )
    assert (ran.stdout.count("[None]"), ran.stderr) == (1, "")


def test_each_beat_has_an_event(tmp_path: Path) -> None:
    events: list[Event] = []
    list(run_jobs([job(tmp_path, "a")], 1, events.append, fake_render))
    assert [(each.beat, each.frames) for each in events] == [("first", 0), ("second", 5), (None, 9)]


def test_a_failure_does_not_affect_the_others(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "raises", "breaks", "full", "fine")
    messages = {name: str(outcome.error) for name, outcome in found.items() if outcome.error}
    assert messages == {
        "raises": "Fake, beat second: a fault in the scene",
        "breaks": "Fake: KeyError: 'a fault of the program'",
        "full": f"Fake: No space left on device ({tmp_path / 'full.mp4'})",
    }
    assert found["fine"].result is not None
    assert [path.name for path in tmp_path.iterdir()] == ["fine.mp4"]


def test_a_killed_worker_is_tried_twice(tmp_path: Path) -> None:
    found = outcomes(tmp_path, "killed", "once", "fine")
    assert found["once"].result is not None
    assert found["fine"].result is not None
    assert "killed by SIGKILL, 2 times" in str(found["killed"].error)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["fine.mp4", "once.mp4", "once.seen"]


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("name", ["threads", "starts", "daemons"])
def test_what_a_scene_leaves_behind_ends_with_it(name: str, tmp_path: Path) -> None:
    found = outcomes(tmp_path, name, "fine", workers=1)
    assert [str(outcome.error) for outcome in found.values() if outcome.error] == []
    assert (tmp_path / "fine.mp4").read_text() == "whole"
    assert eventually(lambda: not any(map(runs, noted_processes(tmp_path))))


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("exits", "Fake: SystemExit: 3"),
        ("vanishes", "Fake, beat first: its process ended with exit code 3, 2 times"),
        ("forks", "Fake, beat first: its process ended with exit code 3, 2 times"),
    ],
)
def test_a_scene_that_ends_its_process(name: str, cause: str, tmp_path: Path) -> None:
    """ "forks" leaves a child that inherits all open files."""
    found = outcomes(tmp_path, name, "fine", workers=1)
    assert str(found[name].error) == cause
    assert (tmp_path / "fine.mp4").read_text() == "whole"
    assert eventually(lambda: not any(map(runs, noted_processes(tmp_path))))


@pytest.mark.usefixtures("ends")
@pytest.mark.parametrize("name", ["endless", "deaf"])
def test_a_scene_that_never_ends_is_ended_at_its_time_limit(name: str, tmp_path: Path) -> None:
    endless = replace(job(tmp_path, name), time_limit=1)
    stopped, fine = run_jobs([endless, job(tmp_path, "fine")], 1, print, fake_render)
    assert str(stopped.error).endswith(": not done at the time limit of 1 s")
    assert fine.result is not None
    assert eventually(lambda: not any(map(runs, noted_processes(tmp_path))))
    assert {path.name for path in tmp_path.iterdir()} <= {"fine.mp4", "deaf.children"}


def noted_processes(folder: Path) -> list[int]:
    """The processes that scenes have started."""
    return [int(each) for path in folder.glob("*.children") for each in path.read_text().split()]


def test_no_more_jobs_at_a_time_than_workers(tmp_path: Path) -> None:
    running, maximum = set[Path](), 0
    jobs = [job(tmp_path, f"meets-{k}") for k in range(3)]

    def follow(event: Event) -> None:
        nonlocal maximum
        (running.discard if event.beat is None else running.add)(event.target)
        maximum = max(maximum, len(running))

    list(run_jobs(jobs, 2, follow, fake_render))
    assert maximum == 2


def test_a_loop_that_ends_early_ends_the_workers(tmp_path: Path) -> None:
    def interrupt(event: Event) -> None:
        if event.target.stem == "endless":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(run_jobs([job(tmp_path, "endless")], 1, interrupt, fake_render))
    assert list(tmp_path.iterdir()) == []


def test_workspaces_of_killed_runs_are_removed_and_others_are_not(tmp_path: Path) -> None:
    kill_process_within("staged(Path(sys.argv[1]))", tmp_path)
    (left,) = tmp_path.iterdir()
    with atomic_file(tmp_path / "at_work.mp4") as temporary:
        temporary.write_text("half")
        outcomes(tmp_path, "fine")
        assert not left.exists()
        assert temporary.read_text() == "half"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["at_work.mp4", "fine.mp4"]


DRIVER = """
import sys
from dataclasses import replace
from pathlib import Path
from pipeline.rendering.execute import run_jobs
from tests.pipeline.fakes import job, fake_render

if __name__ == "__main__":
    jobs = [job(Path(sys.argv[1]), name) for name in sys.argv[2:]]
    follow = lambda event: event.beat and print(event.beat, flush=True)
    print(*(o.result.file for o in run_jobs(jobs, 2, follow, fake_render)), flush=True)
"""


def started(folder: Path, *names: str) -> subprocess.Popen[str]:
    """Starts a program that renders the jobs, and waits for its first event."""
    program = folder / "driver.py"
    program.write_text(DRIVER)
    command = [sys.executable, program, folder, *names]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "first\n"
    return process


def test_a_killed_parent_leaves_no_process_and_the_next_run_cleans_up(tmp_path: Path) -> None:
    process = started(tmp_path, "endless")
    workers = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert workers
    assert eventually(lambda: not any(map(runs, workers)))
    assert [path.name for path in tmp_path.glob(".nabla-*")]
    outcomes(tmp_path, "fine")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["driver.py", "fine.mp4"]


@pytest.mark.usefixtures("ends")
def test_a_killed_parent_leaves_no_process_of_a_scene(tmp_path: Path) -> None:
    process = started(tmp_path, "deaf")
    assert eventually(lambda: noted_processes(tmp_path) != [])
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert eventually(lambda: not any(map(runs, noted_processes(tmp_path))))


@pytest.mark.usefixtures("ends")
def test_workers_are_suspended_and_resumed_with_the_program(tmp_path: Path) -> None:
    """Ctrl-Z, and then `fg`."""
    process = started(tmp_path, "endless")
    (worker,) = (each for each in children(process.pid) if os.getpgid(each) == each)
    for number, suspended in ((signal.SIGTSTP, True), (signal.SIGCONT, False)):
        os.kill(process.pid, number)
        assert eventually(lambda wanted=suspended: is_suspended(worker) is wanted)
    process.kill()
    process.communicate()


def is_suspended(process: int) -> bool:
    return psutil.Process(process).status() == psutil.STATUS_STOPPED


def test_standard_output_is_for_results_only(tmp_path: Path) -> None:
    process = started(tmp_path, "prints")
    out, _ = process.communicate()
    assert out == f"second\n{tmp_path / 'prints.mp4'}\n"
