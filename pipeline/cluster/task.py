"""What is sent to a worker, and what comes back: JSON and bytes, checked when they arrive."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.catalog import find
from pipeline.cluster.fingerprint import Fingerprint
from pipeline.errors import InputError, RenderError
from pipeline.rendering.plan import Job
from pipeline.requests import ClipRequest
from pipeline.store.scores import BeatScore
from pipeline.store.store import Segment

ANSWER = "answer.json"


class Task(BaseModel):
    """Some beats of a clip, to be drawn; `request` is that of the clip, as JSON has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    fingerprint: Fingerprint
    request: dict[str, Any]
    beats: tuple[str, ...]
    time_limit: float
    suffix: str
    """The ending of the files of its segments."""

    @classmethod
    def of(cls, job: Job, beats: tuple[str, ...], fingerprint: Fingerprint) -> Task:
        """The task to draw some beats of a job."""
        request = job.request.model_copy(
            update={"output": None, "parameters": job.parameters.as_json()}
        )
        return cls(
            fingerprint=fingerprint,
            request=request.model_dump(mode="json"),
            beats=beats,
            time_limit=job.time_limit,
            suffix=job.request.codec.suffix,
        )

    def job(self, folder: Path) -> Job:
        """The job, whose files are in a folder. Raises ValueError for what this project lacks."""
        request = ClipRequest.model_validate(self.request)
        target = folder / f"clip.{self.suffix}"
        job = Job(
            entry=find(request.scene),
            request=request,
            quality=request.picture,
            target=target,
            time_limit=self.time_limit,
            store=folder / "store",
            wanted=self.beats,
        )
        if unknown := {*self.beats} - {*job.beats}:
            raise ValueError(f"{job.entry.scene} does not play {', '.join(sorted(unknown))}")
        return job


def needs_files(job: Job) -> bool:
    """Whether a job shows its author's own files, which are on this machine alone."""
    return any(isinstance(value, Path) for _, value in job.parameters)


class Failure(BaseModel):
    """A RenderError, or else an InputError, which would come again on any machine."""

    scene: str = ""
    beat: str = ""
    cause: str
    trace: str = ""

    @classmethod
    def of(cls, error: RenderError | InputError) -> Failure:
        """What stands for an error."""
        if isinstance(error, RenderError):
            return cls(scene=error.scene, beat=error.beat, cause=error.cause, trace=error.trace)
        return cls(cause=str(error))

    def error(self) -> RenderError | InputError:
        """The error that it stands for."""
        if self.scene:
            return RenderError(self.scene, self.beat, self.cause, self.trace)
        return InputError(self.cause)


class Drawing(BaseModel):
    """A beat that was drawn: what is known of it, and the hashes of its video and its still."""

    score: BeatScore
    video: str
    still: str

    @classmethod
    def of(cls, score: BeatScore, made: Segment) -> Drawing:
        """That of a beat with its segment."""
        return cls(
            score=score, video=_hash(made.video.read_bytes()), still=_hash(made.still.read_bytes())
        )


class Answer(BaseModel):
    """What has become of a task: why the worker refuses it, or what it drew, and what failed.

    `memory`: the most bytes that a process of it used.
    """

    worker: str = ""
    refused: tuple[str, ...] = ()
    failure: Failure | None = None
    drawn: tuple[Drawing, ...] = ()
    memory: int = 0


class DamagedAnswerError(Exception):
    """What came back is not what was sent, or not what was asked for."""


def packed(answer: Answer, segments: list[Segment]) -> bytes:
    """An answer with the files of its segments, in the order of `answer.drawn`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:  # stored: videos and PNGs are compressed
        archive.writestr(ANSWER, answer.model_dump_json())
        for number, segment in enumerate(segments):
            archive.write(segment.video, f"{number}.video")
            archive.write(segment.still, f"{number}.still")
    return buffer.getvalue()


def unpacked(content: bytes, task: Task, folder: Path) -> tuple[Answer, list[Segment]]:
    """An answer and its segments, whose files are written into a folder.

    Raises DamagedAnswerError for anything but what the task asks for, whole.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            answer = Answer.model_validate_json(archive.read(ANSWER))
            segments = [
                _segment(archive, number, drawing, folder / f"{number}.{task.suffix}")
                for number, drawing in enumerate(answer.drawn)
            ]
    except (zipfile.BadZipFile, KeyError, ValidationError, ValueError) as error:
        raise DamagedAnswerError(str(error)) from error
    for drawing in answer.drawn:
        if drawing.score.name not in task.beats or not drawing.score.shown:
            raise DamagedAnswerError(f"{drawing.score.name} was not asked for")
    return answer, segments


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _segment(archive: zipfile.ZipFile, number: int, drawing: Drawing, path: Path) -> Segment:
    made = Segment(path, path.with_suffix(".png"), drawing.score.frames)
    for file, kind, expected in (
        (made.video, "video", drawing.video),
        (made.still, "still", drawing.still),
    ):
        content = archive.read(f"{number}.{kind}")
        if _hash(content) != expected:
            raise DamagedAnswerError(f"the {kind} of {drawing.score.name} is damaged")
        file.write_bytes(content)
    return made
