"""A scene played without drawing, in a process that leaves checkpoints: forks of it that sleep.

A checkpoint can be asked for a shot (a fork plays on and draws) or to go on with new code of later
beats (a fork plays on, and leaves checkpoints of its own).
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from calclib.typesetting.decimals import decimal_text, decimals_shown, is_exact
from engine.observer import NO_FRAMES
from pipeline import children
from pipeline.cli.spelling import command
from pipeline.errors import InputError, MachineError, RenderError
from pipeline.lint.content import content_of
from pipeline.lint.texts import SEEN, formulas
from pipeline.preview.edits import renewed
from pipeline.preview.link import Link, Message
from pipeline.preview.playing.shot import Shot
from pipeline.preview.problems import problem, refusal
from pipeline.rendering.plan import Job, clip_job
from pipeline.rendering.play import play
from pipeline.requests import ClipRequest
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.observer import Observer
from scenes._kit.parameters.errors import ParameterError

STRIDE = 0.08
"""Seconds of computing from one checkpoint to the next, at least: a shot repeats no more."""
_BACKGROUND, _LATER = 10, 1.5
"""The niceness of what is not waited for, and the seconds that it leaves to what is."""


def rehearse(address: str, folder: str, message: Message) -> NoReturn:
    """Plays the scene of a request for a take of the server's; manim's files go into a folder."""
    os.setpgid(0, 0)  # a take is a process group
    take = {"take": message["take"], "run": 1}
    link = Link(address, {"role": "rehearsal", "pid": os.getpid(), **take})
    try:
        job = clip_job(ClipRequest.read(message["request"]))
    except (ParameterError, InputError) as error:
        link.send({"refused": refusal(error), **take})
        os._exit(0)
    link.send({"accepted": _accepted(job), **take})
    _play(job, Rehearsal(address, link, take), folder)


def _accepted(job: Job[ClipRequest]) -> Message:
    """What is known of a scene before it is played."""
    return {
        "scene": job.entry.name,
        "lesson": job.entry.scene,
        "beats": list(job.beats),
        "file": f"{job.entry.module.replace('.', '/')}.py",
        "source": _source_of(job.entry.module),
        "fps": float(job.quality.fps),
        "size": [job.quality.width, job.quality.height],
        "command": command(job.request),
    }


def _source_of(module: str) -> str:
    """The text of a module's file, read before it is run: what is run is as new, or newer."""
    found = find_spec(module)
    return Path(str(found and found.origin)).read_text("utf-8")


def _play(job: Job[ClipRequest], rehearsal: Rehearsal, folder: str) -> NoReturn:
    """Plays to the end, in the process that began and in those that go on from its checkpoints."""
    try:
        scene = play(job, rehearsal, folder)
        rehearsal.finish(scene)
    except (RenderError, InputError, MachineError, ParameterError) as error:
        rehearsal.send({"problem": problem(error)})
    except OSError:  # the server is gone
        pass
    os._exit(0)


class Rehearsal(Observer):
    """Leaves checkpoints and reports beats; in a fork that is to draw, hands all on to its shot."""

    def __init__(self, address: str, link: Link, take: Message) -> None:
        self._address, self._link, self._take = address, link, take
        self._shot: Shot | None = None
        self._since = time.process_time()

    def send(self, message: Message) -> None:
        """Reports something of this take; a shot says what became of it."""
        ticket = {} if self._shot is None else {"ticket": self._shot.ticket}
        self._link.send({**message, **ticket, **self._take})

    def finish(self, scene: Any) -> None:
        """Reports that the scene is over."""
        self.send({"end": scene.frame})

    @property
    def frames(self) -> range:  # type: ignore[override]
        """None, but in a fork that is to draw."""
        return self._shot.frames if self._shot else NO_FRAMES

    def skips(self, frame: int) -> bool:
        return self._shot is not None and self._shot.skips(frame)

    def on_drawn(self, scene: Any, frame: int) -> None:
        assert self._shot is not None
        self._shot.on_drawn(scene, frame)

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        assert self._shot is not None
        self._shot.on_frame(pixels, repeat)

    def on_beat_begin(self, scene: Any, beat: Beat) -> None:
        self._leave_checkpoint(scene, beat.name)

    def on_play_begin(self, scene: Any) -> None:
        if time.process_time() - self._since > STRIDE:
            self._leave_checkpoint(scene, None)

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        if self._shot is None:
            self.send({"beat": _described(beat)})
            self._in_a_fork(lambda link: link.send(self._formulas(scene, beat)))

    def _formulas(self, scene: Any, beat: Beat) -> Message:
        seen = [content_of(text.mobject).text for text in formulas(scene) if text.opacity >= SEEN]
        told = [each for each in dict.fromkeys(seen) if len(each) > 3]
        return {"formulas": told, "of": beat.name, **self._take}

    def _in_a_fork(self, task: Callable[[Link], None]) -> None:
        """Does what is not waited for in a process of its own."""
        if os.fork() == 0:
            os.nice(_BACKGROUND)
            time.sleep(_LATER)
            try:
                task(Link(self._address, {"role": "aside", "pid": os.getpid(), **self._take}))
            finally:
                os._exit(0)

    def _leave_checkpoint(self, scene: Any, beat: str | None) -> None:
        """Leaves a sleeping fork; returns in this process, and in each that is to play on."""
        if self._shot is not None:
            return
        if os.fork():
            self._since = time.process_time()
            return
        place = {"frame": scene.frame, "beat": beat}
        who = {"pid": os.getpid(), **self._take}
        self._link = Link(self._address, {"role": "checkpoint", **who, **place})
        while (message := self._link.receive()) is not None:
            if os.fork() == 0:
                self._wake(scene, beat, message)
                return
        os._exit(0)

    def _wake(self, scene: Any, beat: str | None, message: Message) -> None:
        """Becomes a process that plays on."""
        children.die_with_parent()
        self._link.close()
        if message["do"] == "renew":
            self._take = {**self._take, "run": message["run"]}
            self._link = Link(
                self._address, {"role": "rehearsal", "pid": os.getpid(), **self._take}
            )
            _renew(scene)
            self._leave_checkpoint(scene, beat)
        else:
            who = {"pid": os.getpid(), "ticket": message["ticket"], **self._take}
            self._link = Link(self._address, {"role": "shot", **who})
            self._shot = Shot(self._link, self._take["take"], message)


def _renew(scene: Any) -> None:
    """Gives the scene's methods the code that now stands in its file."""
    lesson = type(scene)
    file = Path(str(sys.modules[lesson.__module__].__file__))
    for name, function in renewed(lesson, file).items():
        setattr(lesson, name, function)


def _described(beat: Beat) -> Message:
    """What the page shows of a beat."""
    return {
        "name": beat.name,
        "start": beat.start,
        "end": beat.end,
        "narration": beat.narration,
        "values": [
            {"name": each.name, "text": _written(each.value), "exact": each.exact}
            for each in dict.fromkeys(beat.values)
        ],
    }


def _written(value: float) -> str:
    equal = "=" if is_exact(value, decimals_shown(value)) else "≈"
    return f"{equal} {decimal_text(value)}"
