"""`Session`: what one page of the preview sees: a part, its parameters, a moment.

Of what a page asks for, the newest counts: a shot that flies is waited for, then comes the newest
that was asked for since. A refused parameter, a broken file, an exception leave what was there.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from pipeline.preview.edits import first_changed_beat
from pipeline.preview.link import Message
from pipeline.preview.problems import ROOT, problem
from pipeline.preview.stage import Stage, Take
from pipeline.preview.timeline import Timeline

Send = Callable[[Message, bytes], None]
LOST = 5.0
"""Seconds after which a shot that has not even begun is given up."""
START: Message = {"beat": "", "seconds": 0.0}
"""No moment in particular: the end of the first beat."""


class Session:
    """One page, to which `send` sends a message and the bytes of its picture."""

    def __init__(self, stage: Stage, send: Send, parts: Callable[[], list[Message]]) -> None:
        self._stage, self._send, self._parts = stage, send, parts
        self._opened: Message | None = None
        self._take: Take | None = None
        self._coming: Take | None = None
        self._timeline = Timeline()
        self._aim: Message | None = None
        self._frame = 0
        self._tickets = count(1)
        self._wanted: Message | None = None
        self._flying: Message | None = None

    # -- what the page asks for -------------------------------------------------------------------

    async def receive(self, message: Message) -> None:
        """Does what the page asks for; anything else is passed over."""
        match message:
            case {"do": "open", "part": int(part)} if 0 <= part < len(self._parts()):
                self._aim = _moment(message.get("at")) or START
                self._opened = message
                await self._load()
            case {"do": "show" | "play" | "still", "request": int(), **rest}:
                self._show({**message, "frame": int(rest.get("frame", self._frame))})
            case {"do": "clock", "frame": int(frame)} if self._playing:
                if self._take is not None and self._take.shot is not None:
                    self._frame = frame
                    self._take.shot.send({"frame": frame})
            case {"do": "stop"} if self._playing:
                self._end_shot()

    def close(self) -> None:
        """Ends what the page has had played."""
        for take in (self._take, self._coming):
            if take is not None:
                self._stage.end(take)
        self._take = self._coming = None

    # -- edits ------------------------------------------------------------------------------------

    async def edited(self, files: set[Path], renewed: bool) -> None:
        """Shows what an edit of files of ours makes of the moment shown."""
        if self._opened is None:
            return
        self._aim = self._timeline.moment(self._frame) or self._aim or START
        scene = ROOT / self._timeline.file
        if renewed or self._take is None or self._coming is not None or files != {scene}:
            await self._load()
            return
        source = scene.read_text("utf-8", "replace") if scene.exists() else ""
        if not source:  # it is being written
            return
        try:
            beat = first_changed_beat(
                self._timeline.source, source, self._timeline.lesson, self._timeline.beats
            )
        except (SyntaxError, ValueError) as error:
            self._send({"problem": problem(_with_file(error, scene))}, b"")
            return
        if beat == "":
            self._send({"problem": None}, b"")
        elif beat is None or not self._take.renew_from(beat):
            await self._load()
        else:
            self._flying = None
            self._timeline.cut(beat)
        self._timeline.source = source

    # -- what becomes of it -----------------------------------------------------------------------

    async def _load(self) -> None:
        assert self._opened is not None
        if self._coming is not None:
            self._stage.end(self._coming)
        self._send({"busy": True}, b"")
        self._coming = await self._stage.load(self._request(self._opened), self._hear)

    def _request(self, opened: Message) -> Message:
        part = self._parts()[opened["part"]]
        given = {name: text for name, text in (opened.get("parameters") or {}).items() if text}
        asked = {name: opened[name] for name in ("language", "quality", "fps") if opened.get(name)}
        return {
            "scene": part["scene"],
            "parameters": {**part["parameters"], **given},
            "narration": part["narration"],
            **asked,
        }

    def _hear(self, take: Take, message: Message, body: bytes) -> None:
        if take is self._coming:
            self._hear_coming(take, message)
        if take is not self._take:
            return
        match message:
            case {"checkpoint": _, "beat": beat}:
                self._reached(beat)
            case {"beat": dict() as beat}:
                self._timeline.add(beat)
                self._send_timeline()
                self._over(beat)
            case {"formulas": formulas, "of": beat}:
                self._timeline.formulas[beat] = formulas
                self._send_timeline()
            case {"end": _}:
                self._timeline.complete = True
                self._send_timeline()
                self._send({"busy": False, "problem": None}, b"")
                self._over(None)
            case {"problem": found}:
                self._send({"problem": found, "busy": False}, b"")
            case {"picture": str(), "frame": frame, "ticket": ticket}:
                if self._flying is not None and ticket == self._flying["ticket"]:
                    self._picture(self._flying, frame, body)
            case {"gone": ticket}:
                self._landed(ticket)

    def _hear_coming(self, take: Take, message: Message) -> None:
        """A refused one leaves the take that is shown; any other takes its place."""
        if "refused" in message:
            self._send({"refused": message["refused"], "busy": False}, b"")
            self._stage.end(take)
            self._coming = None
            return
        if "accepted" in message:
            self._timeline = Timeline(**message["accepted"])
        if self._take is not None:
            self._stage.end(self._take)
        self._take, self._coming = take, None
        self._flying = self._wanted = None
        self._send({"refused": None}, b"")

    # -- moments ----------------------------------------------------------------------------------

    @property
    def _playing(self) -> bool:
        return self._flying is not None and self._flying["do"] == "play"

    def _reached(self, beat: str | None) -> None:
        """A checkpoint is there: the moment aimed at may be shown from it."""
        if self._aim and self._take and beat is not None and beat == self._aim["beat"]:
            frame = self._take.begun[beat] + round(self._aim["seconds"] * self._timeline.fps)
            self._show({"do": "show", "frame": frame, "request": None})
        self._next()

    def _over(self, beat: Message | None) -> None:
        """A beat is over: a moment aimed at that does not come becomes its end, or the first's."""
        if self._aim is None or beat is None:
            return
        if self._aim["beat"] not in self._timeline.beats:
            self._aim = {"beat": beat["name"], "seconds": 1e9}
        if beat["name"] == self._aim["beat"]:
            last = beat["end"] - 1
            if beat["start"] + round(self._aim["seconds"] * self._timeline.fps) > last:
                self._show({"do": "show", "frame": last, "request": None})
            self._aim = None

    def _show(self, wanted: Message) -> None:
        self._wanted = wanted
        if self._playing:
            self._end_shot()
        self._next()

    def _next(self) -> None:
        if self._flying is None and self._wanted is not None and self._take is not None:
            start = self._take.checkpoint_before(self._wanted["frame"])
            if start is not None:
                self._flying, self._wanted = self._wanted | {"ticket": next(self._tickets)}, None
                self._take.rest(self._flying["do"] != "play")
                start.send({name: self._flying[name] for name in ("do", "frame", "ticket")})
                loop = asyncio.get_running_loop()
                loop.call_later(LOST, self._give_up, self._flying["ticket"])

    def _landed(self, ticket: int) -> None:
        """A shot has ended: the next one flies."""
        if self._flying is not None and self._flying["ticket"] == ticket:
            if self._playing:
                self._send({"played": self._flying["request"]}, b"")
            self._flying = None
            if self._take is not None:
                self._take.rest(False)
            self._next()

    def _give_up(self, ticket: int) -> None:
        """A shot that never came to be is not waited for."""
        if self._take is not None and self._take.shot is None:
            self._landed(ticket)

    def _end_shot(self) -> None:
        if self._take is not None and self._take.shot is not None:
            self._take.shot.kill()

    def _picture(self, asked: Message, frame: int, body: bytes) -> None:
        if asked["do"] == "still":
            moment = self._timeline.moment(frame) or {"beat": "still"}
            name = f"{self._timeline.scene}.{moment['beat']}.png"
            self._send({"still": name, "request": asked["request"]}, body)
        else:
            self._frame = frame if asked["do"] == "show" else self._frame
            self._send({"frame": frame, "request": asked["request"]}, body)
        if asked["do"] != "play":
            self._landed(asked["ticket"])

    def _send_timeline(self) -> None:
        self._send({"timeline": self._timeline.as_json()}, b"")


def _moment(at: Any) -> Message | None:
    """A moment as the page gives it, or None."""
    match at:
        case {"beat": str(beat), "seconds": int() | float() as seconds}:
            return {"beat": beat, "seconds": float(seconds)}
    return None


def _with_file(error: Exception, file: Path) -> Exception:
    if isinstance(error, SyntaxError):
        error.filename = str(file)
    return error
