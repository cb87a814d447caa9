"""Every scene passes the judges, and so do other functions.

Slow, so drafts with few pictures: `render.py check` looks closer.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from pipeline.catalog import entries, find
from pipeline.lint.judgement import Judgement
from pipeline.lint.linter import judge
from pipeline.rendering.plan import Job
from pipeline.rendering.quality import QUALITIES
from scenes._kit.text.languages import LANGUAGES

SMALL = replace(QUALITIES["draft"], fps=Fraction(4))
PERIOD = 1.5


def jobs(given: dict[str, Any], *scenes: str, language: str = "en") -> list[Job]:
    found = [(entry, entry.parameters(given)) for entry in map(find, scenes)]
    return [Job(entry, told, SMALL, language) for entry, told in found]


def faults(judgements: list[Judgement]) -> list[str]:
    return [
        f"{each.scene} {each.language}, {one.beat}, {one.moment}: {one.violation}"
        for each in judgements
        for one in each.findings
    ]


def test_no_scene_has_faults() -> None:
    """As they are by default, in every language, at a draft's size."""
    scenes = [entry.name for entry in entries()]
    told = [job for name in LANGUAGES for job in jobs({}, *scenes, language=name)]
    judgements = list(judge(told, PERIOD))
    assert faults(judgements) == []
    assert len(judgements) == len(LANGUAGES) * len(scenes)
    for judgement in judgements:
        if judgement.scene != "TitleCard":
            assert min(judgement.pictures.values()) >= 4
            assert sum(judgement.numbers.values()) > 0


FUNCTIONS = [
    ("x^2 - y^2", "slicing"),
    ("abs(x)+y", "slicing"),
    ("1000*x*y", "tangent_line"),
    ("x^2 - y^2", "gradient_field"),
    ("exp(-x^2+cos(2y))", "total_differential"),
    ("(1-x)^2+100*(y-x^2)^2", "second_partials"),
    ("sin(x)*y^2", "hiking_ascent"),
    ("[x^2 - y^2, 2x y]", "transformation"),
]


@pytest.mark.parametrize(("function", "scene"), FUNCTIONS, ids=[" ".join(row) for row in FUNCTIONS])
def test_another_function_has_no_faults(function: str, scene: str) -> None:
    assert faults(list(judge(jobs({"function": function}, scene), PERIOD))) == []
