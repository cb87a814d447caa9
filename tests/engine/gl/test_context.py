"""One context for one process."""

from __future__ import annotations

from multiprocessing import get_context

from engine.gl.context import Context
from engine.gl.standalone import NoOpenGLError
from tests.engine.canvas import Canvas


def _draws_in_a_child(context: Context, answers) -> None:
    try:
        Context()
        answer = "drew"
    except NoOpenGLError as error:
        answer = str(error)
    answers.put((context.usable, answer))


def test_a_context_is_not_carried_across_a_fork(canvas: Canvas) -> None:
    fork = get_context("fork")
    answers = fork.Queue()
    child = fork.Process(target=_draws_in_a_child, args=(canvas.painter.context, answers))
    child.start()
    usable, answer = answers.get(timeout=100)
    child.join(100)
    assert not usable
    assert answer.startswith("this process was forked from one that had drawn")
    assert canvas.painter.context.usable
