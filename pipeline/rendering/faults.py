"""What goes wrong while a job is worked on, as an error that names the scene. Free of manim."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from pipeline.errors import InputError, MachineError, RenderError, cause_of
from pipeline.rendering.plan import Job
from scenes._kit.lesson.beat import Beat
from scenes._kit.parameters.errors import ParameterError


@contextmanager
def render_errors(job: Job, played: Sequence[Beat] = ()) -> Iterator[None]:
    """A context that turns errors into a RenderError naming the scene and the current beat."""
    try:
        yield
    except (InputError, ParameterError, RenderError, MachineError, KeyboardInterrupt):
        raise
    except BaseException as error:  # a scene may call sys.exit
        module = sys.modules.get(job.entry.module)
        cause = cause_of(error, job.target, getattr(module, "__file__", None))
        beat = played[-1].name if played else ""
        trace = "".join(traceback.format_exception(error))
        raise RenderError(job.entry.scene, beat, cause, trace) from error
