"""Faults of figures, planted, are found; and what looks like one is not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.lint.linter import judge
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import Narration
from tests.pipeline.lint.test_judging import PLANTED, SENTENCES, job

FIGURES = replace(
    PLANTED,
    scene="PlantedFigure",
    module="tests.pipeline.lint.figure.planted_figures",
    beats=("only", "after"),
)
FAULTS = {
    "behind": "hidden point",
    "beyond": "point outside",
    "in_the_air": "loose point",
    "off_graph": "loose point",
    "strayed": "strayed label",
    "in_one_plane": "fighting layers",
    "wound_twice": "fighting layers",
    "torn": "torn curve",
    "cut_short": "torn curve",
    "lost": "outside frame",
    "speck": "speck",
    "leaping": "jump",
    "gone": "figure gone",
}
SOUND = (
    *("behind_with_ring", "under_another", "strayed_with_leader", "own_label"),
    *("on_surface", "on_graph", "among_arrows"),
    *("touching", "crossing", "wound_once", "with_jump", "with_hole", "in_view"),
    *("swift", "replaced", "axes_alone"),
)


@pytest.fixture
def rules_broken(monkeypatch: pytest.MonkeyPatch):
    """Judges the planted figure; returns the names of the rules that it breaks."""
    sentences = {
        language: {"beats": SENTENCES, "seen": SENTENCES, "words": {}} for language in LANGUAGES
    }
    monkeypatch.setattr(Narration, "load", lambda topic: Narration(topic, sentences))

    def broken(fault: str) -> set[str]:
        (judgement,) = judge([job(FIGURES, fault=fault)])
        return {each.violation.rule for each in judgement.findings if each.beat == "only"}

    return broken


@pytest.mark.parametrize("fault", FAULTS)
def test_a_planted_fault_is_found_and_nothing_else(rules_broken, fault: str) -> None:
    assert rules_broken(fault) == {FAULTS[fault]}


@pytest.mark.parametrize("figure", SOUND)
def test_a_sound_figure_is_not_faulted(rules_broken, figure: str) -> None:
    assert rules_broken(figure) == set()
