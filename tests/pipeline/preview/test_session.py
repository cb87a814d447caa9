"""A session shows the moment aimed at once, in whatever order its processes are heard."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

import pytest

from pipeline.preview.connection import Message
from pipeline.preview.playthrough import Playthrough, Process
from pipeline.preview.processes import Processes
from pipeline.preview.session import Session

PART = {"scene": "edited", "parameters": {}, "narration": {}, "beats": None}
ACCEPTED = {"accepted": {"beats": ["first", "second"], "fps": 10.0}}
FIRST = {"beat": {"name": "first", "start": 0, "end": 20}}
SECOND = {"beat": {"name": "second", "start": 20, "end": 50}}


class Recorded:
    """Processes that do nothing but keep what the checkpoints of a playthrough are asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.last = Playthrough(1, lambda *_: None)

    def playthrough(self, listener: Any) -> Playthrough:
        self.last = Playthrough(1, listener)
        return self.last

    def begin(self, *_: object) -> None:
        pass

    def end(self, *_: object) -> None:
        pass

    def say(self, message: Message) -> None:
        if "checkpoint" in message:
            process = cast(Process, self)
            self.hello = {"frame": message["checkpoint"], "beat": message["beat"]}
            self.last.checkpoints.append(process)
            self.last.begun[message["beat"]] = message["checkpoint"]
        self.last.listener(self.last, message, b"")

    def send(self, message: Message) -> None:
        """What is asked for is over at once, with a picture if there is such a frame."""
        self.asked.append(message["frame"])
        whose = {"ticket": message["ticket"], "frame": message["frame"]}
        if message["frame"] < 50:
            asyncio.get_running_loop().call_soon(self.say, {"picture": "show", **whose})
        asyncio.get_running_loop().call_soon(self.say, {"gone": message["ticket"]})


def shown(
    messages: Sequence[Message], moment: Message | None, accepted: Message = ACCEPTED
) -> list[int]:
    """The frames asked for, by a session that hears messages after it has opened at a moment."""

    async def run() -> list[int]:
        processes = Recorded()
        session = Session(cast(Processes, processes), lambda *_: None, lambda: [PART])
        await session.receive({"do": "open", "part": 0, "at": moment})
        for message in (accepted, *messages):
            processes.say(message)
            await asyncio.sleep(0)
        return processes.asked

    with ThreadPoolExecutor() as apart:  # a browser's tests leave a loop running in this thread
        return apart.submit(asyncio.run, run()).result()


def checkpoint(frame: int, beat: str) -> Message:
    return {"checkpoint": frame, "beat": beat}


ORDERS = [
    [checkpoint(0, "first"), FIRST, checkpoint(20, "second"), SECOND],
    [checkpoint(0, "first"), FIRST, SECOND, checkpoint(20, "second")],
    [FIRST, SECOND, checkpoint(0, "first"), checkpoint(20, "second")],
]


@pytest.mark.parametrize("messages", ORDERS)
@pytest.mark.parametrize(("seconds", "frame"), [(0.0, 20), (1.2, 32), (2.9, 49)])
def test_a_moment_within_a_beat_is_asked_for_once(
    messages: list[Message], seconds: float, frame: int
) -> None:
    assert shown(messages, {"beat": "second", "seconds": seconds}) == [frame]


@pytest.mark.parametrize("messages", ORDERS)
def test_a_moment_behind_the_end_of_its_beat_is_its_end(messages: list[Message]) -> None:
    assert shown(messages, {"beat": "second", "seconds": 4.0})[-1] == 49


@pytest.mark.parametrize("messages", ORDERS)
@pytest.mark.parametrize("moment", [None, {"beat": "gone", "seconds": 0.3}])
def test_without_a_moment_the_end_of_the_first_beat_is_shown(
    messages: list[Message], moment: Message | None
) -> None:
    assert shown(messages, moment) == [19]


@pytest.mark.parametrize("messages", ORDERS)
@pytest.mark.parametrize(("chosen", "frame"), [(["first"], 19), (["second", "first"], 49)])
def test_of_chosen_beats_the_end_of_the_first_is_shown(
    messages: list[Message], chosen: list[str], frame: int
) -> None:
    accepted = {"accepted": {**ACCEPTED["accepted"], "chosen": chosen}}
    assert shown(messages, None, accepted) == [frame]
