"""One context per process."""

from __future__ import annotations

import gc
from multiprocessing import get_context
from pathlib import Path

from engine.drawing.painter import Painter
from engine.gl.context import Context
from engine.gl.standalone import NoOpenGLError
from tests.engine.canvas import Canvas


def _open_in_child(context: Context, answers) -> None:
    try:
        Context()
        answer = "drew"
    except NoOpenGLError as error:
        answer = str(error)
    answers.put((context.usable, answer))


def test_a_context_is_unusable_after_a_fork(canvas: Canvas) -> None:
    fork = get_context("fork")
    answers = fork.Queue()
    child = fork.Process(target=_open_in_child, args=(canvas.painter.context, answers))
    child.start()
    usable, answer = answers.get(timeout=100)
    child.join(100)
    assert not usable
    assert answer.startswith("this process was forked from one that had drawn")
    assert canvas.painter.context.usable


def test_memory_is_given_back_when_a_context_is_gone() -> None:
    """Of twelve framebuffers of 16 MB each, one after the other, hardly any stay."""

    def resident() -> int:
        return int(Path("/proc/self/statm").read_text().split()[1]) * 4096

    def draw() -> None:
        context = Context()
        with context.current():
            context.gl.framebuffer([context.color_texture((2048, 2048))]).clear(1.0)
            context.wait()

    def grown(count: int) -> int:
        before = resident()
        for _ in range(count):
            draw()
        gc.collect()
        return resident() - before

    grown(3)
    assert grown(12) < 4 * 16 * 2**20


def test_a_context_that_is_gone_disturbs_no_other(painter: Painter) -> None:
    context, other = painter.context, Context()
    with context.current():
        del other
        gc.collect()
        context.gl.buffer(b"1234")
    with context.current():
        context.gl.buffer(b"1234")
