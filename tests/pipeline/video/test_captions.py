"""Captions: every cue fits the screen, stays in its beat, and can be read in time."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.video.captions import LINES, cues
from scenes._kit.text.languages import LANGUAGES
from scenes._kit.text.reading import reading_time

WORDS = st.text(
    st.characters(categories=["L", "N", "P", "S"]) | st.sampled_from("가나다-x"), min_size=1,
    max_size=60,
)  # fmt: skip
SENTENCES = st.lists(WORDS, max_size=40).map(" ".join)
CODES = st.sampled_from(sorted(LANGUAGES))


def frames_for(sentence: str, fps: int) -> int:
    """The shortest beat that a lesson can have for the sentence: waits are whole frames."""
    return max(1, round(reading_time(dict.fromkeys(LANGUAGES, sentence)) * fps - 0.5))


@given(SENTENCES, CODES, st.integers(2, 60), st.integers(0, 1000))
def test_any_sentence(sentence: str, language: str, fps: int, start: int) -> None:
    end = start + frames_for(sentence, fps)
    found = cues(sentence, language, start, end)
    lines = [line for cue in found for line in cue.lines]
    assert "".join("".join(lines).split()) == "".join(sentence.split())
    assert all(1 <= len(cue.lines) <= LINES for cue in found)
    assert all(line.strip() and len(line) <= LANGUAGES[language].caption_width for line in lines)
    assert all(one.end == other.start for one, other in pairwise(found))
    for cue in found:
        letters = sum(map(len, cue.lines))
        assert letters <= LANGUAGES[language].reading_speed * float(cue.end - cue.start) / fps
    if found:
        assert (found[0].start, found[-1].end) == (start, end)


@given(SENTENCES)
def test_only_words_longer_than_a_line_are_cut(sentence: str) -> None:
    shown = {word for cue in cues(sentence, "en", 0, 99) for word in " ".join(cue.lines).split()}
    width = LANGUAGES["en"].caption_width
    assert {word for word in sentence.split() if len(word) <= width} <= shown


def test_pages_are_even() -> None:
    sentence = "Hold y at 1: a plane slides in. On it, only x may still run, and what the plane " \
        "cuts out of the surface is a curve."  # fmt: skip
    one, other = cues(sentence, "en", 0, 117)
    assert (len(one.lines), len(other.lines)) == (2, 2)
    assert abs(len(" ".join(one.lines)) - len(" ".join(other.lines))) < 20


@pytest.mark.parametrize(
    ("stretch", "longest"), [(16 / 9, 42), (4 / 3, 42), (1.0, 36), (9 / 16, 36)]
)
def test_lines_fit_the_width_of_the_picture(stretch: float, longest: int) -> None:
    sentence = " ".join(["four"] * 40)
    found = cues(sentence, "en", 0, 1000, stretch)
    lengths = [len(line) for cue in found for line in cue.lines]
    assert max(lengths) <= longest
    assert " ".join(line for cue in found for line in cue.lines) == sentence


@pytest.mark.parametrize("nothing", ["", " \n "])
def test_an_empty_sentence_has_no_cue(nothing: str) -> None:
    assert cues(nothing, "en", 0, 10) == []


def test_cues_follow_a_voice_that_tells_its_times() -> None:
    """The first sentence is said by frame 20 of the beat, the second by frame 90."""
    first, second = "one two three four five six seven. " * 2, "eight nine ten eleven twelve. " * 3
    whole = first + second.strip()
    share = Fraction(len(first), len(whole))
    said = [(share, Fraction(20)), (Fraction(1), Fraction(90))]
    plain, voiced = cues(whole, "en", 100, 220), cues(whole, "en", 100, 220, said=said)
    assert [cue.lines for cue in voiced] == [cue.lines for cue in plain]
    assert (voiced[0].start, voiced[-1].end) == (100, 220)
    assert all(one.end == two.start for one, two in pairwise(voiced))
    begins = [float(cue.start - 100) for cue in voiced]
    lengths = [sum(map(len, cue.lines)) for cue in voiced]
    passed = [sum(lengths[:k]) / sum(lengths) for k in range(len(voiced))]
    expected = np.interp(passed, [0, float(share), 1], [0, 20, 90])
    assert begins == pytest.approx([*expected], abs=1e-6)
    assert begins[1] < float(plain[1].start - 100)
