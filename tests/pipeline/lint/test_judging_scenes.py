"""Every scene passes the judges, and so do other functions.

Slow, so drafts with few pictures: `render.py check` looks closer.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from pipeline.catalog import entries
from pipeline.lint.judgement import Judgement
from pipeline.lint.linter import Linter
from pipeline.rendering.play import play
from pipeline.rendering.quality import ASPECTS, DEFAULT_ASPECT
from scenes._kit.text.languages import DEFAULT_LANGUAGE, LANGUAGES
from tests.playing import small_job

PERIOD = 1.5


def judged(media: Path, scene: str, language: str = DEFAULT_LANGUAGE, **given: Any) -> Judgement:
    job = small_job(scene, fps=4, language=language, **given)
    linter = Linter(job, PERIOD)
    return linter.judgement(play(job, linter, str(media)))


def violations(judgement: Judgement) -> list[str]:
    return [f"{each.beat}, {each.moment}: {each.violation}" for each in judgement.findings]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", [entry.name for entry in entries()])
def test_a_scene_has_no_faults(scene: str, language: str, media: Path) -> None:
    """As it is by default, at a draft's size."""
    judgement = judged(media, scene, language)
    assert violations(judgement) == []
    if scene != "title_card":
        assert min(judgement.pictures.values()) >= 4
        assert sum(judgement.numbers.values()) > 0


@pytest.mark.parametrize("aspect", [each for each in ASPECTS if each != DEFAULT_ASPECT])
@pytest.mark.parametrize("scene", [entry.name for entry in entries()])
def test_a_scene_has_no_faults_in_another_shape(scene: str, aspect: str, media: Path) -> None:
    assert violations(judged(media, scene, aspect=aspect)) == []


FUNCTIONS = [
    ("x^2 - y^2", "slicing"),
    ("abs(x)+y", "slicing"),
    ("(x-y)/(x+y-1)", "slicing"),
    ("1000*x*y", "tangent_line"),
    ("x^2 - y^2", "gradient_field"),
    ("exp(-x^2+cos(2y))", "total_differential"),
    ("2x + 3y - 1", "total_differential"),
    ("x^2*y/(1+x^2+y^2)", "total_differential"),
    ("(1-x)^2+100*(y-x^2)^2", "second_partials"),
    ("sin(x)*y^2", "hiking_ascent"),
    ("[x^2 - y^2, 2x y]", "transformation"),
    ("[cos(x)*sin(y), sin(x)*sin(y), cos(y)]", "transformation"),
]


@pytest.mark.parametrize(("function", "scene"), FUNCTIONS)
def test_another_function_has_no_faults(function: str, scene: str, media: Path) -> None:
    assert violations(judged(media, scene, function=function)) == []
