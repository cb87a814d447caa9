"""How a clip was made, carried in the container's own metadata, and read back from it."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline.destination import companion, is_file
from pipeline.errors import InputError
from pipeline.messages import named

KEY = "comment"
"""The metadata entry that mp4, mov and webm all keep."""
_MARK = "nabla"
_PACKAGES = ("nabla", "manim", "typst", "av")


@dataclass(frozen=True)
class Recipe:
    """What a video was made from: the words of the command, parameters, versions."""

    command: list[str]
    made: dict[str, Any]
    versions: dict[str, str]

    def written(self) -> str:
        """The recipe as the metadata hold it."""
        content = {"command": self.command, "made": self.made, "versions": self.versions}
        return json.dumps({_MARK: content}, ensure_ascii=False, sort_keys=True)

    def lines(self) -> list[str]:
        """The recipe for people: the command that makes it again, then what it was made from."""
        parameters = [f"{name}: {_told(value)}" for name, value in self.made.items()]
        packages = ", ".join(f"{name} {number}" for name, number in self.versions.items())
        lines = [shlex.join(self.command), *parameters, f"versions: {packages}"]
        return ["".join(c if c.isprintable() else "?" for c in line) for line in lines]


def recipe(command: list[str], made: dict[str, Any]) -> Recipe:
    """The recipe of a video made now, with the versions of what makes it."""
    return Recipe(command, made, {name: version(name) for name in _PACKAGES})


def read(path: Path) -> Recipe:
    """The recipe of a video file. Raises InputError for one that has none, or is no whole video."""
    from av.error import FFmpegError

    name = named(path)
    if not is_file(path):
        raise InputError(f"{name} is no file; give the path of a clip")
    if path.suffix.lower() == ".gif":
        beside = companion(path, ".json").name
        raise InputError(f"{name}: a gif carries no recipe; see {beside} beside it")
    try:
        comment = _comment(path)
    except (FFmpegError, UnicodeDecodeError):
        raise InputError(f"{name} is not a video, or is cut off") from None
    try:
        return TypeAdapter(Recipe).validate_python(json.loads(comment)[_MARK])
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{name} was not made by Nabla") from None


def _comment(path: Path) -> str:
    """The comment of a video, which is read to its end. Raises InputError for one cut off."""
    import av

    name = named(path)
    with av.open(str(path.absolute())) as container:
        if not container.streams.video:
            raise InputError(f"{name} holds no video, or is cut off")
        metadata = {key.lower(): value for key, value in container.metadata.items()}
        pictures = container.streams.video[0]
        told, lasts, count, end = pictures.frames, container.duration, 0, Fraction(0)
        for packet in container.demux():
            if packet.is_corrupt:
                raise InputError(f"{name} is cut off")
            if packet.pts is not None:
                ends = (packet.pts + (packet.duration or 0)) * packet.time_base
                end, count = max(end, ends), count + (packet.stream is pictures)
    frame = 1 / pictures.average_rate if pictures.average_rate else 0
    short = lasts is not None and end < Fraction(lasts, av.time_base) - frame
    if count == 0 or count < told or short:
        raise InputError(f"{name} is cut off")
    return metadata.get(KEY, "")


def _told(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
