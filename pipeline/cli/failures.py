"""How a run ends: errors, each one short line on standard error, and an exit code.

0: everything is written. 1: something failed. 2: bad input. 130: interrupted.
"""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any, NoReturn

import click

from pipeline import interrupts, streams
from pipeline.cli.spelling import option
from pipeline.errors import InputError, LectureError, MachineError, RenderError, cause_of
from pipeline.messages import caret, one_line, printable
from scenes._kit.parameters.errors import ParameterError

DEBUG = "--debug"


class Command(click.Command):
    """A command that takes `--debug`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.params.append(
            click.Option([DEBUG], is_flag=True, expose_value=False, help="Show tracebacks.")
        )


class Commands(Command, click.Group):
    """A group of such commands; `--debug` may come before or after a command's name."""

    command_class = Command


class _Messages(logging.Handler):
    """Prints the pipeline's warnings and notes, a line each, and none twice."""

    def __init__(self) -> None:
        super().__init__()
        self._printed: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        name = "note" if record.levelno == logging.INFO else record.levelname.lower()
        message = f"{name}: {record.getMessage()}"
        if message not in self._printed:
            self._printed.add(message)
            say(message)


def run(commands: click.Group) -> NoReturn:
    """Runs the command line, and ends the process."""
    logger = logging.getLogger("pipeline")
    logger.handlers = [_Messages()]
    logger.setLevel(logging.DEBUG if DEBUG in sys.argv else logging.INFO)
    try:
        commands.main(prog_name="render.py", standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except (click.Abort, KeyboardInterrupt):
        interrupts.exit_at_once()
        say(f"error: {interrupts.MESSAGE}")
        sys.exit(interrupts.EXIT_CODE)
    except BrokenPipeError:
        streams.drop_unwritable()
        sys.exit(1)
    except Exception as error:
        streams.drop_unwritable()
        show(error)
        sys.exit(2 if isinstance(error, InputError | ParameterError | click.UsageError) else 1)
    sys.exit(0)


def show(error: Exception) -> None:
    """Prints an error, with a caret if it has a position, and with `--debug` its traceback."""
    if isinstance(error, LectureError):
        for each in error.faults:
            show(each)
        return
    if DEBUG in sys.argv:
        trace = error.trace if isinstance(error, RenderError) else ""
        lines = (trace or "".join(traceback.format_exception(error))).splitlines()
        click.echo("\n".join(map(printable, lines)), err=True)
    say(f"error: {_message(error)}")
    if isinstance(error, InputError | ParameterError) and error.text and error.position is not None:
        click.echo(caret(error.text, error.position), err=True)


def say(message: str) -> None:
    """Prints a line on standard error."""
    click.echo(one_line(message), err=True)


def _message(error: Exception) -> str:
    match error:
        case click.UsageError():
            text = " ".join(error.format_message().split()).rstrip(".")
            command = error.ctx.command_path if error.ctx else "render.py"
            return f"{text[:1].lower()}{text[1:]}; see {command} --help"
        case ParameterError():
            return error.spelled(option)
        case InputError() | RenderError() | MachineError():
            return str(error)
        case OSError():
            return cause_of(error)
        case _:
            return f"{one_line(cause_of(error), 100)}; {DEBUG} shows where"
