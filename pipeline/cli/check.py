"""`check`: lints scenes and checks the machine, with a line for each finding."""

from __future__ import annotations

import click

from pipeline.catalog import faults
from pipeline.cli.verdicts import show_judgement
from pipeline.messages import one_line
from pipeline.rendering.machine import require_opengl
from pipeline.rendering.plan import check_jobs
from pipeline.requests import CheckRequest


def check_scenes(request: CheckRequest) -> int:
    """Lints the named scenes, or all scenes and the machine; returns the exit code."""
    jobs = check_jobs(request)
    if request.scenes:
        require_opengl()
    elif not _show_environment():
        return 1  # every scene would fail for the same reason
    from pipeline.lint.linter import judge

    passed = bool(request.scenes) or not faults()
    for judgement in judge(jobs):
        passed = passed and judgement.passed
        show_judgement(judgement)
    return 0 if passed else 1


def _show_environment() -> bool:
    """Prints what rendering needs and whether it is there; returns whether all of it is."""
    from pipeline.lint.environment import environment

    passed = True
    for result in environment():
        passed = passed and result.passed
        verdict = "ok  " if result.passed else "FAIL"
        click.echo(f"{verdict}  {one_line(f'{result.name}: {result.found}')}")
    return passed
