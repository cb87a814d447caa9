"""How a teacher says mathematics in English."""

from __future__ import annotations

from collections.abc import Sequence

from calclib.tree.letters import GREEK
from scenes._kit.speech.tokens import LETTER
from scenes._kit.speech.tongue import Said, Tongue, cardinal, ordinal

CODE = "en"
_HALVES = {2: ("half", "halves"), 4: ("quarter", "quarters")}
_LARGEST_PART = 99
"""The largest denominator that is said as an ordinal: seven ninths."""
_VOWELS = frozenset("aeiouy")
_HEARD = {
    "eta": "eata",
    "xi": "zye",
    "tau": "taw",
    "secant": "seekant",
    "cosecant": "coseekant",
    "Clairaut": "Clero",
}
"""Words that synthesisers misread (xi as "Roman eleven"), spelled as they are heard."""
_LETTER_A = "eigh"
"""Of the spellings of its name the one that both of ours say right."""
_SHORT_WORDS = {"mr", "ms", "dr", "st", "vs"}


class English(Tongue):
    """English."""

    comma = " comma "
    partial = "partial"
    signs = {
        "=": "equals",
        "≈": "is about",
        "≠": "is not equal to",
        "<": "is less than",
        ">": "is greater than",
        "≤": "is at most",
        "≥": "is at least",
        "+": "plus",
        "−": "minus",
        "±": "plus or minus",
        "×": "times",
        "·": "times",
        "*": "times",
        "÷": "divided by",
        "/": "over",
        "^": "to the power",
        "→": "goes to",
        "↦": "maps to",
        "⇒": "implies",
        "∈": "in",
        "∘": "after",
        "∞": "infinity",
        "∇": "nabla",
        "∂": "d",
        "Δ": "delta",
        "√": "the square root of",
        "∑": "the sum of",
        "∫": "the integral of",
        "°": "degrees",
        "%": "percent",
        "&": "and",
        "@": "at",
        "#": "number",
        "$": "dollars",
        "€": "euros",
        "₩": "won",
    }
    functions = {
        "sin": "sine",
        "cos": "cosine",
        "tan": "tangent",
        "cot": "cotangent",
        "sec": "secant",
        "csc": "cosecant",
        "sinh": "hyperbolic sine",
        "cosh": "hyperbolic cosine",
        "tanh": "hyperbolic tangent",
        "asin": "arc sine",
        "acos": "arc cosine",
        "atan": "arc tangent",
        "arcsin": "arc sine",
        "arccos": "arc cosine",
        "arctan": "arc tangent",
        "exp": "the exponential",
        "log": "log",
        "ln": "log",
        "sqrt": "the square root",
        "abs": "the absolute value",
        "min": "the minimum",
        "max": "the maximum",
        "lim": "the limit",
        "grad": "grad",
        "div": "div",
        "curl": "curl",
    }

    def whole(self, number: int) -> str:
        return cardinal(number, CODE)

    def decimal(self, whole: int, digits: str) -> str:
        return " ".join([self.whole(whole), "point", *(self.whole(int(each)) for each in digits)])

    def counted(self, number: int, what: str) -> str | None:
        is_ordinal = what in ("st", "nd", "rd", "th")
        return ordinal(number, CODE) if is_ordinal else None

    def letter(self, name: str) -> str:
        marked, letter = name.startswith(LETTER), name.removeprefix(LETTER)
        if letter == "π":
            return "pi"
        if letter.lower() in GREEK:
            return _heard(GREEK[letter.lower()])
        return _LETTER_A if marked and letter in "aA" else letter

    def word(self, name: str) -> str:
        """A word; letters that make none, such as dx and xy, one by one."""
        word = name.removeprefix(LETTER).replace("’", "'")
        if word in self.functions:
            return _heard(self.functions[word])
        makes_none = len(word) == 2 and word.islower() and _VOWELS.isdisjoint(word)
        differential = len(word) == 2 and word[0] == "d" and word != "do"
        product = len(word) <= 3 and set(word) <= set("xyz") and len(word) > 1
        if (makes_none and word not in _SHORT_WORDS) or differential or product:
            return " ".join(self.letter(LETTER + each) for each in word)
        return " ".join(_heard(GREEK.get(each, each)) for each in _runs(word))

    def negative(self, words: str) -> str:
        return f"minus {words}"

    def fraction(self, top: Said, bottom: Said) -> str:
        if top.whole is None or bottom.whole is None or not 1 < bottom.whole <= _LARGEST_PART:
            return f"{top.words} over {bottom.words}"
        one, many = _HALVES.get(bottom.whole) or (ordinal(bottom.whole, CODE), "")
        return f"{top.words} {one if top.whole == 1 else many or f'{one}s'}"

    def power(self, base: str, exponent: Said, *, is_negative: bool) -> str:
        usual = {2: "squared", 3: "cubed"}
        if is_negative:
            return f"{base} to the minus {exponent.words}"
        if exponent.whole in usual:
            return f"{base} {usual[exponent.whole]}"
        said = exponent.words if exponent.whole is None else ordinal(exponent.whole, CODE)
        return f"{base} to the {said}"

    def indexed(self, base: str, index: str) -> str:
        return f"{base} sub {index}"

    def call(self, function: str, inputs: Sequence[str]) -> str:
        return f"{function} of {', '.join(inputs)}"

    def prime(self, function: str) -> str:
        return f"{function} prime"

    def root(self, words: str) -> str:
        return f"the square root of {words}"

    def size(self, words: str) -> str:
        return f"the absolute value of {words}"

    def group(self, words: str) -> str:
        return f"the quantity {words}"


def _heard(word: str) -> str:
    """A word, perhaps with 's, as it is spelled for synthesisers."""
    stem, *end = word.partition("'")
    return "".join([_HEARD.get(stem, stem), *end])


def _runs(word: str) -> list[str]:
    """A word in one piece; Greek letters among others one by one."""
    if not any(each in GREEK for each in word):
        return [word]
    return [*word]
