"""What `lecture` and `storyboard` are told, checked whole before anything is rendered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from pipeline.catalog import find
from pipeline.cli.options import accepted, given_parameters, quality_of, usual
from pipeline.destination import is_folder
from pipeline.errors import InputError
from pipeline.handout.markdown import stills_folder
from pipeline.handout.render import WRITERS, Handout
from pipeline.lecture import file as lectures
from pipeline.lecture.plan import Order, command, jobs
from pipeline.messages import shortened
from pipeline.rendering.plan import LECTURES, TIME_LIMIT, Job
from pipeline.video.companions import title
from scenes._kit.text.languages import DEFAULT_LANGUAGE


def lecture_order(file: Path, told: dict[str, Any]) -> Order:
    """The order of `lecture`."""
    with lectures.faults_in(file):
        lecture = lectures.load(file)
        language = told["language"] or lecture.language
        quality = quality_of(told)
        planned = jobs(lecture, quality, language)
        lectures.require_signs(lectures.titles(lecture, language))
    if told["output"] is None:
        target = usual(LECTURES.absolute() / f"{file.stem}.{language}.{quality.name}.mp4")
    else:
        target = accepted(told["output"], "mp4", "a lecture is an mp4")
    return Order(
        lecture, _limited(planned, told), file.stem, target, command(file, language, quality)
    )


def handout_order(what: str, told: dict[str, Any]) -> Handout:
    """The order of `storyboard`, for a lecture file or for a scene."""
    output = told["output"]
    if output is None:
        raise InputError("-o is missing; name the hand-out's file, such as -o handout.pdf")
    kind = output.suffix.lower()
    if kind not in WRITERS and not is_folder(output):
        raise InputError(f"-o {shortened(str(output))}: end the name in {' or '.join(WRITERS)}")
    name, clips = (_of_lecture if what.endswith(".toml") else _of_scene)(what, told)
    target = accepted(output, kind[1:], "").absolute()
    if kind == ".md" and stills_folder(target).exists() and not stills_folder(target).is_dir():
        raise InputError(f"-o: {stills_folder(target)} is a file, and would be the stills' folder")
    return Handout(name, _limited(clips, told), target)


def _of_lecture(what: str, told: dict[str, Any]) -> tuple[str, list[tuple[str, Job]]]:
    file, given = Path(what), given_parameters(told)
    if given:
        raise InputError(f"--{next(iter(given))} goes with a scene; a lecture file tells its own")
    with lectures.faults_in(file):
        lecture = lectures.load(file)
        language = told["language"] or lecture.language
        planned = jobs(lecture, quality_of(told), language)
        shown = [*lectures.titles(lecture, language), *lectures.sentences(lecture, language)]
        lectures.require_signs(shown)
    clips = [(lectures.name_of(lecture, part, language), job) for part, job in planned]
    return clips[0][0], clips


def _of_scene(name: str, told: dict[str, Any]) -> tuple[str, list[tuple[str, Job]]]:
    entry = find(name)
    chosen = entry.parameters(given_parameters(told))
    job = Job(entry, chosen, quality_of(told), told["language"] or DEFAULT_LANGUAGE)
    return title(entry.name), [(title(entry.name), job)]


def _limited(clips: Sequence[tuple[Any, Job]], told: dict[str, Any]) -> list[tuple[Any, Job]]:
    """Jobs with the time limit that was given."""
    seconds = told.get("time_limit", TIME_LIMIT)
    return [(owner, replace(job, time_limit=seconds)) for owner, job in clips]
