"""Errors of the command line: one line each, tracebacks only with --debug."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from typing import NamedTuple

import click
import pytest

from pipeline.cli import failures
from pipeline.errors import InputError, LectureError, MachineError, RenderError

TERMINAL = "a fault\x1b[31m with\nlines and \u202e more " + "x" * 2000


class Ended(NamedTuple):
    """The end of a run: exit code and lines on standard error."""

    code: object
    lines: list[str]


@pytest.fixture
def fail(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Ended]:
    """Runs a command line whose only command calls a given function."""

    def run(act: Callable[[], None], *arguments: str) -> Ended:
        commands = failures.Commands("render.py")
        commands.command("act")(act)
        monkeypatch.setattr(sys, "argv", ["render.py", *arguments])
        with pytest.raises(SystemExit) as done:
            failures.run(commands)
        lines = capsys.readouterr().err.splitlines()
        return Ended(done.value.code, list(filter(None, lines)))

    return run


def raising(error: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise error

    return act


ENDINGS = [
    (InputError(TERMINAL), 2, "error: a fault?[31m with lines and ? more xx"),
    (InputError("a fault", "x\x1b", 1), 2, "error: a fault"),
    (click.UsageError(TERMINAL), 2, "error: a fault?[31m with lines"),
    (RenderError("Slicing", "cut", TERMINAL), 1, "error: Slicing, beat cut: a fault?[31m with"),
    (MachineError("no OpenGL"), 1, "error: no OpenGL"),
    (OSError(28, "No space left on device", "/some/where"), 1, "error: No space left on device (/"),
    (MemoryError(), 1, "error: there is not enough memory; close"),
    (
        ImportError("a.so: failed to map segment from shared object"),
        1,
        "error: there is not enough",
    ),
    (KeyError("a bug"), 1, "error: KeyError: 'a bug'; --debug shows where"),
    (RuntimeError(TERMINAL), 1, "error: RuntimeError: a fault?[31m"),
    (RecursionError(), 1, "error: RecursionError; --debug shows where"),
    (KeyboardInterrupt(), 130, "error: interrupted"),
]


@pytest.mark.parametrize(("error", "code", "start"), ENDINGS, ids=lambda row: str(row)[:40])
def test_an_error_is_one_line_and_an_exit_code(fail, error, code: int, start: str) -> None:
    ended = fail(raising(error), "act")
    assert ended.code == code
    message, *place = ended.lines
    assert message.startswith(start)
    assert all(line.isprintable() and len(line) < 160 for line in ended.lines)
    assert len(place) == (2 if isinstance(error, InputError) and error.text else 0)


def test_each_scene_that_failed_has_a_line(fail) -> None:
    faults = [RenderError("A", "b", "c" * 300), InputError("d")]
    ended = fail(raising(LectureError(faults)), "act")
    assert ended.code == 1
    first, second = ended.lines
    assert first.startswith("error: A, beat b: ccc")
    assert second == "error: d"


@pytest.mark.parametrize("where", [("--debug", "act"), ("act", "--debug")])
def test_debug_shows_the_traceback_before_or_after_the_command(fail, where) -> None:
    ended = fail(raising(KeyError("a \x1b bug")), *where)
    assert ended.lines[0] == "Traceback (most recent call last):"
    assert any("in act" in line for line in ended.lines)
    assert ended.lines[-1].startswith("error: KeyError")
    assert all(line.isprintable() for line in ended.lines)


def test_debug_shows_where_a_scene_failed_in_another_process(fail) -> None:
    error = RenderError("A", "b", "c", "Traceback\n  of the \x1b worker\n")
    ended = fail(raising(error), "act", "--debug")
    assert ended.lines == ["Traceback", "  of the ? worker", "error: A, beat b: c"]


def test_a_warning_of_the_pipeline_is_one_line(fail) -> None:
    def act() -> None:
        logging.getLogger("pipeline.anything").warning("left out: %s", TERMINAL)

    for _ in range(2):  # a second run does not print it twice
        ended = fail(act, "act")
        (line,) = ended.lines
        assert line.startswith("warning: left out: a fault?[31m")
        assert len(line) < 160
