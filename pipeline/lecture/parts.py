"""The parts of a lecture, as in its file, and what holds for all of them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from pipeline.catalog import Entry, entries, find, unknown
from pipeline.lecture.texts import Sentence, Title
from scenes._kit.parameters.title import TitleText


def _distinct(beats: list[str]) -> list[str]:
    twice = next((each for k, each in enumerate(beats) if each in beats[:k]), None)
    if twice is not None:
        raise ValueError(f"{twice!r} stands there twice; name each beat once")
    return beats


class Part(BaseModel):
    """A scene of a lecture; unknown keys are the scene's parameters."""

    model_config = ConfigDict(frozen=True, extra="allow")

    scene: str
    title: Title | None = None
    beats: Annotated[list[str], Field(min_length=1), AfterValidator(_distinct)] | None = None
    """The beats that are shown, in this order; None: all."""
    narration: dict[str, Sentence] = Field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        """The scene."""
        return find(self.scene)


class Defaults(BaseModel):
    """Parameters of all scenes that have them."""

    model_config = ConfigDict(frozen=True, extra="allow")

    @model_validator(mode="after")
    def _are_known(self) -> Defaults:
        known = known_parameters()
        for name in self.parameters:
            if name not in known:
                raise ValueError(unknown("key", name, known))
        return self

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters by name, as in the file."""
        return self.model_extra or {}


def known_parameters() -> tuple[str, ...]:
    """The parameters that any scene of a lecture has."""
    models = (each.parameter_model for each in entries())
    names = [name for model in models if model is not TitleText for name in model.model_fields]
    return tuple(dict.fromkeys(names))
