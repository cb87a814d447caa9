"""Every sentence of every scene is spoken without a digit or a sign, in every language."""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

import pytest

from pipeline.catalog import Entry, entries
from scenes._kit.lesson.facts import coordinate_fact, number_fact
from scenes._kit.speech.sentences import spoken
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.narration import Narration, marks, placeholders, unmarked
from tests.playing import dry_run

WORDS = {"en": r"[A-Za-z']+", "ko": r"[가-힣]+"}
"""What a word is made of, in each language."""
FACTS = [
    ["0", "−2", "≈ 1.414", "π/3", "8.1×10⁻⁷", "−∞"],
    ["1/3", "−2π/3", "1234567", "≈ −0.005", "e/2", "3×10⁷", "1.540"],
    ["x", "a", "θ", "R₁", "C_p", "f", "y"],
]
"""What may stand in the places of placeholders."""
OTHERS = [
    {"function": "exp(-x^2-y^2)", "at": "1/3,pi/4"},
    {"function": "1e7 x^2 + y/3", "at": "-0.005,2"},
    {"function": "V(r, h) = a r^2 h", "at": "1,2", "let": "a=pi"},
]
WRITTEN = [each for each in entries() if each.name != "title_card"]
"""The scenes whose sentences are not just what an author typed."""
NARRATION = {
    "en": "At ({x}, {y}): f_x = −2, ∇f, x² + 3·10⁻⁴ ≥ 0 — “(a) 5 % of 1,000”, 2nd & last.",
    "ko": "({x}, {y})에서 f_x는 −2, ∇f, x² + 3·10⁻⁴ ≥ 0, 3배 5 %의 1,000, {x}을(를) & 끝.",
}


def unspoken(sentence: str, language: str) -> list[str]:
    """The words with digits, signs or letters of another alphabet."""
    words = re.sub(r"[.,?!:;](?= |$)", "", sentence).split()
    return [each for each in words if not re.fullmatch(WORDS[language], each)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_every_sentence_with_any_facts(entry: Entry, language: str) -> None:
    found = []
    for text in Narration.load(entry.name).tables[language]["beats"].values():
        sentence = unmarked(text, marks(text))
        for values in FACTS:
            facts = dict(zip(placeholders(sentence), cycle(values), strict=False))
            found += unspoken(spoken(sentence, facts, language), language)
    assert found == []


@pytest.mark.parametrize("entry", WRITTEN, ids=lambda entry: entry.name)
def test_what_a_scene_says(entry: Entry, tmp_path: Path) -> None:
    """With the facts of its own function."""
    assert told(entry.name, tmp_path) == []


@pytest.mark.parametrize("given", OTHERS, ids=lambda given: given["function"])
def test_what_scenes_say_of_other_functions(given: dict[str, str], tmp_path: Path) -> None:
    scenes = ["gradient_field", "total_differential"]
    assert [each for scene in scenes for each in told(scene, tmp_path, **given)] == []


def told(scene: str, folder: Path, **given: str) -> list[str]:
    """What is not words in what a scene says, and would say of an author's own sentences."""
    found = []
    for beat in dry_run(folder, scene, **given).played:
        for language in LANGUAGES:
            own = NARRATION[language] if {"x", "y"} <= beat.facts.keys() else ""
            for sentence in (unmarked(beat.sentences[language], beat.marks), own):
                found += unspoken(spoken(sentence, beat.facts, language), language)
    return found


def test_facts_of_all_kinds_are_spoken() -> None:
    values = [0.0, -2.0, 1.5, 2**0.5, 1e-7, 8.1e-7, -3e7, 123456.0, float("inf"), -float("inf")]
    facts = [*map(number_fact, values), *map(coordinate_fact, [1 / 3, -0.7853981633974483, 0.1])]
    for language in LANGUAGES:
        for fact in facts:
            assert unspoken(spoken("{a}", {"a": fact}, language), language) == [], fact
