"""Six moments of the lecture beside plain Manim's, for a judge who is not told whose is whose.

python -m bench.panel -o FOLDER [--seed N] [--key FILE]; the folder gets two pictures side by side
for each moment and size. Which side is ours is in the key, which stays out of the folder.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parent.parent
PLAIN = ("plain_moments.py", "plain_spaces.py")
SIZES = ((1280, 720), (480, 270))
"""Width and height in pixels: as rendered, and on a phone."""
GAP = 16
"""Pixels between the two pictures, white."""


@dataclass(frozen=True)
class Moment:
    """A beat of ours, at whose end the picture is held, and the plain scene of the same moment."""

    name: str
    scene: str
    beat: str
    plain: str
    file: str


MOMENTS = (
    Moment("cut", "slicing", "cut", "PlainCut", PLAIN[1]),
    Moment("secants", "tangent_line", "shrinking", "PlainSecants", PLAIN[0]),
    Moment("mixed", "second_partials", "mixed", "PlainMixed", PLAIN[0]),
    Moment("levels", "gradient_field", "level_curves", "PlainLevels", PLAIN[0]),
    Moment("differential", "total_differential", "formula", "PlainDifferential", PLAIN[1]),
    Moment("ascent", "hiking_ascent", "summit", "PlainAscent", PLAIN[1]),
)


def sides(moments: Sequence[Moment], seed: int) -> dict[str, str]:
    """For each moment where our picture stands, "left" or "right": half of them on either side."""
    half = len(moments) // 2
    drawn = ["left"] * half + ["right"] * (len(moments) - half)
    random.Random(seed).shuffle(drawn)
    return {moment.name: side for moment, side in zip(moments, drawn, strict=True)}


def pair(ours: Image.Image, plain: Image.Image, side: str, size: tuple[int, int]) -> Image.Image:
    """Both pictures side by side, scaled to a size; ours on the side named."""
    pictures = [
        each.convert("RGB").resize(size, Image.Resampling.LANCZOS) for each in (ours, plain)
    ]
    if side == "right":
        pictures.reverse()
    width, height = size
    sheet = Image.new("RGB", (2 * width + GAP, height), "white")
    for k, picture in enumerate(pictures):
        sheet.paste(picture, (k * (width + GAP), 0))
    return sheet


def still(moment: Moment, target: Path) -> None:
    """Renders our picture."""
    options = ["--beat", moment.beat, "--quality", "medium", "-o", str(target)]
    _run([str(ROOT / "render.py"), "still", moment.scene, *options])


def plain_still(moment: Moment, target: Path) -> None:
    """Renders the picture of plain Manim."""
    with tempfile.TemporaryDirectory() as folder:
        size = ",".join(map(str, SIZES[0]))
        options = ["-s", "-r", size, "--media_dir", folder, "--progress_bar", "none"]
        _run(["-m", "manim", "render", *options, f"bench/{moment.file}", moment.plain])
        (made,) = Path(folder).glob("images/**/*.png")
        shutil.copy(made, target)


def _run(command: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Six moments beside plain Manim's, shuffled")
    parser.add_argument("-o", "--output", type=Path, default=Path("media/panel"))
    parser.add_argument("--seed", type=int, help="of the sides; by default one drawn anew")
    parser.add_argument("--key", type=Path, help="default: beside the folder, NAME.key.json")
    options = parser.parse_args()
    folder: Path = options.output
    key = options.key or folder.with_name(f"{folder.name}.key.json")
    seed = random.SystemRandom().randrange(10**6) if options.seed is None else options.seed
    folder.mkdir(parents=True, exist_ok=True)
    ours_at = sides(MOMENTS, seed)
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch, "ours.png"), Path(scratch, "plain.png")
        for moment in MOMENTS:
            still(moment, made[0])
            plain_still(moment, made[1])
            ours, plain = map(Image.open, made)
            for size in SIZES:
                sheet = pair(ours, plain, ours_at[moment.name], size)
                sheet.save(folder / f"{moment.name}-{size[0]}.png")
            print(moment.name)
    key.write_text(json.dumps({"seed": seed, "ours": ours_at}, indent=2) + "\n", "utf-8")
    print(f"{folder}; the key: {key}")


if __name__ == "__main__":
    main()
