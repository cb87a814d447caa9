"""How the command line spells the names of requests' fields and of parameters."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.requests import ClipRequest, LectureRequest, StillRequest

ARGUMENTS = {
    "scene": "SCENE",
    "scenes": "SCENE...",
    "file": "FILE.toml",
    "source": "FILE.toml|SCENE",
    "sources": "FILE.toml|SCENE...",
}
"""The fields that are arguments, and their names in the help."""
_OPTIONS = {"language": "--lang", "workers": "--jobs", "output": "-o", "every": "--all"}


def option(name: str) -> str:
    """The option of a field or parameter: "--at", "-o"; for an argument its name in the help."""
    return ARGUMENTS.get(name) or _OPTIONS.get(name, f"--{name.replace('_', '-')}")


def command(request: ClipRequest | StillRequest | LectureRequest) -> list[str]:
    """The command, in words, that makes the same request; none for a scene that shows a file of its
    author's, which only a lecture file names."""
    from pipeline.catalog import find
    from pipeline.requests import ClipRequest, LectureRequest

    if isinstance(request, LectureRequest):
        words = ["lecture", _as_argument(request.file)]
    else:
        fields = find(request.scene).parameter_model.model_fields
        if not all(fields[name].description for name in request.parameters):
            return []
        words = ["render" if isinstance(request, ClipRequest) else "still", request.scene]
    return ["render.py", *words, *_options(request)]


def shell_line(words: Sequence[str]) -> str:
    """A command in one line for a shell; a word with line breaks and the like is in $'...'."""
    return " ".join(shlex.quote(word) if word.isprintable() else _escaped(word) for word in words)


def _escaped(word: str) -> str:
    marks = re.sub(r"([\\'])", r"\\\1", word)
    return f"$'{unprintable_escaped(marks)}'"


def unprintable_escaped(text: str) -> str:
    """The text with a line break as \\n, and other unprintable characters by their numbers."""
    return "".join(
        each if each.isprintable() else "\\n" if each == "\n" else f"\\u{ord(each):04x}"
        for each in text
    )


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
