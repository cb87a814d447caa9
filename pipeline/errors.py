"""The pipeline's errors, by cause: input, scene, lecture, machine."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from calclib.errors import DomainError
from pipeline.messages import shortened
from pipeline.output import place_of

UNMAPPED = "failed to map segment"
"""What the system says of a library for which there is no memory."""


class InputError(ValueError):
    """Bad input: one line, and optionally the typed text with the position of the fault."""

    def __init__(self, message: str, text: str = "", position: int | None = None) -> None:
        super().__init__(message, text, position)  # for pickling
        self.message, self.text, self.position = message, text, position

    def __str__(self) -> str:
        return self.message


class RenderError(Exception):
    """A scene failed while it was rendered: scene, beat, cause and traceback, as text."""

    def __init__(self, scene: str, beat: str, cause: str, trace: str = "") -> None:
        super().__init__(scene, beat, cause, trace)  # for pickling
        self.scene, self.beat, self.cause, self.trace = scene, beat, cause, trace

    def __str__(self) -> str:
        place = f", beat {self.beat}" if self.beat else ""
        return f"{self.scene}{place}: {self.cause}"


def cause_of(error: BaseException, target: Path | None = None, source: str | None = None) -> str:
    """An error in one line.

    An OSError names its path (or else `target`), a DomainError what to mend; any other error the
    last line of the file `source` in its traceback.
    """
    if isinstance(error, MemoryError) or UNMAPPED in str(error):
        return "there is not enough memory; close other programs, or choose a lower quality"
    if isinstance(error, OSError):
        place = place_of(error, target)
        return f"{error.strerror or error}" + (f" ({place})" if place else "")
    message = shortened(" ".join(str(error).split()), 120)
    if isinstance(error, DomainError):
        return f"{message}; choose another point or domain"
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__, limit=None)
        if frame.filename == source
    ]
    where = f" ({Path(str(source)).name}, line {lines[-1]})" if lines else ""
    return (
        f"{type(error).__name__}: {message}{where}" if message else f"{type(error).__name__}{where}"
    )


class LectureError(Exception):
    """Scenes of a lecture failed; `faults` are their errors."""

    def __init__(self, faults: Sequence[Exception]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


class MachineError(Exception):
    """The machine lacks something that every scene needs; the message says what to install."""
