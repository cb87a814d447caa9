"""How a video or a picture was made, carried in its own metadata, and read back from it.

What is read may come from anyone: its size and shape are checked here, what it says by the command
line (`pipeline.cli.explanation`).
"""

from __future__ import annotations

import warnings
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from pipeline.destination import is_file
from pipeline.errors import InputError
from pipeline.messages import named
from pipeline.requests import TIME_LIMIT, ClipRequest, LectureRequest, StillRequest
from pipeline.video.gif import is_whole

KEY = "comment"
"""The metadata entry that mp4, mov, webm, gif and png all keep."""
LARGEST = 1_000_000
"""Characters of a recipe; the largest lecture file has a fifth."""
_SAME_FILE = {"output": None, "workers": 1, "time_limit": TIME_LIMIT}
"""What the content does not depend on: the same file, to the byte, however it is made."""
_PACKAGES = ("nabla", "manim", "typst", "av")

Asked: TypeAlias = ClipRequest | StillRequest | LectureRequest
Version = Annotated[str, StringConstraints(pattern=r"^[\w.+!-]{1,40}$")]


class Recipe(BaseModel):
    """What a file was made from: what was asked for, the parameters, the versions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    request: Asked
    made: dict[str, Any]
    versions: dict[str, Version]

    def written(self) -> str:
        """The recipe as the metadata hold it."""
        return _Comment(nabla=self).model_dump_json()


class _Comment(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    nabla: Recipe


def recipe(request: Asked, made: dict[str, Any]) -> Recipe:
    """The recipe of what is made now, with the versions of what makes it."""
    fields = type(request).model_fields
    asked = request.model_copy(update={k: v for k, v in _SAME_FILE.items() if k in fields})
    versions = {name: version(name) for name in _PACKAGES}
    return Recipe(request=asked, made=made, versions=versions)


def read(path: Path) -> Recipe:
    """The recipe of a file. Raises InputError for one that has none, or is not whole."""
    from av.error import FFmpegError

    name = named(path)
    if not is_file(path):
        raise InputError(f"{name} is no file; give the path of a clip")
    try:
        comment = _of_picture(path) if path.suffix.lower() == ".png" else _of_video(path)
    except (FFmpegError, UnicodeDecodeError, OSError):
        kind = "picture" if path.suffix.lower() == ".png" else "video"
        raise InputError(f"{name} is not a {kind}, or is cut off") from None
    try:
        if len(comment) > LARGEST:
            raise ValueError
        return _Comment.model_validate_json(comment).nabla
    except (ValidationError, ValueError):
        raise InputError(f"{name} was not made by Nabla") from None


def _of_picture(path: Path) -> str:
    """The comment of a PNG, which is read to its end. Raises OSError for one that is not whole."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=["PNG"]) as picture:
                picture.verify()  # its checksums; nothing is unpacked
                return str(picture.info.get(KEY, ""))
        except (ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
            raise OSError(str(error)) from error


def save_picture(picture: Any, path: Path, made: Recipe) -> None:
    """Writes a picture (PIL) as a PNG with its recipe inside."""
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_itxt(KEY, made.written())
    picture.save(path, pnginfo=texts)


def _of_video(path: Path) -> str:
    """The comment of a video, which is read to its end. Raises InputError for one cut off."""
    import av

    name = named(path)
    if path.suffix.lower() == ".gif" and not is_whole(path):
        raise InputError(f"{name} is cut off")
    with av.open(str(path.absolute())) as container:
        if not container.streams.video:
            raise InputError(f"{name} holds no video, or is cut off")
        metadata = {key.lower(): value for key, value in container.metadata.items()}
        pictures = container.streams.video[0]
        declared, lasts, count, end = pictures.frames, container.duration, 0, Fraction(0)
        for packet in container.demux():
            if packet.is_corrupt:
                raise InputError(f"{name} is cut off")
            if packet.pts is not None:
                ends = (packet.pts + (packet.duration or 0)) * packet.time_base
                end, count = max(end, ends), count + (packet.stream is pictures)
    frame = 1 / pictures.average_rate if pictures.average_rate else 0
    short = lasts is not None and end < Fraction(lasts, av.time_base) - frame
    if count == 0 or count < declared or short:
        raise InputError(f"{name} is cut off")
    return metadata.get(KEY, "")
