"""What many edits leave behind in the preview: its processes and their memory.

python -m bench.preview_edits [--edits 200] [--spawn]; prints a line for every tenth of the edits.

Of ten edits seven are of the beat shown, two of the theme, one of the narration.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from contextlib import suppress

import psutil

from bench.preview import JUMP, Served, served, with_edit

ASIDE = 3.0
"""Seconds after which what runs aside is over."""


def edit(preview: Served, number: int) -> float:
    """Saves one edit; returns the seconds to its picture."""

    def appended(text: str) -> str:
        return f"{text}\n_EDIT_{number} = {number}\n"

    def spoken(text: str) -> str:
        return text.replace("[slicing.words]", f"# edit {number}\n[slicing.words]")

    def in_the_beat(text: str) -> str:
        return with_edit(text, "        ", number)

    kinds: dict[int, tuple[str, Callable[[str], str]]] = {
        3: ("scenes/_kit/theme.py", appended),
        7: ("scenes/_kit/theme.py", appended),
        9: ("scenes/narration/en.toml", spoken),
    }
    file, change = kinds.get(number % 10, ("scenes/slicing.py", in_the_beat))
    return preview.save(file, change)


def memory(program: int) -> tuple[int, float]:
    """The number of processes of a program, and the MB that they alone hold."""
    time.sleep(ASIDE)
    held = []
    for each in (psutil.Process(program), *psutil.Process(program).children(recursive=True)):
        with suppress(psutil.NoSuchProcess):  # it was about to end
            held.append(each.memory_full_info().uss)
    return len(held), sum(held) / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description="Processes and memory after many edits")
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--spawn", action="store_true")
    options = parser.parse_args()
    print(f"{'edits':>6}{'processes':>11}{'MB':>8}{'slowest, s':>12}")
    way = ["--spawn"] if options.spawn else []
    with served("slicing", "--quality", "low", *way) as (preview, _):
        preview.quiet()
        preview.ask(JUMP, 420)
        slowest = 0.0
        for number in range(options.edits + 1):
            if number % max(1, options.edits // 10) == 0:
                count, megabytes = memory(preview.program)
                print(f"{number:>6}{count:>11}{megabytes:>8.0f}{slowest:>12.2f}", flush=True)
                slowest = 0.0
            slowest = max(slowest, edit(preview, number))
    print(f"{os.cpu_count()} cores, load {' '.join(f'{each:.2f}' for each in os.getloadavg())}")


if __name__ == "__main__":
    main()
