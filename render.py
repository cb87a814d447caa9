"""Nabla's command line: parse, call once, print.

Whatever is heavy (manim, sympy, rich) is imported by the call that needs it, so that `--help` and
the refusal of a bad input come at once.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

import click

from pipeline.cli import options
from pipeline.errors import InputError, LectureError, RenderError, cause_of


@click.group(
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
    from pipeline.cli.progress import following
    from pipeline.rendering.execute import render_clips

    jobs = options.jobs(scenes, every, told)
    done = {}
    with following(jobs) as follow:
        for outcome in render_clips(jobs, told["workers"], follow):
            done[outcome.job.target] = outcome.manifest
            if outcome.error is not None:
                click.echo(f"error: {outcome.error}", err=True)
    manifests = [done[job.target] for job in jobs if done[job.target] is not None]
    if as_json:
        click.echo(json.dumps(manifests, ensure_ascii=False, indent=2))
    else:
        for manifest in manifests:
            click.echo(manifest["file"])
    sys.exit(0 if len(manifests) == len(jobs) else 1)


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
            click.echo(json.dumps(manifests, ensure_ascii=False, indent=2))
    if not as_json:
        click.echo(manifests[0]["file"])


@cli.command()
@click.argument("what", metavar="FILE.toml|SCENE")
@options.handout
def storyboard(what: str, **told) -> None:
    """Make a hand-out, PDF or Markdown: for every beat its still, time, sentence and numbers."""
    from pipeline.cli.requests import handout_order

    handout = handout_order(what, told)
    from pipeline.cli.progress import following
    from pipeline.handout.render import render_handout

    click.echo(render_handout(handout, told["workers"], following))


@cli.command()
@click.argument("clip", type=Path)
def explain(clip: Path) -> None:
    """Tell how a clip or a lecture was made, and the command that makes it again."""
    from pipeline.video.recipe import read

    click.echo("\n".join(read(clip).lines()))


@cli.command()
@click.argument("scene")
@click.option("--time", "seconds", type=options.Seconds(), help="The frame at this second.")
@options.parameters
@options.picture
def still(scene: str, seconds: float | None, **told) -> None:
    """Render one picture: the held end of a beat (the last, unless told), or a moment."""
    job = options.still_job(scene, seconds, told)
    from pipeline.rendering.job import render_still

    click.echo(render_still(job, seconds))


@cli.command()
@click.argument("scenes", nargs=-1, metavar="[SCENE]...")
@options.parameters
@options.judged
def check(scenes: tuple[str, ...], **told) -> None:
    """Judge the pictures of scenes; without a SCENE all of them, and what rendering needs."""
    jobs = options.judged_jobs(scenes, told)
    passed = True
    if not scenes:
        from pipeline.lint.environment import environment

        for result in environment():
            passed = passed and result.passed
            click.echo(f"{'ok  ' if result.passed else 'FAIL'}  {result.name}: {result.found}")
    from pipeline.cli.verdicts import tell
    from pipeline.lint.linter import judge

    for judgement in judge(jobs):
        passed = passed and judgement.passed
        tell(judgement)
    sys.exit(0 if passed else 1)


def main() -> NoReturn:
    """Runs the command line; every error is one line, with a caret where there is a place."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        cli.main(prog_name="render.py", standalone_mode=False)
    except InputError as error:
        _fail(str(error), 2, error.text, error.position)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.UsageError as error:
        _fail(_usage(error), 2)
    except (click.Abort, KeyboardInterrupt):
        _fail("interrupted", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nobody reads; nothing more to flush
        sys.exit(1)
    except (RenderError, LectureError) as error:
        _fail(str(error), 1)
    except OSError as error:
        _fail(cause_of(error), 1)
    sys.exit(0)


def _usage(error: click.UsageError) -> str:
    """click's message in the words of the others: one line, with where to read more."""
    message = " ".join(error.format_message().split()).rstrip(".")
    command = error.ctx.command_path if error.ctx else "render.py"
    return f"{message[:1].lower()}{message[1:]}; see {command} --help"


def _fail(message: str, code: int, text: str = "", position: int | None = None) -> NoReturn:
    click.echo(f"error: {message}", err=True)
    if text and position is not None:
        click.echo(options.caret(text, position), err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
