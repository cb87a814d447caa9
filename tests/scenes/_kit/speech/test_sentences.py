"""Mathematics as a teacher says it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes._kit.speech.sentences import TONGUES, said, spoken
from scenes._kit.text.korean import with_particles
from scenes._kit.text.languages import LANGUAGES

ENGLISH = [
    ("At (−1, 1) it is −2.", "At minus one comma one it is minus two."),
    ("f_x(−1, 1) = −2", "f sub x of minus one, one equals minus two"),
    ("∇f at π/3, 2π/3, e/2", "nabla f at pi over three, two pi over three, e over two"),
    ("1/2, 3/4, −2/3, 5/12", "one half, three quarters, minus two thirds, five twelfths"),
    ("x², x³, x⁴, x^n", "x squared, x cubed, x to the fourth, x to the n"),
    ("10⁻⁷, 8.1×10⁻⁷", "ten to the minus seven, eight point one times ten to the minus seven"),
    ("x ≈ 1.540", "x is about one point five four zero"),
    ("−∞ or ∞", "minus infinity or infinity"),
    ("The round ∂ of ∂f/∂x", "The round d of partial f over partial x"),
    ("|x − 1| and √2", "the absolute value of x minus one and the square root of two"),
    ("(x+1)²y", "the quantity x plus one squared y"),
    ("12,345 and 1000000", "twelve thousand three hundred and forty five and one million"),
    ("the 2nd, the 3rd", "the second, the third"),
    ("the x-axis; x - 1, 5-3", "the x axis; x minus one, five minus three"),
    ("dx = 0.1, df = xy", "d x equals zero point one, d f equals x y"),
    ("a rule, not a/b", "a rule, not eigh over b"),
    ("x_1 + R₁ at θ = 30°", "x sub one plus R sub one at theta equals thirty degrees"),
    ("sin²(x) + max(x, 1)", "sine squared x plus the maximum of x, one"),
    ("Schwarz (or Clairaut) — “so” it is…", "Schwarz, or Clero, so it is."),
    ("½ of 5 %", "one half of five percent"),
    ("Let a = 2, f = a point", "Let eigh equals two, f equals a point"),
    ("f_a, R_A and C_p", "f sub eigh, R sub eigh and C sub p"),
    ("ξ, η, τ; sec(x)", "zye, eata, taw; seekant of x"),
    ("Clairaut's secant", "Clero's seekant"),
]
KOREAN = [
    ("점 (−1, 1)에서 −2입니다.", "점 마이너스 일 콤마 일에서 마이너스 이입니다."),
    ("3배, 2.5배, −2배, 20배", "세 배, 이점오배, 마이너스 이배, 스무 배"),
    ("약 4분의 1이니 0.00125", "약 사분의 일이니 영점영영일이오"),
    ("둥근 ∂와 ∂f/∂x", "둥근 디와 라운드 엑스 분의 라운드 에프"),
    ("x = π/3, h ≈ 0.1만큼", "엑스는 삼 분의 파이, 에이치는 약 영점일만큼"),
    ("10⁶, 8.1×10⁻⁷", "십의 육 제곱, 팔점일 곱하기 십의 마이너스 칠 제곱"),
    ("x²y와 y³, f_x", "엑스 제곱 와이와 와이 세제곱, 에프 서브 엑스"),
    ("−∞로, 2/3를", "마이너스 무한대로, 삼 분의 이를"),
    ("왼쪽은 ∞, 오른쪽은 ∞로", "왼쪽은 무한대, 오른쪽은 무한대로"),
    ("슈바르츠(클레로) 정리", "슈바르츠, 클레로, 정리"),
    ("12345에서 dx를", "만 이천삼백사십오에서 디엑스를"),
    ("f(x, y)와 sin(x)", "에프 엑스, 와이와 사인 엑스"),
]
SIGNS = "abdfxyzπθ∂∇√∞−-+=≈<≤×·^_/|()[]{}',.?!:; 0123456789²⁻₁가을를은는½★%&"
NUMBERS = [
    "0",
    "1",
    "−2",
    "3.5",
    "0.785",
    "10",
    "100",
    "π/3",
    "2π/3",
    "1/3",
    "10⁶",
    "8.1×10⁻⁷",
    "−∞",
]
ALLOWED = {"en": r"[A-Za-z가-힣 .,?!:;']*", "ko": r"[가-힣A-Za-z .,?!:;']*"}


@pytest.mark.parametrize(("written", "words"), ENGLISH)
def test_english(written: str, words: str) -> None:
    assert said(written, "en") == words


@pytest.mark.parametrize(("written", "words"), KOREAN)
def test_korean(written: str, words: str) -> None:
    assert said(written, "ko") == words


def test_every_language_is_spoken() -> None:
    assert TONGUES.keys() == LANGUAGES.keys()


def test_facts_are_spoken_in_their_places() -> None:
    facts = {"held": "a", "f": "C_p", "x": "≈ 1.414", "left": "1/3", "right": "−1"}
    english = "Hold {held} and let a plane slide in: {f}, x = {x}."
    assert spoken(english, facts, "en") == (
        "Hold eigh and let a plane slide in: C sub p, x is about one point four one four."
    )
    korean = "{held}을(를) 고정하면 {left}와(과) {right}(으)로 {f}은(는)"
    assert spoken(korean, facts, "ko") == (
        "에이를 고정하면 삼 분의 일과 마이너스 일로 씨 서브 피는"
    )


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("particle", ["을(를)", "이(가)", "은(는)", "와(과)", "(으)로"])
def test_particles_of_captions_fit_what_is_said(number: str, particle: str) -> None:
    """Written and spoken, one particle: it was chosen twice, from digits and from words."""
    written = with_particles(number + particle).removeprefix(number)
    assert said(number + particle, "ko").endswith(written)


@given(st.text(st.sampled_from(SIGNS)))
@pytest.mark.parametrize("language", TONGUES)
def test_whatever_is_written_becomes_words(language: str, written: str) -> None:
    assert re.fullmatch(ALLOWED[language], said(written, language))


@pytest.mark.parametrize("text", ["f(" * 400, "−" * 900, "√" * 900, "f(f(1," * 150, "((1))" * 200])
def test_deep_formulas_are_read_in_no_time(text: str) -> None:
    """What is no formula is not read again and again."""
    assert len(said(text, "en")) < 50 * len(text)
