"""The process of a task on a worker: compares the fingerprints, then draws into a private store.

`python -m pipeline.cluster.process FOLDER WORKER` reads `task.json` in the folder, and writes the
answer there. It ends with its parent, which holds its standard input open.
"""

from __future__ import annotations

import resource
import sys
import threading
from pathlib import Path

from pydantic import ValidationError

from pipeline import children, streams
from pipeline.clips.clip import Clip
from pipeline.clips.render import draw_job
from pipeline.cluster.fingerprint import Fingerprint
from pipeline.cluster.task import Answer, Drawing, Failure, Task, packed
from pipeline.cluster.worker import ANSWER, TASK
from pipeline.errors import MachineError
from pipeline.output import atomic_file
from pipeline.rendering.execute import run_jobs
from pipeline.store.sources import Sources
from pipeline.store.store import Segment

KILOBYTE = 1 if sys.platform == "darwin" else 1024
"""The unit of `ru_maxrss`."""


def answer(content: bytes, folder: Path) -> tuple[Answer, list[Segment]]:
    """What becomes of a task on this machine, with files in a folder: its answer and segments."""
    try:
        task = Task.model_validate_json(content)
        here = Fingerprint.here(
            task.fingerprint.scene, task.fingerprint.modules, Sources(folder / "sources.json")
        )
        if differences := task.fingerprint.differences(here):
            return Answer(refused=tuple(differences)), []
        return _drawn(task, folder)
    except MachineError as error:
        return Answer(refused=(str(error),)), []
    except ValidationError:
        return Answer(refused=("its Nabla is another, and does not understand the task",)), []


def _drawn(task: Task, folder: Path) -> tuple[Answer, list[Segment]]:
    """Draws the beats of a task; those that are whole are in the answer, whatever fails."""
    job = task.job(folder)
    (outcome,) = run_jobs([job], 1, lambda event: None, draw_job)
    clip, drawn, segments = Clip(job), [], []
    for name, score in clip.scores().items():
        segment = clip.segment(score)
        if name in task.beats and segment is not None:
            segments.append(segment)
            drawn.append(Drawing.of(score, segment))
    failure = outcome.error and Failure.of(outcome.error)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * KILOBYTE
    return Answer(failure=failure, drawn=tuple(drawn), memory=memory), segments


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    children.exit_now(1)


def main(folder: Path, worker: str) -> None:
    """Works on the task in a folder, for the worker with this address."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    streams.secure()
    streams.redirect_output_to_errors()
    found, segments = answer((folder / TASK).read_bytes(), folder)
    content = packed(found.model_copy(update={"worker": worker}), segments)
    with atomic_file(folder / ANSWER) as temporary:
        temporary.write_bytes(content)
    streams.flush()
    children.exit_now(0)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
