"""Draws manim's own graphical tests and documentation examples by Cairo and by the engine.

python -m bench.suite.run CHECKOUT [--only TEXT] [--output FOLDER] [--limit SECONDS] [--jobs N]

CHECKOUT is a folder with manim's sources (`tests`, `docs`, `manim`); its code is run. Of each play
the middle frame is compared, and the last picture of the scene. The folder gets what differs, Cairo
at the left, and a contact sheet of the worst; what Cairo drew is kept there, and drawn once.
"""

from __future__ import annotations

import argparse
import importlib
import json
import multiprocessing
import os
import random
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from bench.suite.examples import Example, examples
from bench.suite.stand_ins import stand_in, whole_plays

SETTINGS = {
    "pixel_width": 854,
    "pixel_height": 480,
    "frame_rate": 2.0,
    "dry_run": True,
    "disable_caching": True,
    "progress_bar": "none",
    "verbosity": "ERROR",
    "seed": 1,
}
TOLERANCE = 32
"""Steps of 255 by which a pixel may be beyond all pixels next to it in the other picture: what is
only shifted by less than a pixel, or has a softer edge, is within."""
LIMITS = {"same": 2e-4, "small": 4e-3}
"""Shares of the picture's pixels that may be beyond: 80 and 1,600 pixels."""
VERDICTS = ("same", "small", "different", "crash", "no reference")
WORST, WIDTH, LINE = 40, 427, 14
"""Pairs in the contact sheet, the width of each picture in it, and the height of a heading."""


@dataclass(frozen=True)
class Verdict:
    """What came of an example: one of VERDICTS, the share of pixels that differ, a message."""

    name: str
    kind: str
    verdict: str
    share: float = 0.0
    message: str = ""


def beyond(picture: np.ndarray, other: np.ndarray) -> np.ndarray:
    """How far each pixel of a picture (h, w, 3) is beyond those around its place in another."""
    padded = np.pad(other.astype(np.int16), ((1, 1), (1, 1), (0, 0)), mode="edge")
    height, width = picture.shape[:2]
    around = [padded[i : i + height, j : j + width] for i in range(3) for j in range(3)]
    low, high = np.minimum.reduce(around), np.maximum.reduce(around)
    signed = picture.astype(np.int16)
    return np.maximum(np.maximum(low - signed, signed - high), 0).max(axis=2)


def share_beyond(picture: np.ndarray, other: np.ndarray) -> float:
    """The share of pixels that differ by more than where an edge lies."""
    if picture.shape != other.shape:
        return 1.0
    apart = np.maximum(beyond(picture, other), beyond(other, picture))
    return float((apart > TOLERANCE).mean())


def frames_of(scene: Any) -> np.ndarray:
    """Plays a scene: the middle frame of each play, then the last picture: (n, h, w, 3)."""
    plays: dict[int, list[np.ndarray]] = {}
    middles: dict[int, int] = {}
    renderer = scene.renderer
    write = renderer.add_frame

    def add_frame(frame: np.ndarray, num_frames: int = 1) -> None:
        plays.setdefault(renderer.num_plays, []).extend([frame[..., :3]] * num_frames)
        middles[renderer.num_plays] = int(scene.duration * renderer.camera.frame_rate) // 2
        write(frame, num_frames)

    renderer.add_frame = add_frame
    scene.render()
    renderer.static_image = None
    renderer.update_frame(scene)
    last = renderer.get_frame()[..., :3]
    shown = [frames[: middles[play] + 1][-1] for play, frames in plays.items()]
    return np.array([*shown, last])


def drawn(example: Example, engine: bool) -> np.ndarray:
    """The frames of an example by Cairo, or by the engine, for the rest of this process; its texts
    are kept by no other."""
    from manim import tempconfig

    if engine:
        importlib.import_module("engine.fast")
    with (
        tempfile.TemporaryDirectory() as media,
        tempconfig({**SETTINGS, "media_dir": media, **example.settings}),
        nullcontext() if engine else whole_plays(),
    ):
        random.seed(SETTINGS["seed"])
        np.random.seed(SETTINGS["seed"])
        return frames_of(example.scene_class()())


def compare(example: Example, folder: Path) -> Verdict:
    """Draws an example twice and compares; keeps Cairo's frames and what differs."""
    kept = folder / "cairo" / f"{example.name}.npz"
    stand_in()
    try:
        if not kept.exists():
            np.savez_compressed(kept, frames=drawn(example, engine=False))
        expected = np.load(kept)["frames"]
    except BaseException as error:
        return Verdict(example.name, example.kind, "no reference", 0.0, _line(error))
    try:
        found = drawn(example, engine=True)
    except BaseException as error:
        (folder / "crashes" / f"{example.name}.txt").write_text(traceback.format_exc(), "utf-8")
        return Verdict(example.name, example.kind, "crash", 1.0, _line(error))
    if len(found) != len(expected):
        message = f"{len(expected)} plays by Cairo, {len(found)} by the engine"
        return Verdict(example.name, example.kind, "different", 1.0, message)
    shares = [share_beyond(*pair) for pair in zip(expected, found, strict=True)]
    worst = int(np.argmax(shares))
    verdict = next((name for name, most in LIMITS.items() if shares[worst] <= most), "different")
    if verdict != "same":
        pair = np.concatenate([expected[worst], found[worst]], axis=1)
        Image.fromarray(pair).save(folder / "pairs" / f"{example.name}.png")
    return Verdict(example.name, example.kind, verdict, shares[worst])


def _line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:160]


def _child(example: Example, folder: Path) -> None:
    """Compares in a process of its own, and leaves the verdict in a file."""
    os.setpgid(0, 0)
    verdict = compare(example, folder)
    (folder / "verdicts" / f"{example.name}.json").write_text(json.dumps(asdict(verdict)), "utf-8")


def run(wanted: Sequence[Example], folder: Path, limit: float, jobs: int) -> Iterator[Verdict]:
    """The verdicts as they come; each example has a forked process and `limit` seconds."""
    fork = multiprocessing.get_context("fork")
    for part in ("cairo", "pairs", "crashes", "verdicts"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    waiting, running = list(reversed(wanted)), dict[Any, tuple[Any, Example, float]]()
    while waiting or running:
        while waiting and len(running) < jobs:
            example = waiting.pop()
            for old in (f"verdicts/{example.name}.json", f"pairs/{example.name}.png"):
                (folder / old).unlink(missing_ok=True)
            process = fork.Process(target=_child, args=(example, folder))
            process.start()
            running[process.sentinel] = (process, example, time.monotonic() + limit)
        wait(list(running), timeout=1.0)
        for sentinel, (process, example, until) in list(running.items()):
            late = time.monotonic() > until
            if late:
                process.kill()
            if late or not process.is_alive():
                process.join()
                del running[sentinel]
                yield _verdict(folder, example, f"more than {limit:g} s" if late else "it died")


def _verdict(folder: Path, example: Example, otherwise: str) -> Verdict:
    file = folder / "verdicts" / f"{example.name}.json"
    if file.exists():
        return Verdict(**json.loads(file.read_text("utf-8")))
    reached = (folder / "cairo" / f"{example.name}.npz").exists()
    verdict = "crash" if reached else "no reference"
    return Verdict(example.name, example.kind, verdict, 1.0, otherwise)


def contact_sheet(worst: Sequence[Verdict], folder: Path) -> Image.Image:
    """The pairs that differ most, Cairo at the left, under their names."""
    height = WIDTH * SETTINGS["pixel_height"] // SETTINGS["pixel_width"]
    sheet = Image.new("RGB", (4 * WIDTH, (len(worst) + 1) // 2 * (height + LINE)), "white")
    draw = ImageDraw.Draw(sheet)
    for number, verdict in enumerate(worst):
        x, y = number % 2 * 2 * WIDTH, number // 2 * (height + LINE)
        draw.text((x + 4, y + 1), f"{verdict.name}  {100 * verdict.share:.2f} %", fill="black")
        with Image.open(folder / "pairs" / f"{verdict.name}.png") as pair:
            sheet.paste(pair.resize((2 * WIDTH, height)), (x, y + LINE))
    return sheet


def report(found: Sequence[Verdict], folder: Path) -> None:
    """Prints the counts and what is not the same; writes the contact sheet and a table."""
    ranked = sorted(found, key=lambda each: (VERDICTS.index(each.verdict), each.share))
    for each in ranked:
        if each.verdict != "same":
            amount = f"{100 * each.share:.2f} %" if each.share else ""
            print(f"{each.verdict:<13}{amount:>8}  {each.name}  {each.message}")
    for kind in ("test", "example"):
        counts = Counter(each.verdict for each in found if each.kind == kind)
        print(f"{kind}s: " + ", ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS))
    drawn_badly = [each for each in reversed(ranked) if each.verdict in ("different", "small")]
    worst = [each for each in drawn_badly if (folder / "pairs" / f"{each.name}.png").exists()]
    if worst:
        contact_sheet(worst[:WORST], folder).save(folder / "worst.png")
        print(folder / "worst.png")


def main() -> None:
    parser = argparse.ArgumentParser(description="manim's own pictures by Cairo and the engine")
    parser.add_argument("checkout", type=Path, help="a folder with manim's sources")
    parser.add_argument("--only", default="", help="names that contain this text")
    parser.add_argument("--output", type=Path, default=Path("media/manim-suite"))
    parser.add_argument("--limit", type=float, default=120, help="seconds for an example")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    if not options.checkout.is_dir():
        parser.error(f"no folder {options.checkout}; give that of a checkout of manim")
    folder = options.output.resolve()
    listed = examples(options.checkout.resolve(), folder / "examples")
    wanted = [each for each in listed if options.only in each.name]
    found = []
    for number, verdict in enumerate(run(wanted, folder, options.limit, options.jobs), 1):
        found.append(verdict)
        line = f"{number}/{len(wanted)} {verdict.verdict} {verdict.name} {verdict.message}"
        print(line.rstrip(), flush=True)
    report(found, folder)


if __name__ == "__main__":
    main()
