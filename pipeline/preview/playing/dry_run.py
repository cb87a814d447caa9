"""`DryRun`: plays a scene without drawing, and says of each beat what the page shows of it."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

import pipeline.rendering.manim_settings  # noqa: F401 (it imports manim, before others do)
from calclib.typesetting.decimals import equation_text
from engine.observer import FINISHED, NO_FRAMES
from pipeline.cli.spelling import command
from pipeline.errors import InputError, MachineError, RenderError
from pipeline.lint.content import content_of
from pipeline.lint.texts import SEEN, formulas
from pipeline.preview.connection import Connection, Message
from pipeline.preview.playing.frame_sender import FrameSender
from pipeline.preview.problems import problem, refusal
from pipeline.rendering.plan import Job, clip_job
from pipeline.rendering.play import play
from pipeline.requests import ClipRequest
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.observer import Observer
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.notes import readings


def planned(message: Message, send: Callable[[Message], None]) -> Job[ClipRequest] | None:
    """The job of a request to load a scene; says what is known of it before it is played, or why
    it is refused."""
    try:
        job = clip_job(ClipRequest.read(message["request"]))
    except (ParameterError, InputError) as error:
        send({"refused": refusal(error)})
        return None
    notes = [{"parameter": name, "message": note} for name, note in readings(job.parameters)]
    send({"accepted": _accepted(job), "notes": notes, "inputs": job.parameters.inputs})
    return job


def _accepted(job: Job[ClipRequest]) -> Message:
    return {
        "scene": job.entry.name,
        "lesson": job.entry.scene,
        "beats": list(job.beats_played),
        "chosen": job.request.beats and list(job.request.beats),
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


class DryRun(Observer):
    """Draws nothing and reports beats; once it has a `sender`, hands all on to that.

    `playthrough`: the number of its playthrough and of its run, which all that it says carries.
    """

    def __init__(self, connection: Connection, playthrough: Message) -> None:
        self.connection, self.playthrough = connection, playthrough
        self.sender: FrameSender | None = None
        self._left = set[str]()

    def play(self, job: Job[ClipRequest], folder: str) -> None:
        """Plays a scene to its end, or until no more frames are wanted, and says how it ended.
        Nothing is played after the last beat that is wanted. Raises OSError where the server is
        gone."""
        self._left = {*job.beats}
        try:
            scene = play(job, self, folder)
            if self.sender is None:
                self.send({"end": scene.frame})
        except (RenderError, InputError, MachineError, ParameterError) as error:
            self.send({"problem": problem(error)})

    def send(self, message: Message) -> None:
        """Reports something of this playthrough; a sender of frames says for which request."""
        ticket = {} if self.sender is None else {"ticket": self.sender.ticket}
        self.connection.send({**message, **ticket, **self.playthrough})

    @property
    def frames(self) -> range:  # type: ignore[override]
        """Those that the sender wants."""
        if self.sender is None:
            return NO_FRAMES if self._left else FINISHED
        return self.sender.frames

    def skips(self, frame: int) -> bool:
        return self.sender is not None and self.sender.skips(frame)

    def on_drawn(self, scene: Any, frame: int) -> None:
        assert self.sender is not None
        self.sender.on_drawn(scene, frame)

    def on_frame(self, pixels: np.ndarray, repeat: int) -> None:
        assert self.sender is not None
        self.sender.on_frame(pixels, repeat)

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        self._left.discard(beat.name)
        if self.sender is None:
            self.send({"beat": _described(beat)})
            self.aside(lambda connection: connection.send(self._formulas(scene, beat)))

    def aside(self, task: Callable[[Connection], None]) -> None:
        """Does what is not waited for."""
        task(self.connection)

    def _formulas(self, scene: Any, beat: Beat) -> Message:
        seen = [content_of(text.mobject).text for text in formulas(scene) if text.opacity >= SEEN]
        told = [each for each in dict.fromkeys(seen) if len(each) > 3]
        return {"formulas": told, "of": beat.name, **self.playthrough}


def _described(beat: Beat) -> Message:
    """What the page shows of a beat."""
    return {
        "name": beat.name,
        "start": beat.start,
        "end": beat.end,
        "narration": beat.narration,
        "told": {"sentences": beat.sentences, "facts": beat.facts, "marks": beat.marks},
        "values": [
            {
                "name": each.name,
                "text": equation_text(each.value, exact=each.is_exact_as_named),
                "exact": each.exact,
            }
            for each in dict.fromkeys(beat.values)
        ],
    }
