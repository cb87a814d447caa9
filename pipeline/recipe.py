"""How a clip was made, carried in the container's own metadata, and read back from it."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, shortened

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
        return [shlex.join(self.command), *parameters, f"versions: {packages}"]


def recipe(command: list[str], made: dict[str, Any]) -> Recipe:
    """The recipe of a video made now, with the versions of what makes it."""
    return Recipe(command, made, {name: version(name) for name in _PACKAGES})


def read(path: Path) -> Recipe:
    """The recipe of a video file. Raises InputError for one that has none, or is no video."""
    import av
    from av.error import FFmpegError

    if not path.is_file():
        raise InputError(f"no file {shortened(str(path))}; give the path of a clip")
    try:
        with av.open(str(path)) as container:
            if not container.streams.video:
                raise InputError(f"{shortened(str(path))} holds no video")
            comment = {k.lower(): v for k, v in container.metadata.items()}.get(KEY, "")
    except (FFmpegError, UnicodeDecodeError):
        raise InputError(f"{shortened(str(path))} is not a video, or is cut off") from None
    try:
        content = json.loads(comment)[_MARK]
        return Recipe(content["command"], content["made"], content["versions"])
    except (ValueError, KeyError, TypeError):
        raise InputError(f"{shortened(str(path))} was not made by Nabla") from None


def _told(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
