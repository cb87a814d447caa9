"""What went wrong, as the page shows it: where, in which beat, and the message."""

from __future__ import annotations

import traceback
from pathlib import Path

from pipeline.errors import RenderError
from pipeline.preview.connection import Message
from scenes._kit.parameters.errors import ParameterError

ROOT = Path(__file__).resolve().parents[2]


def problem(error: BaseException) -> Message:
    """An error of a scene: the place is the last line of a scene that led to it, else of ours."""
    cause = error.__cause__ or error
    found = {"title": type(cause).__name__, "message": str(cause), "file": "", "line": None}
    found |= {"beat": getattr(error, "beat", ""), "details": getattr(error, "trace", "")}
    if isinstance(cause, SyntaxError):
        return found | {
            "message": cause.msg,
            "file": _named(cause.filename or ""),
            "line": cause.lineno,
        }
    frames = [
        (Path(frame.filename), frame.lineno)
        for frame in traceback.extract_tb(cause.__traceback__)
        if Path(frame.filename).is_relative_to(ROOT)
    ]
    scenes = ROOT / "scenes"
    own = [
        place
        for place in frames
        if place[0].is_relative_to(scenes) and "_kit" not in place[0].parts
    ]
    if isinstance(error, RenderError) and (own or frames):
        file, line = (own or frames)[-1]
        found |= {"file": _named(str(file)), "line": line}
    return found


def refusal(error: ValueError) -> Message:
    """A parameter that is not taken: its name ("": none), the message, the place in the text."""
    if isinstance(error, ParameterError):
        message = ParameterError("", error.template, error.values).spelled(str)
        place = {"text": error.text, "position": error.position}
        return {"parameter": error.parameter, "message": message, **place}
    return {"parameter": "", "message": str(error), "text": "", "position": None}


def _named(file: str) -> str:
    path = Path(file)
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else path.name
