"""How the command line spells the names of requests' fields and of parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.requests import ClipRequest, LectureRequest, StillRequest

ARGUMENTS = {
    "scene": "SCENE",
    "scenes": "SCENE...",
    "file": "FILE.toml",
    "source": "FILE.toml|SCENE",
}
"""The fields that are arguments, and their names in the help."""
_OPTIONS = {"language": "--lang", "workers": "--jobs", "output": "-o", "every": "--all"}


def option(name: str) -> str:
    """The option of a field or parameter: "--at", "-o"; for an argument its name in the help."""
    return ARGUMENTS.get(name) or _OPTIONS.get(name, f"--{name.replace('_', '-')}")


def command(request: ClipRequest | StillRequest | LectureRequest) -> list[str]:
    """The command, in words, that makes the same request."""
    from pipeline.requests import ClipRequest, LectureRequest

    if isinstance(request, LectureRequest):
        words = ["lecture", _as_argument(request.file)]
    else:
        words = ["render" if isinstance(request, ClipRequest) else "still", request.scene]
    return ["render.py", *words, *_options(request)]


def _options(request: ClipRequest | StillRequest | LectureRequest) -> Iterator[str]:
    """The options: language and quality always, others if they differ from the default."""
    language = request.language or ""
    for name, value in getattr(request, "parameters", {}).items():
        yield from (option(name), _text(value, language))
    for name, field in type(request).model_fields.items():
        value = getattr(request, name)
        if not field.description or isinstance(value, dict):
            continue
        if name in ("language", "quality") or value != field.default:
            yield option(name)
            yield from () if value is True else (_text(value, language),)


def _as_argument(file: Path) -> str:
    """A path that is not taken for an option."""
    return re.sub("^-", "./-", str(file))


def _text(value: Any, language: str) -> str:
    """A value as on the command line; of a text by language the one in this language, or else the
    first."""
    if isinstance(value, dict):
        value = value.get(language) or next(iter(value.values()))
    return str(value)
