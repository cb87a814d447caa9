"""The command line's options, and how they become jobs; free of manim."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from pipeline.catalog import Entry, entries, find, unknown
from pipeline.destination import is_folder, require_writable
from pipeline.errors import InputError
from pipeline.messages import shortened
from pipeline.rendering.plan import TIME_LIMIT, Job, clip_path
from pipeline.rendering.quality import QUALITIES, Quality
from pipeline.video.codecs import CODECS, Codec
from scenes._kit.text.languages import DEFAULT_LANGUAGE, LANGUAGES

_log = logging.getLogger(__name__)


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


class Whole(click.ParamType):
    """A whole number between two others."""

    name = "whole number"

    def __init__(self, option: str, low: int, high: int) -> None:
        self.option, self.low, self.high = option, low, high

    def convert(self, value, param, ctx) -> int:
        text = str(value).strip()
        if text.isascii() and text.isdigit() and len(text) < 10:
            number = int(text)
            if self.low <= number <= self.high:
                return number
        takes = f"takes a whole number from {self.low} to {self.high}"
        raise InputError(f"{self.option} {takes}, not {shortened(str(value))!r}")


class Seconds(click.ParamType):
    """A time from the start of a clip."""

    name = "seconds"

    def convert(self, value, param, ctx) -> float:
        try:
            seconds = float(value)
        except ValueError:
            seconds = math.nan
        if not 0 <= seconds < math.inf:
            wanted = "--time takes seconds from the start of the clip"
            raise InputError(f"{wanted}, such as 2.5, not {shortened(str(value))!r}")
        return seconds


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
    click.option("--step", metavar="DX,DY", help="The step from the point."),
)
_language = Known("language", tuple(LANGUAGES))
_quality = Known("quality", tuple(QUALITIES))
_quality_named = click.option("--quality", type=_quality, default="medium", show_default=True)
_fps = click.option("--fps", type=Whole("--fps", 1, 240), help="Frames a second.")
_output = click.option("-o", "output", type=Path, metavar="PATH", help="The file to write.")
_count = Whole("--jobs", 1, 256)
_limit = Whole("--time-limit", 1, 604_800)
_workers = _together(
    click.option(
        "--jobs", "workers", type=_count, default=1, show_default=True, help="Scenes at a time."
    ),
    click.option(
        "--time-limit", type=_limit, default=TIME_LIMIT, show_default=True, help="Seconds for one."
    ),
)
picture = _together(
    click.option("--beat", metavar="NAME", help="Only this beat (see `list`)."),
    click.option("--lang", "language", type=_language, default=DEFAULT_LANGUAGE, show_default=True),
    _quality_named,
    _fps,
    click.option("--transparent", is_flag=True, help="No background."),
    _output,
)
video = _together(
    click.option(
        "--format",
        type=Known("format", tuple(CODECS)),
        help="[default: the ending of -o, or mp4]",
    ),
    _workers,
)
lecture = _together(
    click.option("--lang", "language", type=_language, help="Instead of the lecture's own."),
    _quality_named,
    _fps,
    _output,
    _workers,
)
handout = _together(parameters, lecture)
judged = _together(
    click.option("--lang", "language", type=_language, help="One language; else all."),
    click.option("--quality", type=_quality, default="low", show_default=True),
    _fps,
)
as_json = click.option("--json", "as_json", is_flag=True, help="One JSON array on stdout.")


def jobs(scenes: tuple[str, ...], every: bool, told: dict[str, Any]) -> list[Job]:
    """The jobs of `render`; InputError for anything that cannot be rendered as told."""
    if every == bool(scenes):
        raise InputError("name the scenes to render or give --all, one of them (`list` shows them)")
    named = {entry.name: entry for entry in map(find, scenes)}
    chosen = entries() if every else tuple(named.values())
    output = told["output"]
    if output is not None and len(chosen) > 1:
        raise InputError("-o names one file, so it takes one scene")
    format_ = format_of(told)
    if told["transparent"] and CODECS[format_].alpha is None:
        keep = " or ".join(name for name, codec in CODECS.items() if codec.alpha)
        raise InputError(f"--transparent: {format_} has no transparency; --format {keep}")
    _warn_of_frames_left_out(CODECS[format_], quality_of(told).fps)
    checked = [job(entry, told) for entry in chosen]  # all of them, before a folder is made
    return [_placed(each, output) for each in checked]


def still_job(scene: str, seconds: float | None, told: dict[str, Any]) -> Job:
    """The job of `still`."""
    if seconds is not None and told["beat"] is not None:
        raise InputError("--time and --beat are two ways to choose the picture; give one")
    still = job(find(scene), told)
    output = told["output"]
    if output is not None:
        return replace(still, target=accepted(output, "png", "a still is a PNG"))
    moment = f".{seconds:g}s" if seconds is not None else ".still"
    return replace(still, target=usual(clip_path(still).with_suffix(f"{moment}.png")))


def job(entry: Entry, told: dict[str, Any]) -> Job:
    """The job of a scene, whose file is still to be chosen."""
    given = given_parameters(told)
    if told["beat"] is not None:
        entry.require_beat(told["beat"])
    chosen = entry.parameters(given)
    if told["beat"] is not None and not chosen.plays(told["beat"]):
        played = ", ".join(beat for beat in entry.beats if chosen.plays(beat))
        raise InputError(f"--beat: {told['beat']} is not played for this function; {played} are")
    quality, format_ = quality_of(told), format_of(told)
    return Job(
        entry=entry,
        parameters=chosen,
        quality=replace(quality, fps=CODECS[format_].playable(quality.fps)),
        language=told["language"],
        format=format_,
        transparent=told["transparent"],
        beat=told["beat"],
        time_limit=told.get("time_limit", TIME_LIMIT),
    )


def format_of(told: dict[str, Any]) -> str:
    """The format asked for; else the one that the file's name ends in, or mp4."""
    ending = told["output"].suffix[1:].lower() if told["output"] else ""
    return told.get("format") or (ending if ending in CODECS else "mp4")


def _warn_of_frames_left_out(codec: Codec, asked: Fraction) -> None:
    if (rate := codec.playable(asked)) != asked:
        _log.warning(
            "%s: made with %s frames a second, not %s: players show no more",
            codec.suffix,
            rate,
            asked,
        )


def judged_jobs(scenes: tuple[str, ...], told: dict[str, Any]) -> list[Job]:
    """The jobs of `check`: the scenes named, or all, in the language told, or in all."""
    given = given_parameters(told)
    if given and not scenes:
        raise InputError(f"--{next(iter(given))} goes with a SCENE; name the scenes to check")
    chosen = {entry.name: entry for entry in map(find, scenes)}.values() or entries()
    languages = [told["language"]] if told["language"] else LANGUAGES
    return [
        Job(entry, checked, quality_of(told), language)
        for entry, checked in [(entry, entry.parameters(given)) for entry in chosen]
        for language in languages
    ]


def given_parameters(told: dict[str, Any]) -> dict[str, str]:
    """The scene's parameters that were told."""
    names = ("function", "at", "variable", "domain", "step")
    return {name: told[name] for name in names if told[name] is not None}


def quality_of(told: dict[str, Any]) -> Quality:
    """The quality told, with another frame rate where one is told."""
    quality = QUALITIES[told["quality"]]
    return replace(quality, fps=Fraction(told["fps"])) if told["fps"] else quality


def _placed(job: Job, output: Path | None) -> Job:
    if output is None:
        return replace(job, target=usual(clip_path(job)))
    return replace(job, target=accepted(output, job.codec.suffix, "or change --format"))


def usual(path: Path) -> Path:
    """The path, whose folder may yet have to be made; InputError where it cannot be written."""
    require_writable(path, makes_folder=True)
    return path


def accepted(path: Path, suffix: str, why: str) -> Path:
    """The path that was told; InputError for another ending, or where it cannot be written."""
    if path.suffix.lower() != f".{suffix}" and not is_folder(path):
        raise InputError(f"-o {shortened(str(path))}: end the name in .{suffix}, {why}")
    require_writable(path)
    return path
