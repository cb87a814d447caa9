"""`render.py` as a program with fake scenes: the name of a clip's file says what it does.

Run as `python -m tests.pipeline.cli.fake_program ARGUMENT...`. If NABLA_TEST_SIGNAL names a module
and a signal ("click SIGINT"), the program gets that signal when it imports the module.
"""

from __future__ import annotations

import os
import runpy
import signal
import sys
from collections.abc import Callable, Iterator, Sequence

from tests.pipeline.videos import ROOT


class Interrupting:
    """A module finder that finds nothing, but sends a signal when a module is looked for."""

    def __init__(self, module: str, name: str) -> None:
        self.module, self.number = module, signal.Signals[name]

    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == self.module:
            os.kill(os.getpid(), self.number)


if __name__ == "__main__":
    if "NABLA_TEST_SIGNAL" in os.environ:
        sys.meta_path.insert(0, Interrupting(*os.environ["NABLA_TEST_SIGNAL"].split()))
    else:
        from pipeline.clips import render as clips
        from pipeline.rendering.execute import Outcome, run_jobs
        from pipeline.rendering.plan import Job
        from pipeline.rendering.worker import Event
        from tests.pipeline.fakes import fake_render

        def render_clips(
            jobs: Sequence[Job], execute: clips.Executor, on_event: Callable[[Event], None]
        ) -> Iterator[Outcome]:
            del execute
            return run_jobs(jobs, 1, on_event, fake_render)

        clips.render_clips = render_clips
    runpy.run_path(str(ROOT / "render.py"), run_name="__main__")
