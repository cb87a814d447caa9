"""`Session`: what one page of the preview sees: a part, its parameters, a moment.

Of what a page asks for, the newest counts: a frame under way is waited for, then comes the newest
that was asked for since. A refused parameter, a broken file, an exception leave what was there.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.preview.connection import Message
from pipeline.preview.edits import first_changed_beat
from pipeline.preview.frame_queue import FrameQueue
from pipeline.preview.playthrough import Playthrough
from pipeline.preview.problems import ROOT, problem
from pipeline.preview.processes import Processes
from pipeline.preview.timeline import NOWHERE, START, Timeline, moment_of

Send = Callable[[Message, bytes], None]


class Session:
    """One page, to which `send` sends a message and the bytes of its picture."""

    def __init__(
        self, processes: Processes, send: Send, parts: Callable[[], list[Message]]
    ) -> None:
        self._processes, self._send, self._parts = processes, send, parts
        self._opened: Message | None = None
        self._playthrough: Playthrough | None = None
        self._coming: Playthrough | None = None
        self.timeline = Timeline()
        self._queue = FrameQueue(self._ended)
        self._aim: Message | None = None
        self._asked: int | None = None
        self._frame = 0

    # -- what the page asks for -------------------------------------------------------------------

    async def receive(self, message: Message) -> None:
        """Does what the page asks for; anything else is passed over."""
        match message:
            case {"do": "open", "part": int(part)} if 0 <= part < len(self._parts()):
                self._aim = moment_of(message.get("at")) or START
                self._opened = _asked(self._parts()[part], message)
                await self._load()
            case {"do": "show" | "play", "frame": int(), "request": int()}:
                self._ask(message)
            case {"do": "still", "request": int()}:
                frame = message.get("frame")
                self._ask({**message, "frame": frame if isinstance(frame, int) else self._frame})
            case {"do": "clock", "frame": int(frame)}:
                self._queue.clock(frame)
            case {"do": "stop"}:
                self._queue.stop()

    def close(self) -> None:
        """Ends what the page has had played."""
        for playthrough in (self._playthrough, self._coming):
            if playthrough is not None:
                self._processes.end(playthrough)
        self._playthrough = self._coming = None

    def tell(self, found: Message) -> None:
        """Shows a problem that no playthrough has reported."""
        self._send({"problem": found, "busy": False}, b"")

    # -- edits ------------------------------------------------------------------------------------

    async def edited(self, files: set[Path], renewed: bool) -> None:
        """Shows what an edit of files of the project makes of the moment shown."""
        if self._opened is None:
            return
        scene = ROOT / self.timeline.file
        files = {each for each in files if each == scene or each.parent != scene.parent}
        if not files:  # other scenes
            return
        self._aim = self.timeline.moment(self._frame) or self._aim or START
        if renewed or self._playthrough is None or self._coming is not None or files != {scene}:
            await self._load()
        elif source := scene.read_text("utf-8", "replace") if scene.exists() else "":
            await self._scene_edited(self._playthrough, scene, source)

    async def _scene_edited(self, playthrough: Playthrough, scene: Path, source: str) -> None:
        """Plays on from before the first beat that an edit changed, where that can be known."""
        shown = self.timeline
        try:
            beat = first_changed_beat(shown.source, source, shown.lesson, shown.beats)
        except (SyntaxError, ValueError) as error:
            self._send({"problem": problem(_with_file(error, scene))}, b"")
            return
        self._send({"problem": None}, b"")
        shown.source = source
        if beat is None or (beat and not playthrough.renew_from(beat)):
            await self._load()
        elif beat:
            self._queue.call_off()
            self._asked = None
            shown.cut(beat)
            self._send({"busy": True}, b"")

    # -- what becomes of it -----------------------------------------------------------------------

    async def _load(self) -> None:
        assert self._opened is not None
        if self._coming is not None:
            self._processes.end(self._coming)
        self._send({"busy": True}, b"")
        self._coming = self._processes.playthrough(self._hear)
        self._processes.begin(self._coming, self._opened)

    def _hear(self, playthrough: Playthrough, message: Message, body: bytes) -> None:
        if playthrough is self._coming:
            self._hear_coming(playthrough, message)
        if playthrough is not self._playthrough:
            return
        match message:
            case {"ticket": ticket, "picture": _}:
                self._picture(self._queue.pictured(ticket), message["frame"], body)
            case {"ticket": ticket, "problem": found} if self._queue.of(ticket):
                self._send({"problem": found, "busy": False}, b"")
            case {"ticket": _}:
                pass  # it has ended without a picture: that it is gone says as much
            case {"checkpoint": _, "beat": beat}:
                self._reached(beat)
            case {"beat": dict() as beat}:
                self.timeline.add(beat)
                self._send_timeline()
                self._over()
            case {"formulas": formulas, "of": beat}:
                self.timeline.formulas[beat] = formulas
                self._send_timeline()
            case {"end": _}:
                self.timeline.complete = True
                self._send_timeline()
                self._send({"busy": False, "problem": None}, b"")
            case {"problem": found}:
                self._send({"problem": found, "busy": False}, b"")
            case {"gone": ticket}:
                self._queue.done(ticket)

    def _hear_coming(self, playthrough: Playthrough, message: Message) -> None:
        """A refused one leaves the playthrough that is shown; any other takes its place."""
        if "refused" in message:
            self._send({"refused": message["refused"], "busy": False}, b"")
            self._processes.end(playthrough)
            self._coming = None
            if self._playthrough is not None:
                self._over()
            return
        if "accepted" in message:
            self.timeline = Timeline(**message["accepted"])
        if self._playthrough is not None:
            self._processes.end(self._playthrough)
        self._playthrough, self._coming = playthrough, None
        self._asked = None
        self._queue.call_off()
        self._queue.playthrough = playthrough
        known = {name: message.get(name, []) for name in ("notes", "inputs")}
        self._send({"refused": None, **known}, b"")

    # -- moments ----------------------------------------------------------------------------------

    def _reached(self, beat: str | None) -> None:
        """A checkpoint is there: the moment aimed at may be shown from it."""
        aim = self._aim if self._coming is None and self.timeline.chosen is None else None
        if aim and self._playthrough and beat and beat == aim["beat"]:
            self._asked = self._playthrough.begun[beat] + self._frames_into(aim)
            self._queue.ask({"do": "show", "frame": self._asked, "request": None})
        self._queue.next()

    def _over(self) -> None:
        """A beat is over, perhaps before its checkpoint is heard of: if the place of the one aimed
        at is known now, and the moment has not been asked for or lies behind its end, it is asked
        for; a moment in a beat that does not come becomes the end of the first."""
        if self._aim is None or self._coming is not None:  # a coming playthrough is to show it
            return
        if self._aim["beat"] not in self.timeline.shown:
            self._aim = {"beat": self.timeline.shown[0], "seconds": 1e9}
        placed = {each["name"]: each for each, _ in self.timeline.placed()}
        if beat := placed.get(self._aim["beat"]):
            frame = min(beat["start"] + self._frames_into(self._aim), beat["end"] - 1)
            if frame != self._asked:
                self._queue.ask({"do": "show", "frame": frame, "request": None})
            self._aim = self._asked = None

    def _frames_into(self, moment: Message) -> int:
        return round(moment["seconds"] * self.timeline.fps)

    def _ask(self, message: Message) -> None:
        """Asks for a frame of the page; for one that it does not have, none is drawn."""
        place = self.timeline.in_scene(message["frame"]) or {"frame": NOWHERE}
        self._queue.ask({**message, **place})

    def _picture(self, asked: Message | None, in_scene: int, body: bytes) -> None:
        frame = self.timeline.on_page(in_scene)
        if asked is None or frame is None:
            return
        if asked["do"] == "still":
            moment = self.timeline.moment(frame) or {"beat": "still"}
            name = f"{self.timeline.scene}.{moment['beat']}.png"
            self._send({"still": name, "request": asked["request"]}, body)
        else:
            self._frame = frame
            self._send({"frame": frame, "request": asked["request"]}, body)
        if asked["do"] != "play":
            self._queue.done(asked["ticket"])

    def _ended(self, asked: Message, pictured: bool) -> None:
        """Plays on with the next chosen beat, or tells the page of what comes without a picture of
        its own."""
        if asked["do"] == "play":
            until = None if asked.get("stopped") else asked.get("until")
            following = until and self.timeline.in_scene(until + asked["offset"])
            if following:
                self._queue.ask({**asked, **following})
            else:
                self._send({"played": asked["request"]}, b"")
        elif asked["do"] == "still" and not pictured:
            self._send({"still_failed": "there is no such frame", "request": asked["request"]}, b"")

    def _send_timeline(self) -> None:
        self._send({"timeline": self.timeline.as_json()}, b"")


def _asked(part: Message, opened: Message) -> Message:
    """The request for a part with what the page gives; what is no text is passed over."""
    given = opened.get("parameters")
    texts = given.items() if isinstance(given, dict) else ()
    typed = {name: text for name, text in texts if isinstance(text, str) and text}
    asked = {
        name: opened[name]
        for name in ("language", "quality", "fps", "aspect", "theme")
        if opened.get(name)
    }
    return {
        "scene": part["scene"],
        "parameters": {**part["parameters"], **typed},
        "narration": part["narration"],
        "beats": part["beats"],
        **asked,
    }


def _with_file(error: Exception, file: Path) -> Exception:
    if isinstance(error, SyntaxError):
        error.filename = str(file)
    return error
