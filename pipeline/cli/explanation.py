"""How a file was made, as text.

A recipe may come from anyone. It contains a request; everything printed is generated from that
request, after it was validated like any other: nothing in the file is printed unchecked.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.catalog import find
from pipeline.cli.spelling import command, shell_line, unprintable_escaped
from pipeline.errors import InputError
from pipeline.lecture.file import Lecture
from pipeline.lecture.plan import clips
from pipeline.messages import name_of, printable
from pipeline.requests import LectureRequest
from pipeline.video.recipe import Recipe, read
from scenes._kit.parameters.errors import ParameterError

ALONE = "# a part of a lecture file; no command makes it alone"


def explanation(file: Path) -> list[str]:
    """The lines: the command that makes the file again, its parameters and versions.

    Where only a lecture file makes it, a comment stands for the command.

    Raises InputError for a file that was not made by Nabla, or with scenes, options or parameters
    that do not exist here.
    """
    recipe = read(file)
    try:
        made = _checked(recipe)
    except (InputError, ParameterError, ValidationError) as error:
        raise InputError(f"{name_of(file)} was not made by Nabla, or by another version") from error
    packages = ", ".join(f"{name} {number}" for name, number in recipe.versions.items())
    values = [f"{name}: {_as_text(value)}" for name, value in made.items()]
    first = shell_line(command(recipe.request)) or ALONE
    lines = [first, *values, f"versions: {packages}"]
    return [*map(printable, lines)]


def _checked(recipe: Recipe) -> dict[str, Any]:
    """The parameters of a file's request, by name; raises what the request itself would raise."""
    request = recipe.request
    if isinstance(request, LectureRequest):
        lecture = Lecture.model_validate(recipe.made)
        if request.file.suffix != ".toml" or not str(request.file).isprintable():
            raise InputError("no lecture file")
        clips(lecture, request, request.language or lecture.language, None)
        return lecture.model_dump(mode="json", exclude_none=True)
    entry = find(request.scene)
    if request.beat is not None:
        entry.require_beat(request.beat)
    return entry.parameters(request.parameters).as_json()


def _as_text(value: Any) -> str:
    if isinstance(value, str) and value.isprintable():
        return value
    return unprintable_escaped(json.dumps(value, ensure_ascii=False))
