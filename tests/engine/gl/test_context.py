"""One context per process."""

from __future__ import annotations

from multiprocessing import get_context

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
