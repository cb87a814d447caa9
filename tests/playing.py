"""Plays scenes in tests: small, in this process, without files except manim's."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np

from engine.observer import FINISHED, NO_FRAMES
from pipeline.catalog import find
from pipeline.rendering.plan import Job
from pipeline.rendering.play import play
from pipeline.rendering.quality import DEFAULT_ASPECT, QUALITIES
from pipeline.requests import ClipRequest
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.observer import Observer
from scenes._kit.text.languages import DEFAULT_LANGUAGE


class DryRun(Observer):
    """Draws nothing; ends the scene after the beat `last`, if given."""

    frames = NO_FRAMES

    def __init__(self, last: str | None = None) -> None:
        self.last = last

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        if beat.name == self.last:
            self.frames = FINISHED


class Stills(Observer):
    """Draws only the last pictures of some beats: `pictures`, RGB, by beat."""

    frames = NO_FRAMES

    def __init__(self, beats: Collection[str]) -> None:
        self._beats = beats
        self.pictures: dict[str, np.ndarray] = {}

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        if beat.name in self._beats:
            self.pictures[beat.name] = scene.engine.still(scene)[..., :3].copy()
        if len(self.pictures) == len(self._beats):
            self.frames = FINISHED


def small_job(
    scene: str,
    fps: int = 15,
    size: tuple[int, int] = (426, 240),
    language: str = DEFAULT_LANGUAGE,
    aspect: str = DEFAULT_ASPECT,
    **given: Any,
) -> Job:
    """A job of a scene with parameters as on the command line, without a target."""
    width, height = size
    quality = replace(QUALITIES["draft"], width=width, height=height, fps=Fraction(fps))
    request = ClipRequest(scene=scene, parameters=given, language=language, aspect=aspect)
    return Job(find(scene), request, quality.shaped(aspect))


def dry_run(folder: Path, scene: str, last: str | None = None, **given: Any) -> Lesson:
    """Plays a scene to its end, or to the end of the beat `last`, without drawing.

    Scenes that share a `folder` share its formulas.
    """
    return play(small_job(scene, **given), DryRun(last), str(folder))


def stills(job: Job, beats: Collection[str], folder: Path) -> dict[str, np.ndarray]:
    """The last pictures of some beats, RGB, uint8, by beat. KeyError if one is not played."""
    observer = Stills(beats)
    play(job, observer, str(folder))
    return {beat: observer.pictures[beat] for beat in beats}
