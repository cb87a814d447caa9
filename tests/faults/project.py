"""A copy of the project with a scene of four quick beats, which a test may edit and make fail.

The fault is named by environment variables: NABLA_TEST_FAULT is `kill three` or `wait three`, what
the scene does half-way through a beat; once, as NABLA_TEST_MARK is a file that is there afterwards.
A scene that waits goes on when the file is removed.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.pipeline.conftest import SMALL
from tests.pipeline.processes import eventually, signals_by_default
from tests.pipeline.videos import ROOT, Video

COPIED = ("calclib", "engine", "pipeline", "scenes", "render.py")
BEATS = ("one", "two", "three", "four")
SCENE = '''"""Counting: a dot more in every beat."""

import os
import signal
import time
from pathlib import Path

from manim import DOWN, LEFT, RIGHT, UP, Dot, FadeIn, FadeOut

from scenes._kit.lesson.lesson import Lesson
from scenes._kit.parameters.title import TitleText


class Counting(Lesson[TitleText]):
    """A dot more in every beat."""

    defaults = {"title": "none"}
    beats = ("one", "two", "three", "four")

    def one(self):
        """The first."""
        self.count("one", 3 * LEFT)

    def two(self):
        """The second."""
        self.count("two", LEFT)

    def three(self):
        """The third."""
        self.count("three", RIGHT)

    def four(self):
        """The last."""
        self.count("four", 3 * RIGHT)

    def count(self, beat, place):
        dot, passing = Dot(place), Dot(place + UP)
        self.play(FadeIn(dot, passing))
        misbehave(beat)
        self.play(dot.animate.shift(DOWN))
        self.play(FadeOut(passing))


def misbehave(beat):
    """Does once what the environment says."""
    fault, mark = os.environ.get("NABLA_TEST_FAULT"), Path(os.environ.get("NABLA_TEST_MARK", "."))
    if fault == f"kill {beat}" and not mark.exists():
        before = Counting.beats.index(beat)
        while len([*Path().glob("media/segments/segments/*/*.json")]) < before:
            time.sleep(0.02)  # the beat before is still being encoded
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if fault == f"wait {beat}" and not mark.with_suffix(".seen").exists():
        mark.with_suffix(".seen").touch()
        mark.touch()
        while mark.exists():
            time.sleep(0.02)
'''
NARRATION = """
[counting.beats]
one = "There is one."
two = "There are two."
three = "There are three."
four = "There are four."

[counting.seen]
one = "A dot."
two = "Another dot."
three = "A third dot."
four = "A fourth dot."

[counting.words]
"""


@dataclass(frozen=True)
class Ran:
    """A run that has ended: exit code, output, and the beats that it has drawn."""

    code: int
    out: str
    err: str

    @property
    def drawn(self) -> list[str]:
        """The beats of `Counting` that were drawn, in order."""
        lines = re.findall(r"(?m)^Counting: beat \d of \d, (\w+)$", self.err)
        return list(dict.fromkeys(lines))

    @property
    def errors(self) -> list[str]:
        """What is printed besides the progress."""
        return [line for line in self.err.splitlines() if not re.match(r"\w+: (beat|done)", line)]


class Project:
    """A copy of the project, whose `render.py` is run in folders of the test's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def copied_to(cls, folder: Path) -> Project:
        """A copy as the project is now, with the scene."""
        ignored = shutil.ignore_patterns("__pycache__")
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, folder / name, ignore=ignored)
            else:
                shutil.copy(ROOT / name, folder)
        (folder / "scenes" / "counting.py").write_text(SCENE, "utf-8")
        for path in (folder / "scenes" / "narration").glob("*.toml"):
            path.write_text(path.read_text("utf-8") + NARRATION, "utf-8")
        return cls(folder)

    def command(self, *arguments: str) -> list[str]:
        """The command that renders the scene, or another command of `render.py`."""
        words = arguments or own_target("a.mp4")
        return [sys.executable, str(self.folder / "render.py"), *words]

    def environment(self, folder: Path, **more: str) -> dict[str, str]:
        """That of a run in a folder, which is its home, and where its temporary files go."""
        own = {"TMPDIR": str(folder / "tmp"), "HOME": str(folder)}
        (folder / "tmp").mkdir(exist_ok=True)
        inherited = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
        return inherited | own | more

    def run(self, folder: Path, *arguments: str, **environment: str) -> Ran:
        """Renders the scene into `a.mp4` of a folder; or runs another command."""
        process = self.start(folder, *arguments, **environment)
        return ended(process)

    def start(self, folder: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Starts a run, in its own session."""
        folder.mkdir(parents=True, exist_ok=True)
        with signals_by_default():
            return subprocess.Popen(
                self.command(*arguments),
                cwd=folder,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
                env=self.environment(folder, **environment),
            )

    def start_waiting(self, folder: Path, beat: str, *arguments: str) -> subprocess.Popen[str]:
        """Starts a run, and returns when it waits half-way through a beat (see `go_on`)."""
        fault = {"NABLA_TEST_FAULT": f"wait {beat}", "NABLA_TEST_MARK": str(folder / "waits")}
        process = self.start(folder, *arguments, **fault)
        assert eventually((folder / "waits").exists)
        return process

    def replace(self, file: str, before: str, after: str) -> None:
        """Saves a file with a text replaced, as an editor does."""
        path = self.folder / file
        text = path.read_text("utf-8")
        assert text.count(before) == 1, f"{file}: {before!r} {text.count(before)} times"
        path.write_text(text.replace(before, after), "utf-8")


def own_target(name: str) -> tuple[str, ...]:
    """The command that renders the scene into a file of this name, in one process."""
    return ("render", "counting", *SMALL, "--jobs", "1", "-o", name)


def go_on(folder: Path) -> None:
    """Lets a scene that waits go on."""
    (folder / "waits").unlink()


def ended(process: subprocess.Popen[str]) -> Ran:
    """Waits for the end of a run."""
    out, err = process.communicate(timeout=400)
    return Ran(process.returncode, out, err)


def hashes(folder: Path, name: str = "a.mp4") -> list[str]:
    """The hashes of the frames of a clip."""
    return Video.read(folder / name).hashes()


def stored(folder: Path) -> list[Path]:
    """The videos of segments in the store of a folder, in the order in which they were made."""
    receipts = (folder / "media" / "segments" / "segments").glob("[0-9a-f][0-9a-f]/*.json")
    made = {path.with_suffix(".mp4"): json.loads(path.read_bytes()) for path in receipts}
    return sorted(made, key=lambda path: made[path]["content"]["made"])


def left_behind(folder: Path) -> list[Any]:
    """The workspaces that runs have left."""
    return [*folder.rglob(".nabla-*")]
