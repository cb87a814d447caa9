"""Korean particles fit the sound of what stands before them."""

from __future__ import annotations

import re
from typing import Any

import pytest

from pipeline.catalog import Entry, entries
from scenes._kit.text.korean import with_particles
from scenes._kit.text.narration import Narration

PARTICLES = [
    ("2와(과) 1와(과)", "2와 1과"),  # 이, 일
    ("−1과(와)", "−1과"),
    ("0을(를) 4을(를) 6를(을)", "0을 4를 6을"),  # 영, 사, 육
    ("0(으)로 1(으)로 2(으)로 3(으)로 8(으)로", "0으로 1로 2로 3으로 8로"),
    ("1.54이(가) 0.785은(는)", "1.54가 0.785는"),
    ("10은(는) 1000을(를)", "10은 1000을"),  # 십, 천
    ("2000000000000은(는)", "2000000000000는"),  # 이조
    ("x을(를) y은(는) l(으)로 r이(가) n과(와)", "x를 y는 l로 r이 n과"),
    ("e을(를), e/2은(는)", "e를, e/2는"),  # 2분의 e
    ("π/3(으)로, 2π/3을(를)", "π/3로, 2π/3를"),  # 3분의 파이
    ("1/2(으)로 −2/3을(를) 3/10은(는) 1/3(으)로", "1/2로 −2/3를 3/10은 1/3로"),
    ("(−1, 3)을(를)", "(−1, 3)을"),
    ("10⁶을(를) 8.1×10⁻⁷(으)로", "10⁶을 8.1×10⁻⁷으로"),  # 제곱
    ("∞와(과) −∞(으)로", "∞와 −∞로"),
    ("산을(를) 물(으)로 바다이(가)", "산을 물로 바다가"),
]

ONE_FORM = re.compile(r"\}\)?(?:[을를은는와과](?!\()|[이가] |으?로[ ,])")


@pytest.mark.parametrize(("written", "read"), PARTICLES)
def test_the_right_form_is_chosen(written: str, read: str) -> None:
    assert with_particles(written) == read


def test_other_brackets_stay() -> None:
    assert with_particles("슈바르츠(클레로) 정리(은)") == "슈바르츠(클레로) 정리(은)"


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.name)
def test_narration_has_both_forms_after_placeholders(entry: Entry) -> None:
    """After a number no single form is right: 1과, but 2와."""
    table: dict[str, Any] = Narration.load(entry.name).tables["ko"]
    for sentence in (*table["beats"].values(), *table["seen"].values()):
        assert not ONE_FORM.search(sentence), sentence


def test_a_sentence_gets_its_particles_when_it_is_filled() -> None:
    facts = {"variable": "y", "left": "−1", "right": "3"}
    spoken = Narration.load("slicing").sentences("nudge_corner", facts)["ko"]
    assert "y를 양쪽으로" in spoken
    assert "−1과 3으로" in spoken


def test_a_description_gets_its_particles_when_it_is_filled() -> None:
    facts = {"held": "y", "value": "3", "variable": "x"}
    seen = Narration.load("slicing").seen("plane", facts)["ko"]
    assert "y = 3이 적혀" in seen
    assert "y가 회색이 되어 3으로 바뀌고, x의" in seen
