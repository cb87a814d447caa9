"""A copy of the project, previewed by its own `render.py`, whose files a test may edit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import psutil

from tests.pipeline.processes import PATIENCE, signals_by_default
from tests.pipeline.videos import ROOT

COPIED = ("calclib", "engine", "lectures", "pipeline", "scenes")


class ServedCopy:
    """`render.py preview` in a copy of the project."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.address = ""
        self._program: subprocess.Popen[str] | None = None
        ignored = shutil.ignore_patterns("__pycache__")
        for name in COPIED:
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        shutil.copy(ROOT / "render.py", folder)

    def start(self, *arguments: str) -> None:
        """Starts the preview and waits for its address."""
        with signals_by_default():
            self._program = subprocess.Popen(
                [sys.executable, self.folder / "render.py", "preview", *arguments],
                cwd=self.folder,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
                env={**os.environ, "TMPDIR": str(self.folder)},
            )
        assert self._program.stdout
        self.address = self._program.stdout.readline().strip()
        assert self.address.startswith("http://127.0.0.1:"), self.address

    @property
    def port(self) -> int:
        return int(self.address.strip("/").rpartition(":")[2])

    def processes(self) -> list[psutil.Process]:
        """All that it has started."""
        assert self._program
        return psutil.Process(self._program.pid).children(recursive=True)

    def stop(self) -> None:
        """Interrupts it; no process of its may outlive it."""
        assert self._program
        family = self.processes()
        self._program.send_signal(signal.SIGINT)
        _, alive = psutil.wait_procs(family, timeout=PATIENCE)
        self._program.communicate(timeout=PATIENCE)
        assert alive == []

    def replace(self, file: str, before: str, after: str) -> str:
        """Saves a file with a text replaced, as an editor does. Returns what was there."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(before) == 1, f"{file}: {before!r} {text.count(before)} times"
        path.write_text(text.replace(before, after), "utf-8")
        return text

    def save(self, file: str, text: str) -> None:
        """Saves a whole file."""
        (self.folder / file).write_text(text, "utf-8")
