"""Scenes played in tests: small, in this process, with no files but manim's own."""

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
from pipeline.rendering.quality import QUALITIES
from pipeline.requests import ClipRequest
from scenes._kit.lesson.beat import Beat
from scenes._kit.lesson.lesson import Lesson
from scenes._kit.lesson.observer import Observer
from scenes._kit.text.languages import DEFAULT_LANGUAGE


class DryPass(Observer):
    """Draws nothing; ends the scene after the beat `last`, where one is named."""

    frames = NO_FRAMES

    def __init__(self, last: str | None = None) -> None:
        self.last = last

    def on_beat_end(self, scene: Any, beat: Beat) -> None:
        if beat.name == self.last:
            self.frames = FINISHED


class Stills(Observer):
    """Draws the held ends of some beats and nothing else: `pictures`, RGB, by the beats' names."""

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
    **given: Any,
) -> Job:
    """A job of a scene with parameters as on the command line, without a file."""
    width, height = size
    quality = replace(QUALITIES["draft"], width=width, height=height, fps=Fraction(fps))
    request = ClipRequest(scene=scene, parameters=given, language=language)
    return Job(find(scene), request, quality)


def dry_run(folder: Path, scene: str, last: str | None = None, **given: Any) -> Lesson:
    """A scene played to its end, or to the end of the beat `last`, nothing drawn.

    Scenes that share a `folder` set their formulas once.
    """
    return play(small_job(scene, **given), DryPass(last), str(folder))


def stills(job: Job, beats: Collection[str], folder: Path) -> dict[str, np.ndarray]:
    """The held ends of these beats by their names, RGB, uint8; KeyError for one not played."""
    observer = Stills(beats)
    play(job, observer, str(folder))
    return {beat: observer.pictures[beat] for beat in beats}
