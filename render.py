"""Nabla's command line: parse, call one function, print.

Heavy packages (manim, sympy, rich) are imported by the call that needs them, so that `--help` and
refusals of bad input are quick.
"""

from __future__ import annotations

if __name__ == "__main__":  # before the imports below, which take time
    from pipeline import interrupts, streams

    streams.secure()
    interrupts.exit_at_once()

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from pipeline import children, interrupts, streams
from pipeline.cli import failures
from pipeline.cli.request_command import RequestCommand

if TYPE_CHECKING:
    from pipeline.requests import (
        CheckRequest,
        ClipsRequest,
        HandoutRequest,
        LectureRequest,
        PreviewRequest,
        PublishRequest,
        StillRequest,
    )
    from pipeline.voice.request import ScriptRequest

as_json = click.option("--json", "as_json", is_flag=True, help="One JSON array on stdout.")


@click.group(
    cls=failures.Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=False,
)
def cli() -> None:
    """Lecture videos on multivariable calculus: a function and a point in, a video out."""


@cli.command("list")
@as_json
def list_scenes(as_json: bool) -> None:
    """The scenes, their beats, their parameters and defaults."""
    from pipeline.cli.listing import show_catalog

    show_catalog(as_json)


@cli.command(cls=RequestCommand, request="ClipsRequest")
@as_json
def render(request: ClipsRequest, as_json: bool) -> None:
    """Render scenes to clips, each with manifest, captions and poster beside it."""
    from pipeline.cli.render import render_clips

    sys.exit(render_clips(request, as_json))


@cli.command(cls=RequestCommand, request="LectureRequest")
@as_json
def lecture(request: LectureRequest, as_json: bool) -> None:
    """Render a lecture file to one video, with chapters and captions inside."""
    from pipeline.cli.render import render_lecture

    render_lecture(request, as_json)


@cli.command(cls=RequestCommand, request="HandoutRequest")
def storyboard(request: HandoutRequest) -> None:
    """Make a hand-out, PDF or Markdown: the still, time, sentence and numbers of every beat."""
    from pipeline.cli.render import render_handout

    render_handout(request)


@cli.command(cls=RequestCommand, request="PublishRequest")
def publish(request: PublishRequest) -> None:
    """Make pages of lecture files or scenes: a folder for any web server, or to be opened."""
    from pipeline.cli.publish import publish_pages

    publish_pages(request)


@cli.command()
@click.argument("file", type=click.Path(path_type=Path))
def explain(file: Path) -> None:
    """Show how a clip, lecture or still was made, and the command that makes it again."""
    from pipeline.cli.explanation import explanation

    click.echo("\n".join(explanation(file)))


@cli.command(cls=RequestCommand, request="StillRequest")
def still(request: StillRequest) -> None:
    """Render one picture: the end of a beat (by default the last), or a moment."""
    from pipeline.cli.render import render_still

    render_still(request)


@cli.command(cls=RequestCommand, request="PreviewRequest")
def preview(request: PreviewRequest) -> None:
    """Serve a page that shows scenes, and at once what an edit makes of them."""
    from pipeline.preview.serving import serve

    serve(request)


@cli.command(cls=RequestCommand, request="CheckRequest")
def check(request: CheckRequest) -> None:
    """Check the pictures of scenes; without a SCENE all of them, and what rendering needs."""
    from pipeline.cli.check import check_scenes

    sys.exit(check_scenes(request))


@cli.group()
def cache() -> None:
    """The store of segments: what was drawn once is not drawn again."""


@cache.command("info")
def cache_info() -> None:
    """Show its folder, its size, and what the last run found in it."""
    from pipeline.cli.cache import show_store

    show_store()


@cache.command("clear")
def cache_clear() -> None:
    """Remove all segments; clips and lectures stay."""
    from pipeline.cli.cache import clear_store

    clear_store()


@cli.group()
def voice() -> None:
    """What is said, to be read aloud and recorded (see --voice)."""


@voice.command("script", cls=RequestCommand, request="pipeline.voice.request.ScriptRequest")
def voice_script(request: ScriptRequest) -> None:
    """Write what is to be read aloud, with its times and the names of its recordings."""
    from pipeline.cli.progress import progress_reporter
    from pipeline.voice.script import write_script

    streams.print_result(str(write_script(request, progress_reporter)))


def main() -> NoReturn:
    """Runs the command line; every error is one line, with a caret if it has a position."""
    interrupts.raise_at_once()
    failures.run(cli)


if __name__ == "__main__":
    try:
        main()
    except SystemExit as ended:
        streams.flush()
        children.exit_now(int(ended.code or 0))
