"""A lecture's clips turn into one another: no cut, and no empty frame between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.observer import FINISHED, NO_FRAMES
from pipeline.lecture.plan import lecture_job
from pipeline.lint.motion.changes import changed_share
from pipeline.rendering.plan import Job
from pipeline.rendering.play import play
from pipeline.requests import LectureRequest
from scenes._kit.lesson.observer import Observer
from tests.playing import small_job

LECTURE = """
title = "Slopes"
[[scenes]]
scene = "second_partials"
title = "A tree"
[[scenes]]
scene = "second_partials"
[[scenes]]
scene = "second_partials"
"""


class First(Observer):
    """Draws the first frame: `picture`, RGB."""

    frames = range(1)
    picture = np.zeros((0, 0, 3), np.uint8)

    def on_drawn(self, scene, frame: int) -> None:
        self.picture = scene.engine.get_frame()[..., :3].copy()
        self.frames = FINISHED


class Nothing(Observer):
    """Draws nothing."""

    frames = NO_FRAMES


@pytest.fixture
def jobs(tmp_path: Path) -> Sequence[Job]:
    """The jobs of the lecture: title, title of the first scene, and three scenes; small."""
    file = tmp_path / "lecture.toml"
    file.write_text(LECTURE)
    request = LectureRequest(file=file, output=tmp_path / "a.mp4", quality="draft")
    quality = small_job("title_card", fps=5).quality
    return [replace(job, quality=quality) for _, job in lecture_job(request).planned]


def test_a_clip_knows_the_titles_beside_it(jobs: Sequence[Job]) -> None:
    opening, card, first, second, third = (job.request.transition for job in jobs)
    titles = [job.parameters for job in jobs[:2]]
    assert (opening.continues, opening.leads_to, opening.fades) == (False, titles[1], False)
    assert (card.continues, card.follows, card.leads_to) == (True, None, None)
    assert (first.follows, first.leads_to, first.fades) == (titles[1], None, True)
    assert (second.follows, second.fades) == (None, True)
    assert (third.follows, third.leads_to, third.fades) == (None, None, False)


def first_picture(job: Job, media: Path) -> np.ndarray:
    observer = First()
    play(job, observer, str(media))
    return observer.picture


def last_picture(job: Job, media: Path) -> np.ndarray:
    scene = play(job, Nothing(), str(media))
    assert scene.played[-1].end == scene.frame
    return scene.engine.still(scene)[..., :3]


@pytest.mark.parametrize("number", [0, 1])
def test_a_title_stands_where_two_clips_meet(jobs: Sequence[Job], media: Path, number: int) -> None:
    last = last_picture(jobs[number], media)
    assert np.ptp(last) > 100
    assert changed_share(last, first_picture(jobs[number + 1], media)) < 1e-3


def test_a_scene_turns_to_the_next_title(jobs: Sequence[Job], media: Path) -> None:
    turned = jobs[0].request.transition.model_copy(update={"leads_to": jobs[1].parameters})
    scene = jobs[4].request.model_copy(update={"transition": turned})
    last = last_picture(replace(jobs[4], request=scene), media)
    assert changed_share(last, first_picture(jobs[1], media)) < 1e-3
