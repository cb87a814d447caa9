"""`list`: the catalogue as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click

from pipeline.catalog import Entry, entries
from pipeline.cli.spelling import option


def show_catalog(as_json: bool) -> None:
    """Prints all scenes."""
    if as_json:
        click.echo(json.dumps([entry.as_json() for entry in entries()], ensure_ascii=False))
    else:
        click.echo("\n".join(catalog_lines(entries())))


def catalog_lines(scenes: Iterable[Entry]) -> Iterator[str]:
    """The lines that `list` prints."""
    for entry in scenes:
        yield f"{entry.scene} ({entry.name}): {entry.summary}"
        yield f"  beats: {', '.join(entry.beats)}"
        for name, default in entry.parameter_defaults().items():
            yield f"  {option(name)}" + ("" if default is None else f" {default}")
