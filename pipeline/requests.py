"""Requests: what a user asks for, as frozen objects, whichever front end makes them.

The command line, a lecture file, a form or a notebook each make one of these; their options, keys
and fields are derived from the models' fields, as those of a scene's parameters are from its model.
So a new option is one field here, and its use. Every error is a ParameterError.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from pipeline.rendering.quality import QUALITIES
from pipeline.request_bases import (
    FULL_MOTION,
    LECTURES_ASPECT,
    LECTURES_QUALITY,
    REDUCED_MOTION,
    Aspect,
    BatchRequest,
    EditionRequest,
    PictureRequest,
    QualityName,
    SpokenRequest,
    ThemeName,
    VideoRequest,
)
from pipeline.request_fields import either, moment, one_of, web_address, whole
from pipeline.video.codecs import CODECS, DEFAULT_FORMAT, Codec, format_of
from scenes._kit.palettes import DEFAULT_THEME, LIGHT, THEMES, Palette, palette_of
from scenes._kit.parameters.base import parameter
from scenes._kit.parameters.errors import ParameterError
from scenes._kit.parameters.transition import Transition
from scenes._kit.text.languages import DEFAULT_LANGUAGE, LANGUAGES

_Language = Annotated[str, one_of("language", LANGUAGES)]
_Format = Annotated[str, one_of("format", CODECS)]
_FORMAT_OF_FILE = parameter(
    "|".join(CODECS),
    "That of the file's name, else mp4.",
    None,
    exclude_if=lambda name: name is None,
)
BOTH = "both"  # kinds of motion
_NO_BACKGROUND = "No background; without --theme, legible on white and on dark pages."


class SceneRequest(EditionRequest):
    """A request for scenes; `parameters` are the scenes', as texts or values."""

    parameters: dict[str, Any] = Field(default_factory=dict)
    beat: str | None = parameter("NAME", "Only this beat (see `list`).", None)
    language: _Language = parameter("|".join(LANGUAGES), "The language.", DEFAULT_LANGUAGE)
    transparent: bool = parameter("", _NO_BACKGROUND, False)
    output: Path | None = parameter("PATH", "The file to write.", None)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_default_theme(cls, given: Any) -> Any:
        """The default theme is as if none was asked for, but for pictures without background."""
        if isinstance(given, dict) and given.get("theme") == DEFAULT_THEME:
            return given if given.get("transparent") else {**given, "theme": None}
        return given

    @property
    def palette(self) -> Palette:
        """The colours of its pictures."""
        return palette_of(self.theme, transparent=self.transparent)


class OneSceneRequest(SceneRequest):
    """A request for one scene; `narration` replaces its sentences, by beat and language.

    `transition`: how it follows and is followed, in a lecture.
    """

    scene: str
    narration: dict[str, dict[str, str]] = Field(default_factory=dict)
    transition: Transition = Transition()


class ClipRequest(SpokenRequest, OneSceneRequest):
    """One scene as a video; of the scene only some `beats`, in their order, if they are given."""

    beats: tuple[str, ...] | None = Field(default=None, exclude_if=lambda beats: beats is None)
    format: _Format = parameter("|".join(CODECS), "How the video is written.", DEFAULT_FORMAT)

    @property
    def codec(self) -> Codec:
        """How the video is written."""
        return CODECS[self.format]

    def playable(self) -> Self:
        """The request with no more frames a second than players of the format show."""
        requested = self.picture.fps
        fps = self.codec.playable(requested)
        return self if fps == requested else self.model_copy(update={"fps": int(fps)})


class ClipsRequest(SpokenRequest, SceneRequest, VideoRequest):
    """Several scenes, or every scene, as videos."""

    scenes: tuple[str, ...] = ()
    every: bool = parameter("", "Render every scene.", False)
    format: _Format | None = _FORMAT_OF_FILE

    @model_validator(mode="after")
    def _names_scenes(self) -> Self:
        if self.every == bool(self.scenes):
            message = "name the scenes to render or give {every}, one of them (`list` shows them)"
            raise ParameterError("", message)
        return self

    def clips(self, scenes: Iterable[str]) -> list[ClipRequest]:
        """A request for each scene."""
        own = {"format": self.format or format_of(self.output), "voice": self.speaks}
        shared = self.model_dump(include={*SceneRequest.model_fields}) | own
        return [ClipRequest(scene=scene, **shared) for scene in scenes]


class StillRequest(OneSceneRequest):
    """One picture of a scene: the end of a beat, or the frame at a time."""

    time: Annotated[float, moment] | None = parameter("SECONDS", "The frame at this second.", None)

    @model_validator(mode="after")
    def _is_one_picture(self) -> Self:
        if self.time is not None and self.beat is not None:
            message = "{time} and {beat} are two ways to choose the picture; give one"
            raise ParameterError("", message)
        return self


class LectureRequest(SpokenRequest, EditionRequest, VideoRequest):
    """A lecture file as one video."""

    file: Path
    quality: QualityName | None = LECTURES_QUALITY
    aspect: Aspect | None = LECTURES_ASPECT
    language: _Language | None = parameter(
        "|".join(LANGUAGES), "Instead of the lecture's own.", None
    )
    output: Path | None = parameter("PATH", "The file to write.", None)
    format: _Format | None = _FORMAT_OF_FILE
    transparent: bool = parameter(
        "", _NO_BACKGROUND, False, exclude_if=lambda transparent: not transparent
    )

    @property
    def format_chosen(self) -> str:
        """The name of how the video is written."""
        return self.format or format_of(self.output)


class HandoutRequest(BatchRequest):
    """The hand-out of a lecture file, or of a scene with its `parameters`."""

    source: str
    parameters: dict[str, Any] = Field(default_factory=dict)
    quality: QualityName | None = LECTURES_QUALITY
    aspect: Aspect | None = LECTURES_ASPECT
    theme: ThemeName | None = parameter("|".join(THEMES), "Colours of the stills.", LIGHT.name)
    language: _Language | None = parameter(
        "|".join(LANGUAGES), "Instead of the lecture's own.", None
    )
    output: Path | None = parameter("PATH", "The file to write.", None)


class PublishRequest(SpokenRequest, EditionRequest, VideoRequest):
    """Lecture files or scenes as pages in a folder, in one language or in all.

    `address`: where the folder will be served from; without it snippets have a stand-in.
    """

    sources: tuple[str, ...]
    parameters: dict[str, Any] = Field(default_factory=dict)
    to: Path | None = parameter("DIR", "The folder to publish into.", None)
    quality: QualityName | None = LECTURES_QUALITY
    aspect: Aspect | None = LECTURES_ASPECT
    language: _Language | None = parameter("|".join(LANGUAGES), "One language; else all.", None)
    motion: Annotated[str, either(BOTH, FULL_MOTION, REDUCED_MOTION)] = parameter(
        f"{BOTH}|{FULL_MOTION}|{REDUCED_MOTION}",
        "both: also videos in which moves of the camera are cuts, for viewers who ask for them.",
        BOTH,
    )
    address: Annotated[str, web_address] | None = parameter(
        "URL", "Where the folder will be on the web, for the snippets.", None
    )
    transparent: bool = parameter("", "Also each video without background, as a WebM.", False)
    zip: bool = parameter("", "Also a ZIP file of the folder, for an LMS.", False)
    slides: Path | None = parameter(
        "FILE.pptx",
        "Also slides for PowerPoint: each beat's video, with what is said as notes.",
        None,
    )

    @model_validator(mode="after")
    def _has_a_folder(self) -> Self:
        if self.to is None:
            raise ParameterError("to", "is missing; name the folder to publish into, such as site")
        scenes = [each for each in self.sources if not each.endswith(".toml")]
        if self.parameters and not scenes:
            first = next(iter(self.parameters))
            raise ParameterError("", f"{{{first}}} goes with a scene; a lecture file has its own")
        return self

    @property
    def folder(self) -> Path:
        """The folder to publish into."""
        assert self.to is not None
        return self.to.absolute()


class PreviewRequest(SpokenRequest, PictureRequest):
    """A page that shows scenes while they are written: all, one of them first, or a lecture's."""

    source: str = ""
    parameters: dict[str, Any] = Field(default_factory=dict)
    quality: QualityName | None = parameter("|".join(QUALITIES), "Size and frame rate.", "low")
    aspect: Aspect | None = LECTURES_ASPECT
    language: _Language | None = parameter("|".join(LANGUAGES), "The language.", None)
    port: Annotated[int, whole(1, 65_535)] | None = parameter(
        "NUMBER", "The port; else a free one.", None
    )
    open: bool = parameter("", "Open the page in a browser.", False)
    spawn: bool = parameter("", "Play in new processes, not in forks: slower.", False)

    @property
    def lecture(self) -> Path | None:
        """The lecture file, where one is named."""
        return Path(self.source).absolute() if self.source.endswith(".toml") else None


class CheckRequest(EditionRequest):
    """Scenes to be checked, or all; in one language, or in all."""

    scenes: tuple[str, ...] = ()
    parameters: dict[str, Any] = Field(default_factory=dict)
    quality: QualityName | None = parameter("|".join(QUALITIES), "Size and frame rate.", "low")
    language: _Language | None = parameter("|".join(LANGUAGES), "One language; else all.", None)

    @model_validator(mode="after")
    def _names_scenes(self) -> Self:
        if self.parameters and not self.scenes:
            first = next(iter(self.parameters))
            raise ParameterError("", f"{{{first}}} goes with a SCENE; name the scenes to check")
        return self
