"""What all requests have in common: size and rate of the pictures, processes, the store."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.rendering.machine import helpful_workers
from pipeline.rendering.quality import (
    ASPECTS,
    DEFAULT_ASPECT,
    DEFAULT_QUALITY,
    QUALITIES,
    Quality,
)
from pipeline.request_fields import amount, either, one_of, scheduler, voices, whole
from pipeline.voice.choices import NONE, from_folder
from scenes._kit.edition import Edition
from scenes._kit.palettes import THEMES
from scenes._kit.parameters.base import parameter
from scenes._kit.parameters.errors import first_error

Aspect = Annotated[str, one_of("aspect", ASPECTS)]
QualityName = Annotated[str, one_of("quality", QUALITIES)]
ThemeName = Annotated[str, one_of("theme", THEMES)]
NO_CAPTIONS, OPEN_CAPTIONS = "none", "open"
Captions = Annotated[str, either(NO_CAPTIONS, OPEN_CAPTIONS)]
FULL_MOTION, REDUCED_MOTION = "full", "reduced"
Motion = Annotated[str, either(FULL_MOTION, REDUCED_MOTION)]
Voice = Annotated[str, voices]
FrameRate = Annotated[int, whole(1, 240)]
LECTURES_ASPECT = parameter(
    "|".join(ASPECTS),
    "Shape of the frame; else the lecture's own, or 16:9.",
    None,
    exclude_if=lambda shape: shape is None,
)
"""Left out of what is written where it is the lecture's own."""
LECTURES_QUALITY = parameter(
    "|".join(QUALITIES),
    "Size and frame rate; else the lecture's own, or medium.",
    None,
    exclude_if=lambda name: name is None,
)
CACHE_LIMIT = 5_000_000_000
"""Default of the bytes of the store: some hundred lectures at 1080p60."""
TIME_LIMIT = 7200
"""Default of the seconds that rendering a scene may take."""


class Request(BaseModel):
    """Base of the models: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def read(cls, given: dict[str, Any]) -> Self:
        """The request from texts or values. Raises ParameterError."""
        try:
            return cls(**given)
        except ValidationError as error:
            raise first_error(error) from None


class PictureRequest(Request):
    """Size, shape, frame rate and colours of pictures.

    The default shape and a theme that is not asked for are left out of what is written, so that
    files made before there were others are the same to the byte.
    """

    quality: QualityName | None = parameter(
        "|".join(QUALITIES), "Size and frame rate.", DEFAULT_QUALITY
    )
    fps: FrameRate | None = parameter("NUMBER", "Frames a second.", None)
    aspect: Aspect | None = parameter(
        "|".join(ASPECTS),
        "Shape of the frame, width to height.",
        DEFAULT_ASPECT,
        exclude_if=lambda shape: shape in (None, DEFAULT_ASPECT),
    )
    theme: ThemeName | None = parameter(
        "|".join(THEMES),
        "Colours on a dark or on a white background; else the lecture's own, or dark.",
        None,
        exclude_if=lambda theme: theme is None,
    )

    @property
    def picture(self) -> Quality:
        """The requested quality in the requested shape, with the requested frame rate if there is
        one."""
        named = QUALITIES[self.quality or DEFAULT_QUALITY].shaped(self.aspect or DEFAULT_ASPECT)
        return replace(named, fps=Fraction(self.fps)) if self.fps else named


class EditionRequest(PictureRequest):
    """An edition of what is shown. A default is left out of what is written."""

    captions: Captions = parameter(
        f"{NO_CAPTIONS}|{OPEN_CAPTIONS}",
        "open: what is said is set into the picture.",
        NO_CAPTIONS,
        exclude_if=lambda captions: captions == NO_CAPTIONS,
    )

    motion: Motion = parameter(
        f"{FULL_MOTION}|{REDUCED_MOTION}",
        "reduced: moves of the camera are cuts.",
        FULL_MOTION,
        exclude_if=lambda motion: motion == FULL_MOTION,
    )

    @property
    def edition(self) -> Edition:
        """The edition to be drawn."""
        return Edition(self.captions == OPEN_CAPTIONS, self.motion == REDUCED_MOTION)


class SpokenRequest(Request):
    """A request for videos in which what is said may be heard."""

    voice: Voice | None = parameter(
        "none|espeak|flite|DIR|COMMAND",
        "Who speaks: an engine, a folder of recordings, or a command with {text} and {out}; or "
        "several behind one another, as takes,espeak.",
        None,
        exclude_if=lambda voice: voice is None,
    )

    @property
    def speaks(self) -> str | None:
        """Who speaks, if anybody does; folders with their whole paths."""
        given = self.voice
        return None if given in (None, NONE) else from_folder(given, Path.cwd())


class BatchRequest(PictureRequest):
    """A request that is rendered in separate processes."""

    workers: Annotated[int, whole(1, 256)] | None = parameter(
        "NUMBER", "Processes at a time; else as many as help here.", None
    )
    time_limit: Annotated[int, whole(1, 604_800)] = parameter(
        "SECONDS", "The most that one scene may take.", TIME_LIMIT
    )

    @property
    def processes(self) -> int:
        """How many processes work at a time."""
        return self.workers or helpful_workers()


class VideoRequest(BatchRequest):
    """A request for videos, which are made of segments in a store."""

    cache_limit: Annotated[int, amount] = parameter(
        "SIZE", "The most that the store of segments takes, as 500MB or 5GB.", CACHE_LIMIT
    )
    cluster: Annotated[str, scheduler] | None = parameter(
        "ADDRESS", "Draw on the workers of a Dask scheduler, as tcp://host:8786.", None
    )
    ship_sources: bool = parameter("", "Send the project's sources to those workers.", False)
    dry_run: bool = parameter("", "Print what would be rendered, and how long it takes.", False)
