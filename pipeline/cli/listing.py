"""The catalogue as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.catalog import Entry


def catalog_lines(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines that `list` prints."""
    for entry in entries:
        yield f"{entry.scene} ({entry.name}): {entry.summary}"
        yield f"  beats: {', '.join(entry.beats)}"
        for name, default in entry.options().items():
            yield f"  --{name}" + ("" if default is None else f" {default}")
