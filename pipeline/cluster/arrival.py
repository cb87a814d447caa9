"""What arrives from a worker: checked, and stored at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.clips.clip import Clip
from pipeline.cluster.task import Answer, DamagedAnswerError, Task, unpacked
from pipeline.errors import MachineError, cause_of
from pipeline.output import scratch_folder
from pipeline.rendering.faults import render_errors

if TYPE_CHECKING:
    from distributed import Future


class FailedTaskError(Exception):
    """A task failed for a reason that may not come again; the message says which."""


class KilledTaskError(Exception):
    """The scheduler has given up a task, whose workers died; the message says how many."""


def result_of(future: Future) -> bytes | None:
    """What a task has returned; None where the scheduler is gone.

    Raises FailedTaskError or KilledTaskError, and MachineError for what every task would meet.
    """
    from distributed.scheduler import KilledWorker

    try:
        if future.status == "finished":
            result = future.result()
            if not isinstance(result, bytes):
                raise FailedTaskError("a worker has returned something else than bytes")
            return result
        error = future.exception() if future.status == "error" else None
    except (OSError, TypeError) as fault:  # the connection broke, or it would have to be unpickled
        raise FailedTaskError(cause_of(fault)) from fault
    if isinstance(error, ImportError):
        message = f"a worker lacks Nabla ({error}); install it there: tools/setup --cluster"
        raise MachineError(message)
    if isinstance(error, KilledWorker):
        workers = error.allowed_failures + 1
        raise KilledTaskError(f"{workers} workers died of it; is there enough memory?")
    if isinstance(error, BaseException):
        raise FailedTaskError(cause_of(error))
    return None


def stored(content: bytes, task: Task, clip: Clip) -> Answer:
    """The answer to a task, all of whose segments are now in the clip's store.

    Raises FailedTaskError for one that is damaged or lacks beats, RenderError if it cannot be
    stored.
    """
    with render_errors(clip.job), scratch_folder() as scratch:
        try:
            answer, segments = unpacked(content, task, Path(scratch))
        except DamagedAnswerError as error:
            raise FailedTaskError(f"its answer is damaged: {error}") from error
        for drawing, segment in zip(answer.drawn, segments, strict=True):
            assert drawing.score.shown is not None
            clip.store.put_segment(clip.keys.segment(drawing.score.shown), segment)
            clip.store.put_beat(clip.keys.clip, drawing.score)
        if answer.drawn:
            clip.store.put_relative(clip.keys)
    complete = {each.score.name for each in answer.drawn} == {*task.beats}
    if not (complete or answer.failure or answer.refused):
        raise FailedTaskError("its answer lacks beats")
    return answer
