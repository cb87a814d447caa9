"""`Cluster`: the executor that has what clips lack drawn by the workers of a Dask scheduler."""

from __future__ import annotations

import logging
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

from pipeline.clips.clip import Clip
from pipeline.clips.estimate import expected_frames
from pipeline.clips.render import Drawn, LocalProcesses, recognise_job
from pipeline.cluster.arrival import FailedTaskError, KilledTaskError, fetched, result_of, stored
from pipeline.cluster.connection import connected, threads_by_worker
from pipeline.cluster.fingerprint import Fingerprint
from pipeline.cluster.groups import Group, groups
from pipeline.cluster.shipping import zipped
from pipeline.cluster.task import Answer, Task, needs_files
from pipeline.cluster.worker import draw
from pipeline.errors import InputError, MachineError, RenderError
from pipeline.rendering.execute import ATTEMPTS, Outcome, run_jobs
from pipeline.rendering.machine import helpful_workers
from pipeline.rendering.plan import Job
from pipeline.rendering.worker import Event

if TYPE_CHECKING:
    from distributed import Client

_log = logging.getLogger(__name__)

TICK = 2.0
"""Seconds between two looks at the cluster."""
DESERTED = 60.0
"""Seconds without any worker after which none is expected to come back."""
RESUME = "what was drawn is in the store; run the command again to go on"


@dataclass(frozen=True)
class Cluster:
    """The workers of a scheduler; `sources` are sent with every task, if there are any."""

    client: Client
    address: str
    sources: bytes = b""

    @property
    def workers(self) -> int:
        """How many tasks are worked on at a time."""
        return sum(threads_by_worker(self.client).values())

    def __call__(self, jobs: Sequence[Job], on_event: Callable[[Event], None]) -> Iterator[Outcome]:
        """Has drawn what the clips of jobs lack; yields the jobs' outcomes as they end.

        Finished segments are stored at once. Raises MachineError where the cluster fails.
        """
        yield from _Run(self, jobs, on_event).outcomes()


@contextmanager
def cluster(address: str, ships_sources: bool) -> Iterator[Cluster]:
    """A context with the workers of the scheduler at an address. Raises MachineError."""
    with connected(address) as client:
        yield Cluster(client, address, zipped() if ships_sources else b"")


@dataclass
class _Share:
    """A job while it is drawn: its clip, how many groups are left, its frames, the first error."""

    clip: Clip
    fingerprint: Fingerprint
    left: int = 0
    frames: int = 0
    error: RenderError | InputError | None = None

    def end_group(self, error: RenderError | InputError | None) -> None:
        """A group has ended."""
        self.left -= 1
        self.error = self.error or error


@dataclass(frozen=True)
class _Sent:
    """A group that was sent, and what is fetched of its task once that has ended."""

    group: Group
    task: Task
    fetched: Future[Any]


@dataclass
class _Run:
    cluster: Cluster
    jobs: Sequence[Job]
    on_event: Callable[[Event], None]
    local: list[Job] = field(default_factory=list)
    """The jobs that only this machine can draw: they show files that are here."""
    shares: dict[Path, _Share] = field(default_factory=dict)
    sent: dict[str, _Sent] = field(default_factory=dict)
    tries: Counter[tuple[Path, tuple[str, ...]]] = field(default_factory=Counter)
    refusals: dict[str, dict[str, str]] = field(default_factory=dict)
    """By scene: the workers that refuse its tasks, and why."""
    finished: SimpleQueue[str] = field(default_factory=SimpleQueue)
    seen: float = field(default_factory=time.monotonic)
    """When there was a worker."""

    def outcomes(self) -> Iterator[Outcome]:
        yield from self._recognised()
        lacking = []
        for share in self.shares.values():
            frames = expected_frames(share.clip)
            lacking.append((share.clip.job, {name: frames[name] for name in share.clip.missing()}))
        for group in groups(lacking, self.cluster.workers):
            self.shares[group.job.target].left += 1
            self._send(group)
        yield from LocalProcesses(helpful_workers())(self.local, self.on_event)
        while self.sent:
            sent = self.sent.pop(self._next())
            self._receive(sent)
            yield from self._ended(sent.group.job)

    def _recognised(self) -> Iterator[Outcome]:
        """Looks for beats that look as before; jobs that lack nothing then have ended."""
        clips = Clip.together(self.jobs)
        edited = [clip.job for clip in clips if clip.store.relatives(clip.keys)]
        for _ in run_jobs(edited, helpful_workers(), lambda event: None, recognise_job):
            pass  # whatever fails here fails again where it is drawn
        for clip in clips:
            frames = clip.frames()
            if frames is None and needs_files(clip.job):
                self.local.append(clip.job)
            elif frames is None:
                fingerprint = Fingerprint.of(clip.job, clip.store.sources)
                self.shares[clip.job.target] = _Share(clip, fingerprint)
            else:
                yield Outcome(clip.job, Drawn(frames, clip.keys))

    def _send(self, group: Group) -> None:
        task = Task.of(group.job, group.beats, self.shares[group.job.target].fingerprint)
        key, limits = f"nabla-{uuid.uuid4().hex}", dict[str, Any]()
        if refusing := self.refusals.get(group.job.entry.scene):
            takers = [
                each for each in threads_by_worker(self.cluster.client) if each not in refusing
            ]
            limits = {"workers": takers, "allow_other_workers": True}
        future = self.cluster.client.submit(
            draw,
            task.model_dump_json().encode(),
            self.cluster.sources,
            key=key,
            pure=False,
            priority=group.frames,
            **limits,
        )
        coming = fetched(self.cluster.client, future)
        self.sent[key] = _Sent(group, task, coming)
        coming.add_done_callback(lambda _: self.finished.put(key))

    def _next(self) -> str:
        """The key of the next task that has ended. Raises MachineError where none will."""
        while True:
            try:
                return self.finished.get(timeout=TICK)
            except Empty:
                self._require_workers()

    def _require_workers(self) -> None:
        try:
            if self.cluster.client.status != "running":
                raise OSError
            if threads_by_worker(self.cluster.client):
                self.seen = time.monotonic()
        except Exception:
            raise self._lost() from None
        if time.monotonic() - self.seen > DESERTED:
            message = f"the scheduler at {self.cluster.address} has no worker any more; {RESUME}"
            raise MachineError(message)

    def _lost(self) -> MachineError:
        return MachineError(f"the scheduler at {self.cluster.address} is gone; {RESUME}")

    def _receive(self, sent: _Sent) -> None:
        """Stores what a task has drawn; sends it again, or notes its error. Raises MachineError."""
        job = sent.group.job
        share = self.shares[job.target]
        try:
            content = result_of(sent.fetched)
            if content is None:
                raise self._lost()
            answer = stored(content, sent.task, share.clip)
        except RenderError as error:
            share.end_group(error)
        except KilledTaskError as error:
            share.end_group(RenderError(job.entry.scene, sent.group.beats[0], str(error)))
        except FailedTaskError as error:
            self._try_again(sent, error)
        else:
            if answer.refused:
                self._note_refusal(job.entry.scene, answer)
                self._send(sent.group)
            else:
                self._report(share, answer)
                share.end_group(answer.failure and answer.failure.error())

    def _try_again(self, sent: _Sent, error: FailedTaskError) -> None:
        job, beats = sent.group.job, sent.group.beats
        self.tries[job.target, beats] += 1
        if self.tries[job.target, beats] < ATTEMPTS:
            self._send(sent.group)
        else:
            cause = f"{error}, {ATTEMPTS} times"
            self.shares[job.target].end_group(RenderError(job.entry.scene, beats[0], cause))

    def _note_refusal(self, scene: str, answer: Answer) -> None:
        """Remembers who refuses a scene. Raises MachineError if nobody is left to take it."""
        why = "; ".join(answer.refused)
        refusing = self.refusals.setdefault(scene, {})
        refusing[answer.worker] = why
        if refusing.keys() >= threads_by_worker(self.cluster.client).keys():
            raise MachineError(f"no worker takes {scene}: on {answer.worker} {why}")
        _log.warning("%s does not take %s: there %s", answer.worker, scene, why)

    def _report(self, share: _Share, answer: Answer) -> None:
        job = share.clip.job
        share.frames += sum(each.score.frames for each in answer.drawn)
        if answer.drawn:
            last = answer.drawn[-1].score.name
            self.on_event(Event(job.target, last, share.frames))
        megabytes = answer.memory // 1_000_000
        _log.debug("%s: %s needed %d MB", answer.worker, job.entry.scene, megabytes)

    def _ended(self, job: Job) -> Iterator[Outcome]:
        """The outcome of a job, once all its groups have ended."""
        share = self.shares[job.target]
        if share.left:
            return
        if share.error is not None:
            yield Outcome(job, error=share.error)
            return
        self.on_event(Event(job.target, None, share.frames))
        yield Outcome(job, Drawn(share.frames, share.clip.keys))
