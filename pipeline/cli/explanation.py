"""How a file was made, for people: what its recipe says, as far as it is ours.

A recipe may come from anyone. It holds a request, and what is printed is made anew from that
request, once it is known to be one that could be asked for here: nothing of the file is repeated
that was not checked.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.catalog import find
from pipeline.cli.spelling import command
from pipeline.errors import InputError
from pipeline.lecture.file import Lecture
from pipeline.lecture.plan import clips
from pipeline.messages import named, printable
from pipeline.requests import LectureRequest
from pipeline.video.recipe import Recipe, read
from scenes._kit.parameters.errors import ParameterError


def explanation(file: Path) -> list[str]:
    """The command that makes the file again, then what it was made from, a line each.

    Raises InputError for a file that was not made here, and for one that other scenes, options or
    parameters were made with than there are.
    """
    recipe = read(file)
    try:
        made = _checked(recipe)
    except (InputError, ParameterError, ValidationError) as error:
        raise InputError(f"{named(file)} was not made by Nabla, or by another version") from error
    packages = ", ".join(f"{name} {number}" for name, number in recipe.versions.items())
    values = [f"{name}: {_shown(value)}" for name, value in made.items()]
    lines = [shlex.join(command(recipe.request)), *values, f"versions: {packages}"]
    return [*map(printable, lines)]


def _checked(recipe: Recipe) -> dict[str, Any]:
    """What a file is made from by its request, by name; raises what asking for it would raise."""
    asked = recipe.request
    if isinstance(asked, LectureRequest):
        lecture = Lecture.model_validate(recipe.made)
        if asked.file.suffix != ".toml" or not str(asked.file).isprintable():
            raise InputError("no lecture file")
        clips(lecture, asked, asked.language or lecture.language)
        return lecture.model_dump(mode="json", exclude_none=True)
    entry = find(asked.scene)
    if asked.beat is not None:
        entry.require_beat(asked.beat)
    return entry.parameters(asked.parameters).as_json()


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
