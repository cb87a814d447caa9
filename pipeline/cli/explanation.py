"""How a file was made, for people: what its recipe says, as far as it is ours.

A recipe may come from anyone. Its words are read as if they had been typed, and what is printed is
made from what was understood: nothing of the file is repeated that was not checked.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from pipeline.catalog import find
from pipeline.cli import options
from pipeline.errors import InputError
from pipeline.lecture import plan
from pipeline.lecture.file import Lecture
from pipeline.messages import named, printable
from pipeline.rendering.plan import command, still_command
from pipeline.video.recipe import Recipe, read

Understood = tuple[list[str], dict[str, Any]]
"""The words of a command, and what it makes something from, by name."""


def explanation(file: Path, commands: click.Group) -> list[str]:
    """The command that makes the file again, then what it was made from, a line each.

    Raises InputError for a file that was not made here, and for one that other scenes, options or
    parameters were made with than there are.
    """
    recipe = read(file)
    name = named(file)
    try:
        words, made = _understood(recipe, commands)
    except (InputError, ValidationError, click.UsageError, click.exceptions.Exit) as error:
        raise InputError(f"{name} was not made by Nabla, or by another version") from error
    packages = ", ".join(f"{name} {number}" for name, number in recipe.versions.items())
    lines = [f"{name}: {_shown(value)}" for name, value in made.items()]
    return [printable(line) for line in (shlex.join(words), *lines, f"versions: {packages}")]


def _understood(recipe: Recipe, commands: click.Group) -> Understood:
    match recipe.command:
        case ["render.py", "render" | "still" | "lecture" as name, *words]:
            typed = _typed(commands.commands[name], words)
            return READERS[name](typed, recipe.made)
    raise InputError("no command of ours")


def _typed(command: click.Command, words: Sequence[str]) -> dict[str, Any]:
    """The words as the command takes them; asking for help is no command."""
    if not {"-h", "--help"}.isdisjoint(words):
        raise InputError("asks for help")
    with command.make_context(command.name, list(words)) as context:
        return context.params


def _render(typed: dict[str, Any], _: dict[str, Any]) -> Understood:
    if len(typed["scenes"]) != 1:
        raise InputError("a clip is of one scene")
    job = options.job(find(typed["scenes"][0]), typed)
    return command(job), job.parameters.as_json()


def _still(typed: dict[str, Any], _: dict[str, Any]) -> Understood:
    job = options.job(find(typed["scene"]), typed)
    return still_command(job, typed["seconds"]), job.parameters.as_json()


def _lecture(typed: dict[str, Any], made: dict[str, Any]) -> Understood:
    lecture, file = Lecture.model_validate(made), typed["file"]
    if file.suffix != ".toml" or not str(file).isprintable():
        raise InputError("no lecture file")
    language = typed["language"] or lecture.language
    quality = options.quality_of(typed)
    plan.jobs(lecture, quality, language)
    words = plan.command(file, language, quality)
    return words, lecture.model_dump(mode="json", exclude_none=True)


READERS: dict[str, Callable[[dict[str, Any], dict[str, Any]], Understood]] = {
    "render": _render,
    "still": _still,
    "lecture": _lecture,
}


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
