"""How a teacher says mathematics in Korean."""

from __future__ import annotations

from collections.abc import Sequence

from calclib.tree.letters import GREEK
from scenes._kit.speech.tokens import LETTER
from scenes._kit.speech.tongue import ATTACHED, Said, Tongue, cardinal

CODE = "ko"
_NAMES = (
    *("에이", "비", "씨", "디", "이", "에프", "지", "에이치", "아이", "제이", "케이", "엘", "엠"),
    *("엔", "오", "피", "큐", "알", "에스", "티", "유", "브이", "더블유", "엑스", "와이", "제트"),
)
_LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", _NAMES, strict=True))
_GREEK = {
    "alpha": "알파",
    "beta": "베타",
    "gamma": "감마",
    "delta": "델타",
    "epsilon": "엡실론",
    "zeta": "제타",
    "eta": "에타",
    "theta": "세타",
    "iota": "이오타",
    "kappa": "카파",
    "lambda": "람다",
    "mu": "뮤",
    "nu": "뉴",
    "xi": "크사이",
    "omicron": "오미크론",
    "pi": "파이",
    "rho": "로",
    "sigma": "시그마",
    "tau": "타우",
    "upsilon": "입실론",
    "phi": "파이",
    "chi": "카이",
    "psi": "프사이",
    "omega": "오메가",
}
_COUNTERS = ("배", "개", "명", "가지", "군데")
"""Words before which native numbers are said: two times is 두 배."""
_ONES = ("", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉")
_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_DIGITS = "영일이삼사오육칠팔구"
_SPELLED = 3
"""Words of so many Latin letters at most are spelled: dx, xyz."""


class Korean(Tongue):
    """Korean."""

    comma = " 콤마 "
    partial = "라운드"
    signs = {
        "=": f"{ATTACHED}은(는)",
        "≈": f"{ATTACHED}은(는) 약",
        "≠": f"{ATTACHED}와(과) 같지 않은",
        "<": f"{ATTACHED}보다 큰",
        ">": f"{ATTACHED}보다 작은",
        "≤": f"{ATTACHED}보다 크거나 같은",
        "≥": f"{ATTACHED}보다 작거나 같은",
        "+": "더하기",
        "−": "빼기",
        "±": "플러스 마이너스",
        "×": "곱하기",
        "·": "곱하기",
        "*": "곱하기",
        "÷": "나누기",
        "/": "나누기",
        "^": "거듭제곱",
        "→": f"{ATTACHED}에서",
        "↦": f"{ATTACHED}에서",
        "⇒": f"{ATTACHED}이면",
        "∈": f"{ATTACHED}이(가) 속하는",
        "∘": "합성",
        "∞": "무한대",
        "∇": "나블라",
        "∂": "디",
        "Δ": "델타",
        "√": "루트",
        "∑": "시그마",
        "∫": "인테그랄",
        "°": "도",
        "%": "퍼센트",
        "&": "그리고",
        "@": "골뱅이",
        "#": "번호",
        "$": "달러",
        "€": "유로",
        "₩": "원",
    }
    functions = {
        "sin": "사인",
        "cos": "코사인",
        "tan": "탄젠트",
        "cot": "코탄젠트",
        "sec": "시컨트",
        "csc": "코시컨트",
        "sinh": "쌍곡사인",
        "cosh": "쌍곡코사인",
        "tanh": "쌍곡탄젠트",
        "asin": "아크사인",
        "acos": "아크코사인",
        "atan": "아크탄젠트",
        "arcsin": "아크사인",
        "arccos": "아크코사인",
        "arctan": "아크탄젠트",
        "exp": "지수함수",
        "log": "로그",
        "ln": "자연로그",
        "sqrt": "루트",
        "abs": "절댓값",
        "min": "최솟값",
        "max": "최댓값",
        "lim": "극한",
        "grad": "그래디언트",
        "div": "발산",
        "curl": "회전",
    }

    def whole(self, number: int) -> str:
        return cardinal(number, CODE)

    def decimal(self, whole: int, digits: str) -> str:
        return f"{self.whole(whole)}점{''.join(_DIGITS[int(each)] for each in digits)}"

    def counted(self, number: int, what: str) -> str | None:
        if not 0 < number < 100 or not what.startswith(_COUNTERS):
            return None
        tens, ones = divmod(number, 10)
        return "스무 " if number == 20 else f"{_TENS[tens]}{_ONES[ones]} "

    def letter(self, name: str) -> str:
        letter = name.removeprefix(LETTER).lower()
        if letter == "π":
            return _GREEK["pi"]
        return _LETTERS.get(letter) or _GREEK.get(GREEK.get(letter, ""), letter)

    def word(self, name: str) -> str:
        """A function's name; short words, and those with Greek letters, letter by letter."""
        word = name.removeprefix(LETTER)
        if word in self.functions:
            return self.functions[word]
        if len(word) <= _SPELLED or any(each in GREEK for each in word):
            return "".join(self.letter(each) for each in word)
        return word

    def negative(self, words: str) -> str:
        return f"마이너스 {words}"

    def fraction(self, top: Said, bottom: Said) -> str:
        return f"{bottom.words} 분의 {top.words}"

    def power(self, base: str, exponent: Said, *, is_negative: bool) -> str:
        usual = {2: " 제곱", 3: " 세제곱"}
        if exponent.whole in usual and not is_negative:
            return f"{base}{usual[exponent.whole]}"
        said = self.negative(exponent.words) if is_negative else exponent.words
        return f"{base}의 {said} 제곱"

    def indexed(self, base: str, index: str) -> str:
        return f"{base} 서브 {index}"

    def call(self, function: str, inputs: Sequence[str]) -> str:
        return f"{function} {', '.join(inputs)}"

    def prime(self, function: str) -> str:
        return f"{function} 프라임"

    def root(self, words: str) -> str:
        return f"루트 {words}"

    def size(self, words: str) -> str:
        return f"절댓값 {words}"

    def group(self, words: str) -> str:
        return f"괄호 {words}"
