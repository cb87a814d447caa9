"""What can go wrong, by whose fault it is."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from pipeline.messages import shortened
from pipeline.output import place_of


class InputError(ValueError):
    """Bad input: one line, and where there is one, the text with the place of the fault."""

    def __init__(self, message: str, text: str = "", position: int | None = None) -> None:
        super().__init__(message, text, position)  # all of them in args, so that it can be pickled
        self.message, self.text, self.position = message, text, position

    def __str__(self) -> str:
        return self.message


class RenderError(Exception):
    """A scene failed while it was rendered: scene, beat and cause, and the traceback, as text."""

    def __init__(self, scene: str, beat: str, cause: str, trace: str = "") -> None:
        super().__init__(scene, beat, cause, trace)  # all in args, so that it can be pickled
        self.scene, self.beat, self.cause, self.trace = scene, beat, cause, trace

    def __str__(self) -> str:
        place = f", beat {self.beat}" if self.beat else ""
        return f"{self.scene}{place}: {self.cause}"


def cause_of(error: BaseException, target: Path | None = None, source: str | None = None) -> str:
    """An error in one line.

    A fault of the system names its place (the `target`, where it has none of its own); any other
    names the last line in the file `source` that led to it.
    """
    if isinstance(error, OSError):
        place = place_of(error, target)
        return f"{error.strerror or error}" + (f" ({place})" if place else "")
    said = shortened(" ".join(str(error).split()), 120)
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__, limit=None)
        if frame.filename == source
    ]
    where = f" ({Path(str(source)).name}, line {lines[-1]})" if lines else ""
    return f"{type(error).__name__}: {said}{where}" if said else f"{type(error).__name__}{where}"


class LectureError(Exception):
    """Scenes of a lecture failed; `faults` says which, and why."""

    def __init__(self, faults: Sequence[Exception]) -> None:
        super().__init__("; ".join(map(str, faults)))
        self.faults = tuple(faults)


class MachineError(Exception):
    """The machine lacks what rendering needs: no fault of a scene, and every scene would meet it.
    The message says what to install."""
