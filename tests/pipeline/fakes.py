"""Renders that load no manim: what they do is in the name of the job's file."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.catalog import Entry
from pipeline.errors import MachineError, RenderError
from pipeline.output import replaced_when_whole
from pipeline.rendering.execute import Manifest
from pipeline.rendering.plan import Job
from pipeline.rendering.quality import Quality

ROOT = Path(__file__).resolve().parents[2]
BEATS = ("first", "second")


class Told:
    """Parameters that play every beat."""

    def plays(self, beat: str) -> bool:
        return beat in BEATS


def job(folder: Path, name: str) -> Job:
    """A job for `pretend`, which writes `<name>.mp4` into the folder."""
    entry = Entry(
        "Pretended",
        "tests.pipeline.fakes",
        "",
        "Parameters",
        "scenes._kit.parameters.base",
        {},
        BEATS,
    )
    return Job(entry, Told(), Quality("tiny", 4, 4, Fraction(1)), target=folder / f"{name}.mp4")


def pretend(each: Job, progress: Any) -> Manifest:
    """Does what the name says, half-way through writing its file."""
    name = each.target.stem
    with replaced_when_whole(each.target) as temporary:
        temporary.write_text("half")
        progress("first", 0)
        match name.partition("-")[0]:
            case "raises":
                raise RenderError("Pretended", "second", "a fault in the scene")
            case "lacks":
                raise MachineError("no driver")
            case "breaks":
                raise KeyError("a fault of the program")
            case "full":
                raise OSError(28, "No space left on device", str(temporary))
            case "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "once" if not (seen := each.target.with_suffix(".seen")).exists():
                seen.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            case "prints":
                print("this belongs on standard error", flush=True)
            case "endless":
                time.sleep(600)
            case "slow":
                time.sleep(0.4)
        progress("second", 5)
        temporary.write_text("whole")
    return {"file": str(each.target), "frames": 9, **surroundings()}


def surroundings() -> dict[str, Any]:
    """The process that this runs in, and where it would put temporary files."""
    return {"process": os.getpid(), "temporary": tempfile.gettempdir()}


def killed_within(call: str, folder: Path) -> None:
    """A process is killed within a context of `pipeline.output`, half-way through a file."""
    program = f"""
import os, sys
from pathlib import Path
from pipeline.output import scratch_folder, staged
with {call} as folder:
    Path(folder, "half").write_text("half")
    Path(folder, "deep").mkdir()
    os.kill(os.getpid(), {signal.SIGKILL:d})
"""
    ran = subprocess.run([sys.executable, "-c", program, folder], cwd=ROOT, timeout=60)
    assert ran.returncode == -signal.SIGKILL
