"""The page of the command line, made from the commands: what `--help` says, on one page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from pipeline.catalog import entries, inserts
from pipeline.cli.spelling import option
from render import cli

_HEAD = """# Commands

What `.venv/bin/python render.py --help`, and `--help` after a command, say. Exit codes: 0 done, 1
something failed, 2 bad input, 130 interrupted. An error is one line; `--debug` adds the traceback.
"""
_PARAMETERS = """## Parameters of scenes

What a scene is about. The same names are keys of lecture files ([Lecture files](lectures.md)) and
keywords in a notebook ([In a notebook](notebook.md)). Defaults stand in the [gallery](gallery.md).
"""
_AND_PARAMETERS = "And the [parameters of scenes](#parameters-of-scenes)."
_COMMON = {"--help", "--debug"}


def page() -> str:
    """The page, in Markdown."""
    blocks = [_HEAD.strip()]
    for context in _leaves(click.Context(cli, info_name="render.py")):
        blocks += _section(context)
    return "\n\n".join([*blocks, _PARAMETERS.strip(), _parameters()]) + "\n"


def _leaves(context: click.Context) -> Iterator[click.Context]:
    """The commands, also those of groups, each in a context that shares nothing with others."""
    command = context.command
    if not isinstance(command, click.Group):
        yield context
        return
    for name, inner in command.commands.items():
        yield from _leaves(click.Context(inner, info_name=f"{context.info_name} {name}"))


def _section(context: click.Context) -> Iterator[str]:
    command, path = context.command, context.command_path
    yield f"## {path.removeprefix('render.py ')}"
    yield " ".join((command.help or "").split())
    usage = " ".join([path, *command.collect_usage_pieces(context)])
    yield f"```sh\n{usage}\n```"
    given = {option(name) for name in _scenes_by_parameter()}
    options = [each for each in command.get_params(context) if isinstance(each, click.Option)]
    own = [each for each in options if given.isdisjoint(each.opts)]
    records = [each.get_help_record(context) for each in own if _COMMON.isdisjoint(each.opts)]
    rows = [(f"`{record[0]}`", record[1].replace("  [", " [")) for record in records if record]
    if rows:
        yield table(("option", "what it does"), rows)
    if len(own) < len(options):
        yield _AND_PARAMETERS


def _parameters() -> str:
    rows = []
    for name, (scenes, field) in _scenes_by_parameter().items():
        takes = field.json_schema_extra["metavar"]
        rows.append((f"`{option(name)} {takes}`", field.description, ", ".join(scenes)))
    return table(("option", "what it is", "scenes"), rows)


def _scenes_by_parameter() -> dict[str, tuple[list[str], Any]]:
    """The scenes that have each parameter, and its field in the first one's model."""
    found: dict[str, tuple[list[str], Any]] = {}
    for entry in (*entries(), *inserts()):
        for name, field in entry.parameter_model.model_fields.items():
            if field.description:
                found.setdefault(name, ([], field))[0].append(entry.scene)
    return found


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = (head, ["---"] * len(head), *rows)
    cells = ([cell.replace("|", r"\|") for cell in line] for line in lines)
    return "\n".join(f"| {' | '.join(line)} |" for line in cells)
