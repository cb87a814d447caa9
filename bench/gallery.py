"""Plays functions that nobody tuned for in all scenes that they fit, and judges the pictures.

python -m bench.gallery [--only SCENE] [--every N] [--output FOLDER]; the folder gets a contact
sheet for each scene (a row of the ends of beats for each function) and a table of faults.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

FUNCTIONS = Path(__file__).with_suffix(".toml")
SCENES = {
    "fields": (
        *("slicing", "tangent_line", "second_partials"),
        *("gradient_field", "total_differential", "hiking_ascent"),
    ),
    "curves": ("tangent_line",),
    "mappings": ("transformation",),
}
WIDTH, GAP, LINE = 240, 4, 14
"""Pixels: of a picture in a contact sheet, between pictures, and of the line above a row."""


@dataclass(frozen=True)
class Clip:
    """A function at a point, in a scene."""

    scene: str
    function: str
    at: str


@dataclass
class Shown:
    """The ends of a clip's beats, small; and what was found: beat, rule, text, amount."""

    clip: Clip
    pictures: list[np.ndarray] = field(default_factory=list)
    faults: list[tuple[str, str, str, str]] = field(default_factory=list)


def clips(only: str, every: int) -> list[Clip]:
    """All clips, or every n-th function of each kind, or those of one scene."""
    listed = tomllib.loads(FUNCTIONS.read_text("utf-8"))
    return [
        Clip(scene, function, at)
        for kind, scenes in SCENES.items()
        for function, at in listed[kind][::every]
        for scene in scenes
        if only in ("", scene)
    ]


def shown(clip: Clip) -> Shown:
    """Plays a clip, in a process of its own kind: see `main`."""
    from pipeline.errors import InputError
    from pipeline.lint.linter import Linter
    from pipeline.rendering.plan import clip_job
    from pipeline.rendering.play import play
    from pipeline.requests import ClipRequest

    class Looking(Linter):
        """Keeps the picture at the end of each beat."""

        def on_beat_end(self, scene: Any, beat: Any) -> None:
            super().on_beat_end(scene, beat)
            picture = Image.fromarray(scene.engine.still(scene)[..., :3])
            result.pictures.append(np.asarray(picture.resize((WIDTH, WIDTH * 9 // 16))))

    result = Shown(clip)
    given = {"function": clip.function, "at": clip.at}
    try:
        job = clip_job(ClipRequest(scene=clip.scene, parameters=given, quality="draft"))
        looking = Looking(job, 1.0)
        judgement = looking.judgement(play(job, looking))
    except InputError as error:  # it does not fit the scene
        result.faults.append(("", "refused", "", str(error)))
    except Exception as error:
        result.faults.append((getattr(error, "beat", ""), "renders", "", str(error)))
    else:
        found = ((each.beat, each.violation) for each in judgement.findings)
        result.faults += [(beat, each.rule, each.text, each.amount) for beat, each in found]
    return result


def contact_sheet(rows: Sequence[Shown]) -> Image.Image:
    """A row for each clip, with its function, point and the rules broken above it."""
    columns = max(1, *(len(row.pictures) for row in rows))
    height = WIDTH * 9 // 16 + LINE + GAP
    sheet = Image.new("RGB", (columns * (WIDTH + GAP), len(rows) * height), "white")
    draw = ImageDraw.Draw(sheet)
    for k, row in enumerate(rows):
        broken = ", ".join(sorted({rule for _, rule, _, _ in row.faults}))
        line = f"{k + 1}  {row.clip.function}  at {row.clip.at}   {broken}"
        draw.text((GAP, k * height), line, fill="black")
        for n, picture in enumerate(row.pictures):
            sheet.paste(Image.fromarray(picture), (n * (WIDTH + GAP), k * height + LINE))
    return sheet


def table(rows: Iterable[Shown]) -> Iterator[str]:
    """The faults as lines of Markdown."""
    yield "| scene | function | at | beat | rule | text | by how much |"
    yield "|---|---|---|---|---|---|---|"
    for row in rows:
        for fault in row.faults:
            cells = (row.clip.scene, row.clip.function, row.clip.at, *fault)
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(description="Plays functions that nobody tuned for")
    scenes = sorted({each for kind in SCENES.values() for each in kind})
    parser.add_argument("--only", default="", choices=scenes, help="one scene")
    parser.add_argument("--every", type=int, default=1, help="every n-th function alone")
    parser.add_argument("--output", type=Path, default=Path("media/gallery"))
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    wanted = clips(options.only, options.every)
    found: list[Shown] = []
    spawn = multiprocessing.get_context("spawn")
    with spawn.Pool(os.cpu_count(), maxtasksperchild=20) as pool:
        for number, each in enumerate(pool.imap(shown, wanted), 1):
            found.append(each)
            rules = dict.fromkeys(f"{beat}: {rule}" for beat, rule, _, _ in each.faults)
            verdict = "; ".join(rules) or "ok"
            print(f"{number}/{len(wanted)} {each.clip.scene} {each.clip.function}: {verdict}")
    for scene in dict.fromkeys(clip.scene for clip in wanted):
        rows = [each for each in found if each.clip.scene == scene]
        contact_sheet(rows).save(options.output / f"{scene}.png")
    (options.output / "faults.md").write_text("\n".join(table(found)) + "\n", "utf-8")
    clean = sum(not each.faults for each in found)
    counts = Counter(rule for each in found for rule in {fault[1] for fault in each.faults})
    print(f"{clean} of {len(found)} clips without faults")
    for rule, count in counts.most_common():
        print(f"{count:>5}  {rule}")
    print(options.output)


if __name__ == "__main__":
    main()
