"""A real scheduler with two real workers: same frames, and what happens when one is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.cluster.connection import connected
from pipeline.cluster.shipping import unzipped, zipped
from tests.pipeline.cluster.machines import Machines, certificates, kill, machines
from tests.pipeline.processes import eventually, started
from tests.pipeline.videos import program

pytestmark = pytest.mark.xdist_group("cluster")
SMALL = ("--quality", "draft", "--fps", "1")
CLIPS = ("render", "title_card", "transformation", *SMALL)
GONE = "what was drawn is in the store; run the command again to go on"


def files(folder: Path) -> dict[str, bytes]:
    """The clips that were rendered in a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.glob("media/clips/*.mp4"))}


def segments(folder: Path) -> dict[Path, int]:
    """The videos in the store of a folder, with their inodes: a file drawn again has another."""
    return {path: path.stat().st_ino for path in folder.glob("media/segments/**/*.mp4")}


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The clips, rendered by one process on this machine."""
    folder = tmp_path_factory.mktemp("local")
    ran = program(folder, *CLIPS, "--jobs", "1")
    assert ran.returncode == 0, ran.stderr
    return files(folder)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler and two workers with the project as it is here."""
    with machines(tmp_path / "machines") as both:
        yield both


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler and two workers with an edited copy of the project."""
    folder = tmp_path_factory.mktemp("edited")
    root = unzipped(zipped(), folder)
    with (root / "scenes" / "title_card.py").open("a") as file:
        file.write("\n\nedited = True\n")
    with machines(folder / "machines", root=root) as both:
        yield both


def first_line(running: subprocess.Popen[str]) -> str:
    """Waits until the first beats have arrived."""
    assert running.stderr is not None
    return running.stderr.readline()


def test_workers_with_other_sources_refuse_and_name_them(edited: Machines, tmp_path: Path) -> None:
    ran = program(tmp_path, "render", "title_card", *SMALL, "--cluster", edited.address)
    error = ran.stderr.splitlines()[-1]
    assert ran.returncode == 1
    assert error.startswith("error: no worker takes TitleCard: on tcp://127.0.0.1:")
    assert error.endswith(" the source scenes.title_card differs")
    assert not segments(tmp_path)


def test_shipped_sources_draw_the_same_as_here(
    edited: Machines, local: dict[str, bytes], tmp_path: Path
) -> None:
    words = ("--cluster", edited.address, "--ship-sources")
    ran = program(tmp_path, *CLIPS, *words)
    assert ran.returncode == 0, ran.stderr
    assert files(tmp_path) == local
    again = program(tmp_path, *CLIPS, *words)
    assert again.returncode == 0
    assert "beat" not in again.stderr  # nothing is drawn again


def test_a_killed_worker_costs_only_what_it_was_at(
    cluster: Machines, local: dict[str, bytes], tmp_path: Path
) -> None:
    running = started(tmp_path, *CLIPS, "--cluster", cluster.address)
    first_line(running)
    before = segments(tmp_path)
    kill(cluster.workers[0])
    _, errors = running.communicate(timeout=500)
    assert running.returncode == 0, errors
    assert files(tmp_path) == local
    assert before
    assert before.items() <= segments(tmp_path).items()


@pytest.mark.faults
def test_what_is_lost_with_its_worker_before_it_came_is_drawn_again(
    cluster: Machines, local: dict[str, bytes], tmp_path: Path
) -> None:
    """The run is stopped while the workers finish; then one of them is killed with its results."""
    running = started(tmp_path, *CLIPS, "--cluster", cluster.address)
    first_line(running)
    os.kill(running.pid, signal.SIGSTOP)
    before = segments(tmp_path)
    client: Any
    with connected(cluster.address) as client:
        while any(client.processing().values()):
            time.sleep(0.1)
        held = client.has_what()
        lost = max(held, key=lambda worker: len(held[worker]))
        assert held[lost]
        kill(cluster.worker_at(lost))
        assert eventually(lambda: lost not in client.has_what())
    os.kill(running.pid, signal.SIGCONT)
    _, errors = running.communicate(timeout=500)
    assert running.returncode == 0, errors
    assert [line for line in errors.splitlines() if not line.startswith(("Title", "Transf"))] == []
    assert files(tmp_path) == local
    assert before
    assert before.items() <= segments(tmp_path).items()


def test_a_killed_scheduler_is_one_line_and_the_next_run_goes_on(
    cluster: Machines, local: dict[str, bytes], tmp_path: Path
) -> None:
    running = started(tmp_path, *CLIPS, "--cluster", cluster.address)
    first_line(running)
    kill(cluster.scheduler)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 1
    line = f"error: the scheduler at {cluster.address} is gone; {GONE}"
    assert errors.splitlines()[-1] == line
    before = segments(tmp_path)
    ran = program(tmp_path, *CLIPS, "--jobs", "1")
    assert ran.returncode == 0, ran.stderr
    assert files(tmp_path) == local
    assert before
    assert before.items() <= segments(tmp_path).items()


@pytest.mark.skipif(shutil.which("openssl") is None, reason="it makes the certificates")
def test_with_tls_only_those_with_a_certificate_get_in(
    local: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("render", "title_card", *SMALL, "--cluster")
    settings = certificates(tmp_path)
    with machines(tmp_path / "machines", protocol="tls", settings=settings) as both:
        refused = program(tmp_path, *words, both.address)
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        ran = program(tmp_path, *words, both.address)
    assert refused.returncode == 1
    (line,) = refused.stderr.splitlines()
    assert line.startswith(f"error: no scheduler answers at {both.address}: ")
    assert ran.returncode == 0, ran.stderr
    assert files(tmp_path).items() <= local.items()


def test_nobody_answers(tmp_path: Path) -> None:
    ran = program(tmp_path, *CLIPS, "--cluster", "tcp://127.0.0.1:9")
    assert ran.returncode == 1
    (line,) = ran.stderr.splitlines()
    assert line.startswith("error: no scheduler answers at tcp://127.0.0.1:9: ")


@pytest.mark.parametrize("address", ["", "host:8786", "http://host:8786", "tcp://host",
                                     "tcp://host:0", "tcp://a b:8786", "inproc://1"])  # fmt: skip
def test_an_address_that_is_none_is_bad_input(nabla, address: str) -> None:
    ran = nabla(*CLIPS, "--cluster", address)
    assert ran.code == 2
    assert "--cluster: takes the address of a scheduler such as tcp://host:8786" in ran.err


def test_without_the_package_the_error_says_what_to_install(
    nabla, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = nabla(*CLIPS, "--cluster", "tcp://127.0.0.1:9")
    assert (ran.code, len(ran.err.splitlines())) == (1, 1)
    assert "tools/setup --cluster" in ran.err
