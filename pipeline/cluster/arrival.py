"""What arrives from a worker: checked, and stored at once."""

from __future__ import annotations

import asyncio
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from pipeline.clips.clip import Clip
from pipeline.cluster.task import Answer, DamagedAnswerError, Task, unpacked
from pipeline.errors import MachineError, cause_of
from pipeline.output import scratch_folder
from pipeline.rendering.faults import render_errors

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from distributed import Client
    from distributed import Future as DaskFuture


class FailedTaskError(Exception):
    """A task failed for a reason that may not come again; the message says which."""


class KilledTaskError(Exception):
    """The scheduler has given up a task, whose workers died; the message says how many."""


def fetched(client: Client, task: DaskFuture) -> Future[Any]:
    """What a task will have returned, brought here as soon as it is there.

    Where a worker is gone with a result that was not fetched yet, Dask has another one work on the
    task again, and this waits for that.
    """

    async def gathered() -> Any:
        return await cast("Awaitable[Any]", client.gather(task, asynchronous=True))

    loop: Any = client.loop  # tornado's, around asyncio's
    return asyncio.run_coroutine_threadsafe(gathered(), loop.asyncio_loop)


def result_of(fetched: Future[Any]) -> bytes | None:
    """What was fetched of a task that has ended; None where the scheduler is gone.

    Raises FailedTaskError or KilledTaskError, and MachineError for what every task would meet.
    """
    from distributed.scheduler import KilledWorker

    try:
        result = fetched.result()
    except CancelledError:
        return None
    except ImportError as error:
        message = f"a worker lacks Nabla ({error}); install it there: tools/setup --cluster"
        raise MachineError(message) from error
    except KilledWorker as error:
        workers = error.allowed_failures + 1
        raise KilledTaskError(f"{workers} workers died of it; is there enough memory?") from error
    except Exception as error:  # its own, or it would have to be unpickled, or it did not arrive
        raise FailedTaskError(cause_of(error)) from error
    if not isinstance(result, bytes):
        raise FailedTaskError("a worker has returned something else than bytes")
    return result


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
