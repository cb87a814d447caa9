"""A Dask scheduler and its workers as real processes on this machine."""

from __future__ import annotations

import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tests.pipeline.processes import eventually
from tests.project_sources import ROOT

SCHEDULER = ("-m", "distributed.cli.dask_scheduler", "--no-dashboard", "--host", "127.0.0.1")
WORKER = ("-m", "distributed.cli.dask_worker", "--no-dashboard", "--nthreads", "1", "--no-nanny")


@dataclass
class Machines:
    """A scheduler and workers, each in a session of its own; `settings` are environment variables,
    `root` is where the workers' project is."""

    folder: Path
    root: Path = ROOT
    protocol: str = "tcp"
    settings: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.scheduler = self._start("scheduler", *SCHEDULER, "--port", str(self.port),
                                     "--protocol", self.protocol)  # fmt: skip
        self.workers = [self._worker(number) for number in range(2)]

    @property
    def address(self) -> str:
        """The address of the scheduler."""
        return f"{self.protocol}://127.0.0.1:{self.port}"

    def are_ready(self) -> bool:
        """Whether both workers have joined."""
        text = (self.folder / "scheduler.log").read_text()
        return text.count("Register worker") >= len(self.workers)

    def worker_at(self, address: str) -> subprocess.Popen[bytes]:
        """The worker that the scheduler knows by this address."""
        port = int(address.rpartition(":")[2])
        return next(
            each
            for each in self.workers
            if port in {one.laddr.port for one in psutil.Process(each.pid).net_connections()}
        )

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        place = str(self.folder / f"worker{number}")
        return self._start(f"worker{number}", *WORKER, self.address, "--local-directory", place)

    def _start(self, name: str, *arguments: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.log").open("wb") as log:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=self.folder,
                env={**os.environ, "PYTHONPATH": str(self.root), **self.settings},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )


def certificates(folder: Path) -> dict[str, str]:
    """Dask's settings for TLS, with an authority and a certificate, as in docs/many-machines.md."""
    page = (ROOT / "docs" / "many-machines.md").read_text("utf-8")
    commands = [line for line in page.splitlines() if line.startswith("openssl ")]
    for command in commands:
        subprocess.run(shlex.split(command), cwd=folder, check=True, capture_output=True)
    prefix, roles = "DASK_DISTRIBUTED__COMM__", ("SCHEDULER", "WORKER", "CLIENT")
    files = {"CERT": "cert.pem", "KEY": "key.pem"}
    return {
        f"{prefix}TLS__CA_FILE": str(folder / "ca.pem"),
        f"{prefix}REQUIRE_ENCRYPTION": "true",
        **{
            f"{prefix}TLS__{role}__{kind}": str(folder / file)
            for role in roles
            for kind, file in files.items()
        },
    }


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kills a process at once; what it has started must notice."""
    with suppress(ProcessLookupError):
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def machines(folder: Path, **settings) -> Iterator[Machines]:
    """A context with a scheduler and two workers."""
    folder.mkdir(parents=True, exist_ok=True)
    started = Machines(folder, **settings)
    try:
        assert eventually(started.are_ready) or eventually(started.are_ready)
        yield started
    finally:
        for process in (*started.workers, started.scheduler):
            kill(process)
