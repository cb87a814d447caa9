"""Korean particles: 을 or 를, 이 or 가, 은 or 는, 과 or 와, 으로 or 로, by the sound before them.

Narration has both forms, as Korean texts do: `{left}와(과) {right}(으)로`. The right one is chosen
once the number or name before it is known.
"""

from __future__ import annotations

import re

_PAIRS = ("을를", "이가", "은는", "과와")
"""The form after a consonant, and the one after a vowel."""
_BOTH_FORMS = re.compile(
    "|".join([*(f"{a}\\({b}\\)|{b}\\({a}\\)" for a, b in _PAIRS), r"\(으\)로"])
)
_OPEN, _RIEUL, _CLOSED = "open", "rieul", "closed"
"""How a syllable ends: in a vowel, in ㄹ, in another consonant."""
_ENDINGS = {
    **dict.fromkeys("036", _CLOSED),  # 영, 삼, 육; 십, 백, 천 and 만 end in consonants too
    **dict.fromkeys("178", _RIEUL),  # 일, 칠, 팔
    **dict.fromkeys("mn", _CLOSED),  # 엠, 엔
    **dict.fromkeys("lr", _RIEUL),  # 엘, 알
    **dict.fromkeys("⁰¹²³⁴⁵⁶⁷⁸⁹", _CLOSED),  # 10의 6제곱
}
"""How the Korean names of digits and letters end; those left out end in a vowel."""
_OPEN_READINGS = re.compile(r"([πe]/\d+|(?<![.\d])[1-9]\d{0,3}0{12})$")
"""3분의 파이, 2분의 e and 조: the last written character is not the last one spoken."""
_FRACTION = re.compile(r"(\d+)/\d+$")
"""2/3 is 3분의 2."""


def with_particles(sentence: str) -> str:
    """The sentence with the right form of each particle that was written with both."""
    return _BOTH_FORMS.sub(_right_form, sentence)


def _right_form(match: re.Match[str]) -> str:
    end, written = _ending(match.string[: match.start()]), match.group()
    if written == "(으)로":
        return "으로" if end == _CLOSED else "로"
    after_consonant, after_vowel = next(pair for pair in _PAIRS if written[0] in pair)
    return after_vowel if end == _OPEN else after_consonant


def _ending(text: str) -> str:
    """How a text ends when read aloud."""
    spoken = text.rstrip(" )]}\"'’”")
    if not spoken or _OPEN_READINGS.search(spoken):
        return _OPEN
    fraction = _FRACTION.search(spoken)
    last = (fraction.group(1) if fraction else spoken)[-1].lower()
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28  # Unicode 15.0, 3.12: 27 final consonants, or none
        return {0: _OPEN, 8: _RIEUL}.get(final, _CLOSED)
    return _ENDINGS.get(last, _OPEN)
