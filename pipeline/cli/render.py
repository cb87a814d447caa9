"""Carries out requests and prints the results: paths, or manifests as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from pipeline.catalog import faults
from pipeline.cli import failures
from pipeline.cli.dry_run import show_plan
from pipeline.cli.executor import executor
from pipeline.cli.progress import progress_reporter
from pipeline.cli.stored_run import stored_run
from pipeline.clips import render as clips
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import clip_jobs, still_job
from pipeline.requests import (
    ClipsRequest,
    HandoutRequest,
    LectureRequest,
    StillRequest,
)
from pipeline.streams import print_result
from pipeline.video.companions import Record


def render_clips(request: ClipsRequest, as_json: bool) -> int:
    """Renders clips and prints them in the order of the request; returns the exit code."""
    jobs = clip_jobs(request)
    if request.dry_run:
        show_plan([job.entry.scene for job in jobs], jobs, request.processes, as_json)
        return 0
    records = {}
    with executor(request) as execute, stored_run(jobs, request, execute.workers) as report:
        for outcome in clips.render_clips(jobs, execute, report):
            if outcome.error is None:
                records[outcome.job.target] = outcome.result
            else:
                failures.show(outcome.error)
    _print([records[job.target] for job in jobs if job.target in records], as_json)
    complete = len(records) == len(jobs) and not (request.every and faults())
    return 0 if complete else 1


def render_lecture(request: LectureRequest, as_json: bool) -> None:
    """Renders a lecture and prints it; as JSON, an empty array if it failed."""
    from pipeline.lecture import render
    from pipeline.lecture.plan import lecture_job

    job = lecture_job(request)
    if request.dry_run:
        show_plan(job.names, job.jobs_in(Path("clips")), request.processes, as_json)
        return
    records = []
    try:
        with executor(request) as execute:
            report = partial(stored_run, request=request, workers=execute.workers)
            records.append(render.render_lecture(job, execute, report))
    finally:
        _print(records, as_json)


def render_handout(request: HandoutRequest) -> None:
    """Makes a hand-out and prints its path."""
    from pipeline.handout import render
    from pipeline.handout.plan import handout_job

    job = handout_job(request)
    print_result(str(render.render_handout(job, request.processes, progress_reporter)))


def render_still(request: StillRequest) -> None:
    """Renders a picture and prints its path."""
    job = still_job(request)
    require_opengl()
    from pipeline.rendering.stills import render_still

    print_result(str(render_still(job)))


def _print(records: Sequence[Record], as_json: bool) -> None:
    if as_json:
        manifests = [record.manifest() for record in records]
        print_result(json.dumps(manifests, ensure_ascii=False, indent=2))
    else:
        for record in records:
            print_result(record.file)
