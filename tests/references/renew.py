"""`make references`: the reference pictures drawn anew, and what that changed."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from manim import config
from PIL import Image, ImageDraw
from rich.console import Console
from rich.progress import track
from rich.table import Table

from tests.references.comparison import (
    CHANGED,
    MADE_WITH,
    References,
    difference,
    highlighted,
    save,
    surroundings,
)
from tests.references.mobjects import MOBJECTS
from tests.references.mobjects import drawn as mobjects_drawn
from tests.references.specimens import SPECIMENS

HEADING = 14


def main() -> None:
    """Draws, writes and says what changed."""
    references, console = References(), Console()
    references.folder.mkdir(exist_ok=True)
    CHANGED.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as media:
        config.media_dir, config.verbosity = media, "ERROR"
        rows = renew(references, drawn(Path(media), console), CHANGED / "sheet.png")
    table = Table("picture", "what changed")
    for row in rows:
        table.add_row(*row)
    if rows:
        console.print(table)
        console.print(f"reference, new, difference: {CHANGED / 'sheet.png'}", soft_wrap=True)
    console.print(f"{len(references.names())} pictures, {len(rows)} changed")


def drawn(media: Path, console: Console) -> Iterator[tuple[str, np.ndarray]]:
    """All pictures by their names."""
    for name in MOBJECTS:
        yield name, mobjects_drawn(name)
    for specimen in track(SPECIMENS, "drawing scenes", console=console, transient=True):
        yield from specimen.drawn(media).items()


def renew(
    references: References, pictures: Iterator[tuple[str, np.ndarray]], sheet: Path
) -> list[tuple[str, str]]:
    """Writes what is new or differs, and removes what is not drawn any more: a name and what
    happened for each. `sheet` shows reference, new picture and difference of all of them."""
    changes, strips = {}, []
    gone = set(references.names())
    for name, picture in pictures:
        gone.discard(name)
        before = references.load(name)
        found = None if before is None else difference(picture, before)
        if found is None or found.matters:
            changes[name] = str(found or "new")
            strips.append(strip(name, picture, before))
            save(picture, references.path(name))
    for name in sorted(gone):
        changes[name] = "removed"
        references.path(name).unlink()
    record = json.dumps(surroundings(), indent=2) + "\n"
    (references.folder / MADE_WITH).write_text(record, "utf-8")
    if strips:
        stacked(strips).save(sheet)
    return list(changes.items())


def strip(name: str, picture: np.ndarray, before: np.ndarray | None) -> Image.Image:
    """Reference, new picture and difference side by side, under their name."""
    if before is None or before.shape != picture.shape:
        before = np.zeros_like(picture)
    row = np.hstack([before, picture, highlighted(picture, difference(picture, before))])
    page = Image.new("RGB", (row.shape[1], row.shape[0] + HEADING))
    page.paste(Image.fromarray(row), (0, HEADING))
    ImageDraw.Draw(page).text((4, 1), name)
    return page


def stacked(strips: list[Image.Image]) -> Image.Image:
    """All strips below each other."""
    size = max(each.width for each in strips), sum(each.height for each in strips)
    page, top = Image.new("RGB", size), 0
    for each in strips:
        page.paste(each, (0, top))
        top += each.height
    return page


if __name__ == "__main__":
    main()
