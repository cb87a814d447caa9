"""The gallery: every scene with a still, its commands, its beats and its parameters."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from pipeline.catalog import Entry, entries
from pipeline.cli.spelling import option
from tools.docs.commands import table
from tools.docs.rendered import RENDERED, ROOT, is_current

FOLDER = "gallery"
"""Where the stills are in the site."""
_LECTURE = ROOT / "lectures" / "partial-derivatives.toml"
_HEAD = """# Gallery

Every scene, in the order of the lecture. The command makes the clip, with the function of the
table; any of the options changes it.
"""


def page(pictures: bool) -> str:
    """The page, in Markdown, with pictures or without."""
    blocks = [_HEAD.strip()]
    for entry in sorted(entries(), key=_place):
        blocks += _section(entry, pictures)
    return "\n\n".join(blocks) + "\n"


def _place(entry: Entry) -> tuple[bool, int]:
    """Where a scene stands: scenes that are not in the lecture come last."""
    parts = tomllib.loads(_LECTURE.read_text("utf-8"))["scenes"]
    names = [part["scene"] for part in parts]
    return entry.name not in names, names.index(entry.name) if entry.name in names else 0


def _section(entry: Entry, pictures: bool) -> Iterator[str]:
    yield f"## {entry.scene}"
    yield entry.summary
    if pictures:
        yield f"![The last picture of {entry.scene}]({FOLDER}/{entry.name}.png)"
    yield f"```sh\n.venv/bin/python render.py render {entry.name}\n```"
    yield f"Beats, for `--beat`: {', '.join(f'`{beat}`' for beat in entry.beats)}."
    defaults = entry.parameter_defaults()
    rows = [
        (f"`{option(name)}`", field.description, f"`{defaults[name]}`" if defaults[name] else "")
        for name, field in entry.parameter_model.model_fields.items()
        if field.description
    ]
    yield table(("option", "what it is", "default"), rows)


def stills() -> dict[str, Path]:
    """The still of every scene, by its name in the site; renders those older than the sources."""
    return {f"{FOLDER}/{each.name}.png": _still(each) for each in entries()}


def _still(entry: Entry) -> Path:
    still = RENDERED / FOLDER / f"{entry.name}.png"
    if not is_current(still):
        still.parent.mkdir(parents=True, exist_ok=True)
        words = ["still", entry.name, "--quality", "low", "-o", str(still)]
        subprocess.run([sys.executable, "render.py", *words], cwd=ROOT, check=True)
    return still
