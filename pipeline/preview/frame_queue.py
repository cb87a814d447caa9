"""`FrameQueue`: one request for frames at a time; of what is asked meanwhile, each still and the
newest view.

What draws one frame is waited for, so that a burst of requests always shows something; what plays
on is ended by the next request.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from itertools import count

from pipeline.preview.connection import Message
from pipeline.preview.playthrough import Playthrough

_log = logging.getLogger(__name__)
LOST = 5.0
"""Seconds after which a request that no process has taken up is given up."""


class FrameQueue:
    """Asks the checkpoints of a playthrough for frames.

    `ended` is told of each request that is over, and whether there was a picture.
    """

    def __init__(self, ended: Callable[[Message, bool], None]) -> None:
        self.playthrough: Playthrough | None = None
        self._ended = ended
        self._tickets = count(1)
        self._view: Message | None = None
        self._stills = deque[Message]()
        self._running: Message | None = None
        self._pictured = False

    def ask(self, request: Message) -> None:
        """Takes in a request: `do` ("show", "play", "still") and `frame`, of the scene; a play may
        have `until`, and `offset`, what the page's clock is ahead of the scene's."""
        if request["do"] == "still":
            self._stills.append(request)
        else:
            self._view = request
            self.stop()
        self.next()

    def stop(self) -> None:
        """Ends a play, which then is `stopped`."""
        if self._running is not None:
            self._running["stopped"] = True
        if self.plays and self.playthrough is not None and self.playthrough.renderer is not None:
            self.playthrough.renderer.stop()

    @property
    def plays(self) -> bool:
        """Whether the request under way is to play on."""
        return self._running is not None and self._running["do"] == "play"

    def clock(self, frame: int) -> None:
        """Tells a play the frame that the page's clock has reached."""
        if self.plays and self.playthrough is not None and self.playthrough.renderer is not None:
            assert self._running is not None
            self.playthrough.renderer.send({"frame": frame - self._running.get("offset", 0)})

    def of(self, ticket: int) -> Message | None:
        """The request under way, if it has this ticket; None where nobody waits any more."""
        if self._running is None or self._running["ticket"] != ticket:
            return None
        return self._running

    def pictured(self, ticket: int) -> Message | None:
        """The request that a picture has come for."""
        self._pictured = self._pictured or self.of(ticket) is not None
        return self.of(ticket)

    def next(self) -> None:
        """Passes on the next request, if none is under way and a checkpoint leads to it."""
        asked = self._stills[0] if self._stills else self._view
        if self._running is not None or asked is None or self.playthrough is None:
            return
        start = self.playthrough.checkpoint_before(asked["frame"])
        if start is None:
            return
        if self._stills:
            self._stills.popleft()
        else:
            self._view = None
        ticket = next(self._tickets)
        self._running, self._pictured = {**asked, "ticket": ticket}, False
        self.playthrough.pause(self._running["do"] != "play")
        sent = ("do", "frame", "until", "ticket")
        start.send({name: self._running[name] for name in sent if name in self._running})
        asyncio.get_running_loop().call_later(LOST, self._give_up, ticket)

    def done(self, ticket: int) -> None:
        """The request is over: the next one is passed on."""
        if self._running is None or self._running["ticket"] != ticket:
            return
        over, self._running = self._running, None
        if self.playthrough is not None:
            self.playthrough.pause(False)
        self._ended(over, self._pictured)
        if over["do"] == "show" and not self._pictured and not over.get("again"):
            _log.warning("no picture of frame %s came; it is asked for again", over["frame"])
            self._view = self._view or {**over, "again": True}
        self.next()

    def call_off(self) -> None:
        """Forgets views of what is played anew; a still that is under way is taken again."""
        if self._running is not None and self._running["do"] == "still":
            self._stills.appendleft(self._running)
        self._running = self._view = None

    def _give_up(self, ticket: int) -> None:
        if self.playthrough is not None and self.playthrough.renderer is None:
            self.playthrough.pause(False)
            if self._running is not None:
                self._running["stopped"] = True
            self.done(ticket)
