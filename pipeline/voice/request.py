"""`ScriptRequest`: what is to be read aloud, as a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from pipeline.request_bases import Request
from pipeline.request_fields import one_of
from scenes._kit.parameters.base import parameter
from scenes._kit.text.languages import LANGUAGES


class ScriptRequest(Request):
    """The script of a lecture file, or of a scene with its `parameters`."""

    source: str
    parameters: dict[str, Any] = Field(default_factory=dict)
    language: Annotated[str, one_of("language", LANGUAGES)] | None = parameter(
        "|".join(LANGUAGES), "Instead of the lecture's own.", None
    )
    output: Path | None = parameter("PATH", "The file to write: .md or .pdf.", None)
