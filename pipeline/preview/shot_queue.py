"""`ShotQueue`: one shot at a time; of what is asked for meanwhile, every still and the newest view.

A shot that draws one frame is waited for, so that a burst of requests always shows something; one
that plays is ended by the next request.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from itertools import count

from pipeline.preview.link import Message
from pipeline.preview.stage import Take

LOST = 5.0
"""Seconds after which a shot that has not even begun is given up."""


class ShotQueue:
    """Asks the checkpoints of a take for shots; `ended` is told of each request whose shot is over,
    and whether there was a picture.
    """

    def __init__(self, ended: Callable[[Message, bool], None]) -> None:
        self.take: Take | None = None
        self._ended = ended
        self._tickets = count(1)
        self._view: Message | None = None
        self._stills = deque[Message]()
        self._flying: Message | None = None
        self._pictured = False

    def ask(self, request: Message) -> None:
        """Takes in a request: `do` ("show", "play", "still") and `frame`."""
        if request["do"] == "still":
            self._stills.append(request)
        else:
            self._view = request
            self.stop()
        self.next()

    def stop(self) -> None:
        """Ends a play."""
        if self.plays and self.take is not None and self.take.shot is not None:
            self.take.shot.kill()

    @property
    def plays(self) -> bool:
        """Whether the shot under way is a play."""
        return self._flying is not None and self._flying["do"] == "play"

    def clock(self, frame: int) -> None:
        """Tells a play the frame that the page's clock has reached."""
        if self.plays and self.take is not None and self.take.shot is not None:
            self.take.shot.send({"frame": frame})

    def of(self, ticket: int) -> Message | None:
        """The request that a picture is for; None for one that nobody waits for any more."""
        if self._flying is None or self._flying["ticket"] != ticket:
            return None
        self._pictured = True
        return self._flying

    def next(self) -> None:
        """Has the next shot taken, if none is under way and a checkpoint leads to it."""
        asked = self._stills[0] if self._stills else self._view
        if self._flying is not None or asked is None or self.take is None:
            return
        start = self.take.checkpoint_before(asked["frame"])
        if start is None:
            return
        if self._stills:
            self._stills.popleft()
        else:
            self._view = None
        ticket = next(self._tickets)
        self._flying, self._pictured = {**asked, "ticket": ticket}, False
        self.take.rest(self._flying["do"] != "play")
        start.send({name: self._flying[name] for name in ("do", "frame", "ticket")})
        asyncio.get_running_loop().call_later(LOST, self._give_up, ticket)

    def landed(self, ticket: int) -> None:
        """The shot is over: the next one is taken."""
        if self._flying is None or self._flying["ticket"] != ticket:
            return
        over, self._flying = self._flying, None
        if self.take is not None:
            self.take.rest(False)
        self._ended(over, self._pictured)
        self.next()

    def call_off(self) -> None:
        """Forgets views of what is played anew; a still that is under way is taken again."""
        if self._flying is not None and self._flying["do"] == "still":
            self._stills.appendleft(self._flying)
        self._flying = self._view = None

    def _give_up(self, ticket: int) -> None:
        if self.take is not None and self.take.shot is None:
            self.take.rest(False)
            self.landed(ticket)
