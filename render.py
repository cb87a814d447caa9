"""Nabla's command line: parse, call once, print.

Whatever is heavy (manim, sympy, rich) is imported by the call that needs it, so that `--help` and
the refusal of a bad input come at once.
"""

from __future__ import annotations

if __name__ == "__main__":  # before the imports below, which take their time
    from pipeline import interrupts, streams

    streams.secure()
    interrupts.exit_at_once()

import json
import sys
from pathlib import Path
from typing import NoReturn

import click

from pipeline import children, interrupts, streams
from pipeline.cli import failures, options


@click.group(
    cls=failures.Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=False,
)
def cli() -> None:
    """Lecture videos on multivariable calculus: a function and a point in, a video out."""


@cli.command("list")
@options.as_json
def list_scenes(as_json: bool) -> None:
    """The scenes, their beats, their parameters and defaults."""
    from pipeline.catalog import entries
    from pipeline.cli.listing import catalog_lines

    if as_json:
        click.echo(json.dumps([entry.as_json() for entry in entries()], ensure_ascii=False))
    else:
        click.echo("\n".join(catalog_lines(entries())))


@cli.command()
@click.argument("scenes", nargs=-1, metavar="SCENE...")
@click.option("--all", "every", is_flag=True, help="Render every scene.")
@options.parameters
@options.picture
@options.video
@options.as_json
def render(scenes: tuple[str, ...], every: bool, as_json: bool, **told) -> None:
    """Render scenes to clips, each with manifest, captions and poster beside it."""
    from pipeline.catalog import faults
    from pipeline.cli.progress import following
    from pipeline.rendering.execute import render_clips

    jobs = options.jobs(scenes, every, told)
    done = {}
    with following(jobs) as follow:
        for outcome in render_clips(jobs, told["workers"], follow):
            done[outcome.job.target] = outcome.manifest
            if outcome.error is not None:
                failures.show(outcome.error)
    manifests = [done[job.target] for job in jobs if done[job.target] is not None]
    if as_json:
        streams.print_result(json.dumps(manifests, ensure_ascii=False, indent=2))
    else:
        for manifest in manifests:
            streams.print_result(manifest["file"])
    complete = len(manifests) == len(jobs) and not (every and faults())
    sys.exit(0 if complete else 1)


@cli.command()
@click.argument("file", type=Path, metavar="FILE.toml")
@options.lecture
@options.as_json
def lecture(file: Path, as_json: bool, **told) -> None:
    """Render a lecture file to one video, with chapters and captions inside."""
    from pipeline.cli.requests import lecture_order

    order = lecture_order(file, told)
    from pipeline.cli.progress import following
    from pipeline.lecture.render import render_lecture

    manifests = []
    try:
        manifests.append(render_lecture(order, told["workers"], following))
    finally:
        if as_json:
            streams.print_result(json.dumps(manifests, ensure_ascii=False, indent=2))
    if not as_json:
        streams.print_result(manifests[0]["file"])


@cli.command()
@click.argument("what", metavar="FILE.toml|SCENE")
@options.handout
def storyboard(what: str, **told) -> None:
    """Make a hand-out, PDF or Markdown: for every beat its still, time, sentence and numbers."""
    from pipeline.cli.requests import handout_order

    handout = handout_order(what, told)
    from pipeline.cli.progress import following
    from pipeline.handout.render import render_handout

    streams.print_result(str(render_handout(handout, told["workers"], following)))


@cli.command()
@click.argument("file", type=Path)
def explain(file: Path) -> None:
    """Tell how a clip, a lecture or a still was made, and the command that makes it again."""
    from pipeline.cli.explanation import explanation

    click.echo("\n".join(explanation(file, cli)))


@cli.command()
@click.argument("scene")
@click.option("--time", "seconds", type=options.Seconds(), help="The frame at this second.")
@options.parameters
@options.picture
def still(scene: str, seconds: float | None, **told) -> None:
    """Render one picture: the held end of a beat (the last, unless told), or a moment."""
    job = options.still_job(scene, seconds, told)
    from pipeline.rendering.machine import require_opengl

    require_opengl()
    from pipeline.rendering.job import render_still

    streams.print_result(str(render_still(job, seconds)))


@cli.command()
@click.argument("scenes", nargs=-1, metavar="[SCENE]...")
@options.parameters
@options.judged
def check(scenes: tuple[str, ...], **told) -> None:
    """Judge the pictures of scenes; without a SCENE all of them, and what rendering needs."""
    jobs = options.judged_jobs(scenes, told)
    from pipeline.cli.verdicts import tell, tell_environment
    from pipeline.rendering.machine import require_opengl

    if scenes:
        require_opengl()
    elif not tell_environment():
        sys.exit(1)  # every scene would meet what is told there
    from pipeline.catalog import faults
    from pipeline.lint.linter import judge

    passed = bool(scenes) or not faults()
    for judgement in judge(jobs):
        passed = passed and judgement.passed
        tell(judgement)
    sys.exit(0 if passed else 1)


def main() -> NoReturn:
    """Runs the command line; every error is one line, with a caret where there is a place."""
    interrupts.raise_at_once()
    failures.run(cli)


if __name__ == "__main__":
    try:
        main()
    except SystemExit as ended:
        streams.flush()
        children.leave(int(ended.code or 0))
