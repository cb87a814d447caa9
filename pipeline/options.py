"""The command line's options, and how they become jobs; free of manim."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from pipeline.catalog import Entry, entries, find, unknown
from pipeline.codecs import CODECS
from pipeline.errors import InputError
from pipeline.plan import Job, clip_path, require_writable
from pipeline.quality import QUALITIES

LANGUAGES = ("en", "ko")


class Known(click.ParamType):
    """One of a few names; a wrong one is answered with the nearest."""

    def __init__(self, kind: str, names: tuple[str, ...]) -> None:
        self.name, self.names = kind, names

    def get_metavar(self, param, ctx) -> str:
        return "[" + "|".join(self.names) + "]"

    def convert(self, value, param, ctx) -> str:
        if value not in self.names:
            raise InputError(unknown(self.name, str(value), self.names))
        return value


def _together(*several: Callable) -> Callable:
    def decorate(command: Callable) -> Callable:
        for option in reversed(several):
            command = option(command)
        return command

    return decorate


parameters = _together(
    click.option("--function", metavar="TEXT", help='Such as "x^2*y + sin(y)".'),
    click.option("--at", metavar="X,Y", help="The point; constants such as pi/2 are allowed."),
    click.option("--variable", metavar="x|y", help="The variable that moves."),
    click.option("--domain", metavar="X0:X1,Y0:Y1", help="The region shown."),
)
picture = _together(
    click.option("--beat", metavar="NAME", help="Only this beat (see `list`)."),
    click.option("--lang", "language", type=Known("language", LANGUAGES), default="en"),
    click.option(
        "--quality",
        type=Known("quality", tuple(QUALITIES)),
        default="medium",
        show_default=True,
    ),
    click.option("--transparent", is_flag=True, help="No background."),
    click.option("-o", "output", type=click.Path(path_type=Path), help="The file to write."),
)
video = _together(
    click.option("--fps", type=click.IntRange(1, 240), help="Frames a second."),
    click.option("--format", type=Known("format", tuple(CODECS)), default="mp4", show_default=True),
    click.option("--jobs", "workers", type=click.IntRange(1, 256), default=1, show_default=True),
)
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON array on stdout.")


def jobs(scenes: tuple[str, ...], every: bool, told: dict[str, Any]) -> list[Job]:
    """The jobs of `render`; InputError for anything that cannot be rendered as told."""
    if every == bool(scenes):
        raise InputError("name the scenes to render, or give --all (`list` shows them)")
    named = {entry.name: entry for entry in map(find, scenes)}
    chosen = entries() if every else tuple(named.values())
    output = told["output"]
    if output is not None and len(chosen) > 1:
        raise InputError("-o names one file, so it takes one scene")
    if told["transparent"] and CODECS[told["format"]].alpha is None:
        keep = " or ".join(name for name, codec in CODECS.items() if codec.alpha)
        raise InputError(f"--transparent: {told['format']} has no transparency; --format {keep}")
    return [_placed(_job(entry, told), output) for entry in chosen]


def still_job(scene: str, seconds: float | None, told: dict[str, Any]) -> Job:
    """The job of `still`."""
    if seconds is not None and told["beat"] is not None:
        raise InputError("--time and --beat are two ways to choose the picture; give one")
    job = _job(find(scene), told)
    output = told["output"]
    if output is not None and output.suffix.lower() != ".png":
        raise InputError(f"-o {output}: a still is a PNG; end the name in .png")
    if output is None:
        moment = f".{seconds:g}s" if seconds is not None else ".still"
        output = clip_path(job).with_suffix(f"{moment}.png")
        output.parent.mkdir(parents=True, exist_ok=True)
    require_writable(output)
    return replace(job, target=output)


def _job(entry: Entry, told: dict[str, Any]) -> Job:
    names = ("function", "at", "variable", "domain")
    given = {name: told[name] for name in names if told[name] is not None}
    if told["beat"] is not None:
        entry.require_beat(told["beat"])
    chosen = entry.parameters(given)
    if told["beat"] is not None and not chosen.plays(told["beat"]):
        played = ", ".join(beat for beat in entry.beats if chosen.plays(beat))
        raise InputError(f"the beat {told['beat']!r} is not played for this function; {played} are")
    quality = QUALITIES[told["quality"]]
    if told.get("fps"):
        quality = replace(quality, fps=Fraction(told["fps"]))
    return Job(
        entry=entry,
        parameters=chosen,
        quality=quality,
        language=told["language"],
        format=told.get("format", "mp4"),
        transparent=told["transparent"],
        beat=told["beat"],
    )


def _placed(job: Job, output: Path | None) -> Job:
    target = clip_path(job) if output is None else output
    if output is None:
        target.parent.mkdir(parents=True, exist_ok=True)
    elif target.suffix.lower() != f".{job.codec.suffix}":
        raise InputError(f"-o {target}: end the name in .{job.codec.suffix}, or change --format")
    require_writable(target)
    return replace(job, target=target)


def caret(text: str, position: int, width: int = 72) -> str:
    """The text around a position, with a caret under it, in two lines."""
    start = max(0, position - width // 2)
    shown = "".join(c if c.isprintable() else "?" for c in text[start : start + width])
    return f"  {shown}\n  {' ' * (position - start)}^"
