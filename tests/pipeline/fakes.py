"""Fake renders without manim: the name of the job's file says what they do."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from fractions import Fraction
from pathlib import Path
from typing import Any

from pipeline.catalog import Entry
from pipeline.errors import MachineError, RenderError
from pipeline.output import atomic_file
from pipeline.rendering.plan import Job
from pipeline.rendering.quality import Quality
from pipeline.requests import ClipRequest
from pipeline.video.companions import Record

ROOT = Path(__file__).resolve().parents[2]
BEATS = ("first", "second")


def job(folder: Path, name: str) -> Job:
    """A job for `fake_render`, which writes `<name>.mp4` into the folder."""
    entry = Entry(
        "Fake",
        "tests.pipeline.fakes",
        "",
        "Parameters",
        "scenes._kit.parameters.base",
        {},
        BEATS,
    )
    request = ClipRequest(scene="pretended", quality="draft", fps=1)
    return Job(entry, request, Quality("tiny", 4, 4, Fraction(1)), folder / f"{name}.mp4")


def record(each: Job, **parameters: Any) -> Record:
    """The record of a job's file, with nine frames."""
    file, fps = str(each.target), Fraction(1)
    return Record(each.entry.scene, file, 4, 4, fps, 9, each.language, parameters)


def fake_render(each: Job, progress: Any) -> Record:
    """Does what the name says, half-way through writing the file."""
    name = each.target.stem.partition("-")[0]
    with atomic_file(each.target) as temporary:
        temporary.write_text("half")
        progress(each.beats[0], 0)
        fail(name, each, temporary)
        leave_behind(name, each)
        if name == "prints":
            print("this belongs on standard error", flush=True)
        if name == "meets":
            wait_for_another(each)
        time.sleep({"endless": 600, "deaf": 600, "slow": 0.4}.get(name, 0))
        progress(each.beats[-1], 5)
        temporary.write_text("whole")
    return record(each, **process_details())


def fail(name: str, each: Job, temporary: Path) -> None:
    """Fails as the name says, or not at all."""
    match name:
        case "raises":
            raise RenderError("Fake", "second", "a fault in the scene")
        case "lacks":
            raise MachineError("no driver")
        case "breaks":
            raise KeyError("a fault of the program")
        case "full":
            raise OSError(28, "No space left on device", str(temporary))
        case "exits":
            sys.exit(3)
        case "vanishes":
            os._exit(3)
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "once" if not (seen := each.target.with_suffix(".seen")).exists():
            seen.touch()
            os.kill(os.getpid(), signal.SIGKILL)


def leave_behind(name: str, each: Job) -> None:
    """Starts what the name says without ending it."""
    match name:
        case "threads":
            threading.Thread(target=time.sleep, args=[600]).start()
        case "starts":
            start_child(each, start_new_session=False)
        case "daemons":
            start_child(each, start_new_session=True)
        case "deaf":
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            start_child(each, start_new_session=False)
        case "forks" if os.fork():
            os._exit(3)
        case "forks":
            note_child(each, os.getpid())
            time.sleep(600)


def wait_for_another(each: Job) -> None:
    """Waits until two jobs of this kind have begun."""
    each.target.with_suffix(".begun").touch()
    while len([*each.target.parent.glob("*.begun")]) < 2:
        time.sleep(0.02)


def process_details() -> dict[str, Any]:
    """The number of this process, and its folder for temporary files."""
    return {"process": os.getpid(), "temporary": tempfile.gettempdir()}


def note_child(each: Job, process: int) -> None:
    """Writes the number of a process that a scene has started beside the job's file."""
    with each.target.with_suffix(".children").open("a") as file:
        print(process, file=file)


def start_child(each: Job, start_new_session: bool) -> None:
    """Starts a process that outlives the scene."""
    command = [sys.executable, "-c", "import time; time.sleep(600)"]
    process = subprocess.Popen(command, start_new_session=start_new_session)
    note_child(each, process.pid)


def kill_process_within(call: str, folder: Path) -> None:
    """Kills a process within a context of `pipeline.output`, half-way through a file."""
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
