"""Recipes: how a video or picture was made, written into its metadata and read back.

A file may come from anyone: size and structure of its recipe are checked here, the content by the
command line (`pipeline.cli.explanation`).
"""

from __future__ import annotations

import warnings
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from pipeline.destination import is_file
from pipeline.errors import InputError
from pipeline.messages import name_of
from pipeline.request_bases import CACHE_LIMIT, TIME_LIMIT
from pipeline.requests import ClipRequest, LectureRequest, StillRequest
from pipeline.video.gif import is_complete
from pipeline.voice.choices import without_places

KEY = "comment"
"""A metadata entry that mp4, mov, webm, gif and png all have."""
MAX_LENGTH = 1_000_000
"""The most characters of a recipe; the largest lecture file has a fifth."""
_IRRELEVANT_OPTIONS = {
    "output": None,
    "workers": None,
    "time_limit": TIME_LIMIT,
    "cache_limit": CACHE_LIMIT,
    "dry_run": False,
    "cluster": None,
    "ship_sources": False,
}
"""Options that do not change the file's content: it is the same to the byte."""
_PACKAGES = ("nabla", "manim", "typst", "av")

RecipeRequest: TypeAlias = ClipRequest | StillRequest | LectureRequest
Version = Annotated[str, StringConstraints(pattern=r"^[\w.+!-]{1,40}$")]


class Recipe(BaseModel):
    """How a file was made: its request, the parameters, the versions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    request: RecipeRequest
    made: dict[str, Any]
    versions: dict[str, Version]

    @model_validator(mode="after")
    def _names_no_program(self) -> Self:
        """Nobody is offered a command that a file's recipe names."""
        voice = getattr(self.request, "voice", None)
        if voice is not None and voice != without_places(voice):
            raise ValueError("a voice with a command or a path")
        return self

    def as_comment(self) -> str:
        """The recipe as it is in the metadata."""
        return _Comment(nabla=self).model_dump_json()


class _Comment(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)

    nabla: Recipe


def recipe(request: RecipeRequest, made: dict[str, Any]) -> Recipe:
    """The recipe of a file made now, with the present versions."""
    fields = type(request).model_fields
    essential = request.model_copy(
        update={k: v for k, v in _IRRELEVANT_OPTIONS.items() if k in fields}
    )
    voice = getattr(request, "voice", None)
    if voice is not None:
        essential = essential.model_copy(update={"voice": without_places(voice)})
    versions = {name: version(name) for name in _PACKAGES}
    return Recipe(request=essential, made=made, versions=versions)


def read(path: Path) -> Recipe:
    """The recipe of a file. Raises InputError without one, or for an incomplete file."""
    from av.error import FFmpegError

    name = name_of(path)
    if not is_file(path):
        raise InputError(f"{name} is not a file; give the path of a clip")
    try:
        comment = (
            _comment_of_picture(path) if path.suffix.lower() == ".png" else _comment_of_video(path)
        )
    except (FFmpegError, UnicodeDecodeError, OSError):
        kind = "picture" if path.suffix.lower() == ".png" else "video"
        raise InputError(f"{name} is not a {kind}, or is cut off") from None
    try:
        if len(comment) > MAX_LENGTH:
            raise ValueError
        return _Comment.model_validate_json(comment).nabla
    except (ValidationError, ValueError):
        raise InputError(f"{name} was not made by Nabla") from None


def _comment_of_picture(path: Path) -> str:
    """The comment of a PNG, read to its end. Raises OSError for an incomplete one."""
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(path, formats=["PNG"]) as picture:
                picture.verify()  # checksums only, nothing is decompressed
                return str(picture.info.get(KEY, ""))
        except (ValueError, SyntaxError, Warning, Image.DecompressionBombError) as error:
            raise OSError(str(error)) from error


def save_picture(picture: Any, path: Path, made: Recipe) -> None:
    """Writes a picture (PIL) as a PNG with its recipe."""
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_itxt(KEY, made.as_comment())
    picture.save(path, pnginfo=texts)


def _comment_of_video(path: Path) -> str:
    """The comment of a video, read to its end. Raises InputError for an incomplete one."""
    import av

    name = name_of(path)
    if path.suffix.lower() == ".gif" and not is_complete(path):
        raise InputError(f"{name} is cut off")
    with av.open(str(path.absolute())) as container:
        if not container.streams.video:
            raise InputError(f"{name} contains no video, or is cut off")
        metadata = {key.lower(): value for key, value in container.metadata.items()}
        pictures = container.streams.video[0]
        declared, duration, count, end = pictures.frames, container.duration, 0, Fraction(0)
        for packet in container.demux():
            if packet.is_corrupt:
                raise InputError(f"{name} is cut off")
            if packet.pts is not None:
                ends = (packet.pts + (packet.duration or 0)) * packet.time_base
                end, count = max(end, ends), count + (packet.stream is pictures)
    frame = 1 / pictures.average_rate if pictures.average_rate else 0
    short = duration is not None and end < Fraction(duration, av.time_base) - frame
    if count == 0 or count < declared or short:
        raise InputError(f"{name} is cut off")
    return metadata.get(KEY, "")
